"""The maps behind the files that an editor has open: which map a file belongs to, what was read, what was found."""

# Paths are kept exactly as they were given; pathlib would tidy them.
# ruff: noqa: PTH118, PTH120

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import islice

from icmap.checking import Wanted, check
from icmap.diagnostics import Diagnostic, in_reading_order
from icmap.errors import IcmapError
from icmap.limits import LIMITS
from icmap.loading import Loaded, load_from
from icmap.loading.files import DISK
from icmap.lsp.index import Index, Mention, index_of
from icmap.lsp.texts import lines_of
from icmap.study import Study

__all__ = ["Map", "Maps"]

_LOOKS_LIKE_A_MAP = re.compile(r"""^["']?(?:icmap|parties|dependencies)["']?[ \t]*:""", re.MULTILINE)
_INCLUDES = re.compile(rb"""^["']?include["']?[ \t]*:""", re.MULTILINE)
_SUFFIXES = (".yaml", ".yml")
_FURTHEST_UP, _MOST_LOOKED_AT, _LARGEST = 5, 200, 1 << 20
"""How many folders up a map that includes a file is looked for, among how many files, and of what size."""


class _Open:
    """The files of the disk, and in place of some the texts that an editor has open, by their real path."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def read(self, path: str, limit: int) -> bytes:
        text = self.texts.get(DISK.real(path))
        return DISK.read(path, limit) if text is None else text.encode("utf-8", "surrogatepass")[: limit + 1]

    def real(self, path: str) -> str:
        return DISK.real(path)

    def is_quotable(self, path: str) -> bool:
        return DISK.real(path) in self.texts or DISK.is_quotable(path)

    def listed(self, folder: str) -> Iterator[tuple[str, bool]]:
        return DISK.listed(folder)


class Map:
    """One map as it was read at one moment; what costs more is made when first asked for."""

    def __init__(self, loaded: Loaded, index: Callable[[str, str], Index], wanted: Wanted) -> None:
        self.loaded = loaded
        self._index = index
        self._wanted = wanted

    @cached_property
    def indexes(self) -> dict[str, Index]:
        """The index of every file, in the order read."""
        return {source.name: self._index(source.name, source.text) for source in self.loaded.sources}

    @cached_property
    def lines(self) -> dict[str, list[str]]:
        """The lines of every file."""
        return {source.name: lines_of(source.text) for source in self.loaded.sources}

    @cached_property
    def mistakes(self) -> tuple[Diagnostic, ...]:
        """What reading alone found wrong."""
        return in_reading_order(self.loaded.errors)

    @cached_property
    def found(self) -> tuple[Diagnostic, ...]:
        """What `icmap check` finds."""
        return check([self.loaded], self._wanted).findings.diagnostics

    @cached_property
    def study(self) -> Study:
        """The map under study, in the normal case."""
        return Study(self.loaded.org)

    @property
    def mentions(self) -> Iterator[Mention]:
        """Every mention in every file."""
        return (mention for index in self.indexes.values() for mention in index.mentions)

    def definition(self, mention: Mention) -> Mention | None:
        """Where what is named is written."""
        return next((each for each in self.mentions if each.defines and each.key == mention.key), None)

    def naming(self, mention: Mention) -> list[Mention]:
        """Every place where the same is named or written, in the order of the files."""
        return [each for each in self.mentions if each.key == mention.key]


class Maps:
    """All that an editor has open."""

    def __init__(self, folders: Sequence[str] = (), wanted: Wanted | None = None) -> None:
        self.folders = [DISK.real(folder) for folder in folders]
        self._wanted = wanted or Wanted()
        self._files = _Open()
        self._roots: dict[str, str] = {}
        self._maps: dict[str, Map] = {}
        self._indexes: dict[str, tuple[str, Index]] = {}

    def put(self, path: str, text: str) -> None:
        """A file is open with this text."""
        real = DISK.real(path)
        if real not in self._files.texts:
            self._roots.clear()
        self._files.texts[real] = text
        self._maps.clear()

    def drop(self, path: str) -> None:
        """A file is open no more: what counts is what lies on the disk."""
        self._files.texts.pop(DISK.real(path), None)
        self.forget()

    def forget(self) -> None:
        """Files on the disk may have changed."""
        self._roots.clear()
        self._maps.clear()

    def text(self, path: str) -> str:
        """The text of an open file."""
        return self._files.texts.get(DISK.real(path), "")

    def of(self, path: str) -> Map | None:
        """The map that a file belongs to; None where it looks like no map, or cannot be read."""
        if not _LOOKS_LIKE_A_MAP.search(self.text(path)):
            return None
        root = self.root(path)
        if root not in self._maps:
            try:
                self._maps[root] = self._read(root)
            except IcmapError:
                return None
        return self._maps[root]

    def index(self, path: str) -> Index:
        """The index of one open file."""
        return self._index(path, self.text(path))

    def root(self, path: str) -> str:
        """The first file of the map that a file belongs to: the nearest that includes it, else itself."""
        real = DISK.real(path)
        if real not in self._roots:
            self._roots[real] = next((each for each in self._may_include(real) if self._includes(each, real)), path)
        return self._roots[real]

    def _read(self, root: str) -> Map:
        return Map(self._loaded(root), self._index, self._wanted)

    def _loaded(self, root: str) -> Loaded:
        return load_from(self._files, root, root)

    def _index(self, name: str, text: str) -> Index:
        known = self._indexes.get(name)
        if known is None or known[0] != text:
            known = self._indexes[name] = (text, index_of(name, text))
        return known[1]

    def _includes(self, root: str, real: str) -> bool:
        try:
            return any(DISK.real(each) == real for each in self._loaded(root).files[1:])
        except IcmapError:
            return False

    def _may_include(self, real: str) -> Iterator[str]:
        """Maps with an `include` in the file's folder and those above it, up to the editor's own."""
        folder = os.path.dirname(real)
        for _ in range(_FURTHEST_UP):
            for name in islice(sorted(each for each, _ in DISK.listed(folder)), _MOST_LOOKED_AT):
                path = os.path.join(folder, name)
                if name.endswith(_SUFFIXES) and DISK.real(path) != real and self._has_include(path):
                    yield path
            if folder in self.folders or folder == os.path.dirname(folder):
                return
            folder = os.path.dirname(folder)

    def _has_include(self, path: str) -> bool:
        try:
            content = self._files.read(path, min(_LARGEST, LIMITS.size))
        except IcmapError:
            return False
        return len(content) <= _LARGEST and bool(_INCLUDES.search(content))
