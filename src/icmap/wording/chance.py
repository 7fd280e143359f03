"""How sure, in sentences: the chance that a need is kept, what the single number hides, and what it hangs on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from icmap.model.quantities import Seconds
from icmap.study import Study
from icmap.wording.names import Words, sentence_case
from icmap.wording.what_if import about, of_need

if TYPE_CHECKING:
    from icmap.measures.chances import Chance, Chances

if TYPE_CHECKING:
    from icmap.measures.chances import Chance, Chances

__all__ = [
    "bias", "driven_by", "how_often", "how_sure", "lower_bounds", "nothing_drawn", "percent", "runs_made", "short_simulation", "table_times",
]  # fmt: skip

_NEARLY_ALL = 0.995
_VISIBLE = 0.03
"""So much of the single number is worth a word."""


class _Often(Protocol):
    """How often a need is kept, and what is not known of it."""

    @property
    def kept(self) -> float | None: ...
    @property
    def kept_at_most(self) -> float | None: ...
    @property
    def lower_bound(self) -> bool: ...
    @property
    def assumed(self) -> bool: ...


def how_sure(study: Study, chance: Chance) -> str:
    """`Beds reach the emergency department within 4 h in 31 % of the cases; in 8 of 10 within 7 h`."""
    bare = of_need(study, chance.provider, chance.end_customer)
    what = sentence_case(bare)
    if chance.never >= 1:
        return f"{what} in no case: what it waits for never starts."
    if chance.kept_at_most is None or chance.within is None:
        return f"{what}: {_eighty(study, chance)}." if chance.lower_bound else f"{what} {_eighty(study, chance)}."
    allowed = study.of(Words).time(chance.within) + (" of the request" if chance.clock == "request" else "")
    if _is_undecided(chance):
        return (
            f"Whether {bare} within {allowed} cannot be said: {_why(chance)}. "
            f"As far as the times are known, {_eighty(study, chance)}."
        )
    return f"{what} within {allowed} {_often(chance)}; {_eighty(study, chance)}."


def _is_undecided(each: _Often) -> bool:
    """Whether nothing can be said of how often it is kept: nearly all runs are in time, as far as the times are known."""
    return each.kept is None and (each.kept_at_most or 0.0) > _NEARLY_ALL


def _why(each: _Often) -> str:
    return "it rests on a loop" if each.assumed else "it waits for times that nobody gave"


def _often(chance: Chance) -> str:
    share = chance.kept_at_most or 0.0
    if not share:
        return "in no case"
    if chance.kept is None:
        return f"in at most {percent(share)} of the cases ({_why(chance)})"
    return "in every case" if share == 1 else f"in {percent(share)} of the cases"


def _eighty(study: Study, chance: Chance) -> str:
    """By when in 8 of 10 cases, on the clock of what is needed."""
    times = chance.compared or chance
    if times.p50 is None:
        return "more often than not it does not come at all"
    if times.p80 is None:
        return "in more than 2 of 10 cases never"
    told = about(study, times.p80) + (" of the request" if chance.compared else "")
    unsure = chance.kept is None and chance.kept_at_most is not None if chance.compared else chance.lower_bound
    return f"allow at least {told} for 8 of 10 cases" if unsure else f"in 8 of 10 cases within {told}"


def how_often(each: _Often) -> str:
    """The cell of a table: `97 %`, `at most 3 %`; undecided where no run tells against it but not all times are known."""
    if each.kept_at_most is None:
        return "–"
    if each.kept is not None:
        return percent(each.kept)
    return "undecided" if _is_undecided(each) else f"at most {percent(each.kept_at_most)}"


def table_times(study: Study, times: Sequence[Seconds | None], *, at_least: bool) -> list[str]:
    """The cells of a row, in one unit: `3.4 months`, of a lower bound `≥ 3.4 months`."""
    sign, most = "≥ " if at_least else "", max((time for time in times if time is not None), default=0)
    return ["never" if time is None else f"{sign}{about(study, time, beside=most)}" for time in times]


def lower_bounds(shown: Iterable[_Often]) -> str:
    """What ≥ and undecided mean, where they are shown."""
    reasons = dict.fromkeys(_why(each) for each in shown if each.lower_bound)
    return f"≥, undecided: it takes at least that; {' or '.join(reasons)}." if reasons else ""


def percent(share: float) -> str:
    """A share of the cases; what is nearly none or nearly all is not told as none or all."""
    if 0 < share < 0.005:
        return "less than 1 %"
    if 0.995 < share < 1:
        return "more than 99 %"
    return f"{100 * share:.0f} %"


def bias(study: Study, chance: Chance) -> str:
    """`On paper it takes 6 h 57 min, half the time longer than 7 h 40 min.`: where branches meet, the single number is too early."""
    times = chance.compared or chance
    paper, half = times.on_paper, times.p50
    if not paper or half is None or half < paper * (1 + _VISIBLE):
        return ""
    told, longer = about(study, paper), about(study, half)
    return "" if told == longer else f"On paper it takes {told}, half the time longer than {longer}."


def driven_by(study: Study, chance: Chance) -> str:
    """`It hangs most on medicines from the pharmacy`."""
    first = next((each for each in chance.drivers if each.cruciality is not None and each.cruciality > 0), None)
    if first is None or chance.bins_from == chance.bins_to:
        return ""
    if first.criticality is None:
        return f"It hangs most on whether {first.service} is needed."
    return f"It hangs most on {study.of(Words).thing_of(first.service)}."


def runs_made(found: Chances) -> list[str]:
    """How many runs there were, and what is not as one might think."""
    told = [
        f"{found.runs:,} runs, seed {found.seed}"
        + (f", correlation {found.correlation:g}" if found.correlation else "")
    ]
    if found.situations:
        told[0] += f"; situations drawn by their share: {', '.join(found.situations)}"
    told[0] += "."
    if found.stable:
        told.append("Stopped because nothing moved any more: P80 by less than 1 %, the first three drivers stand.")
    elif found.runs < found.asked:
        told.append(f"Only {found.runs:,} of {found.asked:,} runs were made: the map is too large for more.")
    if not found.varies:
        told.append(
            "Nothing on the map differs from run to run: give lead times as [optimistic, likely, pessimistic] or a confidence."
        )
    return told


def nothing_drawn() -> str:
    """Why there is no simulation."""
    return "No lead time is an estimate: write [optimistic, likely, pessimistic], a range, or how sure a number is (confidence)."


def short_simulation(runs: int) -> str:
    """What the short simulation is."""
    return f"drawn {runs:,} times; icmap simulate says what it hangs on"
