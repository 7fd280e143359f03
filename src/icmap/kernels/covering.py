"""Few things that hit many sets: the cheapest that hit all, or those within a limit that hit the most by weight."""

from __future__ import annotations

from collections.abc import Sequence

from icmap.kernels.solver import Budget, Line, Programme, is_there
from icmap.records import dataclass

__all__ = ["Cover", "cheapest_cover", "heaviest_cover"]

_NEARLY = 1e-6


@dataclass(frozen=True, slots=True)
class Cover:
    """The things chosen, by number, and whether no others are proven to be better."""

    chosen: tuple[int, ...]
    proven: bool


def cheapest_cover(sets: Sequence[Sequence[int]], costs: Sequence[float], budget: Budget) -> Cover:
    """The cheapest things of which each set has one; sets without any cannot be hit and are left out. Ties: the least numbers."""
    wanted = [tuple(each) for each in sets if each]
    if not wanted:
        return Cover((), proven=True)
    if not is_there():
        return Cover(_greedy(wanted, costs), proven=False)
    programme = Programme()
    taken = [programme.column(0, 1, whole=True) for _ in costs]
    for each in wanted:
        programme.at_least(_sum([taken[thing] for thing in each]), 1.0)
    ties = max(costs, default=1.0) * 1e-6 / (1 + len(costs) ** 2)
    solved = programme.minimise(
        _sum([one.times(cost + ties * place) for place, (one, cost) in enumerate(zip(taken, costs, strict=True))]),
        budget,
    )
    if solved.columns is None:
        return Cover(_greedy(wanted, costs), proven=False)
    return Cover(_chosen(solved.columns, taken), proven=solved.value <= solved.bound + _NEARLY)


def heaviest_cover(
    sets: Sequence[Sequence[int]],
    weights: Sequence[float],
    costs: Sequence[float],
    *,
    cost: float | None,
    number: int | None,
    budget: Budget,
) -> Cover:
    """The things within a limit that hit sets of the greatest weight together; of equal ones the cheapest; weights of whole numbers."""
    if not is_there():
        return Cover(_greedy_within(sets, weights, costs, cost, number), proven=False)
    programme = Programme()
    taken = [programme.column(0, 1, whole=True) for _ in costs]
    hit = [programme.column(0, 1) for _ in sets]
    for each, one in zip(sets, hit, strict=True):
        programme.at_least(_sum([taken[thing] for thing in each]) + one.times(-1))
    if cost is not None:
        programme.at_least(_sum([one.times(-each) for one, each in zip(taken, costs, strict=True)]), -cost)
    if number is not None:
        programme.at_least(_sum([one.times(-1) for one in taken]), -float(number))
    least = min((1.0, *(weight for weight in weights if weight > 0))) / (2 * (1 + sum(costs)))
    gain = _sum([one.times(-weight) for one, weight in zip(hit, weights, strict=True)])
    paid = _sum([one.times(each * least) for one, each in zip(taken, costs, strict=True)])
    solved = programme.minimise(gain + paid, budget)
    if solved.columns is None:
        return Cover(_greedy_within(sets, weights, costs, cost, number), proven=False)
    return Cover(_chosen(solved.columns, taken), proven=solved.value <= solved.bound + _NEARLY)


def _chosen(columns: Sequence[float], taken: Sequence[Line]) -> tuple[int, ...]:
    return tuple(place for place, one in enumerate(taken) if columns[one.terms[0][0]] > 0.5)


def _sum(lines: Sequence[Line]) -> Line:
    return Line(sum(each.constant for each in lines), tuple(term for each in lines for term in each.terms))


def _greedy(sets: Sequence[tuple[int, ...]], costs: Sequence[float]) -> tuple[int, ...]:
    """Again and again the thing that hits most for its cost (Chvátal 1979)."""
    left, chosen = list(sets), []
    while left:
        things = sorted({thing for each in left for thing in each})
        best = min(things, key=lambda thing: (costs[thing] / sum(thing in each for each in left), thing))
        chosen.append(best)
        left = [each for each in left if best not in each]
    return tuple(sorted(chosen))


def _greedy_within(
    sets: Sequence[Sequence[int]],
    weights: Sequence[float],
    costs: Sequence[float],
    cost: float | None,
    number: int | None,
) -> tuple[int, ...]:
    left, chosen = dict(enumerate(sets)), list[int]()
    while number is None or len(chosen) < number:
        gain = {
            thing: sum(weights[at] for at, each in left.items() if thing in each)
            for thing in range(len(costs))
            if thing not in chosen
        }
        room = [
            thing
            for thing in gain
            if gain[thing] > 0 and (cost is None or sum(costs[each] for each in (*chosen, thing)) <= cost)
        ]
        if not room:
            break
        best = min(room, key=lambda thing: (-gain[thing] / (costs[thing] or 1e-9), thing))
        chosen.append(best)
        left = {at: each for at, each in left.items() if best not in each}
    return tuple(sorted(chosen))
