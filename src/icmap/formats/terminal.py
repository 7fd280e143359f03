"""For the terminal: what to fix first in plain sentences, then the tables. Rich `Text` only, never markup.

The layout is made for 80 to 120 columns. Ids are never cut: a table whose ids need more room is as wide as they need.
"""

from __future__ import annotations

from functools import singledispatch

from rich.cells import cell_len
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
from icmap.formats.chains import abridged
from icmap.formats.columns import GAP, laid_out, widths
from icmap.formats.sheet import Sheet

__all__ = ["FORMAT"]

_TITLE, _HEADING, _HEAD, _DIM, _WARNING, _CRITICAL = "bold", "bold cyan", "bold", "dim", "yellow", "bold yellow"


def write_report(report: Report, page: Page) -> str:
    """The title, and the sections one below the other."""
    sheet = Sheet(page)
    _put_title(sheet, report)
    for section in report.sections:
        _put_section(sheet, section)
    if report.closing:
        sheet.put()
        sheet.put_wrapped(sheet.text(report.closing, _DIM))
    return sheet.written()


def _put_title(sheet: Sheet, report: Report) -> None:
    title = sheet.text(report.title, _TITLE)
    if report.subtitle:
        title.append("  ")
        title.append_text(sheet.text(report.subtitle, _DIM))
    sheet.put_wrapped(title)


def _put_section(sheet: Sheet, section: Section) -> None:
    sheet.put()
    _put_heading(sheet, sheet.text(section.title, _HEADING))
    for index, block in enumerate(section.blocks):
        if index and not _belongs_together(section.blocks[index - 1], block):
            sheet.put()
        _put(block, sheet)


def _put_heading(sheet: Sheet, title: Text) -> None:
    """The title in a thin line across the page."""
    left = sheet.text_width - cell_len(title.plain) - 4
    rules = [Text(sheet.line * max(size, 2), style=_DIM) for size in (2, left)]
    sheet.put(Text.assemble(rules[0], " ", title, " ", rules[1]))


def _belongs_together(above: Block, below: Block) -> bool:
    """Whether no blank line parts two blocks: a remark from what it remarks on, a list from the words before it."""
    if not isinstance(above, Paragraph):
        return False
    if isinstance(below, Paragraph):
        return below.tone == "remark"
    return isinstance(below, Bullets) and above.text.endswith(":")


@singledispatch
def _put(block: Block, sheet: Sheet) -> None:  # noqa: ARG001 - the signature of all that follow
    raise TypeError(f"the terminal does not know how to show a {type(block).__name__}")


@_put.register
def _(block: Paragraph, sheet: Sheet) -> None:
    style = {"plain": "", "remark": _DIM, "warning": _WARNING}[block.tone]
    sheet.put_wrapped(sheet.text(block.text, style))


@_put.register
def _(block: Bullets, sheet: Sheet) -> None:
    for number, sentence in enumerate(block.sentences, 1):
        mark = f"{number:>2}" if block.ordered else (" *" if sheet.ascii else " •")
        _put_sentence(sheet, Text(mark, style=_HEAD if block.ordered else _DIM), sentence)


def _put_sentence(sheet: Sheet, mark: Text, sentence: Sentence) -> None:
    """The sentence beside its mark, with its place behind it where that fits, else on a line of its own."""
    indent = cell_len(mark.plain) + 2
    lines = list(sheet.wrapped(sheet.text(sentence.text), sheet.text_width - indent))
    place = sheet.text(sentence.span.short, _DIM)
    if place.plain and lines and cell_len(lines[-1].plain) + 2 + cell_len(place.plain) <= sheet.text_width - indent:
        lines[-1] = Text.assemble(lines[-1], "  ", place)
    elif place.plain:
        lines.append(place)
    for first, line in zip([mark, *[Text(" " * len(mark.plain))] * len(lines)], lines, strict=False):
        sheet.put(Text.assemble(first, "  ", line))


@_put.register
def _(block: Table, sheet: Sheet) -> None:
    if block.title:
        sheet.put_wrapped(sheet.text(block.title, _HEAD))
    if block.rows:
        _put_grid(sheet, block)
    if block.note:
        _put(Paragraph(block.note, "remark"), sheet)


def _put_grid(sheet: Sheet, block: Table) -> None:
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
def _(block: Chain, sheet: Sheet) -> None:
    if block.title:
        sheet.put_wrapped(sheet.text(block.title, _HEAD))
    short = abridged(block)
    rows = [_step(sheet, short, step) for step in short.steps]
    sizes = widths(_CHAIN, rows, sheet.text_width)
    for row in rows:
        for line in laid_out(row, _CHAIN, sizes, sheet.console):
            sheet.put(line)
    if block.note:
        _put(Paragraph(block.note, "remark"), sheet)


def _step(sheet: Sheet, chain: Chain, step: ChainStep) -> tuple[Text, Text, Text, Text]:
    style = _CRITICAL if step.critical else ""
    marks = ("o", ">") if sheet.ascii else ("•", "▸")
    mark = Text(f"  {marks[step is chain.steps[-1]]}", style=style or _DIM)
    place = _short_place(chain, step)
    return mark, sheet.text(step.label, style), sheet.text(step.detail), sheet.text(place, _DIM)


def _short_place(chain: Chain, step: ChainStep) -> str:
    """Where the step is written: the line where the whole chain is in one file, else also the file, without its folder."""
    files = {each.span.file for each in chain.steps if each.span.file}
    if len(files) == 1 and step.span.line:
        return f"line {step.span.line}"
    return step.span.short.rpartition("/")[2]


@_put.register
def _(block: Listing, sheet: Sheet) -> None:
    for line in block.text.splitlines():
        sheet.put(Text.assemble("    ", sheet.text(line)))


FORMAT = Format("terminal", "for people, on a screen", (".txt",), report=write_report)
