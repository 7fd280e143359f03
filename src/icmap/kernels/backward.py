"""From a goal back: how much later each node and link may be before the goal is later, nearest first."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heappop, heappush

from icmap.kernels.decided import Decided

__all__ = ["Backward"]


class Backward:
    """A search from nodes and links that lead into a goal against the links, by slack, as far as it is asked to go.

    In an acyclic network the slack of a link is what its slowest chain to the goal lacks to the goal's own time: the sum
    of the waits along it. Waits are 0 or more, so the nearest come first (Dijkstra 1959); ties by the number of the
    provider. `slack` holds the nodes met so far, `links` the links in the order met with their slack, `onward` the
    link over which the slowest chain from a node goes on to the goal; `starts` and `sinks` are where the search began.
    """

    __slots__ = ("decided", "events", "links", "onward", "sinks", "slack", "starts")

    def __init__(
        self, decided: Decided, starts: Iterable[tuple[int, int]], sinks: Iterable[tuple[int, int]] = ()
    ) -> None:
        self.decided = decided
        self.starts, self.sinks = dict(starts), dict(sinks)
        self.slack: dict[int, int] = {}
        self.onward: dict[int, int] = {}
        self.links: list[tuple[int, int]] = []
        self.events = [(slack, node, -1) for node, slack in self.starts.items()]
        self.events += [(slack, decided.provider[link], link) for link, slack in self.sinks.items()]
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
        events, waited, provider = self.events, self.decided.waited, self.decided.provider
        for coming in self.decided.incoming[node]:
            heappush(events, (slack + waited[coming], provider[coming], coming))

    def go_on(self, limit: int | None = None, most: int | None = None) -> bool:
        """Go as far as the limit, or to the beginning; False where there are more than so many links on the way."""
        events, slacks, links = self.events, self.slack, self.links
        while events and (limit is None or events[0][0] <= limit):
            slack, node, link = heappop(events)
            if node not in slacks:
                self._enter(node, slack, link)
            if link >= 0:
                links.append((link, slack))
                if most is not None and len(links) > most:
                    return False
        return True

    def onward_from(self, node: int) -> list[int]:
        """The links of the slowest chain from a node on to the goal."""
        chain: list[int] = []
        while (link := self.onward.get(node)) is not None:
            chain.append(link)
            node = self.decided.customer[link]
        return chain
