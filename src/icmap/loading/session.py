"""Reading a whole map: the first file, those that it includes, then the references between all of them."""

# Paths are told exactly as they were given; pathlib would tidy them.
# ruff: noqa: PTH118, PTH120

from __future__ import annotations

import os
from collections.abc import Iterator

from icmap.diagnostics import Findings, in_reading_order
from icmap.errors import IcmapError
from icmap.limits import LIMITS
from icmap.loading.anchors import count_aliases, may_have_aliases
from icmap.loading.assemble import assembled
from icmap.loading.events import next_event
from icmap.loading.files import DISK, Files
from icmap.loading.includes import Folder, Include, named_files
from icmap.loading.links import bounded
from icmap.loading.loaded import Loaded, source_lines
from icmap.loading.nodes import Node
from icmap.loading.part_of import open_circles
from icmap.loading.parties import Read
from icmap.loading.problems import Desk, Pile
from icmap.loading.reading import Source, checked, decoded
from icmap.loading.references import References
from icmap.loading.rules import RULES
from icmap.loading.settings import Settings
from icmap.loading.stop import Stop
from icmap.loading.top import FileReader, LateCalendar
from icmap.loading.tree import pieces
from icmap.records import dataclass
from icmap.text.characters import shown

__all__ = ["First", "read_map"]


@dataclass(frozen=True, slots=True)
class First:
    """The first file of a map, already read, and what goes for all of its files.

    `folder` is where its includes are looked for, `root` the folder that they may not leave, `size` the bytes that all
    files may have together; `pure` chooses the parser (None: libyaml where it is there). `files` is where they lie, and
    what stands before the path of each when it is told (`main:`).
    """

    name: str
    content: bytes | str
    folder: str
    root: str
    path: str = ""
    quotable: bool = True
    size: int = LIMITS.size
    pure: bool | None = None
    files: Files = DISK
    prefix: str = ""


def read_map(first: First) -> Loaded:
    """Read a map. Where the calendar stands below the parties it is read twice, the second time with the calendar."""
    try:
        return _Session(first).read()
    except LateCalendar as late:
        return _Session(first, late.node).read()


class _Session:
    """One reading of a map."""

    def __init__(self, first: First, calendar: Node | None = None) -> None:
        self._first = first
        self._calendar = calendar
        self._left = first.size
        self._pile = Pile()
        self._desks: dict[str, Desk] = {}
        self._sources: list[Source] = []
        self._settings = Settings()
        self._read = Read()

    def read(self) -> Loaded:
        """All files, then the references, then the model."""
        first = self._first
        included = self._file(first.name, first.content, first.folder, quotable=first.quotable)
        self._include(included)
        references = References(self._read, self._settings, self._desks, self._pile)
        references.follow()
        open_circles(self._read.parties, self._desks)
        org = assembled(self._read.parties, references.implicit, self._settings, first.name)
        org = bounded(org, self._desks)
        return Loaded(org, self._findings(), tuple(self._sources), self._settings.checks)

    def _file(self, name: str, content: bytes | str, folder: str, *, quotable: bool) -> list[Include]:
        """Read one file; gives the files that it includes."""
        desk = self._desks[name] = Desk(name, self._pile, quotable)
        reader = FileReader(desk, self._read, self._settings, first=not self._sources)
        if self._calendar is not None and not self._sources:
            reader.know(self._calendar)
        source = Source(name, "", quotable)
        try:
            text, size = decoded(content, desk, self._left)
            self._left -= size
            source = Source(name, checked(text, desk), quotable)
            if may_have_aliases(source.text):
                count_aliases(next_event(source.text, pure=self._first.pure), len(source.text), desk)
            reader.take(pieces(next_event(source.text, pure=self._first.pure), desk))
        except Stop:
            self._read.complete = False
        finally:
            self._sources.append(source)
        where = Folder(folder, self._first.root, self._first.files)
        return [file for path, place in reader.includes for file in named_files(path, where, desk, place)]

    def _include(self, included: list[Include]) -> None:
        """Read what is included, depth first, each file once; a file inside itself is a mistake."""
        open_files = [self._first.files.real(self._first.path)] if self._first.path else [""]
        done = set(open_files)
        waiting = [iter(included)]
        while waiting:
            file = next(waiting[-1], None)
            if file is None:
                waiting.pop()
                open_files.pop()
                continue
            real = self._first.files.real(file.path)
            if real in open_files:
                message = f"'{shown(self._name(file.path))}' includes itself, directly or through others"
                file.desk.report("include-circle", message, file.place, "take one of the includes out")
            elif real not in done:
                done.add(real)
                open_files.append(real)
                waiting.append(self._included(file))

    def _included(self, file: Include) -> Iterator[Include]:
        if len(self._sources) >= LIMITS.files:
            message = f"the map has more than {LIMITS.files:,} files"
            file.desk.report("limit-exceeded", message, file.place, "put more into one file")
            return iter(())
        try:
            content = self._first.files.read(file.path, max(0, self._left))
        except IcmapError as error:
            file.desk.report("missing-include", error.message, file.place, "paths are relative to this file")
            return iter(())
        quotable = self._first.files.is_quotable(file.path)
        return iter(self._file(self._name(file.path), content, os.path.dirname(file.path), quotable=quotable))

    def _name(self, path: str) -> str:
        """What an included file is called: its path, told as that of the first file was."""
        relative = os.path.relpath(path, self._first.folder)
        told = os.path.normpath(os.path.join(os.path.dirname(self._first.path), relative))
        return self._first.prefix + told

    def _findings(self) -> Findings:
        found = in_reading_order(self._pile.told())
        return Findings(found, RULES, source_lines(found, self._sources))
