"""The page round a picture: where it goes, how much it is enlarged, and which layout of a drawing fills it best."""

from __future__ import annotations

from icmap.pictures.drawing import Drawing, Grid, LegendItem, Picture
from icmap.pictures.options import Style
from icmap.pictures.order import Order
from icmap.pictures.paint.grid_svg import grid_size
from icmap.pictures.paint.layout import layout
from icmap.pictures.paint.layout.answer import Layout
from icmap.pictures.paint.layout.request import Spread
from icmap.pictures.paint.legend import LINE, legend_lines
from icmap.records import dataclass

__all__ = ["MARGIN", "Fit", "best_layout", "fit_of"]

MARGIN = 30.0
_HEAD, _FOOT_GAP = 82.0, 18.0
_SLIDE_WIDTH, _NARROWEST = 1280.0, 660.0
_LARGEST_SCALE, _GOOD_SCALE = 1.7, 0.9
_MOST_TRIED = 150
"""Up to so many lines a layout is quick enough to be tried in several ways."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A page's size, where the picture goes on it and how much it is enlarged, and where the legend begins."""

    width: float
    height: float
    x: float
    y: float
    scale: float
    legend_at: float


def best_layout(picture: Picture, order: Order) -> Layout | None:
    """The layout of a drawing (a grid needs none); the one that is largest on its page, where the first does not fill it."""
    if not isinstance(picture, Drawing):
        return None
    first = layout(picture, order.engine)
    if len(picture.arrows) > _MOST_TRIED or first.remarks:
        return first
    others = (layout(picture, order.engine, spread) for spread in _better_spreads(first, picture, order.style))
    return max((first, *others), key=lambda placed: fit_of(picture, placed, order.style).scale)


def _better_spreads(placed: Layout, picture: Picture, style: Style) -> tuple[Spread, ...]:
    """With which spreads a picture might be larger on its page: shorter or longer along its width."""
    if style.proportions is None:
        return ()
    fit = fit_of(picture, placed, style)
    if fit.scale >= _GOOD_SCALE:
        return ()
    by_width = (fit.width - 2 * MARGIN) / max(placed.width, 1)
    return ("close", "stacked") if by_width <= fit.scale else ("long",)


def fit_of(picture: Picture, placed: Layout | None, style: Style) -> Fit:
    """The page that a picture gets: as large as it is, or of the proportions asked for."""
    wide, tall = (
        (placed.width, placed.height) if placed else grid_size(picture) if isinstance(picture, Grid) else (0, 0)
    )
    legend = picture.legend if style.legend else ()
    if style.proportions is None:
        page_width = max(wide + 2 * MARGIN, _NARROWEST)
        foot = _foot(legend, page_width)
        return Fit(page_width, _HEAD + tall + foot + 8, (page_width - wide) / 2, _HEAD, 1.0, _HEAD + tall + 8)
    foot = _foot(legend, _SLIDE_WIDTH)
    height = _SLIDE_WIDTH * style.proportions[1] / style.proportions[0]
    room_x, room_y = _SLIDE_WIDTH - 2 * MARGIN, height - _HEAD - foot - 10
    scale = min(room_x / max(wide, 1), max(room_y, 50) / max(tall, 1), _LARGEST_SCALE)
    x, y = (_SLIDE_WIDTH - wide * scale) / 2, _HEAD + (room_y - tall * scale) / 2
    return Fit(_SLIDE_WIDTH, height, x, y, scale, height - foot)


def _foot(legend: tuple[LegendItem, ...], page_width: float) -> float:
    return legend_lines(legend, page_width - 2 * MARGIN) * LINE + _FOOT_GAP + 14 if legend else MARGIN
