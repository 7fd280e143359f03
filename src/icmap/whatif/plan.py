"""Which few changes give the most, together: the set, what it gives, in which order, what only looks good, what more money buys.

Judged in two steps: the time by which stated needs are missed, weighted by their importance (low 1 … critical 4), then
the weighted arrivals of all needs; of equal sets the cheapest. Single gains do not add: on parallel branches the three
best single changes are seldom the best three together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from fractions import Fraction

import numpy as np

from icmap.errors import IcmapError
from icmap.kernels.best_sets import Best, Limit, best_set, cheapest_set, value_of
from icmap.kernels.choosing import Problem, outcomes
from icmap.kernels.frontiers import frontier
from icmap.kernels.solver import Budget
from icmap.measures.needs import needs
from icmap.measures.odds import odds
from icmap.model.quantities import Seconds, exact
from icmap.records import dataclass
from icmap.study import Study
from icmap.text.characters import shown
from icmap.whatif.edits import Edited
from icmap.whatif.impact import NeedChange, impact_of
from icmap.whatif.offers import Offer, applied, contradictions
from icmap.whatif.problem import Asked, asked
from icmap.whatif.sides import Side
from icmap.wording.planning import amount

__all__ = ["KeptThen", "LooksGood", "Plan", "PlanPoint", "Taken", "Wanted", "plan"]

_LOOKS_GOOD, _WORTHLESS = 0.1, 0.1


def _nobody(text: str) -> None:
    """Nobody hears what is being done."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a plan may cost or how many options it may have; or (`until_kept`) that it keeps every need.

    `seconds` is how long is searched, `stop` ends the search, `told` hears what is being done.
    """

    budget: float | None = None
    most: int | None = None
    until_kept: bool = False
    seconds: float = 30.0
    stop: Callable[[], bool] = field(default=lambda: False)
    told: Callable[[str], None] = field(default=_nobody)


@dataclass(frozen=True, slots=True)
class Taken:
    """One option of the plan in the order in which to do them: `part` of it (1: all), what it costs, what it adds then.

    `lateness` is by how much the weighted lateness gets less, `arrival` by how much the weighted arrivals come sooner.
    `sooner` is by how much the need `need` comes sooner: the one that gains most, times its importance (ties: the first).
    """

    do: str
    about: str
    cost: float
    part: float
    lateness: Seconds
    arrival: Seconds
    sooner: Seconds
    need: str | None
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class LooksGood:
    """An option that gives much alone and next to nothing beside the plan."""

    do: str
    about: str
    cost: float
    alone: Seconds
    beside: Seconds


@dataclass(frozen=True, slots=True)
class PlanPoint:
    """The best for so much money: what it costs, what is done, the weighted lateness and arrivals then, the latest need.

    `missed` is by how much the need is missed that is missed most, in its own time.
    """

    cost: float
    options: tuple[str, ...]
    lateness: Seconds
    arrival: Seconds
    latest: Seconds
    missed: Seconds
    proven: bool


@dataclass(frozen=True, slots=True)
class KeptThen:
    """How often a need that is no longer missed on paper is then kept, where times are drawn; at most, for a lower bound."""

    need: str
    kept: float
    at_most: bool


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """The plan. `keeps`: whether every stated need is kept with it; None where none is stated, or it cannot be said of one.

    `proven`: no set within the limit is better. Otherwise `gap` is by how much one may be, in the weighted lateness (or,
    where that is proven, in the weighted arrivals). `worthless` counts the options that cannot make any need earlier.
    `frontier` are the best sets for less and less money, whatever the budget was: each amount at which more money buys
    anything, if it is `frontier_whole`. `chosen_point` is the place of the plan on it. `odds` are how often needs are kept.
    """

    offered: int
    budget: float | None
    most: int | None
    until_kept: bool
    taken: tuple[Taken, ...]
    cost: float
    needs: tuple[NeedChange, ...]
    keeps: bool | None
    lateness_before: Seconds
    lateness_after: Seconds
    arrival_before: Seconds
    arrival_after: Seconds
    proven: bool
    gap: Seconds | None
    exact: bool
    interrupted: bool
    worthless: int
    looks_good: tuple[LooksGood, ...]
    frontier: tuple[PlanPoint, ...]
    frontier_whole: bool
    chosen_point: int | None
    odds: tuple[KeptThen, ...]


def plan(study: Study, found: Sequence[Offer], wanted: Wanted) -> Plan | None:
    """The best plan; None where no set of options keeps every need and that was asked for.

    An `IcmapError` for options that contradict one another, a budget below the cheapest, and no options at all.
    """
    offers = [each for each in found if each.in_times]
    _refuse(found, offers, wanted)
    return _Planning(study, offers, wanted).plan()


def _refuse(found: Sequence[Offer], offers: Sequence[Offer], wanted: Wanted) -> None:
    if not found:
        raise IcmapError("the map has no options", hint="write options: [{do: …, lead_time: …}], or say --assume halve")
    if not offers:
        raise IcmapError(
            "no option of the map changes a time",
            hint="lead_time, every, handoff, waits and optional do; --for stand-ins looks at backups",
        )
    contradictions(offers)
    cheapest = min(offers, key=lambda each: each.cost)
    if wanted.budget is not None and wanted.budget < cheapest.cost and not any(each.option.partly for each in offers):
        message = f"a budget of {amount(wanted.budget)} is below the cheapest option"
        raise IcmapError(message, hint=f"'{shown(cheapest.do[:60])}' costs {amount(cheapest.cost)}")


class _Planning:
    """One plan being made."""

    def __init__(self, study: Study, offers: Sequence[Offer], wanted: Wanted) -> None:
        self.study, self.offers, self.wanted = study, offers, wanted
        self.asked: Asked = asked(study, offers)
        self.problem: Problem = self.asked.problem
        self.budget = Budget(wanted.seconds, wanted.stop)
        self.none = [0.0] * len(offers)

    def plan(self) -> Plan | None:
        if not self.problem.aims:
            raise IcmapError(
                "nobody waits for anything that comes", hint="a plan makes needs of end customers come sooner"
            )
        self.wanted.told(f"choosing among {len(self.offers)} options")
        best = self._best()
        if best is None:
            return None
        order = self._order(best.taken)
        after = Side(Edited(applied(self.study.org, self._pairs(best.taken))), self.study.question)
        before = Side(Edited(self.study.org), self.study.question)
        exactly = self._is_exact(after, best.taken)
        changes = impact_of(before, after).needs
        was = value_of(self.problem, self.none)
        line, whole = frontier(self.problem, best, Limit(None, self.wanted.most), self.budget, told=self.wanted.told)
        return Plan(
            offered=len(self.offers),
            budget=self.wanted.budget, most=self.wanted.most, until_kept=self.wanted.until_kept,
            taken=tuple(self._steps(best.taken, order)),
            cost=round(best.cost, 6),
            needs=changes,
            keeps=_keeps(changes),
            lateness_before=self._seconds(was[0]), lateness_after=self._seconds(best.lateness),
            arrival_before=self._seconds(was[1]), arrival_after=self._seconds(best.arrival),
            proven=best.proven and exactly,
            gap=None if best.proven else self._gap(best),
            exact=exactly,
            interrupted=self.wanted.stop(),
            worthless=len(self.offers) - len(best.mattering) if best.mattering else 0,
            looks_good=tuple(self._looks_good(best)),
            frontier=tuple(self._point(each, exactly=exactly) for each in line),
            frontier_whole=whole,
            chosen_point=next((at for at, each in enumerate(line) if each is best), None),
            odds=tuple(self._odds(after.study, changes)),
        )  # fmt: skip

    def _best(self) -> Best | None:
        if self.wanted.until_kept:
            return cheapest_set(self.problem, self.budget)
        return best_set(self.problem, Limit(self.wanted.budget, self.wanted.most), self.budget)

    def _pairs(self, taken: Sequence[float]) -> list[tuple[Offer, float]]:
        return [(offer, far) for offer, far in zip(self.offers, taken, strict=True) if far > 0]

    def _is_exact(self, after: Side, taken: Sequence[float]) -> bool:
        """Whether the map with the options taken says the same as the problem: loops may open otherwise then."""
        times = outcomes(self.problem, np.array([taken])).times[:, 0]
        found = {need.key: need.arrival for need in after.study.of(needs)}
        for need, time in zip(self.asked.needs, times, strict=True):
            arrival = found.get(need.key)
            if arrival is None or abs(float(arrival) * self.asked.scale - time) > 1e-6 * max(1.0, time):
                return need.key not in found  # an entry that is no longer waited for is no need
        return True

    def _gap(self, best: Best) -> Seconds:
        if best.lateness > best.lateness_bound:
            return self._seconds(best.lateness - best.lateness_bound)
        return self._seconds(max(0.0, best.arrival - best.arrival_bound))

    def _seconds(self, ticks: float) -> Seconds:
        """Ticks as seconds, to a thousandth where options are taken partly."""
        if ticks == int(ticks):
            return exact(Fraction(int(ticks), self.asked.scale))
        return exact(Fraction(round(ticks * 1000 / self.asked.scale), 1000))

    def _order(self, taken: Sequence[float]) -> list[int]:
        """The options one by one: each time the one that adds most, what it needs before it (ties: as written)."""
        left = [option for option, far in enumerate(taken) if far > 0]
        order: list[int] = []
        while left:
            free = [
                option
                for option in left
                if all(other not in left for one, other in self.problem.after if one == option)
            ]
            free = free or left
            rows = np.array(
                [[taken[each] if each in (*order, option) else 0.0 for each in range(len(taken))] for option in free]
            )
            found = outcomes(self.problem, rows)
            at = min(range(len(free)), key=lambda place: (found.lateness[place], found.arrival[place], place))
            order.append(free[at])
            left.remove(free[at])
        return order

    def _steps(self, taken: Sequence[float], order: Sequence[int]) -> Iterator[Taken]:
        rows = [
            [taken[each] if each in order[:count] else 0.0 for each in range(len(taken))]
            for count in range(len(order) + 1)
        ]
        found = outcomes(self.problem, np.array(rows))
        weights = np.array([aim.weight for aim in self.problem.aims])
        for place, option in enumerate(order):
            offer = self.offers[option]
            gains = found.times[:, place] - found.times[:, place + 1]
            most = int(np.argmax(gains * weights))
            yield Taken(
                do=offer.do,
                about=offer.about,
                cost=round(offer.cost * taken[option], 6),
                part=round(taken[option], 6),
                lateness=self._seconds(float(found.lateness[place] - found.lateness[place + 1])),
                arrival=self._seconds(float(found.arrival[place] - found.arrival[place + 1])),
                sooner=self._seconds(float(gains[most])),
                need=self.asked.needs[most].key if gains[most] > 0 else None,
                file=offer.place.file,
                line=offer.place.line,
            )

    def _looks_good(self, best: Best) -> Iterator[LooksGood]:
        """Options outside the plan that alone give at least a tenth of what it gives, and beside it a tenth of that at most."""
        taken = {option for option, far in enumerate(best.taken) if far}
        barred = {option for group in self.problem.apart if taken.intersection(group) for option in group}
        mattering = best.mattering or range(len(best.taken))
        outside = [option for option in sorted(mattering) if option not in taken | barred]
        if not outside:
            return
        singles = np.array([[float(each == option) for each in range(len(best.taken))] for option in outside])
        beside = np.array(
            [[1.0 if each == option else far for each, far in enumerate(best.taken)] for option in outside]
        )
        none, alone, together = (outcomes(self.problem, rows) for rows in (np.array([self.none]), singles, beside))
        late = bool(none.lateness[0] > 0)
        base, single, both = ((each.lateness if late else each.arrival) for each in (none, alone, together))
        mine = best.lateness if late else best.arrival
        whole = float(base[0]) - mine
        ranked = sorted(range(len(outside)), key=lambda place: (single[place], outside[place]))
        for place in ranked:
            gain, more = float(base[0] - single[place]), float(mine - both[place])
            if gain >= _LOOKS_GOOD * whole > 0 and more <= _WORTHLESS * gain:
                offer = self.offers[outside[place]]
                yield LooksGood(offer.do, offer.about, offer.cost, self._seconds(gain), self._seconds(max(0.0, more)))

    @staticmethod
    def _odds(after: Study, changes: Sequence[NeedChange]) -> Iterator[KeptThen]:
        cured = {each.need for each in changes if each.verdict_before == "broken" != each.verdict_after}
        for each in odds(after) if cured else ():
            if each.need in cured and each.kept_at_most is not None:
                yield KeptThen(each.need, each.kept_at_most, at_most=each.kept is None)

    def _point(self, best: Best, *, exactly: bool) -> PlanPoint:
        found = outcomes(self.problem, np.array([best.taken]))
        missed = [
            float(judged) - aim.allowed
            for judged, aim in zip(found.judged[:, 0], self.problem.aims, strict=True)
            if aim.allowed is not None
        ]
        done = tuple(
            offer.do if far == 1 else f"{offer.do} ({100 * far:.0f} %)" for offer, far in self._pairs(best.taken)
        )
        return PlanPoint(
            round(best.cost, 6),
            done,
            self._seconds(best.lateness),
            self._seconds(best.arrival),
            self._seconds(float(found.times.max())),
            self._seconds(max(0.0, *missed, 0.0)),
            best.proven and exactly,
        )


def _keeps(changes: Sequence[NeedChange]) -> bool | None:
    stated = {each.verdict_after for each in changes if each.within is not None}
    if stated & {"broken", "stopped"}:
        return False
    return None if "undecided" in stated or not stated else True
