"""What a page can show besides words, as plain data: a painted picture, a map with everyone on it, a timeline, quadrants."""

from __future__ import annotations

from icmap.records import dataclass

__all__ = ["Actor", "Bar", "Flow", "Key", "Painting", "PartyMap", "Point", "Quadrants", "Shown", "SvgPart", "Timeline"]


@dataclass(frozen=True, slots=True)
class SvgPart:
    """SVG elements painted by `icmap.pictures.paint`, and the size of what they are painted on.

    This is the only markup in a report: its names are escaped, its colours are classes (`f-ink`, `s-critical`).
    """

    markup: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Key:
    """A line of a legend: a sample and what it means."""

    sample: SvgPart
    text: str


@dataclass(frozen=True, slots=True)
class Painting:
    """A finished picture and its legend."""

    drawn: SvgPart
    legend: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody on the map: id and name, the id of the element it is drawn as ('' where it is not), and its facts.

    A fact is a word and what is to be said under it (`Takes`, `2 d`).
    """

    key: str
    name: str
    node: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """Work that flows from a provider to a customer, by their places among the actors, and what it is."""

    provider: int
    customer: int
    what: str = ""


@dataclass(frozen=True, slots=True)
class PartyMap:
    """Everyone, the work between them, and its painting if it could be laid out. Rows of the figure's table: the actors."""

    actors: tuple[Actor, ...]
    flows: tuple[Flow, ...]
    painting: Painting | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a timeline, in shares of its whole length: where it starts, how long it is, how late it may be."""

    start: float
    length: float
    slack: float
    critical: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars under a scale with ticks at even distances; a row of the figure's table for each."""

    ticks: tuple[str, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A point by its shares of the width (from the left) and of the height (from below)."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Quadrants:
    """Points between two scales that cross in the middle; corners by upper left, upper right, lower left, lower right."""

    across: str
    up: str
    across_ends: tuple[str, str]
    up_ends: tuple[str, str]
    corners: tuple[str, str, str, str]
    points: tuple[Point, ...]


Shown = Painting | PartyMap | Timeline | Quadrants
"""What a figure shows."""
