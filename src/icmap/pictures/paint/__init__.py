"""From a picture to a file: laid out, dressed and written as svg, png, pdf, pptx, a page, or the text of a diagram language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field

from icmap.errors import IcmapError
from icmap.pictures.drawing import Drawing, Picture
from icmap.pictures.paint.engine import Engine
from icmap.pictures.paint.layout import Layout, layout
from icmap.pictures.paint.page import Style, better_spreads, page_of, page_size, svg
from icmap.records import dataclass

__all__ = ["FORMATS", "Engine", "Order", "Rendered", "Style", "figure", "render"]


@dataclass(frozen=True, slots=True)
class Order:
    """How a picture is to be made: dressed how, laid out by whom, and enlarged by how much (png)."""

    style: Style = field(default_factory=Style)
    engine: Engine = field(default_factory=Engine)
    scale: float = 1.0


_PLAIN = Order()
_MOST_TRIED = 150
"""Up to so many lines a layout is quick enough to be tried in several ways."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file, and what is to be said about it on stderr."""

    content: bytes
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A finished SVG with its size, and what was said on the way."""

    text: str
    size: tuple[float, float]
    remarks: tuple[str, ...]


def figure(picture: Picture, order: Order = _PLAIN) -> Figure:
    """The picture as SVG, for a file or to be put into a page."""
    placed = _laid_out(picture, order)
    remarks = picture.remarks + (placed.remarks if placed else ())
    return Figure(svg(picture, placed, order.style), page_size(picture, placed, order.style), remarks)


def _laid_out(picture: Picture, order: Order) -> Layout | None:
    """The layout of a graph; the one that is largest on its page, where the first does not fill it."""
    if not isinstance(picture, Drawing):
        return None
    first = layout(picture, order.engine)
    if len(picture.edges) > _MOST_TRIED or first.remarks:
        return first
    others = (layout(picture, order.engine, spread) for spread in better_spreads(first, picture, order.style))
    return max((first, *others), key=lambda placed: page_of(picture, placed, order.style).scale)


def render(picture: Picture, form: str, order: Order = _PLAIN) -> Rendered:
    """The picture in a format of `FORMATS`. Raises `IcmapError` where it cannot be made."""
    if form not in FORMATS:
        raise IcmapError(f"there is no picture format '{form[:60]}'", hint=f"formats are {', '.join(FORMATS)}")
    return FORMATS[form](picture, order)


def _svg(picture: Picture, order: Order) -> Rendered:
    done = figure(picture, order)
    return Rendered(done.text.encode("utf-8"), done.remarks)


def _html(picture: Picture, order: Order) -> Rendered:
    from icmap.pictures.paint.html import to_html

    done = figure(picture, order)
    return Rendered(to_html(done.text, picture.title).encode("utf-8"), done.remarks)


def _png(picture: Picture, order: Order) -> Rendered:
    from icmap.pictures.paint.png import to_png

    done = figure(picture, order)
    return Rendered(to_png(done.text, done.size, order.scale), done.remarks)


def _pdf(picture: Picture, order: Order) -> Rendered:
    from icmap.pictures.paint.pdf import to_pdf

    done = figure(picture, order)
    content, remarks = to_pdf(done.text, done.size, picture, order.engine)
    return Rendered(content, done.remarks + remarks)


def _pptx(picture: Picture, order: Order) -> Rendered:
    from icmap.pictures.paint.pptx import to_pptx

    placed = _laid_out(picture, order)
    return Rendered(to_pptx(picture, placed, order.style), picture.remarks + (placed.remarks if placed else ()))


def _text(module: str) -> Callable[[Picture, Order], Rendered]:
    """A format that is text and needs no layout; a grid has none in these languages."""

    def write(picture: Picture, order: Order) -> Rendered:  # noqa: ARG001 - one signature for all formats
        if not isinstance(picture, Drawing):
            raise IcmapError(f"{module} knows no matrix", hint="write it as svg, png, pdf or pptx")
        from importlib import import_module

        writer = getattr(import_module(f"icmap.pictures.text.{module}"), f"to_{module}")
        return Rendered(writer(picture).encode("utf-8"), picture.remarks)

    return write


FORMATS: Mapping[str, Callable[[Picture, Order], Rendered]] = {
    "svg": _svg,
    "png": _png,
    "pdf": _pdf,
    "pptx": _pptx,
    "html": _html,
    "dot": _text("dot"),
    "mermaid": _text("mermaid"),
    "d2": _text("d2"),
}
"""How each format is made, by its name."""
