"""What could be done about a service or a dependency, and the edits that a map keeps under a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any, Literal

from icmap.locations import NO_PLACES, NOWHERE, Place, Span, span_of
from icmap.model.attributes import DEPENDENCY_OPTION, SERVICE_OPTION
from icmap.model.keys import Key
from icmap.model.quantities import Estimate, Frequency, Seconds, Timed
from icmap.records import dataclass

__all__ = ["Edit", "Option", "Scenario", "Verb"]

_USUAL = {"cost": 1, "partly": False}
_ABOUT_ITSELF = frozenset({"do", "cost", "partly", "needs", "excludes"})
_KEYS = tuple({key.name: key for key in (*SERVICE_OPTION, *DEPENDENCY_OPTION)}.values())


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that could be done: what it changes, and what it costs.

    `do` names it. Every attribute from `lead_time` on is what would be said instead of what is said now; None (no names
    for `backup`) leaves it as it is. `partly`: any part of the improvement can be had for that part of the cost.
    `needs` and `excludes` are what other options `do`.
    """

    do: str
    cost: Seconds = 1
    partly: bool = False
    needs: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    lead_time: Estimate | None = None
    every: Seconds | None = None
    effort: Estimate | None = None
    capacity: Frequency | None = None
    headcount: Seconds | None = None
    backup: tuple[str, ...] = ()
    recovery: Seconds | None = None
    promise: Timed | None = None
    handoff: Seconds | None = None
    waits: bool | None = None
    optional: bool | None = None
    file: str = field(default="", compare=False)
    place: Place = field(default=0, compare=False)
    places: Mapping[str, Place] = field(default_factory=lambda: NO_PLACES, compare=False)

    @property
    def span(self) -> Span:
        """Where what it does is written."""
        return span_of(self)

    @property
    def said(self) -> Iterator[tuple[Key, Any]]:
        """Each key that it says something under, with its value, in the order of the format."""
        for key in _KEYS:
            value = getattr(self, key.attribute)
            if value is not None and value != () and value != _USUAL.get(key.name):
                yield key, value

    @property
    def changes(self) -> Iterator[tuple[Key, Any]]:
        """Each attribute that it changes, with the value it would have, in the order of the format."""
        return ((key, value) for key, value in self.said if key.name not in _ABOUT_ITSELF)


Verb = Literal["set", "late", "down", "without", "serve", "situation"]
"""What an edit does: see `icmap impact`."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of the map as it is written, not yet applied: `late` of `jeff=1d`, `serve` of `it` for `sales`."""

    verb: Verb
    text: str
    customer: str = ""
    span: Span = NOWHERE

    def __str__(self) -> str:
        """The edit as one would write it."""
        return f"{self.verb} {self.text}" + (f" for {self.customer}" if self.customer else "")


@dataclass(frozen=True, slots=True)
class Scenario:
    """Edits under a name, in their order."""

    name: str
    edits: tuple[Edit, ...] = ()
    span: Span = NOWHERE
