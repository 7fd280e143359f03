"""A picture as PowerPoint slides of native shapes, connectors and tables, to be edited there."""

from __future__ import annotations

from typing import Any

from icmap.errors import IcmapError
from icmap.pictures.drawing import Drawing, Grid, Picture, Timeline
from icmap.pictures.order import Made, Order, PictureFormat
from icmap.pictures.paint.fit import best_layout, fit_of

__all__ = ["FORMAT", "INSTALL", "SLIDE", "add_picture", "needs_pptx"]

INSTALL = 'pip install "icmap[pptx]"'
SLIDE = (16.0, 9.0)


def needs_pptx() -> None:
    """Nothing where the library is there; else how to get it."""
    try:
        import pptx  # noqa: F401
    except ImportError as error:
        raise IcmapError("a PowerPoint slide needs python-pptx, which is not installed", hint=INSTALL) from error


def _write(picture: Picture, order: Order) -> Made:
    """One slide, several where a table is longer than one."""
    needs_pptx()
    from icmap.pictures.paint.pptx.show import Show

    show = Show(order.style.proportions or SLIDE, order.style.theme, order.template)
    remarks = add_picture(show, picture, order)
    return Made(show.content(f"{picture.map_name}: {picture.title}".removeprefix(": ")), picture.remarks + remarks)


def add_picture(show: Any, picture: Picture, order: Order, notes: str = "") -> tuple[str, ...]:
    """Put a picture on a slide of its own, or on as many as it needs; what is to be remarked."""
    from icmap.pictures.paint.pptx.graph import add_drawing
    from icmap.pictures.paint.pptx.grid import add_grid
    from icmap.pictures.paint.pptx.timeline import add_timeline

    placed = best_layout(picture, order)
    fit = fit_of(picture, placed, order.style)
    legend = picture.legend if order.style.legend else ()
    if isinstance(picture, Grid):
        add_grid(show, picture, fit, legend, notes)
        return ()
    slide = show.slide(picture, notes)
    if isinstance(picture, Drawing) and placed is not None:
        add_drawing(slide, picture, placed, fit)
    elif isinstance(picture, Timeline):
        add_timeline(slide, picture, fit)
    slide.legend(legend, fit)
    return placed.remarks if placed else ()


FORMAT = PictureFormat("pptx", (".pptx",), _write, binary=True, page=SLIDE)
