"""A picture as SVG: title, what it shows, the picture fitted in, and the legend below."""

from __future__ import annotations

from icmap.pictures.drawing import Drawing, Grid, LegendItem, Picture, Timeline
from icmap.pictures.options import Style
from icmap.pictures.order import Made, Order, PictureFormat
from icmap.pictures.paint.canvas import Canvas
from icmap.pictures.paint.drawing_svg import paint_drawing
from icmap.pictures.paint.fit import MARGIN, SUBTITLE_SIZE, TITLE_LINE, TITLE_SIZE, Fit, best_layout, fit_of
from icmap.pictures.paint.grid_svg import GridMeasure, paint_grid
from icmap.pictures.paint.layout.answer import Layout
from icmap.pictures.paint.layout.widths import fitted
from icmap.pictures.paint.legend import paint_legend
from icmap.pictures.paint.timeline_svg import TimelineMeasure, paint_timeline
from icmap.records import dataclass

__all__ = ["FORMAT", "SvgFile", "svg_of"]

_NAME = 14.0


@dataclass(frozen=True, slots=True)
class SvgFile:
    """A finished SVG with its size in pixels, and what is to be remarked about it."""

    text: str
    size: tuple[float, float]
    remarks: tuple[str, ...]


def svg_of(picture: Picture, order: Order) -> SvgFile:
    """The picture as SVG, for a file of its own or to be turned into pixels or a page."""
    placed = best_layout(picture, order)
    fit = fit_of(picture, placed, order.style)
    remarks = picture.remarks + (placed.remarks if placed else ())
    return SvgFile(_painted(picture, placed, order.style, fit), (fit.width, fit.height), remarks)


def _write(picture: Picture, order: Order) -> Made:
    done = svg_of(picture, order)
    return Made(done.text.encode("utf-8"), done.remarks)


def _painted(picture: Picture, placed: Layout | None, style: Style, fit: Fit) -> str:
    canvas = Canvas(style.theme)
    canvas.rect(0, 0, fit.width, fit.height, fill="page")
    _head(canvas, picture, fit)
    moved = f"translate({fit.x:.1f} {fit.y:.1f}) scale({fit.scale:.4f})"
    dressed = {"data-dress": placed.dressed} if placed else {}
    canvas.open("g", {"id": "picture", "transform": moved, **dressed})
    if isinstance(picture, Drawing) and placed is not None:
        paint_drawing(canvas, picture, placed)
    elif isinstance(picture, Grid) and isinstance(fit.measure, GridMeasure):
        paint_grid(canvas, picture, fit.measure)
    elif isinstance(picture, Timeline) and isinstance(fit.measure, TimelineMeasure):
        paint_timeline(canvas, picture, fit.measure)
    canvas.close("g")
    if style.legend and picture.legend:
        _foot(canvas, picture.legend, fit)
    return canvas.text(
        fit.width, fit.height, ". ".join(part for part in (picture.map_name, picture.title, picture.subtitle) if part)
    )


def _head(canvas: Canvas, picture: Picture, fit: Fit) -> None:
    room, y = fit.width - 2 * MARGIN, 20.0
    if picture.map_name:
        y += 20
        canvas.words(fitted(picture.map_name, _NAME, room), MARGIN, y - 6, _NAME, ink="muted")
    for line in fit.title:
        y += TITLE_LINE
        canvas.words(line, MARGIN, y - 8, TITLE_SIZE, bold=True)
    canvas.words(fitted(picture.subtitle, SUBTITLE_SIZE, room), MARGIN, y + 16, SUBTITLE_SIZE, ink="muted")


def _foot(canvas: Canvas, legend: tuple[LegendItem, ...], fit: Fit) -> None:
    room = fit.width - 2 * MARGIN
    canvas.path(f"M{MARGIN:.0f} {fit.legend_at:.1f}h{room:.1f}", stroke="faint", wide=1.0)
    paint_legend(canvas, legend, MARGIN, fit.legend_at + 10, room)


FORMAT = PictureFormat("svg", (".svg",), _write)
