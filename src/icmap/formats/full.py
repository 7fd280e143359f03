"""Each finding with the line of the file it is about, the place in it underlined, and what to do."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from icmap.diagnostics import Diagnostic, Findings, Severity
from icmap.formats._format import Format, Page
from icmap.formats.concise import in_a_line
from icmap.formats.escaping import printable
from icmap.locations import Span

__all__ = ["FORMAT"]

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_BEFORE = 40
"""How many characters of a long line are shown before the place that is marked."""


def write_findings(findings: Findings, page: Page) -> str:
    """The findings one below the other, each with its source line where that is known."""
    return "".join(f"{line}\n" for found in findings.diagnostics for line in _lines(found, findings, page))


def _lines(found: Diagnostic, findings: Findings, page: Page) -> Iterator[str]:
    """The finding, its other places and the hint; a place that was shown before is not shown again."""
    color = _COLORS[found.severity]
    yield _painted(in_a_line(found), f"1;{color}", page)
    yield from _source(found.span, findings, page, color)
    shown = {found.span}
    for related in found.related:
        yield f"  {printable(f'{related.span}: {related.message}')}"
        if related.span not in shown:
            yield from _source(related.span, findings, page, "2")
        shown.add(related.span)
    if found.hint:
        yield f"  {_painted('hint:', '36', page)} {printable(found.hint)}"


def _source(span: Span, findings: Findings, page: Page, color: str) -> Iterator[str]:
    """The line with its number, and under it the carets; a long line is shown round the place."""
    line = findings.lines.get((span.file, span.line))
    if line is None or not line.strip():
        return
    start = max(0, span.column - 1 - _BEFORE) if cell_len(line[:2000]) > page.width - 12 else 0
    room = max(page.width - 12, 30)
    shown = _expanded(line[start : start + room])
    before = _expanded(line[start : span.column - 1])
    marked = _expanded(line[span.column - 1 : span.column - 1 + span.width])
    carets = "^" * max(1, min(cell_len(marked), room - cell_len(before)))
    yield f"  {_painted(f'{span.line:>4} |', '2', page)} {shown}".rstrip()
    yield f"  {_painted('     |', '2', page)} {' ' * cell_len(before)}{_painted(carets, color, page)}"


def _expanded(text: str) -> str:
    return printable(text.replace("\t", " "))


def _painted(text: str, code: str, page: Page) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if page.color else text


FORMAT = Format("full", "each finding with its line of the file", (".txt",), findings=write_findings)
