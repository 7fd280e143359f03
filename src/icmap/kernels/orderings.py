"""In which order to put nodes so that little points back: exactly over all subsets, or greedily."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush

__all__ = ["best_ordering", "greedy_ordering"]

Costs = Sequence[dict[int, int]]
"""For each node, what the arc to each other node costs where it points back (above 0)."""

_HALF = 8


def best_ordering(costs: Costs) -> list[int]:
    """The order of the nodes with the least cost of arcs that point back, by dynamic programming over subsets.

    A set's best order ends in one of its nodes, and what points back from the last node goes to all others of the set.
    2^n·n/2 steps: for at most 16 nodes.
    """
    size = len(costs)
    halves = [(_subset_sums(row, 0, min(size, _HALF)), _subset_sums(row, _HALF, size)) for row in costs]
    low = (1 << _HALF) - 1
    best: list[int] = [0] * (1 << size)
    last: list[int] = [-1] * (1 << size)
    for chosen in range(1 << size):
        so_far, under, over = best[chosen], chosen & low, chosen >> _HALF
        for node in range(size):
            bit = 1 << node
            if chosen & bit:
                continue
            after = so_far + halves[node][0][under] + halves[node][1][over]
            if last[chosen | bit] < 0 or after < best[chosen | bit]:
                best[chosen | bit], last[chosen | bit] = after, node
    return _back_from_all(last)


def _subset_sums(row: dict[int, int], start: int, stop: int) -> list[int]:
    """For each subset of the nodes from start to stop, as bits, the sum of the row over it."""
    sums = [0]
    for node in range(start, stop):
        cost = row.get(node, 0)
        sums += [each + cost for each in sums]
    return sums


def _back_from_all(last: Sequence[int]) -> list[int]:
    order: list[int] = []
    chosen = len(last) - 1
    while chosen:
        order.append(last[chosen])
        chosen &= ~(1 << last[chosen])
    return order[::-1]


def greedy_ordering(costs: Costs) -> list[int]:
    """The order by Eades, Lin & Smyth (1993), weighted: sinks last, sources first, else the largest out minus in first.

    Ties go to the lower node. Time grows with the arcs (times a logarithm); at most about half of the weight points back.
    """
    return _Greedy(costs).order()


class _Greedy:
    def __init__(self, costs: Costs) -> None:
        self._costs = costs
        self._into: list[dict[int, int]] = [{} for _ in costs]
        for tail, row in enumerate(costs):
            for head, cost in row.items():
                self._into[head][tail] = cost
        self._out = [sum(row.values()) for row in costs]
        self._in = [sum(row.values()) for row in self._into]
        self._left = set(range(len(costs)))
        self._surplus = [(into - out, node) for node, (out, into) in enumerate(zip(self._out, self._in, strict=True))]
        heapify(self._surplus)
        self._sinks = [node for node, out in enumerate(self._out) if not out]
        self._sources = [node for node, into in enumerate(self._in) if not into]

    def order(self) -> list[int]:
        first: list[int] = []
        last: list[int] = []
        while self._left:
            at_the_end = bool(self._sinks)
            node = self._next()
            if node in self._left:
                (last if at_the_end else first).append(node)
                self._take(node)
        return first + last[::-1]

    def _next(self) -> int:
        if self._sinks:
            return heappop(self._sinks)
        if self._sources:
            return heappop(self._sources)
        while True:
            surplus, node = heappop(self._surplus)
            if node in self._left and surplus == self._in[node] - self._out[node]:
                return node

    def _take(self, node: int) -> None:
        self._left.discard(node)
        for tail, cost in self._into[node].items():
            if tail in self._left:
                self._out[tail] -= cost
                self._touch(tail)
        for head, cost in self._costs[node].items():
            if head in self._left:
                self._in[head] -= cost
                self._touch(head)

    def _touch(self, node: int) -> None:
        heappush(self._surplus, (self._in[node] - self._out[node], node))
        if not self._out[node]:
            heappush(self._sinks, node)
        elif not self._in[node]:
            heappush(self._sources, node)
