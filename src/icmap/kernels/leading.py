"""What leads to some nodes at all, whether it counted or lost against another member; and what alternatives reach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from icmap.kernels.decided import Decided
from icmap.kernels.firing import NEVER, Fired, Gates

__all__ = ["behind_alternatives", "fed_by_alternatives", "leading_to"]


def leading_to(
    gates: Gates, decided: Decided, fired: Fired, given: Mapping[int, int], ends: Iterable[int]
) -> tuple[list[int], list[int]]:
    """Every node and every link from which one of the ends is reached over links that deliver; both sorted.

    A given link delivers whatever its provider does, so nothing leads through it.
    """
    incoming: list[list[int]] = [[] for _ in range(gates.size)]
    for link, customer in enumerate(decided.customer):
        if fired.arrival[link] != NEVER and link not in given:
            incoming[customer].append(link)
    nodes: set[int] = set()
    waiting = list(ends)
    while waiting:
        node = waiting.pop()
        if node not in nodes:
            nodes.add(node)
            waiting.extend(gates.provider[link] for link in incoming[node])
    return sorted(nodes), sorted(link for node in nodes for link in incoming[node])


def behind_alternatives(decided: Decided, within: Mapping[int, int], sinks: Iterable[int]) -> bytearray:
    """The nodes from which an alternative lies on some way that counted, as far as `within` the ways to a goal.

    `sinks` are the links that lead into the goals.
    """
    behind = bytearray(decided.size)
    for link in sinks:
        behind[decided.provider[link]] |= decided.chosen[link]
    for node in reversed(decided.order):
        if node in within:
            for link in decided.incoming[node]:
                behind[decided.provider[link]] |= decided.chosen[link] | behind[node]
    return behind


def fed_by_alternatives(gates: Gates, decided: Decided) -> bytearray:
    """The nodes with an alternative among what they need, or what that needs."""
    fed = bytearray(gates.size)
    waiting = [gates.node_of(gate) for gate in range(gates.size, len(gates.parent)) if gates.is_choice(gate)]
    while waiting:
        node = waiting.pop()
        if not fed[node]:
            fed[node] = 1
            waiting.extend(decided.customer[link] for link in gates.outgoing[node])
    return fed
