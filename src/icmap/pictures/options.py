"""What may be asked of a picture: whom it is about, what is written on it, how it is dressed, who lays it out.

This module loads nothing, so that the command line's help can read the choices.
"""

from __future__ import annotations

from typing import Literal

from icmap.records import dataclass

__all__ = ["Direction", "EngineName", "Labels", "Lanes", "Style", "ThemeName", "Wish"]

Labels = Literal["auto", "none", "services", "float", "drag"]
"""What is written on lines and nodes: the services by name, by how much each may be late, what each can save."""

Direction = Literal["auto", "LR", "TB"]
"""Whereto work flows: to the right, or down; `auto` is whichever is larger on the page, to the right where there is none."""

Lanes = Literal["group", "kind", "owner"]
"""Whose lanes a swimlane has: of the groups by `part_of`, of the kinds, of the owners."""

ThemeName = Literal["light", "dark", "auto"]
"""Colours; `auto` follows whoever looks (svg)."""

EngineName = Literal["auto", "dot", "embedded"]
"""Who lays a drawing out: the system's Graphviz where it is there, only that, or only the embedded one."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of a view: whom and which need it is about, how far around, how many at most, what is written on it.

    `most` is what the page has room for, where `top` asks for no number: that many parties, those on the way of the need
    first.
    """

    focus: str | None = None
    depth: int = 1
    top: int | None = None
    labels: Labels = "auto"
    direction: Direction = "auto"
    need: str | None = None
    every_need: bool = False
    lanes: Lanes = "group"
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """How a picture is dressed: its theme, whether it has a legend, and the proportions of its page if any."""

    theme: ThemeName = "light"
    legend: bool = True
    proportions: tuple[float, float] | None = None
