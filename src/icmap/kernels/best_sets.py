"""The best set of options within a limit, the cheapest that keeps every aim, and what is better or worse for the money.

Sets are compared by lateness, then arrival, then cost. Each step is one search of the programme (`optimum`) with the
steps before it as limits; what it finds is fired, so a value that is told is one of the net and not of the programme,
and *proven* only if the programme's bound is met by it. Where the solver is missing or the time is over, greedy choice
and exchange (Teitz & Bart 1968) stand in, with the best bound that there is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import field, replace

import numpy as np
from numpy.typing import NDArray  # noqa: TC002 - as the records of other modules

from icmap.kernels.choosing import Problem, Sets, outcomes
from icmap.kernels.optimum import Optimum
from icmap.kernels.solver import Budget, Line, Solved, is_there
from icmap.records import dataclass

__all__ = ["Best", "Limit", "best_set", "cheapest_set", "exchanged", "fits", "value_of"]

_CLOSE = 1e-6
"""Two values of the programme are the same if they differ by less: its latest aim is 1,000."""

_ROUNDS = 100
"""So many options may be exchanged."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How much the options may cost together, and how many there may be; None: no limit."""

    cost: float | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Best:
    """A set (how far each option is taken), what it gives, and below what no set can be.

    `proven`: nothing within the limit is better in lateness, then in arrival, then in cost. Else `lateness_bound` and
    `arrival_bound` say what is not excluded.
    """

    taken: tuple[float, ...]
    lateness: float
    arrival: float
    cost: float
    lateness_bound: float
    arrival_bound: float
    proven: bool
    mattering: frozenset[int] = field(default_factory=frozenset)

    @property
    def rank(self) -> tuple[float, float, float]:
        """Sorts the better set first."""
        return self.lateness, self.arrival, self.cost


def value_of(problem: Problem, taken: Sequence[float]) -> tuple[float, float, float]:
    """Lateness, arrival and cost of one set."""
    found = outcomes(problem, np.array([taken], dtype=np.float64))
    return float(found.lateness[0]), float(found.arrival[0]), float(np.dot(taken, problem.costs))


def best_set(problem: Problem, limit: Limit, budget: Budget) -> Best:
    """The best set within a limit; of equal ones the cheapest."""
    if not problem.costs:
        return _of_set(problem, ())
    if not is_there():
        return exchanged(problem, limit, budget)
    search = _Search(problem, budget)
    first = _greedy(problem, limit, search.mattering)
    found = search.best(limit)
    if found.proven:
        return found
    better = min(
        found, first, exchanged(problem, limit, budget, first.taken, search.mattering), key=lambda each: each.rank
    )
    return replace(
        better,
        lateness_bound=found.lateness_bound,
        arrival_bound=found.arrival_bound,
        mattering=found.mattering,
        proven=False,
    )


def _greedy(problem: Problem, limit: Limit, among: Collection[int]) -> Best:
    """One option after the other, each time the one that adds most; never stopped, for it is what there is if the rest is."""
    taken = [0.0] * len(problem.costs)
    rank = value_of(problem, taken)
    for _ in range(_ROUNDS):
        better = _best_of(problem, limit, _more(taken, among))
        if better is None or better[1] >= rank:
            break
        taken, rank = better
    return replace(_of_set(problem, taken), proven=False)


def _best_of(problem: Problem, limit: Limit, candidates: Sets) -> tuple[list[float], tuple[float, float, float]] | None:
    """The best of some sets within the limit, and its rank."""
    fitting = candidates[fits(problem, limit, candidates)]
    if not len(fitting):
        return None
    found, costs = outcomes(problem, fitting), fitting @ np.array(problem.costs)
    ranks = [(float(a), float(b), float(c)) for a, b, c in zip(found.lateness, found.arrival, costs, strict=True)]
    at = min(range(len(ranks)), key=ranks.__getitem__)
    return fitting[at].tolist(), ranks[at]


def cheapest_set(problem: Problem, budget: Budget) -> Best | None:
    """The cheapest set with which no aim is late, the earliest of equally cheap ones; None: no set does."""
    none = _of_set(problem, (0.0,) * len(problem.costs))
    if not problem.costs or not none.lateness:
        return None if none.lateness else none
    if is_there():
        return _Search(problem, budget).cheapest()
    found = exchanged(problem, Limit(), budget)
    return _thinned(problem, found) if not found.lateness else None


def _thinned(problem: Problem, found: Best) -> Best:
    """Without each option, dearest first, that is not needed to keep the aims."""
    taken = list(found.taken)
    for option in sorted(range(len(taken)), key=lambda each: -problem.costs[each]):
        fewer = [0.0 if each == option else far for each, far in enumerate(taken)]
        if bool(_is_allowed(problem, np.array([fewer]))[0]) and not value_of(problem, fewer)[0]:
            taken = fewer
    return replace(_of_set(problem, taken), proven=False)


def _of_set(problem: Problem, taken: Sequence[float]) -> Best:
    lateness, arrival, cost = value_of(problem, taken)
    return Best(tuple(taken), lateness, arrival, cost, lateness, arrival, proven=True)


class _Search:
    """The programme of a problem, and the searches of it, one after the other."""

    def __init__(self, problem: Problem, budget: Budget) -> None:
        self._problem = problem
        self._budget = budget
        self._programme = Optimum(problem)
        self._found: Best = replace(_of_set(problem, (0.0,) * len(problem.costs)), proven=False)
        self._is_found = False

    @property
    def mattering(self) -> frozenset[int]:
        """The options that can make any difference to an aim."""
        return frozenset(self._programme.mattering)

    def best(self, limit: Limit) -> Best:
        """Lateness first, then arrival, then cost."""
        programme, scale = self._programme, self._programme.scale
        if limit.cost is not None:
            programme.at_most(programme.cost, limit.cost)
        if limit.number is not None:
            programme.at_most(programme.number, float(limit.number))
        low = self._step(programme.lateness)
        late, proven = low / scale, self._is_met(low, self._found.lateness * scale)
        if proven:
            programme.at_most(programme.lateness, self._found.lateness * scale + _CLOSE)
            low = self._step(programme.arrival)
            early, proven = low / scale, self._is_met(low, self._found.arrival * scale)
        else:
            early = 0.0
        if proven:
            programme.at_most(programme.arrival, self._found.arrival * scale + _CLOSE)
            proven = self._is_met(self._step(programme.cost), self._found.cost)
        return self._told(late, early, proven=proven)

    def cheapest(self) -> Best | None:
        """Nothing late; then cost, then arrival."""
        programme, scale = self._programme, self._programme.scale
        programme.at_most(programme.lateness, _CLOSE)
        low = self._step(programme.cost)
        if low == float("inf") or not self._is_found:
            return None
        proven = self._is_met(low, self._found.cost)
        early = 0.0
        if proven:
            programme.at_most(programme.cost, self._found.cost + _CLOSE)
            low = self._step(programme.arrival)
            early, proven = low / scale, self._is_met(low, self._found.arrival * scale)
        return self._told(0.0, early, proven=proven)

    def _told(self, lateness: float, arrival: float, *, proven: bool) -> Best:
        found = self._found
        return replace(
            found,
            lateness_bound=found.lateness if proven else max(0.0, lateness),
            arrival_bound=found.arrival if proven else max(0.0, arrival),
            proven=proven,
            mattering=self.mattering,
        )

    def _step(self, objective: Line) -> float:
        """One search; its bound (infinite: there is no such set)."""
        solved: Solved = self._programme.minimise(objective, self._budget)
        if solved.columns is not None:
            self._is_found = True
            taken = self._programme.set_of(solved)
            self._found = replace(_of_set(self._problem, taken), proven=False)
        return solved.bound

    @staticmethod
    def _is_met(bound: float, value: float) -> bool:
        return value <= bound + 10 * _CLOSE * max(1.0, abs(value))


def exchanged(
    problem: Problem, limit: Limit, budget: Budget, start: Sequence[float] = (), among: Collection[int] | None = None
) -> Best:
    """The set to which exchange of one option for another leads from a start (default: greedy choice); the bound is that of all."""
    options = range(len(problem.costs)) if among is None else among
    taken = list(start) or list(_greedy(problem, limit, options).taken)
    rank = value_of(problem, taken)
    for _ in range(_ROUNDS):
        better = (
            None
            if budget.stop()
            else _best_of(problem, limit, np.concatenate([_more(taken, options), _other(taken, options)]))
        )
        if better is None or better[1] >= rank:
            break
        taken, rank = better
    everything = outcomes(problem, _with_all(problem))
    bound = float(everything.lateness.min()), float(everything.arrival.min())
    return replace(_of_set(problem, taken), lateness_bound=bound[0], arrival_bound=bound[1], proven=False)


def _with_all(problem: Problem) -> NDArray[np.float64]:
    """Each option taken, of those that exclude one another the one that is best alone: as early as anything may be."""
    return np.ones((1, len(problem.costs)))


def _more(taken: Sequence[float], among: Collection[int]) -> Sets:
    """One option more, in each of the ways there are."""
    fresh = [option for option in sorted(among) if not taken[option]]
    rows = np.tile(np.array(taken, dtype=np.float64), (len(fresh), 1))
    rows[np.arange(len(fresh)), fresh] = 1.0
    return rows


def _other(taken: Sequence[float], among: Collection[int]) -> Sets:
    """One option out, for none or another."""
    rows = [np.empty((0, len(taken)))]
    for option, far in enumerate(taken):
        if far:
            fewer = [0.0 if each == option else before for each, before in enumerate(taken)]
            rows += [np.array([fewer]), _more(fewer, among)]
    return np.concatenate(rows)


def fits(problem: Problem, limit: Limit, sets: Sets) -> NDArray[np.bool_]:
    """Which of some sets are within the limit and allowed."""
    fits = _is_allowed(problem, sets)
    if limit.number is not None:
        fits &= (sets > 0).sum(axis=1) <= limit.number
    if limit.cost is not None:
        fits &= sets @ np.array(problem.costs) <= limit.cost + 1e-9
    return fits


def _is_allowed(problem: Problem, sets: Sets) -> NDArray[np.bool_]:
    """Which of some sets take nothing together that excludes one another, and nothing without what it needs."""
    fits = np.ones(len(sets), dtype=np.bool_)
    taken = sets > 0
    for group in problem.apart:
        fits &= taken[:, list(group)].sum(axis=1) <= 1
    for option, other in problem.after:
        fits &= ~taken[:, option] | taken[:, other]
    return fits
