"""Beside the single numbers: a short simulation of every need, where the map has anything to draw."""

from __future__ import annotations

from icmap.measures.spread import has_spread
from icmap.model.quantities import Seconds
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["RUNS", "Odds", "odds"]

RUNS = 2000
"""Runs of the short simulation; seed 1."""


@dataclass(frozen=True, slots=True)
class Odds:
    """One need: on paper, half of the time by, eight of ten times by, and how often it is kept (None: nothing is stated)."""

    end_customer: str
    provider: str | None
    need: str
    on_paper: Seconds | None
    p50: Seconds | None
    p80: Seconds | None
    kept: float | None


def odds(study: Study) -> tuple[Odds, ...]:
    """The odds of every need, by end customer; empty where no lead time is an estimate, a range or of stated confidence."""
    if not has_spread(study):
        return ()
    from icmap.measures.chances import Settings, chances  # noqa: PLC0415 - numpy, only where something is drawn

    found = chances(study, Settings(runs=RUNS)).needs
    return tuple(
        Odds(each.end_customer, each.provider, each.need, each.on_paper, each.p50, each.p80, each.kept)
        for each in found
    )
