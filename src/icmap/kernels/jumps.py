"""What it saves a goal if one thing on its slowest chain took no time: one sweep over the links that are almost as slow.

A chain that avoids node v runs over a link that jumps over v in a topological order, and every such link's slowest
chain avoids v. So what v can save is the least slack of the links that jump over it, unless all its time is saved
before (Devaux's drag). Ticks; the search has to have gone as far as the most that anything on the chain can save.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence

from icmap.kernels.backward import Backward
from icmap.records import dataclass

__all__ = ["Saving", "branch", "saving_of_some", "savings"]

_ENDLESS = 1 << 200


@dataclass(frozen=True, slots=True)
class Saving:
    """What a goal gains in ticks, and the node by which to tell the chain that then takes over.

    `branch` is the last node of that chain, from the goal back, before it runs along the slowest chain; None where the
    chain stays the slowest until all its time is saved.
    """

    time: int
    branch: int | None


def savings(
    search: Backward, chain_nodes: Sequence[int], own: Sequence[int], reducible: Callable[[int], int]
) -> list[Saving]:
    """What each node of the slowest chain (in the order of work) saves if its own time, and that on its links, is 0."""
    avoiding = _avoiding(search, chain_nodes)
    through = _through(search, own, reducible)
    branches = _Branches(search, chain_nodes)
    found: list[Saving] = []
    for node, (around, entry) in zip(chain_nodes, avoiding, strict=True):
        within = through.get(node, _ENDLESS)
        found.append(Saving(around, branches.of(entry)) if around < within else Saving(within, None))
    return found


class _Branches:
    """Where the chains that take over join the slowest one, each way walked once."""

    def __init__(self, search: Backward, chain_nodes: Sequence[int]) -> None:
        self.search = search
        self.on_chain = frozenset([*chain_nodes, *(search.decided.customer[link] for link in search.sinks)])
        self.known: dict[int, int] = {}

    def of(self, entry: tuple[int, int]) -> int:
        """The branch of the chain that runs from the first node of an entry to its second."""
        before, after = entry
        return before if after in self.on_chain or after < 0 else self._joins(after)

    def _joins(self, node: int) -> int:
        walked: list[int] = []
        while node not in self.known:
            walked.append(node)
            link = self.search.onward.get(node)
            after = -1 if link is None else self.search.decided.customer[link]
            if after < 0 or after in self.on_chain:
                self.known[node] = node
            else:
                node = after
        self.known.update((each, self.known[node]) for each in walked)
        return self.known[node]


def _through(search: Backward, own: Sequence[int], reducible: Callable[[int], int]) -> dict[int, int]:
    """What every chain through a node lacks to the goal's time if that node took no time."""
    found = {node: slack + own[node] for node, slack in search.starts.items()}
    provider = search.decided.provider
    for link, slack in search.links:
        node = provider[link]
        found[node] = min(found.get(node, _ENDLESS), slack + reducible(link))
    return found


def _avoiding(search: Backward, chain_nodes: Sequence[int]) -> list[tuple[int, tuple[int, int]]]:
    """For each node of the chain the least slack of what jumps over it, and the two nodes that this runs between."""
    rank = search.decided.rank
    places = [rank[node] for node in chain_nodes]
    found: list[tuple[int, tuple[int, int]]] = [(_ENDLESS, (-1, -1))] * len(places)
    free = list(range(len(places) + 1))
    for slack, before, after, entry in sorted(_jumps(search)):
        stop = bisect_left(places, after)
        place = _next_free(free, bisect_right(places, before))
        while place < stop:
            found[place] = slack, entry
            free[place] = place + 1
            place = _next_free(free, place)
    return found


def _next_free(free: list[int], place: int) -> int:
    """The first place from here on that has no answer yet (union-find with path halving)."""
    while free[place] != place:
        free[place] = free[free[place]]
        place = free[place]
    return place


def _jumps(search: Backward) -> Iterator[tuple[int, int, int, tuple[int, int]]]:
    """Links, beginnings and ends as (slack, rank before, rank after, the two nodes; -1 for outside)."""
    decided = search.decided
    rank, provider, customer = decided.rank, decided.provider, decided.customer
    for link, slack in search.links:
        before, after = provider[link], customer[link]
        yield slack, rank[before], rank[after], (before, after)
    for node, slack in search.slack.items():
        yield slack + decided.ready[node], -1, rank[node], (-1, node)
    for node, slack in search.starts.items():
        yield slack, rank[node], decided.size, (node, -1)


def saving_of_some(
    search: Backward, zero: Collection[int], own: Sequence[int], reducible: Callable[[int], int]
) -> tuple[int, list[int]]:
    """What the goal gains if several nodes together take no time, and the nodes of the then slowest chain, last first.

    One pass over all that was searched, in the order of work. `gain` is how much earlier a node is ready: the least,
    over its links, of what the link lacks and gains.
    """
    decided = search.decided
    gain: dict[int, tuple[int, int]] = {}
    for node in sorted(search.slack, key=decided.rank.__getitem__):
        options = [(decided.ready[node], -1)]
        for link in decided.incoming[node]:
            before = decided.provider[link]
            if before in gain:
                more = reducible(link) if before in zero else 0
                options.append((decided.waited[link] + gain[before][0] + more, before))
        gain[node] = min(options)
    last = [(node, slack, own[node]) for node, slack in search.starts.items()]
    last += [(decided.provider[link], slack, reducible(link)) for link, slack in search.sinks.items()]
    time, node = min(
        (slack + gain[node][0] + (more if node in zero else 0), node) for node, slack, more in last if node in gain
    )
    chain: list[int] = []
    while node >= 0:
        chain.append(node)
        node = gain[node][1]
    return time, chain


def branch(chain: Sequence[int], other: Sequence[int]) -> int | None:
    """Where another chain leaves this one, both as nodes from the end back: its first node that is not the same.

    If it only leaves some nodes out, the node before them is told; None if the two are the same, or it ends inside.
    """
    for mine, theirs in zip(chain, other, strict=False):
        if mine != theirs:
            return theirs
    return None
