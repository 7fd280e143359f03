"""A little world of parties, services and entries, just rich enough to plant problems in; it knows nothing of icmap.

Times are working minutes, a day has 480 of them; rates are per working day. A *node* is `party/service`, or `party`
where a party has one service without a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Clock = Literal["request", "start"]
OUTSIDE_RECEIVERS = ("external customer", "applicant", "regulator")
ALONE = ("person", "system", "supplier", "partner")
DAY = 480


@dataclass(frozen=True)
class Time:
    """A time with its clock: from the request to this provider, or from the start of the whole chain."""

    minutes: float
    clock: Clock = "request"


@dataclass
class Service:
    """What one provider delivers; what is None is not known."""

    lead: float | None = None
    every: float = 0
    promise: Time | None = None
    actual: float | None = None
    effort: float | None = None
    capacity: float | None = None
    other_demand: float = 0
    peak: float | None = None
    recovery: float | None = None

    @property
    def step(self) -> float:
        """What the service adds to a chain; a measured time stands in for a lead time that is not stated."""
        lead = self.lead if self.lead is not None else self.actual
        return (lead or 0) + self.every / 2


@dataclass
class Party:
    """Anyone or anything that serves or is served."""

    kind: str
    headcount: int | None = None
    backup: list[str] = field(default_factory=list)
    services: dict[str, Service] = field(default_factory=dict)

    @property
    def one_of_a_kind(self) -> bool:
        """Whether nobody of the same sort is there when this one is missing."""
        return self.kind in ALONE or self.headcount == 1 or (self.kind == "role" and self.headcount is None)


@dataclass
class Entry:
    """One line of `depends_on`: a plain dependency with one member, an alternative with several."""

    customer: str
    members: list[str]
    at_least: int = 1
    within: Time | None = None
    importance: int | None = None
    per_day: float | None = None
    handoff: float = 0
    waits: bool = True
    optional: bool = False
    when: str | None = None
    share: float | None = None
    tolerates: float | None = None
    score: float | None = None
    answers: int = 0

    @property
    def provider(self) -> str:
        """The node of a plain entry."""
        return self.members[0]


@dataclass
class World:
    """A map: parties, entries, and the names of its situations."""

    parties: dict[str, Party] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    situations: list[str] = field(default_factory=list)

    def service(self, node: str) -> Service:
        """The service of a node; a party that only receives has an empty one."""
        party, _, name = node.partition("/")
        return self.parties[party].services.get(name) or Service()

    def nodes(self) -> Iterator[str]:
        """Every service, and every party that has none."""
        for key, party in self.parties.items():
            names = list(party.services) or [""]
            yield from (f"{key}/{name}" if name else key for name in names)

    def needs(self) -> list[Entry]:
        """The entries of end customers, who in these worlds only receive and stand outside."""
        return [entry for entry in self.entries if self.parties[party_of(entry.customer)].kind in OUTSIDE_RECEIVERS]

    def served_by(self, node: str) -> list[Entry]:
        """The entries in which somebody depends on this node."""
        return [entry for entry in self.entries if node in entry.members]


def party_of(node: str) -> str:
    """The party of a node."""
    return node.partition("/")[0]
