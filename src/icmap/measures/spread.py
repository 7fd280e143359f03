"""How a time is spread: three-point estimates, and single numbers that somebody is more or less sure of."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from icmap.graph import links_of
from icmap.model.quantities import Estimate
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Spread", "has_spread", "spread"]

_WIDTHS = {"low": Fraction(1, 2), "medium": Fraction(1, 4), "high": Fraction(1, 10)}
"""By how much a single number may be less or more, by how sure it is."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A time between two others with the most likely one in between, in seconds; all equal where it is not drawn."""

    low: float
    likely: float
    high: float

    @property
    def is_drawn(self) -> bool:
        """Whether it is not the same in all runs."""
        return self.low < self.high


def spread(estimate: Estimate | None, confidence: str = "") -> Spread:
    """How a lead time is drawn; an unknown one is 0."""
    if estimate is None:
        return Spread(0.0, 0.0, 0.0)
    if estimate.is_range:
        return Spread(float(estimate.optimistic), float(estimate.likely), float(estimate.pessimistic))
    width = _WIDTHS.get(confidence, Fraction(0)) * estimate.likely
    return Spread(float(estimate.likely - width), float(estimate.likely), float(estimate.likely + width))


def has_spread(study: Study) -> bool:
    """Whether a lead time of the map is an estimate, a range, or of stated confidence."""
    return any(each.is_drawn for each in _all(study))


def _all(study: Study) -> Iterator[Spread]:
    for step in study.steps.values():
        yield spread(step.lead_time, step.confidence)
        for link in links_of(step.inputs):
            yield spread(link.dependency.lead_time, link.dependency.confidence)
