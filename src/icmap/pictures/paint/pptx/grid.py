"""A grid as native tables: as many slides as its rows need, each with the heads, the same convention and the same legend."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn

from icmap.pictures.drawing import Cell, Grid, LegendItem
from icmap.pictures.paint.fit import MARGIN, Fit
from icmap.pictures.paint.layout.widths import fitted, width, wrapped
from icmap.pictures.paint.pptx.slide import Slide
from icmap.pictures.paint.theme import Ink
from icmap.pictures.text.escaping import one_line

__all__ = ["add_grid", "fill_cell"]

_SIZE, _ROW, _TALLEST = 12.4, 18.5, 34.0
_HEADS_WIDEST, _ACROSS, _CAPTION = 230.0, 64.0, 34.0
_SIGNS = {"need": "■", "feedback": "▲", "unwaited": "□", "situational": "●"}


def add_grid(show: Any, grid: Grid, fit: Fit, legend: tuple[LegendItem, ...], notes: str = "") -> None:
    """One row and one column a head; on a square grid the columns are numbered as the rows are."""
    named = (
        0.0 if grid.square else min(150.0, max((width(head.name, _SIZE) for head in grid.columns), default=0.0)) + 12
    )
    top = fit.y if fit.y > 90 else 104.0
    room = fit.legend_at - top - _CAPTION - 10
    heads = max(_ROW, named)
    fits = max(1, int((room - heads) / _ROW))
    count = max(1, -(-len(grid.rows) // fits))
    each = -(-len(grid.rows) // count)
    for number in range(count):
        rows = range(number * each, min((number + 1) * each, len(grid.rows)))
        part = f" ({number + 1} of {count})" if count > 1 else ""
        slide = show.slide(grid, notes if number == 0 else "", title=grid.title + part)
        _table(slide, grid, rows, (MARGIN, top, fit.width - 2 * MARGIN, room), heads)
        lines = wrapped(grid.convention, _SIZE, fit.width - 2 * MARGIN, 2)
        for place, line in enumerate(lines):
            slide.text(
                line, (MARGIN, fit.legend_at - _CAPTION + 16 * place, fit.width - 2 * MARGIN, 16), _SIZE, ink="muted"
            )
        slide.legend(legend, fit)


def _table(slide: Slide, grid: Grid, rows: range, spot: tuple[float, float, float, float], heads: float) -> None:
    left, top, wide, tall = spot
    names = min(_HEADS_WIDEST, max((width(head.name, _SIZE, bold=True) for head in grid.rows), default=0.0) + 44)
    across = min((wide - names) / max(len(grid.columns), 1), _ACROSS)
    row = min(max((tall - heads) / max(len(rows), 1), _ROW), _TALLEST)
    size = names + across * len(grid.columns), heads + row * len(rows)
    table = slide.table(len(rows) + 1, len(grid.columns) + 1, (left, top, *size))
    for place, column in enumerate(table.columns):
        column.width = slide.at(names if place == 0 else across)
    for place, each in enumerate(table.rows):
        each.height = slide.at(heads if place == 0 else row)
    _heads(slide, table, grid, rows, names)
    _cells(slide, table, grid, rows)
    for frame in grid.frames:
        first, last = max(frame.first, rows.start), min(frame.last, rows.stop - 1)
        if first <= last:
            x, y = left + names + frame.first * across, top + heads + (first - rows.start) * row
            count = frame.last - frame.first + 1
            slide.shape(
                MSO_SHAPE.RECTANGLE, (x, y, count * across, (last - first + 1) * row), fill=None, rim="ink", wide=2.0
            )


def _heads(slide: Slide, table: Any, grid: Grid, rows: range, names: float) -> None:
    fill_cell(
        slide,
        table.cell(0, 0),
        "" if grid.square else f"{grid.row_title} / {grid.column_title}",
        "muted",
        align=PP_ALIGN.RIGHT,
    )
    for place, at in enumerate(rows, 1):
        head = grid.rows[at]
        name = fitted(head.name, _SIZE, names - (40 if grid.square else 12), bold=head.end)
        words = f"{name}  {at + 1}" if grid.square else name
        fill_cell(slide, table.cell(place, 0), words, "ink", bold=head.end, align=PP_ALIGN.RIGHT)
    for at, head in enumerate(grid.columns):
        cell = table.cell(0, at + 1)
        fill_cell(
            slide,
            cell,
            str(at + 1) if grid.square else fitted(head.name, _SIZE, 150, bold=head.end),
            "ink",
            bold=head.end,
        )
        if not grid.square:
            cell._tc.get_or_add_tcPr().set("vert", "vert270")  # noqa: SLF001 - the library has no public way to turn words


def _cells(slide: Slide, table: Any, grid: Grid, rows: range) -> None:
    taken = {(cell.row, cell.column): cell for cell in grid.cells}
    for place, at in enumerate(rows, 1):
        for column in range(len(grid.columns)):
            _cell(slide, table.cell(place, column + 1), taken.get((at, column)), diagonal=grid.square and at == column)


def _cell(slide: Slide, place: Any, cell: Cell | None, *, diagonal: bool) -> None:
    if cell is None:
        fill_cell(slide, place, "", "ink", fill="faint" if diagonal else "card")
    elif cell.mark == "shade":
        strong = (cell.strength or 0) > 0.5
        fill_cell(slide, place, cell.text, "page" if strong else "ink", bold=True, fill="shade" if strong else "faint")
    else:
        inks: Mapping[str, Ink] = {"feedback": "critical", "situational": "situational"}
        ink: Ink = "mutual" if cell.mutual else inks.get(cell.mark, "muted")
        fill_cell(slide, place, _SIGNS[cell.mark], ink, bold=True, letters=16.0)


def fill_cell(  # noqa: PLR0913 - the few things that a cell has
    slide: Slide, cell: Any, words: str, ink: Ink, *, bold: bool = False, fill: Ink = "card", align: Any = PP_ALIGN.CENTER,
    letters: float = _SIZE,
) -> None:  # fmt: skip
    """Words into a cell of a table, with its own size of letters even where it is empty."""
    slide.border(cell)
    cell.fill.solid()
    cell.fill.fore_color.rgb = slide.colour(fill)
    cell.margin_left = cell.margin_right = slide.at(4)
    cell.margin_top = cell.margin_bottom = 0
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame = cell.text_frame
    frame.word_wrap = False
    paragraph = frame.paragraphs[0]
    paragraph.alignment = align
    size = slide.points(letters)
    if words:
        run = paragraph.add_run()
        run.text = one_line(words)
        run.font.size, run.font.bold, run.font.name = size, bold, "Arial"
        run.font.color.rgb = slide.colour(ink)
    end = paragraph._p.get_or_add_endParaRPr()  # noqa: SLF001 - without it an empty cell is as tall as 18 points
    end.set("sz", str(int(size.pt * 100)))
    for each in list(end):
        end.remove(each)
    end.append(end.makeelement(qn("a:latin"), {"typeface": "Arial"}))
