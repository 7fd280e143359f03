"""What a party delivers: services with their times as stated, promised and measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from icmap.locations import NO_PLACES, Place, Span, span_of
from icmap.model.dependencies import Entry
from icmap.model.options import Option
from icmap.model.quantities import Actual, Estimate, Frequency, Seconds, Timed
from icmap.records import dataclass

__all__ = ["Service"]


@dataclass(frozen=True, slots=True, eq=False)
class Service:
    """One thing that a party delivers; what is None here is the party's own.

    `implicit`: the party does not list it, a customer names it.
    """

    party: str
    name: str
    implicit: bool = False
    description: str = ""
    owner: str = ""
    lead_time: Estimate | None = None
    every: Seconds | None = None
    effort: Estimate | None = None
    capacity: Frequency | None = None
    other_demand: Frequency | None = None
    peak: Frequency | None = None
    promise: Timed | None = None
    actual: Actual | None = None
    recovery: Seconds | None = None
    backup: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    source: str = ""
    confidence: str = ""
    depends_on: tuple[Entry, ...] = ()
    file: str = ""
    place: Place = 0
    places: Mapping[str, Place] = field(default_factory=lambda: NO_PLACES)

    def __repr__(self) -> str:
        return f"<Service '{self.party}/{self.name}'>"

    @property
    def span(self) -> Span:
        """Where the service is first written."""
        return span_of(self)
