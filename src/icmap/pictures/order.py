"""What a format of pictures is, how a picture is ordered, and what is handed over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from icmap.pictures.drawing import Picture
from icmap.pictures.options import Style
from icmap.pictures.paint.engines.engine import Engine
from icmap.pictures.paint.layout.kept import Places
from icmap.records import dataclass

__all__ = ["Made", "Order", "PictureFormat"]


@dataclass(frozen=True, slots=True)
class Order:
    """How a picture is to be made: its dress, engine, enlargement (png), template (pptx), the older picture it is like."""

    style: Style = field(default_factory=Style)
    engine: Engine = field(default_factory=Engine)
    scale: float = 1.0
    template: str | None = None
    like: Places | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file, and what is to be remarked about it."""

    content: bytes
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PictureFormat:
    """A format: name, suffixes, how a picture is written in it, whether it is no text; the page it always has, if any."""

    name: str
    suffixes: tuple[str, ...]
    write: Callable[[Picture, Order], Made]
    binary: bool = False
    page: tuple[float, float] | None = None
