"""What may be asked of a picture: whom it is about, what is written on it, how it is dressed, who lays it out.

This module loads nothing, so that the command line's help can read the choices.
"""

from __future__ import annotations

from typing import Literal

from icmap.records import dataclass

__all__ = ["Direction", "EngineName", "Labels", "Style", "ThemeName", "Wish"]

Labels = Literal["auto", "none", "services", "float", "drag"]
"""What is written on lines and nodes: the services by name, by how much each may be late, what each can save."""

Direction = Literal["LR", "TB"]
"""Whereto work flows: to the right, or down."""

ThemeName = Literal["light", "dark", "auto"]
"""Colours; `auto` follows whoever looks (svg)."""

EngineName = Literal["auto", "dot", "embedded"]
"""Who lays a drawing out: the system's Graphviz where it is there, only that, or only the embedded one."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of a view: whom it is about, how far around, how many at most, what is written on it."""

    focus: str | None = None
    depth: int = 1
    top: int | None = None
    labels: Labels = "auto"
    direction: Direction = "LR"


@dataclass(frozen=True, slots=True)
class Style:
    """How a picture is dressed: its theme, whether it has a legend, and the proportions of its page if any."""

    theme: ThemeName = "light"
    legend: bool = True
    proportions: tuple[float, float] | None = None
