"""A picture to be put into a page: no page of its own round it, every colour a class, each sample of the legend apart."""

from __future__ import annotations

from dataclasses import replace

from icmap.figures import Key, Painting, SvgPart
from icmap.pictures.drawing import Drawing, Grid, LegendItem, Picture, Timeline
from icmap.pictures.options import Style
from icmap.pictures.order import Order
from icmap.pictures.paint.canvas import Canvas
from icmap.pictures.paint.drawing_svg import paint_drawing
from icmap.pictures.paint.engines import Engine
from icmap.pictures.paint.fit import best_layout
from icmap.pictures.paint.grid_svg import grid_measure, paint_grid
from icmap.pictures.paint.layout import Places, layout, layout_like
from icmap.pictures.paint.legend import LINE, SAMPLE, paint_sample

__all__ = ["in_page"]

_MARGIN, _MOST_TRIED = 14.0, 150
_FRAME = Style(legend=False, proportions=(16.0, 9.0))
"""About the frame that a page gives a picture: the layout is the one that is largest there."""


def in_page(
    picture: Picture, engine: Engine, *, quickly: bool = False, like: Places | None = None
) -> tuple[Painting, tuple[str, ...]]:
    """The picture painted, and what is to be remarked; `IcmapError` where it needs a layout and none can be made.

    `quickly`: the first layout will do. `like`: everything stays where an older picture has it (`places_of` its markup).
    """
    if isinstance(picture, Timeline):
        raise TypeError("a page draws its timelines itself")
    drawn, remarks = _grid(picture) if isinstance(picture, Grid) else _graph(picture, engine, like, quickly=quickly)
    return Painting(drawn, tuple(_key(item) for item in picture.legend)), picture.remarks + remarks


def _graph(picture: Drawing, engine: Engine, like: Places | None, *, quickly: bool) -> tuple[SvgPart, tuple[str, ...]]:
    plainly = quickly or len(picture.arrows) > _MOST_TRIED
    placed = layout_like(picture, engine, like) if like else None
    placed = placed or (None if plainly else best_layout(picture, Order(_FRAME, engine))) or layout(picture, engine)
    canvas = _begun(placed.dressed)
    paint_drawing(canvas, picture, placed)
    return _done(canvas, placed.width, placed.height), placed.remarks


def _grid(picture: Grid) -> tuple[SvgPart, tuple[str, ...]]:
    """The grid without its convention: the page says it in words that do not shrink with the picture."""
    canvas, bare = _begun(), replace(picture, convention="")
    measure = grid_measure(bare, None)
    paint_grid(canvas, bare, measure)
    return _done(canvas, measure.width, measure.height), ()


def _begun(dressed: str = "") -> Canvas:
    canvas = Canvas("auto")
    kept = {"data-dress": dressed} if dressed else {}
    canvas.open("g", {"transform": f"translate({_MARGIN} {_MARGIN})", **kept})
    return canvas


def _done(canvas: Canvas, width: float, height: float) -> SvgPart:
    canvas.close("g")
    return SvgPart(canvas.inner(), width + 2 * _MARGIN, height + 2 * _MARGIN)


def _key(item: LegendItem) -> Key:
    canvas = Canvas("auto")
    paint_sample(canvas, item, 2, LINE / 2)
    return Key(SvgPart(canvas.inner(), SAMPLE + 4, LINE), item.text)
