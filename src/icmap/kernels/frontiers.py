"""What money buys: the best set for every amount up to that of a plan, whatever budget was asked for.

The best for a budget costs `c`; for all budgets from `c` to it that set is the best. So the best sets within one step of
money less than `c`, again and again, are all there are, with a step below what any two costs differ by. Few options are
tried in every combination instead. Options taken partly have no next amount: there the best sets for equal parts of the
plan's cost are told, and the frontier is not whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import gcd, lcm

import numpy as np

from icmap.kernels.best_sets import Best, Limit, best_set, fits, value_of
from icmap.kernels.choosing import Problem, outcomes
from icmap.kernels.solver import Budget

__all__ = ["frontier"]

_TRIED = 12
"""So many options are tried in every combination."""

_POINTS, _PARTS = 60, 12


def frontier(
    problem: Problem, best: Best, limit: Limit, budget: Budget, *, told: Callable[[str], None]
) -> tuple[list[Best], bool]:
    """The best sets from nothing up to a plan, that one last, and whether these are all; `limit.cost` is not looked at."""
    matter = sorted(best.mattering or range(len(problem.costs)))
    if problem.partly.intersection(matter):
        found, whole = list(_parts(problem, best, limit, budget)), False
    elif len(matter) <= _TRIED:
        found, whole = list(_tried(problem, best, limit, matter)), True
    else:
        found, whole = _walked(problem, best, limit, budget, told)
    if best.cost > 0:
        found = [*(each for each in found if each.cost < best.cost - 1e-9), best]
    points = {round(each.cost, 6): each for each in sorted(found, key=lambda each: each.rank, reverse=True)}
    return [points[cost] for cost in sorted(points)], whole


def _nothing(problem: Problem) -> Best:
    none = (0.0,) * len(problem.costs)
    value = value_of(problem, none)
    return Best(none, *value, value[0], value[1], proven=True)


def _tried(problem: Problem, best: Best, limit: Limit, matter: Sequence[int]) -> Iterator[Best]:
    """Of all sets those that are better than every one that costs no more."""
    count = 1 << len(matter)
    sets = np.zeros((count, len(problem.costs)))
    for place, option in enumerate(matter):
        sets[:, option] = np.arange(count) >> place & 1
    sets = sets[fits(problem, Limit(best.cost, limit.number), sets)]
    found, costs = outcomes(problem, sets), sets @ np.array(problem.costs)
    so_far = (float("inf"), float("inf"))
    for at in np.lexsort((found.arrival, found.lateness, np.round(costs, 6))):
        rank = float(found.lateness[at]), float(found.arrival[at])
        if rank < so_far:
            so_far = rank
            yield Best(tuple(sets[at].tolist()), *rank, float(costs[at]), *rank, proven=True)


def _walked(
    problem: Problem, best: Best, limit: Limit, budget: Budget, told: Callable[[str], None]
) -> tuple[list[Best], bool]:
    """From the plan down, one amount after the other; where there are too many or the time ends, not all."""
    step, found = _step(problem.costs), [best]
    while found[-1].cost > 0 and len(found) < _POINTS and not budget.over:
        told(f"what less money buys: below {found[-1].cost:g}")
        fewer = best_set(problem, Limit(found[-1].cost - step, limit.number), budget)
        if fewer.cost >= found[-1].cost:
            break
        found.append(fewer)
    whole = found[-1].cost <= 0 and all(each.proven for each in found)
    if found[-1].cost > 0:
        found += [*_parts(problem, found[-1], limit, budget), _nothing(problem)]
    return found, whole


def _step(costs: Sequence[float]) -> float:
    """Half of what any two sums of these costs differ by at least, if they do."""
    exact = [Fraction(str(cost)) for cost in costs if cost]
    below = lcm(*(each.denominator for each in exact))
    return float(Fraction(gcd(*(int(each * below) for each in exact)) or 1, 2 * below))


def _parts(problem: Problem, best: Best, limit: Limit, budget: Budget) -> Iterator[Best]:
    """The best for equal parts of a cost, and nothing."""
    for part in range(_PARTS - 1, 0, -1):
        if budget.over:
            break
        yield best_set(problem, Limit(best.cost * part / _PARTS, limit.number), budget)
    yield _nothing(problem)
