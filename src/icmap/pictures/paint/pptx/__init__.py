"""A picture as a PowerPoint slide of native shapes, connectors and tables, to be edited there."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from icmap.errors import IcmapError
from icmap.pictures.drawing import Drawing, Grid, Picture
from icmap.pictures.order import Made, Order, PictureFormat
from icmap.pictures.paint.fit import MARGIN, Fit, best_layout, fit_of
from icmap.pictures.paint.layout.answer import Layout
from icmap.pictures.paint.theme import palette

if TYPE_CHECKING:
    from icmap.pictures.paint.pptx.slide import Slide

__all__ = ["FORMAT"]

_INSTALL = 'pip install "icmap[pptx]"'
_SLIDE = (16.0, 9.0)
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_BLANK = 6
"""The number of the empty slide layout in the library's own template."""


def _write(picture: Picture, order: Order) -> Made:
    """One slide; 16:9 unless other proportions are asked for."""
    try:
        import pptx
    except ImportError as error:
        raise IcmapError("a PowerPoint slide needs python-pptx, which is not installed", hint=_INSTALL) from error
    from icmap.pictures.paint.pptx.slide import Slide

    placed = best_layout(picture, order)
    style = order.style if order.style.proportions else replace(order.style, proportions=_SLIDE)
    page = fit_of(picture, placed, style)
    show: Any = pptx.Presentation()
    show.slide_width, show.slide_height = Slide.length(page.width), Slide.length(page.height)
    slide = Slide(show.slides.add_slide(show.slide_layouts[_BLANK]), palette(style.theme))
    slide.background()
    _head(slide, picture, page)
    _body(slide, picture, placed, page)
    if style.legend:
        slide.legend(picture.legend, MARGIN, page.legend_at + 10, page.width - 2 * MARGIN)
    show.core_properties.title = picture.title
    return Made(_repeatable(show), picture.remarks + (placed.remarks if placed else ()))


def _head(slide: Slide, picture: Picture, page: Fit) -> None:
    room = page.width - 2 * MARGIN
    slide.text(picture.title, (MARGIN - 6, 14, room, 36), 17, bold=True)
    slide.text(picture.subtitle, (MARGIN - 6, 47, room, 24), 9.5, ink="muted")


def _body(slide: Slide, picture: Picture, placed: Layout | None, page: Fit) -> None:
    from icmap.pictures.paint.pptx.graph import add_drawing
    from icmap.pictures.paint.pptx.grid import add_grid

    if isinstance(picture, Drawing) and placed is not None:
        add_drawing(slide, picture, placed, page)
    elif isinstance(picture, Grid):
        add_grid(slide, picture, page)


def _repeatable(show: Any) -> bytes:
    """The file with the same bytes on every day: no time of writing in the archive or in its properties."""
    import datetime as dt

    show.core_properties.created = show.core_properties.modified = dt.datetime(*_LONG_AGO[:3])  # noqa: DTZ001 - no clock is meant
    show.core_properties.author = show.core_properties.last_modified_by = ""
    first, second = io.BytesIO(), io.BytesIO()
    show.save(first)
    with zipfile.ZipFile(first) as written, zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as again:
        for name in written.namelist():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            again.writestr(entry, written.read(name))
    return second.getvalue()


FORMAT = PictureFormat("pptx", (".pptx",), _write, binary=True, page=_SLIDE)
