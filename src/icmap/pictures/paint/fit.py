"""The page round a picture: how large it is, where the picture goes, and which layout of a drawing fills it best.

A page of proportions has the size of a slide (13.3 inches along its longer side) or, in millimetres, of the paper; a pixel
is 1/96 inch, so that at a scale of 1 the sizes of letters are those on the slide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from icmap.pictures.drawing import Drawing, Grid, LegendItem, Picture, Timeline
from icmap.pictures.options import Style
from icmap.pictures.order import Order
from icmap.pictures.paint.engines.engine import Engine
from icmap.pictures.paint.grid_svg import GridMeasure, grid_measure
from icmap.pictures.paint.layout import Layout, Setting, layout, layout_like
from icmap.pictures.paint.layout.widths import wrapped
from icmap.pictures.paint.legend import LINE, legend_lines
from icmap.pictures.paint.timeline_svg import TimelineMeasure, timeline_measure
from icmap.records import dataclass

__all__ = ["MARGIN", "SUBTITLE_SIZE", "TITLE_LINE", "TITLE_SIZE", "Fit", "best_layout", "fit_of", "page_size"]

MARGIN = 30.0
TITLE_SIZE, TITLE_LINE, SUBTITLE_SIZE = 26.0, 32.0, 15.0
_LONGER, _NARROWEST = 1280.0, 660.0
_PIXELS_PER_MM = 96 / 25.4
_LEAST_MM = 100
_FOOT_GAP = 16.0
_LARGEST_SCALE, _GOOD_SCALE, _LEGIBLE, _FULL = 1.8, 1.3, 0.995, 0.4
_MOST_IN_ROWS = 24
"""More arrows than that are no chain: they would cross from row to row."""
_MOST_TRIED = 200
"""Up to so many arrows a layout is quick enough to be tried in several ways."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A page's size, where the picture goes on it, how much it is enlarged, where the legend begins, and the title's lines."""

    width: float
    height: float
    x: float
    y: float
    scale: float
    legend_at: float
    title: tuple[str, ...]
    measure: GridMeasure | TimelineMeasure | None = None

    @property
    def legible(self) -> bool:
        """Whether nothing in it is smaller than can be read in a room."""
        return self.scale >= _LEGIBLE and getattr(self.measure, "legible", True)


def page_size(proportions: tuple[float, float]) -> tuple[float, float]:
    """Width and height in pixels of `16:9` (a slide) or of `210:297` (millimetres of paper)."""
    wide, tall = proportions
    if min(wide, tall) >= _LEAST_MM:
        return wide * _PIXELS_PER_MM, tall * _PIXELS_PER_MM
    return _LONGER * wide / max(wide, tall), _LONGER * tall / max(wide, tall)


def best_layout(picture: Picture, order: Order) -> Layout | None:
    """The layout of a drawing (other pictures need none): the first that can be read on its page, else the largest.

    Where it is to be like an older picture, everything stays where that has it.
    """
    if not isinstance(picture, Drawing):
        return None
    like = layout_like(picture, order.engine, order.like) if order.like else None
    return like or _best(picture, order.style, order.engine)


@lru_cache(maxsize=8)
def _best(drawing: Drawing, style: Style, engine: Engine) -> Layout:
    first = layout(drawing, engine)
    if style.proportions is None or first.remarks or not drawing.nodes:
        return first
    best, score = first, _score(drawing, first, style)
    if score[0] >= _GOOD_SCALE and score[1] >= _FULL and not drawing.turns:
        return first
    for settings in _SETTINGS[: None if len(drawing.arrows) <= _MOST_TRIED else 1]:
        for setting in _ways(settings, drawing):
            found = layout(drawing, engine, setting)
            other = _score(drawing, found, style)
            if other > score:
                best, score = found, other
        if score[0] >= _LEGIBLE:
            break
    return best


def _score(drawing: Drawing, placed: Layout, style: Style) -> tuple[float, float]:
    """How large a layout is on its page, in steps up to what is good; then how much of the page it fills."""
    fit = fit_of(drawing, placed, style)
    room = (fit.width - 2 * MARGIN) * (fit.legend_at - fit.y)
    filled = placed.width * placed.height * fit.scale**2 / max(room, 1)
    return (min(round(fit.scale, 1), _GOOD_SCALE) if fit.legible else fit.scale), filled


_SETTINGS: tuple[tuple[Setting, ...], ...] = (
    (Setting(spread="close"), Setting(spread="long"), Setting(spread="airy")),
    (Setting("narrow", "close"), Setting("roomy", "close", rows=2)),
    (Setting("small", "close"), Setting("small", "close", rows=2)),
    (Setting("small", "tight"),),
    (Setting("tiny", "tight"), Setting("small", "tight", rows=3)),
    (Setting("small", "tight", boxed=False), Setting("tiny", "tight", boxed=False)),
)
"""In which groups layouts are tried: the next only where none of the ones before can be read."""


def _ways(settings: tuple[Setting, ...], drawing: Drawing) -> Iterator[Setting]:
    for each in settings:
        if each.rows > 1 and (drawing.boxes or drawing.lanes or len(drawing.arrows) > _MOST_IN_ROWS):
            continue
        yield each
        if drawing.turns and each.rows == 1:
            yield replace(each, turned=True)


def fit_of(picture: Picture, placed: Layout | None, style: Style) -> Fit:
    """The page that a picture gets: as large as it is, or of the proportions asked for."""
    legend = picture.legend if style.legend else ()
    if style.proportions is None:
        measure = _measured(picture, None)
        wide, tall = _size(placed, measure)
        page_width = max(wide + 2 * MARGIN, _NARROWEST)
        lines = _title(picture, page_width)
        top = _head(picture, lines)
        height = top + tall + 8 + _foot(legend, page_width)
        return Fit(page_width, height, (page_width - wide) / 2, top, 1.0, top + tall + 8, lines, measure)
    page_width, page_height = page_size(style.proportions)
    lines = _title(picture, page_width)
    top, foot = _head(picture, lines), _foot(legend, page_width)
    room = page_width - 2 * MARGIN, max(page_height - top - foot - 8, 50)
    measure = _measured(picture, room)
    wide, tall = _size(placed, measure)
    scale = min(room[0] / max(wide, 1), room[1] / max(tall, 1), 1.0 if measure else _LARGEST_SCALE)
    x, y = (page_width - wide * scale) / 2, top + (room[1] - tall * scale) / 2
    return Fit(page_width, page_height, x, y, scale, page_height - foot, lines, measure)


def _measured(picture: Picture, room: tuple[float, float] | None) -> GridMeasure | TimelineMeasure | None:
    """The measures of a picture that needs no layout."""
    if isinstance(picture, Grid):
        return grid_measure(picture, room)
    return timeline_measure(picture, room) if isinstance(picture, Timeline) else None


def _size(placed: Layout | None, measure: GridMeasure | TimelineMeasure | None) -> tuple[float, float]:
    found = placed or measure
    return (found.width, found.height) if found else (0.0, 0.0)


def _title(picture: Picture, page_width: float) -> tuple[str, ...]:
    return wrapped(picture.title, TITLE_SIZE, page_width - 2 * MARGIN, 2, bold=True)


def _head(picture: Picture, lines: tuple[str, ...]) -> float:
    """How much the words above the picture take: the map's name, the title, what is shown."""
    return 62 + TITLE_LINE * (len(lines) - 1) + (20 if picture.map_name else 0) + (24 if picture.subtitle else 0)


def _foot(legend: tuple[LegendItem, ...], page_width: float) -> float:
    return legend_lines(legend, page_width - 2 * MARGIN) * LINE + _FOOT_GAP + 8 if legend else MARGIN
