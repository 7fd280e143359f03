"""A drawing: what a picture says, as plain data. Nodes, lines and boxes, or a grid; no place, no colour, no format yet.

Names are in it as they are; only ids that icmap makes itself (`n0`, `e0`, `b0`) may become names in a format.
"""

from __future__ import annotations

from typing import Literal

from icmap.model import kinds
from icmap.records import dataclass

__all__ = [
    "Arrow",
    "Bar",
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
    "State",
    "Timeline",
]  # fmt: skip

Shape = kinds.Shape | Literal["gate", "more"]
"""What somebody or something is drawn as; the outline and the icon on it are the format's business. A gate is an alternative, `more` what was left out."""

Line = Literal["solid", "dashed", "dotted", "standin"]
"""Solid: somebody waits for it. Dashed: nobody waits for it. Dotted: only in a situation. Stand-in: no work, a backup."""

State = Literal["", "added", "gone", "changed"]
"""What became of it between two maps."""

Sample = Literal[
    "end", "focus", "bottleneck", "critical", "mutual", "loop", "dashed", "dotted", "standin", "weight", "box", "shape",
    "gate", "note", "need", "feedback", "both", "unwaited", "situational", "frame", "shade", "importance",
    "bar", "bar critical", "slack", "limit", "added", "gone", "changed",
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
    """A party or a service: its name, smaller lines below it (`short`: those that a small card has), and what is remarkable.

    `key` is its id in the map. `rank` is its place among the bottlenecks. `note` is a number that was asked for (its
    float, its drag). `tip` is everything about it in one sentence. Where a drawing has lanes: which one it stands in, and in
    which column.
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
    short: tuple[str, ...] = ()
    state: State = ""
    lane: int | None = None
    column: int | None = None


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
    state: State = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A quiet frame round nodes and other boxes."""

    id: str
    name: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A graph to be laid out. `remarks` say what was left out or folded.

    The title says what is found, `map_name` in which map. `named`: every label must be there, and room is made for it;
    otherwise labels stand where there is room. `turns`: it may run the other way where that is larger. Each node has its place where there are `lanes`.
    """

    title: str
    subtitle: str
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    boxes: tuple[Box, ...] = ()
    legend: tuple[LegendItem, ...] = ()
    direction: Literal["LR", "TB"] = "LR"
    turns: bool = False
    named: bool = False
    remarks: tuple[str, ...] = ()
    map_name: str = ""
    lanes: tuple[str, ...] = ()


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
    map_name: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a timeline, in shares of its whole length: where it starts, how long it is, how late it may be."""

    name: str
    takes: str
    start: float
    length: float
    slack: float = 0.0
    late: str = ""
    critical: bool = False
    end: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars under a scale with ticks at even distances; `limit` is until when it is needed, as a share and in words."""

    title: str
    subtitle: str
    ticks: tuple[str, ...]
    bars: tuple[Bar, ...]
    limit: tuple[float, str] | None = None
    legend: tuple[LegendItem, ...] = ()
    remarks: tuple[str, ...] = ()
    map_name: str = ""


Picture = Drawing | Grid | Timeline
"""What a view makes and a format writes."""
