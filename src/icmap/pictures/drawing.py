"""A drawing: what a picture says, as plain data. Nodes, lines and boxes, or a grid; no place, no colour, no format yet.

Names are in it as they are; only ids that icmap makes itself (`n0`, `e0`, `b0`) may become names in a format.
"""

from __future__ import annotations

from typing import Literal

from icmap.pictures.options import Direction
from icmap.records import dataclass

__all__ = [
    "Arrow",
    "Box",
    "Cell",
    "Drawing",
    "Frame",
    "Grid",
    "Header",
    "LegendItem",
    "Line",
    "Node",
    "Picture",
    "Sample",
    "Shape",
]  # fmt: skip

Shape = Literal[
    "person", "role", "team", "department", "process", "system", "supplier", "authority", "customer", "party"
]
"""What somebody or something is drawn as; the shape and the sign on it are the format's business."""

Line = Literal["solid", "dashed", "dotted", "standin"]
"""Solid: somebody waits for it. Dashed: nobody waits for it. Dotted: only in a situation. Stand-in: no work, a backup."""

Sample = Literal[
    "end", "focus", "bottleneck", "critical", "mutual", "loop", "dashed", "dotted", "standin", "weight", "box", "shape",
    "need", "feedback", "both", "unwaited", "situational", "frame", "shade", "importance",
]  # fmt: skip
"""What a legend shows a sample of."""


@dataclass(frozen=True, slots=True)
class LegendItem:
    """One line of a legend: a sample and what it means."""

    sample: Sample
    text: str
    shape: Shape = "party"


@dataclass(frozen=True, slots=True)
class Node:
    """A party or a service: its name, smaller lines below it, and what is remarkable about it.

    `key` is its id in the map. `rank` is its place among the bottlenecks. `note` is a number that was asked for (its
    float, its drag). `tip` is everything about it in one sentence.
    """

    id: str
    key: str
    name: str
    shape: Shape = "party"
    lines: tuple[str, ...] = ()
    box: str | None = None
    end: bool = False
    focus: bool = False
    critical: bool = False
    loop: bool = False
    rank: int | None = None
    note: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """Work that flows from `tail` (the provider) to `head` (the customer); `mutual`: and back, drawn as one line.

    `weight` is from 0 (seldom) to 1 (all the time), None where nobody said how often. `backward`: it runs against the
    direction in which most work flows, so a layout should not be pulled by it.
    """

    id: str
    tail: str
    head: str
    label: str = ""
    line: Line = "solid"
    weight: float | None = None
    critical: bool = False
    mutual: bool = False
    loop: bool = False
    backward: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A quiet frame round nodes and other boxes."""

    id: str
    name: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A graph to be laid out. `remarks` say what was left out or folded.

    `named`: every label must be there, and room is made for it; otherwise labels stand where there is room.
    """

    title: str
    subtitle: str
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    boxes: tuple[Box, ...] = ()
    legend: tuple[LegendItem, ...] = ()
    direction: Direction = "LR"
    named: bool = False
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a row or a column."""

    key: str
    name: str
    end: bool = False
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled place of a grid, by row and column from 0; `strength` from 0 to 1, `text` is printed in it."""

    row: int
    column: int
    mark: Literal["need", "feedback", "unwaited", "situational", "shade"]
    mutual: bool = False
    strength: float | None = None
    text: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """A block of a square grid: the rows, and the columns, from `first` to `last`."""

    first: int
    last: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows by columns; `convention` says how to read it. `square`: the same parties on both sides."""

    title: str
    subtitle: str
    convention: str
    row_title: str
    column_title: str
    rows: tuple[Header, ...]
    columns: tuple[Header, ...]
    cells: tuple[Cell, ...]
    square: bool
    frames: tuple[Frame, ...] = ()
    legend: tuple[LegendItem, ...] = ()
    remarks: tuple[str, ...] = ()


Picture = Drawing | Grid
"""What a view makes and a format writes."""
