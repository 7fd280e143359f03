"""The page round a picture: title, what it shows, the picture fitted in, and the legend below."""

from __future__ import annotations

from icmap.pictures.drawing import Drawing, Grid, LegendItem, Picture
from icmap.pictures.paint.asking import Spread
from icmap.pictures.paint.canvas import Canvas
from icmap.pictures.paint.graph_svg import paint_drawing
from icmap.pictures.paint.grid_svg import grid_size, paint_grid
from icmap.pictures.paint.legend import LINE, legend_lines, paint_legend
from icmap.pictures.paint.metrics import fitted
from icmap.pictures.paint.placing import Layout
from icmap.pictures.paint.theme import ThemeName
from icmap.records import dataclass

__all__ = ["MARGIN", "Page", "Style", "better_spreads", "page_of", "page_size", "svg"]

MARGIN = 30.0
_TITLE, _HEAD = 22.0, 82.0
_FOOT_GAP = 18.0
_SLIDE_WIDTH = 1280.0
_NARROWEST = 660.0
_LARGEST_SCALE = 1.7
_GOOD_SCALE = 0.9


@dataclass(frozen=True, slots=True)
class Style:
    """How a picture is dressed: its theme, whether it has a legend, and the proportions of its page if any."""

    theme: ThemeName = "light"
    legend: bool = True
    proportions: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Where the picture goes on the page, and how much it is enlarged."""

    width: float
    height: float
    x: float
    y: float
    scale: float
    legend_at: float


def svg(picture: Picture, layout: Layout | None, style: Style) -> str:
    """The whole page as SVG."""
    legend = picture.legend if style.legend else ()
    page = page_of(picture, layout, style)
    canvas = Canvas(style.theme)
    canvas.rect(0, 0, page.width, page.height, fill="page")
    _head(canvas, picture, page)
    canvas.open("g", {"id": "picture", "transform": f"translate({page.x:.1f} {page.y:.1f}) scale({page.scale:.4f})"})
    if isinstance(picture, Drawing) and layout is not None:
        paint_drawing(canvas, picture, layout)
    elif isinstance(picture, Grid):
        paint_grid(canvas, picture)
    canvas.close("g")
    if legend:
        _foot(canvas, legend, page)
    return canvas.text(page.width, page.height, f"{picture.title}. {picture.subtitle}")


def page_size(picture: Picture, layout: Layout | None, style: Style) -> tuple[float, float]:
    """The width and the height of the whole page."""
    page = page_of(picture, layout, style)
    return page.width, page.height


def page_of(picture: Picture, layout: Layout | None, style: Style) -> Page:
    """The page that a picture gets."""
    wide, tall = (
        (layout.width, layout.height) if layout else grid_size(picture) if isinstance(picture, Grid) else (0, 0)
    )
    return _page(wide, tall, picture.legend if style.legend else (), style)


def _page(wide: float, tall: float, legend: tuple[LegendItem, ...], style: Style) -> Page:
    page_width = _SLIDE_WIDTH if style.proportions else max(wide + 2 * MARGIN, _NARROWEST)
    foot = legend_lines(legend, page_width - 2 * MARGIN) * LINE + _FOOT_GAP + 14 if legend else MARGIN
    if style.proportions is None:
        page_height = _HEAD + tall + foot + 8
        return Page(page_width, page_height, (page_width - wide) / 2, _HEAD, 1.0, page_height - foot)
    page_height = page_width * style.proportions[1] / style.proportions[0]
    room_x, room_y = page_width - 2 * MARGIN, page_height - _HEAD - foot - 10
    scale = min(room_x / max(wide, 1), max(room_y, 50) / max(tall, 1), _LARGEST_SCALE)
    x, y = (page_width - wide * scale) / 2, _HEAD + (room_y - tall * scale) / 2
    return Page(page_width, page_height, x, y, scale, page_height - foot)


def _head(canvas: Canvas, picture: Picture, page: Page) -> None:
    room = page.width - 2 * MARGIN
    canvas.words(fitted(picture.title, _TITLE, room, bold=True), MARGIN, 42, _TITLE, bold=True)
    canvas.words(fitted(picture.subtitle, 12.5, room), MARGIN, 63, 12.5, ink="muted")


def _foot(canvas: Canvas, legend: tuple[LegendItem, ...], page: Page) -> None:
    room = page.width - 2 * MARGIN
    canvas.path(f"M{MARGIN:.0f} {page.legend_at:.1f}h{room:.1f}", stroke="faint", wide=1.0)
    paint_legend(canvas, legend, MARGIN, page.legend_at + 10, room)


def better_spreads(placed: Layout, picture: Picture, style: Style) -> tuple[Spread, ...]:
    """With which spreads a picture might be larger on its page: shorter or longer along its width."""
    if style.proportions is None:
        return ()
    page = _page(placed.width, placed.height, picture.legend if style.legend else (), style)
    by_width = (page.width - 2 * MARGIN) / max(placed.width, 1)
    if page.scale >= _GOOD_SCALE:
        return ()
    return ("close", "stacked") if by_width <= page.scale else ("long",)
