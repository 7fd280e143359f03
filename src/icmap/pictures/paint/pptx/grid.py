"""A grid as a native table, and its convention below it."""

from __future__ import annotations

from itertools import product
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

from icmap.pictures.drawing import Cell, Grid
from icmap.pictures.paint.fit import Fit
from icmap.pictures.paint.pptx.slide import Slide
from icmap.pictures.paint.theme import Ink
from icmap.pictures.text.escaping import one_line

__all__ = ["add_grid"]

_TOP, _LEFT = 84.0, 30.0
_SIGNS = {"need": "■", "feedback": "▲", "unwaited": "□", "situational": "●"}


def add_grid(slide: Slide, grid: Grid, page: Fit) -> None:
    """One row and one column a head; on a square grid the columns are numbered as the rows are."""
    rows, columns = len(grid.rows), len(grid.columns)
    room_x, room_y = page.width - 2 * _LEFT, page.legend_at - _TOP - 34
    head = min(220.0, room_x * 0.3)
    side = min((room_x - head) / max(columns, 1), room_y / (rows + 1), 60.0)
    points = max(4.0, min(10.0, side * 0.42))
    table = slide.table(rows + 1, columns + 1, (_LEFT, _TOP, head + side * columns, side * (rows + 1)))
    _measure(slide, table, head, side)
    _heads(slide, table, grid, points)
    _cells(slide, table, grid, points)
    for frame in grid.frames:
        start, length = frame.first * side, (frame.last - frame.first + 1) * side
        spot = (_LEFT + head + start, _TOP + side + start, length, length)
        slide.shape(MSO_SHAPE.RECTANGLE, spot, fill=None, rim="ink", wide=2.0)
    slide.text(grid.convention, (_LEFT - 6, page.legend_at - 30, room_x, 26), 9, ink="muted")


def _heads(slide: Slide, table: Any, grid: Grid, points: float) -> None:
    _fill(slide, table.cell(0, 0), f"{grid.row_title} / {grid.column_title}", "muted", points)
    for place, row in enumerate(grid.rows, 1):
        name = f"{place}  {row.name}" if grid.square else row.name
        _fill(slide, table.cell(place, 0), name, "ink", points, bold=row.end, align=PP_ALIGN.LEFT)
    for place, column in enumerate(grid.columns, 1):
        name = str(place) if grid.square else column.name
        _fill(slide, table.cell(0, place), name, "ink", points, bold=column.end)


def _cells(slide: Slide, table: Any, grid: Grid, points: float) -> None:
    taken = {(cell.row, cell.column): cell for cell in grid.cells}
    for row, column in product(range(len(grid.rows)), range(len(grid.columns))):
        place = table.cell(row + 1, column + 1)
        _cell(slide, place, taken.get((row, column)), points, diagonal=grid.square and row == column)


def _measure(slide: Slide, table: Any, head: float, side: float) -> None:
    table.first_row = table.horz_banding = False
    for place, column in enumerate(table.columns):
        column.width = slide.length(head if place == 0 else side)
    for row in table.rows:
        row.height = slide.length(side)


def _cell(slide: Slide, place: Any, cell: Cell | None, points: float, *, diagonal: bool) -> None:
    if cell is None:
        _fill(slide, place, "", "ink", points, fill="faint" if diagonal else "card")
    elif cell.mark == "shade":
        strong = (cell.strength or 0) > 0.5
        _fill(
            slide, place, cell.text, "page" if strong else "ink", points, bold=True, fill="shade" if strong else "faint"
        )
    else:
        inks: dict[str, Ink] = {"feedback": "critical", "situational": "situational"}
        _fill(
            slide,
            place,
            _SIGNS[cell.mark],
            "mutual" if cell.mutual else inks.get(cell.mark, "muted"),
            points * 1.5,
            bold=True,
            fill="card",
        )


def _fill(  # noqa: PLR0913 - the few things that a cell has
    slide: Slide,
    cell: Any,
    words: str,
    ink: Ink,
    points: float,
    *,
    bold: bool = False,
    fill: Ink = "card",
    align: Any = PP_ALIGN.CENTER,
) -> None:
    slide.border(cell)
    cell.fill.solid()
    cell.fill.fore_color.rgb = slide.colour(fill)
    cell.margin_left = cell.margin_right = slide.length(4)
    cell.margin_top = cell.margin_bottom = 0
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = align
    run = paragraph.add_run()
    run.text = one_line(words)
    run.font.size, run.font.bold, run.font.name = Pt(round(points, 1)), bold, "Arial"
    run.font.color.rgb = slide.colour(ink)
