"""What has not fired, what it still waits for, and what can start once some of that is taken as met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from icmap.graph import Link
from icmap.measures.firing import NEVER, Fired, Network

__all__ = ["Stuck"]


class Stuck:
    """A firing that came to rest, as counters of what each service and alternative still needs.

    It goes on from where it stands when links are taken as met, without times, so that opening one loop after the
    other costs one pass over the map in all.
    """

    def __init__(self, compiled: Network, fired: Fired) -> None:
        self._net, self._names, self._links = compiled.gates, compiled.nodes, compiled.links
        self._number = compiled.index
        self._place = {link: place for place, link in enumerate(compiled.links)}
        self._left = list(self._net.need)
        self._met = {link for link in range(len(compiled.links)) if fired.arrival[link] != NEVER}
        for token, counted in enumerate(fired.counted):
            if counted:
                self._left[self._gate_of(token)] -= 1
        self._members: list[list[int]] = [[] for _ in self._left]
        for link in range(len(self._links)):
            self._enter(link)

    def _gate_of(self, token: int) -> int:
        links = len(self._links)
        return self._net.target[token] if token < links else self._net.parent[token - links + self._net.size]

    def _enter(self, token: int) -> None:
        """Write a token down with its gate, and the gate with the gate above where it is new: so they stand as written."""
        while True:
            gate = self._gate_of(token)
            is_new = not self._members[gate]
            self._members[gate].append(token)
            if gate < self._net.size or not is_new:
                return
            token = gate - self._net.size + len(self._links)

    def nodes(self) -> list[str]:
        """The services that cannot start, sorted."""
        return [name for name in self._names if self.holds(name)]

    def holds(self, node: str) -> bool:
        """Whether this service cannot start."""
        return self._left[self._number[node]] > 0

    def unmet(self, node: str) -> Iterator[Link]:
        """Every link that this service still waits for, all members of an alternative that has not enough."""
        return (self._links[link] for link in self._still(self._number[node], every_member=True))

    def needed(self, node: str) -> Iterator[Link]:
        """The links that would be enough: of an alternative the first members in the order of the file."""
        return (self._links[link] for link in self._still(self._number[node], every_member=False))

    def _still(self, gate: int, *, every_member: bool) -> Iterator[int]:
        wanted, first_gate = self._left[gate], len(self._links) - self._net.size
        for token in self._members[gate]:
            if token < len(self._links):
                waiting = token not in self._met
                found: Iterable[int] = (token,)
            else:
                waiting = self._left[token - first_gate] > 0
                found = self._still(token - first_gate, every_member=every_member)
            if waiting and (every_member or wanted > 0):
                yield from found
                wanted -= 1

    def take_as_met(self, links: Iterable[Link]) -> None:
        """Let these links hold nobody up any longer, and see what starts then."""
        delivered = [self._place[link] for link in links]
        while delivered:
            link = delivered.pop()
            if link not in self._met:
                self._met.add(link)
                delivered += self._net.outgoing[started] if (started := self._count(link)) is not None else ()

    def _count(self, link: int) -> int | None:
        """Count a delivery; the service that starts by it, if any does."""
        gate = self._net.target[link]
        while True:
            self._left[gate] -= 1
            if self._left[gate]:
                return None
            if gate < self._net.size:
                return gate
            gate = self._net.parent[gate]
