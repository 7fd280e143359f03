"""What can start at all: services and alternatives as gates, each open once enough of what it needs is there.

The same start as in `firing`, without times: what fires at all does not depend on when. It goes on from where it
stands when a dependency is taken as met, so that opening one loop after the other costs no new start.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from icmap.graph import Input, Link, Step

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Gates"]

_NO_GATE = -1


class Gates:
    """Every service as a gate that opens when all its needs are met, every alternative when enough of its members are.

    Only the entries that count in times are there: neither optional ones nor those that no request waits for.
    """

    def __init__(self, services: nx.DiGraph[str]) -> None:
        steps = [services.nodes[node]["step"] for node in services]
        self._number = {step.node: number for number, step in enumerate(steps)}
        self._needs = [0] * len(steps)
        self._feeds = [_NO_GATE] * len(steps)
        self._inputs: list[list[Link | int]] = [[] for _ in steps]
        self._waiting: list[list[tuple[Link, int]]] = [[] for _ in steps]
        self._gate_of: dict[Link, int] = {}
        self._met: set[Link] = set()
        for step in steps:
            self._connect(step)
        self._go([gate for gate in range(len(steps)) if not self._needs[gate]])

    def _connect(self, step: Step) -> None:
        gate = self._number[step.node]
        self._needs[gate] = sum(self._add(each, gate) for each in step.inputs)

    def _add(self, each: Input, into: int) -> bool:
        """Put an input before a gate; whether it counts at all."""
        if isinstance(each, Link):
            if each.dependency.optional or not each.dependency.waits:
                return False
            self._gate_of[each] = into
            self._waiting[self._number[each.provider]].append((each, into))
            self._inputs[into].append(each)
            return True
        gate = len(self._needs)
        self._needs.append(0)
        self._feeds.append(into)
        self._inputs.append([])
        counting = sum(self._add(member, gate) for member in each.members)
        self._needs[gate] = min(counting, getattr(each, "at_least", counting))
        if counting:
            self._inputs[into].append(gate)
        return bool(counting)

    def is_open(self, node: str) -> bool:
        """Whether this service can start."""
        return self._needs[self._number[node]] <= 0

    def take_as_met(self, links: Iterable[Link]) -> None:
        """Let these dependencies hold nobody up any longer, and see what can start then."""
        opened: list[int] = []
        for link in links:
            opened += self._meet(link, self._gate_of[link])
        self._go(opened)

    def _go(self, opened: list[int]) -> None:
        while opened:
            gate = opened.pop()
            if self._feeds[gate] != _NO_GATE:
                opened += self._lower(self._feeds[gate])
            elif gate < len(self._waiting):
                for link, waiting in self._waiting[gate]:
                    opened += self._meet(link, waiting)

    def _meet(self, link: Link, gate: int) -> list[int]:
        if link in self._met:
            return []
        self._met.add(link)
        return self._lower(gate)

    def _lower(self, gate: int) -> list[int]:
        self._needs[gate] -= 1
        return [gate] if self._needs[gate] == 0 else []

    def unmet(self, node: str) -> Iterator[Link]:
        """Every link that this service still waits for, all members of an alternative that has not enough."""
        return self._still(self._number[node], every_member=True)

    def needed(self, node: str) -> Iterator[Link]:
        """The links that would be enough: of an alternative the first members in the order of the file."""
        return self._still(self._number[node], every_member=False)

    def _still(self, gate: int, *, every_member: bool) -> Iterator[Link]:
        wanted = self._needs[gate]
        for each in self._inputs[gate]:
            if wanted <= 0:
                return
            if isinstance(each, int) and self._needs[each] > 0:
                yield from self._still(each, every_member=every_member)
            elif isinstance(each, Link) and each not in self._met:
                yield each
            else:
                continue
            wanted -= not every_member
