"""What one party needs from another: dependencies and alternatives, each with where it was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import IntEnum
from fractions import Fraction

from icmap.locations import NO_PLACES, Place, Span, span_of
from icmap.model.options import Option
from icmap.model.quantities import Actual, Estimate, Frequency, Seconds, Timed
from icmap.records import dataclass

__all__ = ["AnyOf", "Dependency", "Entry", "Importance", "Satisfaction"]

_NORMAL_FROM = Fraction(1, 2)


class Importance(IntEnum):
    """How much a dependency matters to its customer."""

    LOW = 0
    MEDIUM = 1
    HIGH = 2
    CRITICAL = 3

    def __str__(self) -> str:
        return self.name.lower()


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

    `service` is None for a bare party: all that it lists. `when` is empty where it always holds, `share` None where it
    is needed in all cases.
    """

    customer: str
    customer_service: str | None
    provider: str
    service: str | None = None
    optional: bool = False
    waits: bool = True
    when: tuple[str, ...] = ()
    share: Seconds | None = None
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
    source: str = ""
    confidence: str = ""
    options: tuple[Option, ...] = ()
    file: str = ""
    place: Place = 0
    places: Mapping[str, Place] = field(default_factory=lambda: NO_PLACES)

    def __repr__(self) -> str:
        own = f"{self.customer}/{self.customer_service}" if self.customer_service else self.customer
        return f"<Dependency '{own}' on '{self.reference}'>"

    @property
    def span(self) -> Span:
        """Where the reference to the provider is written."""
        return span_of(self)

    @property
    def reference(self) -> str:
        """The provider as it is written: `party` or `party/service`."""
        return self.provider if self.service is None else f"{self.provider}/{self.service}"

    @property
    def is_waited_for(self) -> bool:
        """Whether the normal case waits for it: it does not where it is optional, in stock, or needed in under half of the cases."""
        return self.waits and self.is_needed

    @property
    def is_needed(self) -> bool:
        """Whether the normal case needs it: it does not where it is optional, or needed in under half of the cases."""
        return not self.optional and (self.share is None or self.share >= _NORMAL_FROM)


@dataclass(frozen=True, slots=True, eq=False)
class AnyOf:
    """An alternative: any `at_least` of its members are enough."""

    members: tuple[Entry, ...]
    at_least: int = 1
    frequency: Frequency | None = None
    file: str = ""
    place: Place = 0
    places: Mapping[str, Place] = field(default_factory=lambda: NO_PLACES)

    def __repr__(self) -> str:
        return f"<AnyOf {self.at_least} of {len(self.members)}>"

    @property
    def span(self) -> Span:
        """Where the alternative is written."""
        return span_of(self)


Entry = Dependency | AnyOf
"""One item of `depends_on`."""
