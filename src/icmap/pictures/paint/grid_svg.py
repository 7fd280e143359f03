"""A grid painted: heads, cells, frames, and below it how to read it. No layout engine is needed."""

from __future__ import annotations

from icmap.pictures.drawing import Cell, Grid, Header
from icmap.pictures.paint.canvas import Canvas
from icmap.pictures.paint.layout.widths import fitted, width
from icmap.pictures.paint.theme import Ink
from icmap.records import dataclass

__all__ = ["grid_size", "paint_grid"]

_HEAD_WIDEST, _HEAD_TALLEST = 210.0, 150.0
_CAPTION, _CAPTION_SIZE = 30.0, 11.5
_AXIS = 18.0


@dataclass(frozen=True, slots=True)
class _Measure:
    """The size of a cell and of the heads, and the size of their letters."""

    cell: float
    size: float
    left: float
    top: float


def _measure(grid: Grid) -> _Measure:
    most = max(len(grid.rows), len(grid.columns), 1)
    cell = (
        (46.0 if most <= 12 else 34.0 if most <= 24 else 22.0)
        if not grid.square
        else 30.0
        if most <= 16
        else 24.0
        if most <= 30
        else 16.0
        if most <= 70
        else 10.0
    )
    size = min(12.0, cell * 0.56 if cell < 20 else 12.0)
    left = (
        min(_HEAD_WIDEST, max((width(head.name, size, bold=True) for head in grid.rows), default=0)) + 2.6 * size + 14
    )
    top = (
        min(_HEAD_TALLEST, max((width(head.name, size, bold=True) for head in grid.columns), default=0))
        + 2.4 * size
        + 10
    )
    return _Measure(cell, size, left, top + _AXIS)


def grid_size(grid: Grid) -> tuple[float, float]:
    """The width and the height that a grid takes."""
    measure = _measure(grid)
    wide = measure.left + len(grid.columns) * measure.cell
    caption = width(grid.convention, _CAPTION_SIZE)
    return max(wide, caption), measure.top + len(grid.rows) * measure.cell + _CAPTION


def paint_grid(canvas: Canvas, grid: Grid) -> None:
    """Paint the grid with its upper left corner at 0, 0."""
    measure = _measure(grid)
    _background(canvas, grid, measure)
    _heads(canvas, grid, measure)
    for cell in grid.cells:
        _cell(canvas, cell, measure)
    for frame in grid.frames:
        start, count = frame.first * measure.cell, frame.last - frame.first + 1
        canvas.open("g")
        canvas.title(frame.name)
        side = count * measure.cell
        canvas.rect(measure.left + start, measure.top + start, side, side, stroke="ink", rx=3, stroke_width=2.0)
        canvas.close("g")
    bottom = measure.top + len(grid.rows) * measure.cell
    canvas.words(grid.convention, 0, bottom + 22, _CAPTION_SIZE, ink="muted")


def _background(canvas: Canvas, grid: Grid, measure: _Measure) -> None:
    wide, tall = len(grid.columns) * measure.cell, len(grid.rows) * measure.cell
    canvas.rect(measure.left, measure.top, wide, tall, fill="box", stroke="boxrim")
    rows = "".join(
        f"M{measure.left:.1f} {measure.top + place * measure.cell:.1f}h{wide:.1f}" for place in range(1, len(grid.rows))
    )
    columns = "".join(
        f"M{measure.left + place * measure.cell:.1f} {measure.top:.1f}v{tall:.1f}"
        for place in range(1, len(grid.columns))
    )
    if rows + columns:
        canvas.path(rows + columns, stroke="boxrim", wide=0.8)
    if grid.square:
        for place in range(len(grid.rows)):
            at = place * measure.cell
            canvas.rect(measure.left + at, measure.top + at, measure.cell, measure.cell, fill="faint")
            if measure.cell >= 16:
                canvas.words(
                    str(place + 1), measure.left + at + measure.cell / 2, measure.top + at + measure.cell / 2 + measure.size * 0.34,
                    measure.size * 0.85, ink="muted", anchor="middle",
                )  # fmt: skip


def _heads(canvas: Canvas, grid: Grid, measure: _Measure) -> None:
    canvas.words(
        grid.row_title, measure.left - 10, measure.top - 8, 10.5, ink="muted", anchor="end", font_style="italic"
    )
    canvas.words(grid.column_title, measure.left, 9, 10.5, ink="muted", font_style="italic")
    for place, head in enumerate(grid.rows):
        _row_head(canvas, head, place, measure, numbered=grid.square)
    for place, head in enumerate(grid.columns):
        _column_head(canvas, head, place, measure, numbered=grid.square)


def _row_head(canvas: Canvas, head: Header, place: int, measure: _Measure, *, numbered: bool) -> None:
    y = measure.top + (place + 0.5) * measure.cell + measure.size * 0.36
    number_room = 2.2 * measure.size if numbered else 0
    if numbered:
        canvas.words(str(place + 1), measure.left - 8, y, measure.size * 0.85, ink="muted", anchor="end")
    right = measure.left - 8 - number_room
    text = fitted(head.name, measure.size, _HEAD_WIDEST, bold=True)
    canvas.open("g")
    canvas.title(head.name)
    canvas.words(text, right, y, measure.size, bold=head.end, anchor="end")
    canvas.close("g")


def _column_head(canvas: Canvas, head: Header, place: int, measure: _Measure, *, numbered: bool) -> None:
    x = measure.left + (place + 0.5) * measure.cell + measure.size * 0.36
    bottom = measure.top - 8
    if numbered:
        canvas.words(str(place + 1), x - measure.size * 0.36, bottom, measure.size * 0.85, ink="muted", anchor="middle")
        bottom -= 1.5 * measure.size
    text = fitted(head.name, measure.size, _HEAD_TALLEST, bold=True)
    canvas.open("g", {"transform": f"translate({x:.1f} {bottom:.1f}) rotate(-90)"})
    canvas.title(head.name)
    canvas.words(text, 0, 0, measure.size, bold=head.end)
    canvas.close("g")


def _cell(canvas: Canvas, cell: Cell, measure: _Measure) -> None:
    side = measure.cell
    x, y = measure.left + cell.column * side, measure.top + cell.row * side
    canvas.open("g")
    canvas.title(cell.tip)
    if cell.mark == "shade":
        canvas.rect(
            x + 1,
            y + 1,
            side - 2,
            side - 2,
            fill="shade",
            rx=3,
            fill_opacity=round(0.1 + 0.8 * (cell.strength or 0), 1),
        )
        ink: Ink = "page" if (cell.strength or 0) > 0.62 else "ink"
        canvas.words(cell.text, x + side / 2, y + side / 2 + 4.5, 13, ink=ink, bold=True, anchor="middle")
    else:
        _mark(canvas, cell, x + side / 2, y + side / 2, side)
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
        canvas.rect(
            x - half, y - half, 2 * half, 2 * half, fill="critical" if cell.mark == "feedback" else "line", rx=2.5
        )
    if cell.text:
        canvas.words(cell.text, x, y + 4, 10, anchor="middle")
