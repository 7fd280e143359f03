"""Slides of words: numbered sentences, and tables of finished text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN

from icmap.pictures.paint.fit import MARGIN
from icmap.pictures.paint.layout.widths import fitted, width, wrapped
from icmap.pictures.paint.pptx.grid import fill_cell
from icmap.pictures.paint.pptx.slide import Slide

__all__ = ["add_sentences", "add_table"]

_TOP, _SIZE, _LINE, _GAP, _BADGE = 128.0, 20.0, 26.0, 18.0, 32.0
_CELL, _ROW, _MOST_ROWS = 14.0, 30.0, 16


def add_sentences(slide: Slide, sentences: Sequence[str], page: tuple[float, float], *, numbered: bool) -> None:
    """Sentences one below the other, as large as there is room for; nothing is cut."""
    room = page[0] - 2 * MARGIN - _BADGE - 16
    size = next(
        (each for each in (_SIZE, 18.0, 16.0, 14.0) if _tall(sentences, each, room) <= page[1] - _TOP - MARGIN), 13.4
    )
    y = _TOP
    for number, sentence in enumerate(sentences, 1):
        lines = wrapped(sentence, size, room, 6)
        tall = len(lines) * size * _LINE / _SIZE
        if numbered:
            spot = (MARGIN, y - 2, _BADGE, _BADGE)
            badge = slide.shape(MSO_SHAPE.OVAL, spot, fill="strong", rim=None, name=f"number {number}")
            slide.write(badge, [(str(number), 15, True, "stronginks")], margin=0)
        else:
            slide.text("?", (MARGIN, y - 2, _BADGE, _BADGE), 20, ink="mutual", bold=True, align=PP_ALIGN.CENTER)
        found = slide.shape(
            MSO_SHAPE.RECTANGLE, (MARGIN + _BADGE + 16, y - 2, room, max(tall, _BADGE)), fill=None, rim=None
        )
        slide.write(found, [(line, size, False, "ink") for line in lines], align=PP_ALIGN.LEFT, margin=0)
        y += max(tall, _BADGE) + _GAP


def _tall(sentences: Sequence[str], size: float, room: float) -> float:
    return sum(max(len(wrapped(each, size, room, 6)) * size * _LINE / _SIZE, _BADGE) + _GAP for each in sentences)


def add_table(slide: Slide, heads: Sequence[str], rows: Sequence[Sequence[str]], page: tuple[float, float]) -> None:
    """A table of finished text; rows that have no room are counted below it."""
    shown = rows[: min(_MOST_ROWS, int((page[1] - _TOP - 2 * MARGIN) / _ROW) - 1)]
    wides = _widths(heads, shown, page[0] - 2 * MARGIN)
    table: Any = slide.table(len(shown) + 1, len(heads), (MARGIN, _TOP, sum(wides), _ROW * (len(shown) + 1)))
    for column, wide in zip(table.columns, wides, strict=True):
        column.width = slide.at(wide)
    for row in table.rows:
        row.height = slide.at(_ROW)
    for at, head in enumerate(heads):
        fill_cell(slide, table.cell(0, at), fitted(head, _CELL, wides[at] - 12, bold=True), "ink", bold=True, fill="faint",
                  align=PP_ALIGN.LEFT, letters=_CELL)  # fmt: skip
    for place, row_words in enumerate(shown, 1):
        for at, words in enumerate(row_words):
            cell = table.cell(place, at)
            fill_cell(slide, cell, fitted(words, _CELL, wides[at] - 12), "ink", align=PP_ALIGN.LEFT, letters=_CELL)
    if len(rows) > len(shown):
        spot = (MARGIN, _TOP + _ROW * (len(shown) + 1) + 8, page[0] - 2 * MARGIN, 22)
        slide.text(f"and {len(rows) - len(shown)} more", spot, _CELL, ink="muted")


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]], room: float) -> list[float]:
    """As wide as each column's words, the widest narrowed until all fit, the rest spread evenly."""
    wanted = [
        max(width(head, _CELL, bold=True), *(width(row[at], _CELL) for row in rows)) + 16
        for at, head in enumerate(heads)
    ]
    while sum(wanted) > room:
        widest = max(range(len(wanted)), key=wanted.__getitem__)
        wanted[widest] -= min(20.0, sum(wanted) - room + 0.1)
    more = (room - sum(wanted)) / len(wanted)
    return [each + min(more, 60.0) for each in wanted]
