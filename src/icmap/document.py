"""A Report: what icmap has to say, finished, as plain data that any format can write down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Literal

from icmap.locations import NOWHERE, Span
from icmap.records import dataclass

if TYPE_CHECKING:
    from icmap.figures import Shown

__all__ = [
    "Block",
    "Bullets",
    "Chain",
    "ChainStep",
    "Column",
    "Figure",
    "Listing",
    "Paragraph",
    "Report",
    "Section",
    "Sentence",
    "Table",
]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One finding in words: true, with its number and its place in the file. Plain text, escaped by the format."""

    text: str
    subject: str = ""
    number: float | None = None
    span: Span = NOWHERE
    about: str = ""
    """The name of the analysis, reason or number behind it, for `icmap explain`."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few plain sentences; `tone` tells a remark (what is missing, cut or assumed) from what is said."""

    text: str
    tone: Literal["plain", "remark", "warning"] = "plain"


@dataclass(frozen=True, slots=True)
class Bullets:
    """Sentences one below the other, numbered where their order means something."""

    sentences: tuple[Sentence, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, and whether it holds words, ids (never cut, never wrapped) or numbers."""

    title: str
    holds: Literal["text", "id", "number"] = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of finished text under columns; `note` says what was left out or how to read it."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One link of a chain in the direction in which work flows: who, what they take, when it is there."""

    label: str
    detail: str = ""
    span: Span = NOWHERE
    critical: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps one after the other, first work first, the customer last."""

    title: str
    steps: tuple[ChainStep, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines exactly as they are: a piece of a map, a command."""

    text: str


Block = Paragraph | Bullets | Table | Chain | Listing
"""What a section is made of."""


@dataclass(frozen=True, slots=True)
class Section:
    """One titled part of the report; `name` is the analysis it comes from (`--section NAME`)."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    healthy: bool = False
    """Nothing was found: a terminal may leave it to a line."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, how to read it, and the same as a table, so that whoever cannot see it misses nothing.

    `section` is the analysis to whose section it belongs; '' for one that stands by itself. Without a picture there is
    the table alone, and a remark says why.
    """

    name: str
    title: str
    text: str
    shown: Shown | None
    table: Table
    section: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Everything about one map: its headline facts, its sections, and the typed results for JSON by analysis.

    `closing` is a last line, about what else there is. `figures` are there for formats that show pictures; `topics` says which section tells more about a sentence's `about`.
    """

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    results: Mapping[str, object] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    topics: Mapping[str, str] = field(default_factory=dict)
    closing: str = ""

    def __repr__(self) -> str:
        return f"<Report {self.title!r}: {', '.join(section.name for section in self.sections)}>"
