"""A grid painted: heads, cells, frames, and below it how to read it. No layout engine is needed."""

from __future__ import annotations

from icmap.pictures.drawing import Cell, Grid, Header
from icmap.pictures.paint.canvas import Canvas
from icmap.pictures.paint.layout.widths import fitted, width, wrapped
from icmap.pictures.paint.theme import Ink
from icmap.records import dataclass

__all__ = ["GridMeasure", "grid_measure", "paint_grid"]

Room = tuple[float, float]

_HEAD_WIDEST, _HEAD_TALLEST = 230.0, 170.0
_SMALL = 12.4
_AXIS, _CAPTION_LINE, _LEAST_CAPTION = 18.0, 16.0, 560.0
_STRETCHED = 1.8
_CELLS = (84.0, 64.0, 54.0, 46.0, 40.0, 34.0, 30.0, 26.0, 22.0, 19.0, 16.0)
"""How large a cell may be: the largest that fits is taken; below 16 pixels words beside it could not be read."""


@dataclass(frozen=True, slots=True)
class GridMeasure:
    """How tall a cell is and how wide, the size of the heads, the size of their letters, whether columns have names, and the whole's size."""

    cell: float
    across: float
    size: float
    left: float
    top: float
    named: bool
    caption: tuple[str, ...]
    width: float
    height: float


def grid_measure(grid: Grid, room: Room | None) -> GridMeasure:
    """The largest measure that fits into a room, else the smallest; without a room one by the number of rows."""
    if room is None:
        most = max(len(grid.rows), len(grid.columns), 1)
        return _measure(
            grid, 46.0 if most <= 12 and not grid.square else 30.0 if most <= 24 else 22.0, None, named=True
        )
    tried = [
        _measure(grid, cell, room, named=named)
        for cell in _CELLS
        for named in ((True, False) if grid.square else (True,))
    ]
    return next((each for each in tried if each.width <= room[0] and each.height <= room[1]), tried[-1])


def _measure(grid: Grid, cell: float, room: Room | None, *, named: bool) -> GridMeasure:
    size = 13.4 if cell >= 18 else _SMALL
    number = 2.4 * size if grid.square else 0.0
    left = _longest(grid.rows, size, _HEAD_WIDEST) + number + 14
    top = (_longest(grid.columns, size, _HEAD_TALLEST) + number if named else 0.6 * number) + 10 + _AXIS
    most = (room[0] - left) / max(len(grid.columns), 1) if room else cell
    across = max(cell, min(most, (1.0 if grid.square else 1.4) * _STRETCHED * cell))
    wide = left + len(grid.columns) * across
    caption = (
        wrapped(grid.convention, _SMALL, room[0] if room else max(wide, _LEAST_CAPTION), 3) if grid.convention else ()
    )
    wide = max([wide, *(width(line, _SMALL) for line in caption)])
    tall = top + len(grid.rows) * cell + (10 + _CAPTION_LINE * len(caption) if caption else 2)
    return GridMeasure(cell, across, size, left, top, named, caption, wide, tall)


def _longest(heads: tuple[Header, ...], size: float, most: float) -> float:
    return min(most, max((width(head.name, size, bold=head.end) for head in heads), default=0.0))


def paint_grid(canvas: Canvas, grid: Grid, measure: GridMeasure) -> None:
    """Paint the grid with its upper left corner at 0, 0."""
    _background(canvas, grid, measure)
    _heads(canvas, grid, measure)
    for cell in grid.cells:
        _cell(canvas, cell, measure)
    for frame in grid.frames:
        count = frame.last - frame.first + 1
        x, y = measure.left + frame.first * measure.across, measure.top + frame.first * measure.cell
        canvas.open("g")
        canvas.title(frame.name)
        canvas.rect(x, y, count * measure.across, count * measure.cell, stroke="ink", rx=3, stroke_width=2.0)
        canvas.close("g")
    bottom = measure.top + len(grid.rows) * measure.cell
    for place, line in enumerate(measure.caption, 1):
        canvas.words(line, 0, bottom + 6 + _CAPTION_LINE * place, _SMALL, ink="muted")


def _background(canvas: Canvas, grid: Grid, measure: GridMeasure) -> None:
    left, top, cell, across = measure.left, measure.top, measure.cell, measure.across
    wide, tall = len(grid.columns) * across, len(grid.rows) * cell
    canvas.rect(left, top, wide, tall, fill="box", stroke="boxrim")
    rows = [f"M{left:.1f} {top + place * cell:.1f}h{wide:.1f}" for place in range(1, len(grid.rows))]
    columns = [f"M{left + place * across:.1f} {top:.1f}v{tall:.1f}" for place in range(1, len(grid.columns))]
    if rows + columns:
        canvas.path("".join(rows + columns), stroke="boxrim", wide=0.8)
    for place in range(len(grid.rows) if grid.square else 0):
        canvas.rect(left + place * across, top + place * cell, across, cell, fill="faint")


def _heads(canvas: Canvas, grid: Grid, measure: GridMeasure) -> None:
    canvas.words(
        grid.row_title, measure.left - 10, measure.top - 8, _SMALL, ink="muted", anchor="end", font_style="italic"
    )
    canvas.words(grid.column_title, measure.left, 11, _SMALL, ink="muted", font_style="italic")
    for place, head in enumerate(grid.rows):
        _row_head(canvas, head, place, measure, numbered=grid.square)
    for place, head in enumerate(grid.columns):
        _column_head(canvas, head, place, measure, numbered=grid.square)


def _row_head(canvas: Canvas, head: Header, place: int, measure: GridMeasure, *, numbered: bool) -> None:
    y = measure.top + (place + 0.5) * measure.cell + measure.size * 0.36
    if numbered:
        canvas.words(str(place + 1), measure.left - 8, y, _SMALL, ink="muted", anchor="end")
    right = measure.left - 8 - (2.2 * measure.size if numbered else 0)
    canvas.open("g")
    canvas.title(head.name)
    text = fitted(head.name, measure.size, _HEAD_WIDEST, bold=head.end)
    canvas.words(text, right, y, measure.size, bold=head.end, anchor="end")
    canvas.close("g")


def _column_head(canvas: Canvas, head: Header, place: int, measure: GridMeasure, *, numbered: bool) -> None:
    x, bottom = measure.left + (place + 0.5) * measure.across, measure.top - 8
    if numbered:
        canvas.words(str(place + 1), x, bottom, _SMALL if measure.cell >= 16 else 9, ink="muted", anchor="middle")
        bottom -= 1.5 * measure.size
    if not measure.named:
        return
    canvas.open("g", {"transform": f"translate({x + measure.size * 0.36:.1f} {bottom:.1f}) rotate(-90)"})
    canvas.title(head.name)
    canvas.words(fitted(head.name, measure.size, _HEAD_TALLEST, bold=head.end), 0, 0, measure.size, bold=head.end)
    canvas.close("g")


def _cell(canvas: Canvas, cell: Cell, measure: GridMeasure) -> None:
    side, across = measure.cell, measure.across
    x, y = measure.left + cell.column * across, measure.top + cell.row * side
    canvas.open("g")
    canvas.title(cell.tip)
    if cell.mark == "shade":
        strength = cell.strength or 0
        canvas.rect(x + 1, y + 1, across - 2, side - 2, fill="shade", rx=3, fill_opacity=round(0.1 + 0.8 * strength, 1))
        ink: Ink = "page" if strength > 0.62 else "ink"
        canvas.words(cell.text, x + across / 2, y + side / 2 + 4.8, 13.4, ink=ink, bold=True, anchor="middle")
    else:
        _mark(canvas, cell, x + across / 2, y + side / 2, side)
    canvas.close("g")


def _mark(canvas: Canvas, cell: Cell, x: float, y: float, side: float) -> None:
    half = side * (0.26 if cell.strength is None else 0.18 + 0.16 * cell.strength)
    if cell.mutual:
        around = side * 0.42
        canvas.rect(x - around, y - around, 2 * around, 2 * around, stroke="mutual", rx=4, stroke_width=1.8)
    if cell.mark == "situational":
        canvas.shape("circle", {"cx": x, "cy": y, "r": half * 0.8}, fill="situational")
    elif cell.mark == "unwaited":
        canvas.rect(x - half, y - half, 2 * half, 2 * half, fill="page", stroke="line", rx=2.5, stroke_width=1.6)
    else:
        fill: Ink = "critical" if cell.mark == "feedback" else "line"
        canvas.rect(x - half, y - half, 2 * half, 2 * half, fill=fill, rx=2.5)
    if cell.text:
        canvas.words(cell.text, x, y + 4.4, _SMALL, anchor="middle")
