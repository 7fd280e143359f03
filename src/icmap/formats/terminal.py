"""For the terminal: what to fix first in plain sentences, then the tables. Rich `Text` only, never markup.

The layout is made for 80 to 120 columns. Ids are never cut: a table whose ids need more room is as wide as they need.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import singledispatch

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from icmap.document import (
    Block,
    Bullets,
    Chain,
    ChainStep,
    Column,
    Listing,
    Paragraph,
    Report,
    Section,
    Sentence,
    Table,
)
from icmap.formats._format import Format, Page
from icmap.formats.columns import GAP, laid_out, widths
from icmap.formats.escaping import plain_ascii, printable
from icmap.formats.markdown import place_of

__all__ = ["FORMAT"]

_READABLE = 110
"""Columns beyond which running text is no longer easy to read; tables may be wider."""
_NARROWEST = 40
_NUMBER_AND_UNIT = re.compile(r"(?<=\d) (?=(?:ms|s|min|h|d|w|%)\b|%)")
_BOUND = "\ufdd0"
"""Stands for a blank at which no line is broken; `printable` lets no such character through."""
_TITLE, _HEADING, _HEAD, _DIM, _WARNING, _CRITICAL = "bold", "bold cyan", "bold", "dim", "yellow", "bold yellow"


class _Sheet:
    """A page being written: its Rich console, and how text gets onto it."""

    def __init__(self, page: Page) -> None:
        self.ascii = page.ascii
        self.width = max(page.width, _NARROWEST)
        self.text_width = min(self.width, _READABLE)
        self.out = io.StringIO()
        self.console = Console(
            file=self.out,
            width=self.width,
            force_terminal=page.color,
            color_system="standard" if page.color else None,
            no_color=not page.color,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
            _environ={},
        )

    def text(self, text: str, style: str = "") -> Text:
        """Text from a report, with nothing in it that a terminal would obey."""
        shown = printable(text)
        return Text(plain_ascii(shown) if self.ascii else shown, style=style)

    @property
    def line(self) -> str:
        """One column of a thin line."""
        return "-" if self.ascii else "─"

    def put(self, line: Text | None = None) -> None:
        """Put one finished line on the page, below what is there; none is a blank line."""
        self.console.print(line or Text(), soft_wrap=True)

    def written(self, *, colored: bool) -> str:
        """All that is on the page; without the blanks at the ends of lines where they can be seen for what they are."""
        text = self.out.getvalue()
        return text if colored else "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def write_report(report: Report, page: Page) -> str:
    """The title, and the sections one below the other; those that found nothing end with a line each."""
    sheet = _Sheet(page)
    _put_title(sheet, report)
    for section in report.sections:
        _put_section(sheet, section)
    return sheet.written(colored=page.color)


def _put_title(sheet: _Sheet, report: Report) -> None:
    title = sheet.text(report.title, _TITLE)
    if report.subtitle:
        title.append("  ")
        title.append_text(sheet.text(report.subtitle, _DIM))
    _put_lines(sheet, title)
    sheet.put(Text(sheet.line * min(sheet.text_width, cell_len(title.plain)), style=_DIM))


def _put_section(sheet: _Sheet, section: Section) -> None:
    sheet.put()
    _put_lines(sheet, sheet.text(section.title, _HEADING))
    for index, block in enumerate(section.blocks):
        if index and not _belongs_to_previous(section.blocks[index - 1], block):
            sheet.put()
        _put(block, sheet)


def _belongs_to_previous(above: Block, below: Block) -> bool:
    """Whether two blocks stand without a blank line between them: paragraphs after paragraphs."""
    return isinstance(above, Paragraph) and isinstance(below, Paragraph)


@singledispatch
def _put(block: Block, sheet: _Sheet) -> None:  # noqa: ARG001 - the signature of all that follow
    raise TypeError(f"the terminal does not know how to show a {type(block).__name__}")


@_put.register
def _(block: Paragraph, sheet: _Sheet) -> None:
    style = {"plain": "", "remark": _DIM, "warning": _WARNING}[block.tone]
    _put_lines(sheet, sheet.text(block.text, style))


@_put.register
def _(block: Bullets, sheet: _Sheet) -> None:
    for number, sentence in enumerate(block.sentences, 1):
        mark = f"{number:>2}" if block.ordered else (" *" if sheet.ascii else " •")
        _put_sentence(sheet, Text(mark, style=_HEAD if block.ordered else _DIM), sentence)


def _put_sentence(sheet: _Sheet, mark: Text, sentence: Sentence) -> None:
    """The sentence beside its mark, with its place behind it where that fits, else on a line of its own."""
    indent = cell_len(mark.plain) + 2
    lines = list(_wrapped(sheet, sheet.text(sentence.text), sheet.text_width - indent))
    place = sheet.text(place_of(sentence.span), _DIM)
    if place.plain and lines and cell_len(lines[-1].plain) + 2 + cell_len(place.plain) <= sheet.text_width - indent:
        lines[-1] = Text.assemble(lines[-1], "  ", place)
    elif place.plain:
        lines.append(place)
    for first, line in zip([mark, *[Text(" " * len(mark.plain))] * len(lines)], lines, strict=False):
        sheet.put(Text.assemble(first, "  ", line))


def _put_lines(sheet: _Sheet, text: Text) -> None:
    for line in _wrapped(sheet, text, sheet.text_width):
        sheet.put(line)


def _wrapped(sheet: _Sheet, text: Text, width: int) -> Iterator[Text]:
    bound = text.copy()
    bound.plain = _NUMBER_AND_UNIT.sub(_BOUND, text.plain)
    for line in bound.wrap(sheet.console, max(width, 20)):
        line.rstrip()
        line.plain = line.plain.replace(_BOUND, " ")
        yield line


@_put.register
def _(block: Table, sheet: _Sheet) -> None:
    if block.title:
        _put_lines(sheet, sheet.text(block.title, _HEAD))
    if block.rows:
        _put_grid(sheet, block)
    if block.note:
        _put(Paragraph(block.note, "remark"), sheet)


def _put_grid(sheet: _Sheet, block: Table) -> None:
    head = [sheet.text(column.title, _HEAD) for column in block.columns]
    rows = [[sheet.text(cell) for cell in row] for row in block.rows]
    sizes = widths(block.columns, [head, *rows], sheet.width)
    for line in laid_out(head, block.columns, sizes, sheet.console):
        sheet.put(line)
    sheet.put(Text((" " * GAP).join(sheet.line * size for size in sizes), style=_DIM))
    for row in rows:
        for line in laid_out(row, block.columns, sizes, sheet.console):
            sheet.put(line)


_CHAIN = (Column("", "id"), Column(""), Column(""), Column("", "id"))


@_put.register
def _(block: Chain, sheet: _Sheet) -> None:
    if block.title:
        _put_lines(sheet, sheet.text(block.title, _HEAD))
    rows = [_step(sheet, step, last=step is block.steps[-1]) for step in block.steps]
    sizes = widths(_CHAIN, rows, sheet.text_width)
    for row in rows:
        for line in laid_out(row, _CHAIN, sizes, sheet.console):
            sheet.put(line)
    if block.note:
        _put(Paragraph(block.note, "remark"), sheet)


def _step(sheet: _Sheet, step: ChainStep, *, last: bool) -> tuple[Text, Text, Text, Text]:
    style = _CRITICAL if step.critical else ""
    marks = ("o", ">") if sheet.ascii else ("•", "▸")
    mark = Text(f"  {marks[last]}", style=style or _DIM)
    return mark, sheet.text(step.label, style), sheet.text(step.detail), sheet.text(place_of(step.span), _DIM)


@_put.register
def _(block: Listing, sheet: _Sheet) -> None:
    for line in block.text.splitlines():
        sheet.put(Text.assemble("    ", sheet.text(line)))


FORMAT = Format("terminal", "for people, on a screen", (".txt",), report=write_report)
