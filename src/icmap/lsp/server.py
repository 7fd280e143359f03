"""The server that an editor talks to over stdin and stdout: the protocol's words turned into icmap's, and back.

A change is answered in two steps, outside the loop that reads the editor's messages: mistakes of reading as soon as the
map is read, what the rules find when they have run; while somebody types on, what was begun is not told.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from icmap.checking import Wanted
from icmap.diagnostics import Diagnostic, Severity
from icmap.errors import IcmapError
from icmap.loading import parse
from icmap.lsp.completing import MOST, Proposal, proposals
from icmap.lsp.cursor import Where
from icmap.lsp.hovering import hover
from icmap.lsp.index import Mention
from icmap.lsp.maps import Map, Maps
from icmap.lsp.mending import Mend, mends
from icmap.lsp.outline import Lens, Symbol, lenses, symbols
from icmap.lsp.renaming import Edit, renamed, renaming_problem
from icmap.lsp.texts import Stretch, stretch_of
from icmap.tidy import tidied
from icmap.version import __version__

__all__ = ["serve"]

_PAUSE = 0.02
"""Seconds without a keystroke before a map is read anew."""

_log = logging.getLogger(__name__)
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}
_KINDS = {
    "key": types.CompletionItemKind.Property,
    "party": types.CompletionItemKind.Class,
    "service": types.CompletionItemKind.Method,
    "situation": types.CompletionItemKind.Event,
    "rule": types.CompletionItemKind.Interface,
    "word": types.CompletionItemKind.EnumMember,
}


class _Server(LanguageServer):
    """The protocol's side: which document is which file, and columns as the editor counts them."""

    def __init__(self, wanted: Wanted) -> None:
        super().__init__("icmap", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.maps = Maps(wanted=wanted)
        self.uris: dict[str, str] = {}
        self._versions: dict[str, int | None] = {}
        self._told: dict[str, set[str]] = {}
        self._waiting: dict[str, None] = {}
        self._working: asyncio.Task[None] | None = None

    def path(self, uri: str) -> str:
        """The file of a document; of one that is no file yet, its address."""
        return to_fs_path(uri) or uri if uri.startswith("file:") else uri

    def uri(self, path: str) -> str:
        """The document of a file, as the editor calls it where it is open."""
        return self.uris.get(path) or (from_fs_path(path) or path)

    def opened(self, uri: str, text: str, version: int | None = None) -> None:
        """A document is open, or changed: its text counts from now on, and the map is read anew."""
        path = self.path(uri)
        self.uris[path], self._versions[path] = uri, version
        self.maps.put(path, text)
        self.refresh([path])

    def closed(self, uri: str) -> None:
        """A document is open no more; where nothing else of its map is, nothing more is told of it."""
        path = self.path(uri)
        root = self.maps.root(path)
        self.uris.pop(path, None)
        self._versions.pop(path, None)
        self.maps.drop(path)
        if any(self.maps.root(each) == root for each in self.uris):
            self.refresh(self.uris)
        else:
            self._tell(root, {})

    def refresh(self, paths: Iterable[str]) -> None:
        """Read the maps of these files anew, as soon as nobody types."""
        self._waiting |= dict.fromkeys(paths)
        if self._working is None or self._working.done():
            self._working = asyncio.get_running_loop().create_task(self._work())

    async def _work(self) -> None:
        while self._waiting:
            await asyncio.sleep(_PAUSE)
            path = next(iter(self._waiting))
            del self._waiting[path]
            try:
                await self._look_at(path)
            except Exception:  # a defect in one answer must not end the server  # noqa: BLE001
                _log.exception("cannot tell what is found in %s", path)

    async def _look_at(self, path: str) -> None:
        found = await asyncio.to_thread(self.maps.of, path)
        root = self.maps.root(path)
        if path in self._waiting:
            return
        if found is None:
            self._tell(root, {path: []})
            return
        if found.mistakes:
            self._tell(root, self._by_file(found, found.mistakes))
            return
        findings = await asyncio.to_thread(lambda: found.found)
        if path not in self._waiting:
            self._tell(root, self._by_file(found, findings))

    def _by_file(self, found: Map, findings: Iterable[Diagnostic]) -> dict[str, list[types.Diagnostic]]:
        told: dict[str, list[types.Diagnostic]] = {file: [] for file in found.loaded.files}
        for each in findings:
            told.setdefault(each.span.file, []).append(self.diagnostic(found, each))
        return told

    def _tell(self, root: str, told: Mapping[str, list[types.Diagnostic]]) -> None:
        """Publish what is found in the files of a map; of files that belong to it no more, nothing."""
        gone = self._told.get(root, set()) - set(told)
        self._told[root] = set(told)
        for file, diagnostics in [*told.items(), *((file, []) for file in sorted(gone))]:
            params = types.PublishDiagnosticsParams(self.uri(file), diagnostics, self._versions.get(file))
            self.text_document_publish_diagnostics(params)

    def diagnostic(self, found: Map, each: Diagnostic) -> types.Diagnostic:
        """A finding as the editor wants it."""
        related = [
            types.DiagnosticRelatedInformation(self.location(found, stretch_of(other.span)), other.message)
            for other in each.related
        ]
        return types.Diagnostic(
            range=self.range(self.lines(found, each.span.file), stretch_of(each.span)),
            message=each.message + (f"\nhint: {each.hint}" if each.hint else ""),
            severity=_SEVERITIES[each.severity],
            code=each.rule,
            source="icmap",
            related_information=related or None,
        )

    def lines(self, found: Map, file: str) -> list[str]:
        """The lines of a file of a map."""
        return found.lines.get(file, [])

    def units(self, text: str) -> int:
        """How long a text is as the editor counts (most count UTF-16)."""
        return int(self.workspace.position_codec.client_num_units(text))

    def range(self, lines: list[str], at: Stretch) -> types.Range:
        """A stretch as the editor counts."""
        line = lines[at.line] if at.line < len(lines) else ""
        start, end = self.units(line[: at.start]), self.units(line[: at.end])
        return types.Range(types.Position(at.line, start), types.Position(at.line, max(start, end)))

    def column(self, lines: list[str], at: types.Position) -> int:
        """A column in characters."""
        line = lines[at.line] if at.line < len(lines) else ""
        counted = 0
        for number, character in enumerate(line):
            if counted >= at.character:
                return number
            counted += self.units(character)
        return len(line)

    def location(self, found: Map, at: Stretch) -> types.Location:
        """A place in a file of a map."""
        return types.Location(self.uri(at.file), self.range(self.lines(found, at.file), at))

    def mention(self, uri: str, at: types.Position) -> Mention | None:
        """What is named at a place of a document."""
        index = self.maps.index(self.path(uri))
        return index.at(at.line, self.column(index.lines, at))

    def text_edit(self, lines: list[str], edit: Edit) -> types.TextEdit:
        """An edit as the editor wants it."""
        return types.TextEdit(self.range(lines, edit.at), edit.text)


def serve(wanted: Wanted) -> None:
    """Serve one editor until it says goodbye, with what is asked of the checks."""
    _made(wanted).start_io()


def _made(wanted: Wanted) -> _Server:  # noqa: C901, PLR0915 - one list of what an editor may ask
    """The server with all that it answers."""
    server = _Server(wanted)
    feature = server.feature

    @feature(types.INITIALIZED)
    def initialized(_: types.InitializedParams) -> None:
        folders = [server.path(each) for each in server.workspace.folders]
        root = server.workspace.root_path
        server.maps.folders = [*folders, *([root] if root else [])]

    @feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        server.opened(params.text_document.uri, params.text_document.text, params.text_document.version)

    @feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        document = params.text_document
        server.opened(document.uri, server.workspace.get_text_document(document.uri).source, document.version)

    @feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.closed(params.text_document.uri)

    @feature(types.TEXT_DOCUMENT_DID_SAVE)
    @feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_save(_: Any) -> None:
        server.maps.forget()
        server.refresh(server.uris)

    @feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=[" ", "/", "[", "{", ","]))
    def completion(params: types.CompletionParams) -> types.CompletionList:
        path = server.path(params.text_document.uri)
        index, found = server.maps.index(path), server.maps.of(path)
        column = server.column(index.lines, params.position)
        indexes = [index] if found is None else found.indexes.values()
        here, offered = proposals(index.lines, params.position.line, column, indexes)
        at = Stretch(path, params.position.line, min(here.start, column), column)
        items = [_item(server, index.lines, at, here, number, each) for number, each in enumerate(offered[:MOST])]
        return types.CompletionList(is_incomplete=len(offered) > MOST, items=items)

    @feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(params: types.HoverParams) -> types.Hover | None:
        path = server.path(params.text_document.uri)
        index = server.maps.index(path)
        column = server.column(index.lines, params.position)
        line = params.position.line
        shown = hover(index.lines, line, column, index.at(line, column), server.maps.of(path))
        if shown is None:
            return None
        text = types.MarkupContent(types.MarkupKind.Markdown, shown.text)
        return types.Hover(text, server.range(index.lines, Stretch(path, line, shown.start, shown.end)))

    @feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> types.Location | None:
        found = server.maps.of(server.path(params.text_document.uri))
        mention = server.mention(params.text_document.uri, params.position)
        written = found.definition(mention) if found and mention else None
        return server.location(found, written.at) if found and written else None

    @feature(types.TEXT_DOCUMENT_REFERENCES)
    def references(params: types.ReferenceParams) -> list[types.Location]:
        found = server.maps.of(server.path(params.text_document.uri))
        mention = server.mention(params.text_document.uri, params.position)
        naming = found.naming(mention) if found and mention else []
        wanted = [each for each in naming if params.context.include_declaration or not each.defines]
        return [server.location(found, each.at) for each in wanted] if found else []

    @feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare_rename(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        path = server.path(params.text_document.uri)
        found, index = server.maps.of(path), server.maps.index(path)
        mention = server.mention(params.text_document.uri, params.position)
        if found is None or mention is None:
            return None
        if problem := renaming_problem(found):
            raise JsonRpcInvalidParams(problem)
        name = mention.situation or mention.service or mention.party
        return types.PrepareRenamePlaceholder(server.range(index.lines, mention.at), name)

    @feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        found = server.maps.of(server.path(params.text_document.uri))
        mention = server.mention(params.text_document.uri, params.position)
        if found is None or mention is None:
            return None
        try:
            edits = renamed(found, mention, params.new_name)
        except IcmapError as error:
            raise JsonRpcInvalidParams(error.message) from None
        changes: dict[str, list[types.TextEdit]] = {}
        for each in edits:
            lines = server.lines(found, each.at.file)
            changes.setdefault(server.uri(each.at.file), []).append(server.text_edit(lines, each))
        return types.WorkspaceEdit(changes=changes)

    @feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    )
    def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        path = server.path(params.text_document.uri)
        found = server.maps.of(path)
        if found is None:
            return []
        lines = range(params.range.start.line, params.range.end.line + 1)
        about = [
            each for each in found.mistakes or found.found if each.span.line - 1 in lines and each.span.file == path
        ]
        return [
            _action(server, path, found, each, mend) for each in about for mend in mends(each, server.maps.index(path))
        ]

    @feature(types.TEXT_DOCUMENT_CODE_LENS)
    async def code_lens(params: types.CodeLensParams) -> list[types.CodeLens]:
        path = server.path(params.text_document.uri)
        found = server.maps.of(path)
        shown = await asyncio.to_thread(lenses, found, path) if found else []
        return [_lens(each) for each in shown]

    @feature(types.TEXT_DOCUMENT_FORMATTING)
    def formatting(params: types.DocumentFormattingParams) -> list[types.TextEdit]:
        path = server.path(params.text_document.uri)
        try:
            made = tidied(parse(server.maps.text(path)), server.maps.text(path))
        except IcmapError as error:
            raise JsonRpcInvalidParams(error.message) from None
        lines = server.maps.index(path).lines
        end = types.Position(len(lines) - 1, server.units(lines[-1]))
        return [types.TextEdit(types.Range(types.Position(0, 0), end), made)] if made != server.maps.text(path) else []

    @feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def document_symbol(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        index = server.maps.index(server.path(params.text_document.uri))
        return [_symbol(server, index.lines, each, types.SymbolKind.Class) for each in symbols(index)]

    return server


def _item(
    server: _Server, lines: list[str], at: Stretch, here: Where, number: int, each: Proposal
) -> types.CompletionItem:
    known = server.client_capabilities.text_document
    item = known.completion.completion_item if known and known.completion else None
    as_snippet = bool(item and item.snippet_support and each.snippet and not here.in_text)
    return types.CompletionItem(
        label=each.label,
        kind=_KINDS[each.sort],
        detail=each.detail or None,
        documentation=each.about or None,
        sort_text=f"{number:05d}",
        insert_text_format=types.InsertTextFormat.Snippet if as_snippet else types.InsertTextFormat.PlainText,
        text_edit=types.TextEdit(server.range(lines, at), each.snippet if as_snippet else each.insert),
    )


def _action(server: _Server, path: str, found: Map, about: Diagnostic, mend: Mend) -> types.CodeAction:
    edit = server.text_edit(server.lines(found, path), mend.edit)
    return types.CodeAction(
        title=mend.title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[server.diagnostic(found, about)],
        is_preferred=mend.is_likely or None,
        edit=types.WorkspaceEdit(changes={server.uri(path): [edit]}),
    )


def _lens(each: Lens) -> types.CodeLens:
    at = types.Position(each.line, 0)
    return types.CodeLens(types.Range(at, at), types.Command(each.text, ""))


def _symbol(server: _Server, lines: list[str], each: Symbol, kind: types.SymbolKind) -> types.DocumentSymbol:
    at = server.range(lines, each.at)
    end = (
        types.Position(each.last_line, server.units(lines[each.last_line])) if each.last_line > each.at.line else at.end
    )
    inner = [_symbol(server, lines, child, types.SymbolKind.Method) for child in each.children]
    return types.DocumentSymbol(
        each.name, kind, types.Range(at.start, end), at, each.detail or None, children=inner or None
    )
