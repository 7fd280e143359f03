"""How a time stands against what is allowed: kept, broken, or undecided while something in it is unknown."""

from __future__ import annotations

from enum import StrEnum

from icmap.model.quantities import Clock, Seconds
from icmap.records import dataclass

__all__ = ["Measured", "Verdict", "judged"]


class Verdict(StrEnum):
    """How a comparison went; `undecided` where unknown times could still break it."""

    KEPT = "kept"
    BROKEN = "broken"
    UNDECIDED = "undecided"
    NONE_STATED = "none stated"


@dataclass(frozen=True, slots=True)
class Measured:
    """A time that was computed or measured, its clock, and whether it may be longer than that."""

    time: Seconds
    clock: Clock
    lower_bound: bool = False


def judged(allowed: Seconds, taken: Measured | None) -> Verdict:
    """Broken if even a lower bound is longer than what is allowed, kept only if the time is known."""
    if taken is None:
        return Verdict.UNDECIDED
    if taken.time > allowed:
        return Verdict.BROKEN
    return Verdict.UNDECIDED if taken.lower_bound else Verdict.KEPT
