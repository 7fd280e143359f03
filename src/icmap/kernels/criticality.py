"""In how many runs each service lies on a slowest chain to a need: one bit a run, from the need back.

A link is *decisive* in a run if its arrival is the moment at which its service is ready (at an alternative: at which
that opened, and it in turn was the last). What leads to a need over decisive links alone is critical in that run.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from icmap.kernels.firings import Column, Group, Runs, Token

__all__ = ["Criticality", "counted"]

Bits = NDArray[np.uint8]
"""One bit for each run, eight to a byte."""

_ONES = np.array([each.bit_count() for each in range(256)], dtype=np.int64)


def counted(bits: Bits) -> int:
    """In how many runs it is so."""
    return int(_ONES[bits].sum())


class Criticality:
    """Which links were decisive in a firing of so many runs, and from there what was critical for a need."""

    def __init__(self, runs: Runs, size: int) -> None:
        self._runs = runs
        self._size = size
        self._decisive: dict[int, list[tuple[int, Bits]]] = {}
        self._place = {node: at for at, (members, _) in enumerate(runs.net.order) for node in members}

    def of_token(self, need: Iterable[Token]) -> Mapping[int, Bits]:
        """What was critical for a need that is met when all of these tokens are there."""
        tokens = tuple(need)
        starts = dict[int, Bits]()
        for link, bits in self._last(tokens, self._runs.latest(tokens)):
            _mark(starts, self._runs.net.provider[link], bits)
        return self._back(starts)

    def of_node(self, node: int) -> Mapping[int, Bits]:
        """What was critical for a need that is met when a service is done, that service too."""
        return self._back({node: self._packed(np.isfinite(self._runs.ready[node]))})

    def _back(self, starts: dict[int, Bits]) -> Mapping[int, Bits]:
        """From the last components to the first; inside a component until nothing changes."""
        found = dict(starts)
        order = self._runs.net.order
        waiting = {self._place[node] for node in found}
        for at in range(max(waiting, default=-1), -1, -1):
            members = [node for node in order[at][0] if node in found]
            todo = deque(members)
            while todo:
                node = todo.popleft()
                for link, bits in self._decisive_of(node):
                    provider = self._runs.net.provider[link]
                    now = bits & found[node]
                    if now.any() and _mark(found, provider, now) and self._place[provider] == at:
                        todo.append(provider)
        return {node: bits for node, bits in found.items() if bits.any()}

    def _decisive_of(self, node: int) -> list[tuple[int, Bits]]:
        if node not in self._decisive:
            self._decisive[node] = list(self._last(self._runs.net.needs[node], self._runs.ready[node]))
        return self._decisive[node]

    def _last(self, tokens: Sequence[Token], moment: Column) -> Iterable[tuple[int, Bits]]:
        """The links whose arrival is this moment, as far as it is one."""
        for token in tokens:
            arrival, off = self._runs.arrival(token)
            on = np.isfinite(arrival) & (arrival == moment)
            if off is not None:
                on = on & ~off
            if not np.any(on):
                continue
            if isinstance(token, Group):
                for link, bits in self._last(token.members, arrival):
                    yield link, bits & self._packed(on)
            elif self._runs.columns.given.get(token) is None:
                yield token, self._packed(on)

    def _packed(self, on: NDArray[np.bool_] | np.bool_) -> Bits:
        return np.packbits(np.broadcast_to(on, (self._size,)))


def _mark(found: dict[int, Bits], node: int, bits: Bits) -> bool:
    """Add bits to those of a node; whether any is new."""
    before = found.get(node)
    now = bits if before is None else before | bits
    found[node] = now
    return before is None or bool((now != before).any())
