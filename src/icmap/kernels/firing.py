"""Firing on plain integers: when each node of a net of gates is ready, earliest event first.

A *net* has `size` nodes, numbered in the order of their names, and links between them. A link carries a token to a
gate: gate i < size is node i itself, which needs all of its tokens; the gates above are alternatives (they open with
their `need`-th token) and bundles (which need all), and pass their own token on to `parent`. Times are whole ticks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from heapq import heapify, heappop, heappush
from types import MappingProxyType

from icmap.records import dataclass

__all__ = ["NEVER", "Fired", "Gates", "Times", "run"]

NEVER = -1
"""The time of what does not happen."""

_NOTHING_GIVEN: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)
class Gates:
    """Who delivers to which gate: `provider` and `target` a link, `parent` (-1 for a node), `need` and `members` a gate."""

    size: int
    provider: Sequence[int]
    target: Sequence[int]
    parent: Sequence[int]
    need: Sequence[int]
    members: Sequence[int]
    outgoing: Sequence[Sequence[int]]

    def customer(self, link: int) -> int:
        """The node that a link delivers to in the end."""
        return self.node_of(self.target[link])

    def node_of(self, gate: int) -> int:
        """The node that a gate belongs to."""
        while gate >= self.size:
            gate = self.parent[gate]
        return gate

    def token_at_node(self, link: int) -> int:
        """The token by which a link comes to its node: itself, or the outermost gate that it goes through."""
        token, gate = link, self.target[link]
        while gate >= self.size:
            token, gate = gate - self.size + len(self.provider), self.parent[gate]
        return token

    def is_choice(self, gate: int) -> bool:
        """Whether fewer tokens than may come are enough."""
        return self.need[gate] < self.members[gate]


@dataclass(frozen=True, slots=True, eq=False)
class Times:
    """How long each node and each link takes, in ticks: what one firing is asked with.

    `link` holds the provider's time for that customer and the way; `unsure` marks links whose time is not known (it
    counts 0); `given` links deliver at a fixed time, whatever their provider does.
    """

    own: Sequence[int]
    link: Sequence[int]
    unsure: Sequence[int]
    given: Mapping[int, int] = field(default_factory=lambda: _NOTHING_GIVEN)


@dataclass(frozen=True, slots=True, eq=False)
class Fired:
    """What happened: `ready` a node and `arrival` a token (NEVER where it does not happen), nodes in firing `order`.

    Tokens are the links, then the gates above `size`, which come when they open. `counted` marks the tokens that came
    before the gate that they go to opened; `doubtful` are the nodes whose ready rests on an unsure link.
    """

    ready: Sequence[int]
    arrival: Sequence[int]
    order: Sequence[int]
    counted: bytearray
    doubtful: Sequence[int]


def run(gates: Gates, times: Times) -> Fired:
    """Fire the net: a node is ready at the first moment at which its gate opens; without tokens to wait for, at 0.

    Events come earliest first, ties in the order of the nodes. A token that rests on an unsure link counts at an
    alternative only when nothing sure is left to happen, so that an unknown time, counted as 0, does not win by that.
    O((n + m) log m); every result is the least one, so it does not depend on how ties are broken.
    """
    return _Run(gates, times).until_nothing_happens()


class _Run:
    """One firing under way: how many tokens each gate still needs, the latest that it took, and the events to come."""

    __slots__ = ("arrival", "counted", "doubt", "events", "gates", "latest", "left", "order", "ready", "times")

    def __init__(self, gates: Gates, times: Times) -> None:
        links, size = len(gates.provider), gates.size
        self.gates = gates
        self.times = times
        self.left = list(gates.need)
        self.latest = [0] * len(gates.need)
        self.doubt = [0] * len(gates.need)
        self.counted = bytearray(links + len(gates.need) - size)
        self.arrival = [NEVER] * len(self.counted)
        self.ready = [NEVER] * size
        self.order: list[int] = []
        self.events: list[tuple[int, int, int]] = [(0, 0, node) for node in range(size) if not self.left[node]]
        heapify(self.events)

    def until_nothing_happens(self) -> Fired:
        for link, time in self.times.given.items():
            self._arrive(link, time, 0)
        size, events = self.gates.size, self.events
        while events:
            unsure, time, event = heappop(events)
            if event < size:
                self._become_ready(event, time)
            else:
                self._count(event - size, self._gate_of(event - size), time, unsure)
        return Fired(self.ready, self.arrival, self.order, self.counted, self.doubt[:size])

    def _become_ready(self, node: int, time: int) -> None:
        self.ready[node] = time
        self.order.append(node)
        durations, unsure, given, doubt = self.times.link, self.times.unsure, self.times.given, self.doubt[node]
        for link in self.gates.outgoing[node]:
            if link not in given:
                self._arrive(link, time + durations[link], doubt or unsure[link])

    def _arrive(self, link: int, time: int, unsure: int) -> None:
        self.arrival[link] = time
        self._deliver(link, self.gates.target[link], time, unsure)

    def _gate_of(self, token: int) -> int:
        links = len(self.gates.provider)
        return self.gates.target[token] if token < links else self.gates.parent[token - links + self.gates.size]

    def _deliver(self, token: int, gate: int, time: int, unsure: int) -> None:
        """A gate that needs all may count ahead of time; an alternative must count in the order of time."""
        if self.gates.need[gate] < self.gates.members[gate]:
            heappush(self.events, (unsure, time, token + self.gates.size))
        else:
            self._count(token, gate, time, unsure)

    def _count(self, token: int, gate: int, time: int, unsure: int) -> None:
        if not self.left[gate]:
            return
        self.counted[token] = 1
        self.latest[gate] = max(self.latest[gate], time)
        if unsure:
            self.doubt[gate] = 1
        self.left[gate] -= 1
        if not self.left[gate]:
            self._open(gate)

    def _open(self, gate: int) -> None:
        size = self.gates.size
        if gate < size:
            heappush(self.events, (0, self.latest[gate], gate))
        else:
            token = gate - size + len(self.gates.provider)
            self.arrival[token] = self.latest[gate]
            self._deliver(token, self.gates.parent[gate], self.latest[gate], self.doubt[gate])
