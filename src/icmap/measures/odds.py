"""Beside the single numbers: a short simulation of every need, where the map has anything to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from icmap.measures.spread import has_spread
from icmap.model.quantities import Clock, Seconds
from icmap.records import dataclass
from icmap.study import Study

if TYPE_CHECKING:
    from icmap.measures.chances import Chance

__all__ = ["RUNS", "Odds", "odds"]

RUNS = 2000
"""Runs of the short simulation; seed 1."""


@dataclass(frozen=True, slots=True)
class Odds:
    """One need: on paper, half of the time by, eight of ten times by, and how often it is kept.

    Times on the clock of what is needed (`clock`). `lower_bound`: unknown times or an opened loop are in them; then `kept`
    is None unless it is never kept, and `kept_at_most` all that can be said. Both are None where nothing is stated.
    """

    end_customer: str
    provider: str | None
    need: str
    on_paper: Seconds | None
    p50: Seconds | None
    p80: Seconds | None
    kept: float | None
    kept_at_most: float | None
    clock: Clock | None
    lower_bound: bool
    assumed: bool


def odds(study: Study) -> tuple[Odds, ...]:
    """The odds of every need, by end customer; empty where no lead time is an estimate, a range or of stated confidence."""
    if not has_spread(study):
        return ()
    from icmap.measures.chances import Settings, chances  # noqa: PLC0415 - numpy, only where something is drawn

    found = chances(study, Settings(runs=RUNS)).needs
    return tuple(map(_odds, found))


def _odds(each: Chance) -> Odds:
    times = each.compared or each
    unsure = each.kept is None and each.kept_at_most is not None
    return Odds(
        each.end_customer, each.provider, each.need, times.on_paper, times.p50, times.p80, each.kept, each.kept_at_most,
        each.clock, unsure if each.compared else each.lower_bound, each.assumed,
    )  # fmt: skip
