"""Where to cut a tangle of arcs so that no cycle is left: a minimum feedback arc set, exact where that can be afforded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import lcm

from icmap.kernels.orderings import best_ordering, greedy_ordering
from icmap.records import dataclass

__all__ = ["EXACT_UP_TO", "Arc", "Feedback", "minimum_feedback"]

EXACT_UP_TO = 16
"""So many nodes that no chain can bypass are ordered exactly; more by the heuristic of Eades, Lin and Smyth (1993)."""

STEPS = 30_000_000
"""What exact ordering may spend, in additions of machine words (one tangle of 16 densely joined nodes: about 6 million)."""


@dataclass(frozen=True, slots=True)
class Arc:
    """One thing that can be cut, from `tail` to `head`; to cut an important or a frequent one is worse."""

    tail: int
    head: int
    importance: int = 0
    frequency: int | Fraction = 0


@dataclass(frozen=True, slots=True)
class Feedback:
    """The positions of the arcs to cut, ascending; whether no better set exists; and what the search has cost."""

    cut: tuple[int, ...]
    exact: bool
    steps: int


Bundle = tuple[int, tuple[int, ...]]
"""What it costs to part two nodes, and the arcs that are then cut, ascending."""


def minimum_feedback(arcs: Sequence[Arc], *, steps: int = STEPS) -> Feedback:
    """The arcs to cut so that none of the cycles is left.

    The fewest arcs; among those the least sum of importance, then the least sum of frequency, then the arcs that stand
    first. A node with one way in and one way out is bypassed by an arc that costs what its cheaper half costs, which
    changes no minimum (a ring of any length is so cut exactly); what is left is ordered by dynamic programming over
    subsets (after Held & Karp 1962) up to `EXACT_UP_TO` nodes and the given steps, else greedily. Empty in, empty out;
    parallel arcs are cut together; an arc from a node to itself is always cut.
    """
    tangle = _Tangle(arcs)
    tangle.reduce()
    nodes = sorted(node for node, heads in tangle.out.items() if heads)
    if not nodes:
        return Feedback(tuple(sorted(tangle.cut)), exact=True, steps=0)
    bits = sorted(each for node in nodes for _, bundle in tangle.out[node].values() for each in bundle)
    needed = len(nodes) * (len(bits) // 32 + 4) << max(0, len(nodes) - 1)
    exact = len(nodes) <= EXACT_UP_TO and needed <= steps
    costs = _costs(tangle, nodes, {arc: place for place, arc in enumerate(bits)} if exact else None)
    order = best_ordering(costs) if exact else greedy_ordering(costs)
    rank = {nodes[node]: place for place, node in enumerate(order)}
    back = (each for tail, head, (_, cut) in tangle.bundles() if rank[tail] > rank[head] for each in cut)
    return Feedback(tuple(sorted([*tangle.cut, *back])), exact=exact, steps=needed if exact else 0)


def _costs(tangle: _Tangle, nodes: Sequence[int], places: dict[int, int] | None) -> list[dict[int, int]]:
    """Cost from node to node, by rank; with `places` a tie goes to the set whose first arc stands first."""
    number = {node: rank for rank, node in enumerate(nodes)}
    costs: list[dict[int, int]] = [{} for _ in nodes]
    width = len(places) if places else 0
    for tail, head, (cost, cut) in tangle.bundles():
        first = sum(1 << (width - 1 - places[each]) for each in cut) if places else 0
        costs[number[tail]][number[head]] = (cost << width) - first
    return costs


class _Tangle:
    """The arcs as bundles from node to node, and the arcs that had to be cut while it was made smaller."""

    def __init__(self, arcs: Sequence[Arc]) -> None:
        self.cut: list[int] = []
        self.out: dict[int, dict[int, Bundle]] = {}
        self.into: dict[int, set[int]] = {}
        for position, (arc, cost) in enumerate(zip(arcs, _single_costs(arcs), strict=True)):
            self._join(arc.tail, arc.head, (cost, (position,)))

    def bundles(self) -> Iterator[tuple[int, int, Bundle]]:
        """Every bundle with its tail and its head."""
        return ((tail, head, bundle) for tail, heads in self.out.items() for head, bundle in heads.items())

    def reduce(self) -> None:
        """Drop nodes on no cycle and bypass those with one way in and one way out, until there are none."""
        waiting = sorted(self.out, reverse=True)
        while waiting:
            waiting.extend(self._bypass(waiting.pop()))

    def _bypass(self, node: int) -> list[int]:
        """Take a node out if it has at most one way in or out on either side; its neighbours, to be looked at again."""
        into, out = self.into[node], self.out[node]
        if into and out and (len(into) > 1 or len(out) > 1):
            return []
        touched = sorted({*into, *out})
        if into and out:
            (before,), ((after, second),) = into, out.items()
            self._join(before, after, min(self.out[before][node], second))
        for head in out:
            self.into[head].discard(node)
        for tail in into:
            del self.out[tail][node]
        self.into[node], self.out[node] = set(), {}
        return touched

    def _join(self, tail: int, head: int, bundle: Bundle) -> None:
        for node in (tail, head):
            self.out.setdefault(node, {})
            self.into.setdefault(node, set())
        if tail == head:
            self.cut.extend(bundle[1])
            return
        there = self.out[tail].get(head)
        both = (there[0] + bundle[0], tuple(sorted(there[1] + bundle[1]))) if there else bundle
        self.out[tail][head] = both
        self.into[head].add(tail)


def _single_costs(arcs: Sequence[Arc]) -> list[int]:
    """One integer per arc that adds up like (number, importance, frequency) compared one after the other."""
    scale = lcm(*(Fraction(arc.frequency).denominator for arc in arcs))
    rates = [int(arc.frequency * scale) for arc in arcs]
    above_rate = sum(rates) + 1
    above_importance = (sum(arc.importance for arc in arcs) + 1) * above_rate
    return [above_importance + arc.importance * above_rate + rate for arc, rate in zip(arcs, rates, strict=True)]
