"""What a firing decided: the links that each node really waited for, which is an ordinary acyclic network.

Where an alternative opened with its k-th token, only those k are kept. The order of firing is a topological order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from icmap.kernels.firing import NEVER, Fired, Gates
from icmap.records import dataclass

__all__ = ["Decided", "customers_of", "decide", "resting_on", "slowest_chain", "upstream_counts"]

_BLOCK = 4096


@dataclass(frozen=True, slots=True, eq=False)
class Decided:
    """The links that counted: `incoming` a node (by provider), their two ends, and how long each `waited` for the last.

    `counts` marks these links; `chosen` those that counted at an alternative, where others would have done; `met` are
    the given links that counted. `rank` is the place of a node in the order of firing (NEVER for what does not fire).
    """

    size: int
    provider: Sequence[int]
    customer: Sequence[int]
    incoming: Sequence[Sequence[int]]
    waited: Sequence[int]
    counts: bytearray
    chosen: bytearray
    ready: Sequence[int]
    order: Sequence[int]
    rank: Sequence[int]
    met: Sequence[int]


def customers_of(gates: Gates) -> list[int]:
    """The node that each link delivers to in the end."""
    size = gates.size
    return [gate if gate < size else gates.customer(link) for link, gate in enumerate(gates.target)]


def decide(gates: Gates, fired: Fired, given: Mapping[int, int]) -> Decided:
    """Keep the links that counted all the way up to their node; `given` ones are no wait for their provider."""
    customer = customers_of(gates)
    incoming: list[list[int]] = [[] for _ in range(gates.size)]
    waited = [0] * len(customer)
    counts, chosen = bytearray(len(customer)), bytearray(len(customer))
    met: list[int] = []
    for link, node in enumerate(customer):
        if fired.ready[node] == NEVER or not _counted(gates, fired, link, chosen):
            continue
        waited[link] = fired.ready[node] - fired.arrival[link]
        counts[link] = link not in given
        (incoming[node] if counts[link] else met).append(link)
    for links in incoming:
        links.sort(key=gates.provider.__getitem__)
    rank, ready, order = _rank(fired), fired.ready, fired.order
    return Decided(
        gates.size, gates.provider, customer, incoming, waited,
        counts=counts, chosen=chosen, ready=ready, order=order, rank=rank, met=met,
    )  # fmt: skip


def _rank(fired: Fired) -> list[int]:
    rank = [NEVER] * len(fired.ready)
    for place, node in enumerate(fired.order):
        rank[node] = place
    return rank


def _counted(gates: Gates, fired: Fired, link: int, chosen: bytearray) -> bool:
    if not fired.counted[link]:
        return False
    gate, tokens = gates.target[link], len(gates.provider) - gates.size
    while gate >= gates.size:
        chosen[link] |= gates.is_choice(gate)
        if not fired.counted[gate + tokens]:
            return False
        gate = gates.parent[gate]
    return True


def slowest_chain(decided: Decided, node: int) -> list[int]:
    """The links of one slowest chain that makes a node ready, first work first; ties: the least provider from the end."""
    chain: list[int] = []
    while (link := _last_to_come(decided, node)) is not None:
        chain.append(link)
        node = decided.provider[link]
    return chain[::-1]


def _last_to_come(decided: Decided, node: int) -> int | None:
    return next((link for link in decided.incoming[node] if not decided.waited[link]), None)


def resting_on(decided: Decided, given: Collection[int]) -> bytearray:
    """The nodes at which one of these given links counted, and all that waited for one of them."""
    rests = bytearray(decided.size)
    met = [decided.customer[link] for link in decided.met if link in given]
    for node in met:
        rests[node] = 1
    for node in decided.order if met else ():
        rests[node] |= any(rests[decided.provider[link]] for link in decided.incoming[node])
    return rests


def upstream_counts(
    decided: Decided, marked: Iterable[tuple[int, int]], groups: Sequence[Sequence[int]] = ()
) -> list[int]:
    """How many marked nodes each node waits for, then each group of links; a mark is (node, link over which it matters).

    A node's mark reaches its customers over the marked links only, but whatever it waits for reaches them over all.
    Bitsets of 4096 marks at a time: O((n + m) · marks / 4096) operations on short integers, not n searches.
    """
    links = list(marked)
    nodes = sorted({node for node, _ in links})
    waiting = [*((node, decided.incoming[node]) for node in decided.order)]
    waiting += [
        (decided.size + place, [each for each in group if decided.counts[each]]) for place, group in enumerate(groups)
    ]
    counts = [0] * (decided.size + len(groups))
    for first in range(0, len(nodes), _BLOCK):
        bit = {node: 1 << place for place, node in enumerate(nodes[first : first + _BLOCK])}
        _count_block(decided.provider, waiting, {link: bit[node] for node, link in links if node in bit}, counts)
    return counts


def _count_block(
    provider: Sequence[int], waiting: Iterable[tuple[int, Sequence[int]]], mark: Mapping[int, int], counts: list[int]
) -> None:
    reached = [0] * len(counts)
    for place, links in waiting:
        bits = 0
        for link in links:
            bits |= reached[provider[link]] | mark.get(link, 0)
        reached[place] = bits
        counts[place] += bits.bit_count()
