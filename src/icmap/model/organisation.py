"""A whole map: its parties, and what holds for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from icmap.locations import NOWHERE, Span
from icmap.model.options import Scenario
from icmap.model.parties import Party
from icmap.model.quantities import Calendar, Seconds
from icmap.records import dataclass

__all__ = ["OrgMap", "Situation", "Survey", "above"]


@dataclass(frozen=True, slots=True)
class Situation:
    """A named state of affairs in which further dependencies hold; `share` is how much of the time, if known."""

    name: str
    share: Seconds | None = None
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Survey:
    """The scale of satisfaction scores, and below how many answers a score is not shown."""

    low: Seconds = 1
    high: Seconds = 5
    min_answers: int = 5

    @property
    def midpoint(self) -> float:
        """The middle of the scale."""
        return float(self.low + self.high) / 2


@dataclass(frozen=True, slots=True, eq=False)
class OrgMap:
    """A whole map: its parties by id in the order of their ids, and what holds for all of them.

    `kinds` are the map's own words for known kinds. `units` says of each duration in the files in which unit it was
    written, the coarsest where there are several: a month is read as a month.
    """

    name: str = ""
    description: str = ""
    calendar: Calendar = Calendar()
    survey: Survey = Survey()
    situations: tuple[Situation, ...] = ()
    parties: Mapping[str, Party] = field(default_factory=dict)
    file: str = ""
    kinds: Mapping[str, str] = field(default_factory=dict)
    scenarios: tuple[Scenario, ...] = ()
    units: Mapping[Seconds, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<OrgMap {self.name!r}: {len(self.parties)} parties>"


def above(org: OrgMap, party: str) -> Iterator[str]:
    """What a party is part of, nearest first; a circle ends where it closes."""
    seen = {party}
    group = org.parties[party].part_of
    while group is not None and group in org.parties and group not in seen:
        yield group
        seen.add(group)
        group = org.parties[group].part_of
