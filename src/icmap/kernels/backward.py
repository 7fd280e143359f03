"""From an end back: how much later each node and link may be before this end is later, nearest first."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heappop, heappush

from icmap.kernels.decided import Decided

__all__ = ["Backward"]


class Backward:
    """A search from the end's nodes against the links, in the order of slack, as far as it is asked to go.

    In an acyclic network the slack of a link is what its slowest chain to the end lacks to the end's own time: the sum
    of the waits along it. Waits are 0 or more, so the nearest come first (Dijkstra 1959); ties by the number of the
    provider. `slack` holds the nodes met so far, `links` the links in the order met with their slack, `onward` the
    link over which the slowest chain from a node goes on to the end.
    """

    __slots__ = ("decided", "events", "links", "onward", "slack", "starts")

    def __init__(self, decided: Decided, starts: Iterable[tuple[int, int]]) -> None:
        self.decided = decided
        self.starts = dict(starts)
        self.slack: dict[int, int] = {}
        self.onward: dict[int, int] = {}
        self.links: list[tuple[int, int]] = []
        self.events = [(slack, node, -1) for node, slack in self.starts.items()]
        heapify(self.events)

    def next_link(self, limit: int | None = None) -> tuple[int, int] | None:
        """The next link by slack, as (link, slack); None when there is none within the limit."""
        while self.events and (limit is None or self.events[0][0] <= limit):
            slack, node, link = heappop(self.events)
            if node not in self.slack:
                self._enter(node, slack, link)
            if link >= 0:
                self.links.append((link, slack))
                return self.links[-1]
        return None

    def _enter(self, node: int, slack: int, link: int) -> None:
        self.slack[node] = slack
        if link >= 0:
            self.onward[node] = link
        decided = self.decided
        for coming in decided.incoming[node]:
            heappush(self.events, (slack + decided.waited[coming], decided.provider[coming], coming))

    def go_on(self, limit: int | None = None) -> int:
        """Go as far as the limit, or to the beginning; how many links that took."""
        before = len(self.links)
        while self.next_link(limit) is not None:
            pass
        return len(self.links) - before

    def onward_from(self, node: int) -> list[int]:
        """The links of the slowest chain from a node on to the end."""
        chain: list[int] = []
        while (link := self.onward.get(node)) is not None:
            chain.append(link)
            node = self.decided.customer[link]
        return chain
