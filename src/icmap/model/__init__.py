"""The map as its author meant it: parties, services, dependencies; each knows where it was written.

References are resolved by key, groups' attributes are already given to their members' entries, and every service that
only its customers name is there (`implicit`). What is inherited from a party (`lead_time` …) is inherited in `graph`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import IntEnum
from types import MappingProxyType

from icmap.locations import NOWHERE, Place, Span, span_of
from icmap.model.quantities import Calendar, Estimate, Frequency, Seconds, Timed
from icmap.records import dataclass

__all__ = [
    "INSIDE_KINDS",
    "OUTSIDE_KINDS",
    "Actual",
    "AnyOf",
    "Dependency",
    "Entry",
    "Importance",
    "OrgMap",
    "Party",
    "Satisfaction",
    "Service",
    "Situation",
    "Survey",
]

INSIDE_KINDS = (
    "person", "role", "team", "department", "unit", "process", "system", "employee", "contractor", "temporary worker",
)  # fmt: skip
OUTSIDE_KINDS = (
    "external customer", "customer", "supplier", "partner", "regulator", "shareholder", "creditor", "applicant",
)  # fmt: skip

_NOTHING: Mapping[str, Place] = MappingProxyType({})


def _nothing() -> Mapping[str, Place]:
    """No places, shared: what is built in Python rather than read."""
    return _NOTHING


class Importance(IntEnum):
    """How much a dependency matters to its customer."""

    LOW = 0
    MEDIUM = 1
    HIGH = 2
    CRITICAL = 3

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Actual:
    """What was measured: median and 90th percentile in seconds, n measurements, and whether from start or request."""

    median: Seconds | None = None
    p90: Seconds | None = None
    n: int | None = None
    from_start: bool = False


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """Scores on the survey's scale for a provider by one customer; `answers` is how many people answered.

    A single number in the file is `overall`; otherwise `score` is the mean of the three that are given.
    """

    overall: Seconds | None = None
    communication: Seconds | None = None
    productivity: Seconds | None = None
    responsiveness: Seconds | None = None
    answers: int | None = None

    @property
    def score(self) -> float | None:
        """The overall score, or the mean of the aspects that have one."""
        if self.overall is not None:
            return float(self.overall)
        aspects = [each for each in (self.communication, self.productivity, self.responsiveness) if each is not None]
        return float(sum(aspects)) / len(aspects) if aspects else None


@dataclass(frozen=True, slots=True, eq=False)
class Dependency:
    """One customer's need of one provider's service, as written.

    `service` is None for a bare party: all that it lists. `when` is empty where it always holds.
    """

    customer: str
    customer_service: str | None
    provider: str
    service: str | None = None
    optional: bool = False
    waits: bool = True
    when: tuple[str, ...] = ()
    lead_time: Estimate | None = None
    handoff: Seconds = 0
    within: Timed | None = None
    frequency: Frequency | None = None
    importance: Importance = Importance.MEDIUM
    tolerates: Seconds | None = None
    satisfaction: Satisfaction | None = None
    rework: Seconds | None = None
    actual: Actual | None = None
    via: str = ""
    expects: str = ""
    description: str = ""
    reviewed: date | None = None
    file: str = ""
    place: Place = 0
    places: Mapping[str, Place] = field(default_factory=_nothing)

    @property
    def span(self) -> Span:
        """Where the reference to the provider is written."""
        return span_of(self)

    @property
    def reference(self) -> str:
        """The provider as it is written: `party` or `party/service`."""
        return self.provider if self.service is None else f"{self.provider}/{self.service}"


@dataclass(frozen=True, slots=True, eq=False)
class AnyOf:
    """An alternative: any `at_least` of its members are enough."""

    members: tuple[Entry, ...]
    at_least: int = 1
    frequency: Frequency | None = None
    file: str = ""
    place: Place = 0
    places: Mapping[str, Place] = field(default_factory=_nothing)

    @property
    def span(self) -> Span:
        """Where the alternative is written."""
        return span_of(self)


Entry = Dependency | AnyOf
"""One item of `depends_on`."""


@dataclass(frozen=True, slots=True, eq=False)
class Service:
    """One thing that a party delivers; what is None here is the party's own."""

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
    depends_on: tuple[Entry, ...] = ()
    file: str = ""
    place: Place = 0
    places: Mapping[str, Place] = field(default_factory=_nothing)

    @property
    def span(self) -> Span:
        """Where the service is first written."""
        return span_of(self)


@dataclass(frozen=True, slots=True, eq=False)
class Party:
    """Anyone or anything that serves or is served. `external` None means: by its kind."""

    id: str
    label: str = ""
    description: str = ""
    kind: str = ""
    external: bool | None = None
    end: bool = False
    part_of: str | None = None
    owner: str = ""
    headcount: Seconds | None = None
    tags: tuple[str, ...] = ()
    reviewed: date | None = None
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
    depends_on: tuple[Entry, ...] = ()
    services: tuple[Service, ...] = ()
    file: str = ""
    place: Place = 0
    places: Mapping[str, Place] = field(default_factory=_nothing)

    @property
    def name(self) -> str:
        """What people call it: its name in the file, else its id."""
        return self.label or self.id

    @property
    def is_external(self) -> bool:
        """Whether it stands outside the organisation: as `external` says, else by its kind."""
        return self.kind.lower() in OUTSIDE_KINDS if self.external is None else self.external

    @property
    def span(self) -> Span:
        """Where the party's id is written."""
        return span_of(self)


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

    `ends` are the ids marked `end: true` or chosen by the rule of *end customer*; `groups` are parties that are no
    nodes; `checks` is what the file says under `checks`, uninterpreted, for the rules to read.
    """

    name: str = ""
    description: str = ""
    calendar: Calendar = Calendar()
    survey: Survey = Survey()
    situations: tuple[Situation, ...] = ()
    parties: Mapping[str, Party] = field(default_factory=dict)
    file: str = ""

    def __repr__(self) -> str:
        return f"<OrgMap {self.name!r}: {len(self.parties)} parties>"
