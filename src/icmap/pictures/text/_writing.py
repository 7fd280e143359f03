"""A format that is text: it needs no layout, and has no grid."""

from __future__ import annotations

from collections.abc import Callable

from icmap.errors import IcmapError
from icmap.pictures.drawing import Drawing, Picture
from icmap.pictures.order import Made, Order

__all__ = ["as_text"]


def as_text(name: str, write: Callable[[Drawing], str]) -> Callable[[Picture, Order], Made]:
    """The function of a format out of one that writes drawings."""

    def made(picture: Picture, _order: Order) -> Made:
        if not isinstance(picture, Drawing):
            raise IcmapError(f"{name} knows no matrix", hint="write it as svg, png, pdf or pptx")
        return Made(write(picture).encode("utf-8"), picture.remarks)

    return made
