"""What loading gives: the map as far as it could be read, what is wrong, and the sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from icmap.diagnostics import Diagnostic, Findings, Severity
from icmap.loading.nodes import Unread
from icmap.loading.reading import Source
from icmap.locations import Span
from icmap.model import OrgMap
from icmap.records import dataclass

__all__ = ["Loaded", "source_lines"]

_BREAK = re.compile(r"\r\n|\n|\r")
_NEWLINE = re.compile(r"\n")
_LONGEST_LINE = 2000


@dataclass(frozen=True, slots=True)
class Loaded:
    """A map that was read.

    `org` is always usable: what could not be read is left out of it. `checks` is what the file says under `checks`,
    not yet read. `sources` are the files in the order read, with their text.
    """

    org: OrgMap
    findings: Findings
    sources: tuple[Source, ...] = ()
    checks: Unread | None = None

    @property
    def ok(self) -> bool:
        """Whether nothing worse than a warning was found while reading."""
        return not self.errors

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The mistakes, in reading order."""
        return tuple(each for each in self.findings.diagnostics if each.severity is Severity.ERROR)

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files, in the order read."""
        return tuple(source.name for source in self.sources)


def source_lines(diagnostics: Iterable[Diagnostic], sources: Iterable[Source]) -> dict[tuple[str, int], str]:
    """The lines that findings point at, by file and number; none of a file that may not be quoted."""
    wanted: dict[str, set[int]] = {}
    for span in _spans(diagnostics):
        wanted.setdefault(span.file, set()).add(span.line)
    return {
        (source.name, number): line
        for source in sources
        if source.quotable and source.name in wanted
        for number, line in _lines(source.text, wanted[source.name])
    }


def _spans(diagnostics: Iterable[Diagnostic]) -> Iterator[Span]:
    for found in diagnostics:
        yield found.span
        for related in found.related:
            yield related.span


def _lines(text: str, wanted: set[int]) -> Iterator[tuple[int, str]]:
    number, start, last = 1, 0, max(wanted)
    for found in (_BREAK if "\r" in text else _NEWLINE).finditer(text):
        if number in wanted:
            yield number, text[start : min(found.start(), start + _LONGEST_LINE)]
        number, start = number + 1, found.end()
        if number > last:
            return
    if number in wanted:
        yield number, text[start : start + _LONGEST_LINE]
