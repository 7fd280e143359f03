"""Communities: nodes with more edges among one another than chance would give, by the method of Louvain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

__all__ = ["communities", "modularity"]

Weights = Sequence[Mapping[int, float]]
"""For each node the weight of the edge to each neighbour; symmetric. A node's own weight counts both its ends."""

_PASSES = 20
_GAIN = 1e-12


def communities(weights: Weights) -> list[int]:
    """The community of each node, numbered in the order of their first nodes (Blondel et al. 2008).

    Nodes are moved in ascending order to the neighbouring community that raises modularity most (ties: the community
    with the lower number), then each community becomes a node, until nothing moves: the same answer every time, near
    the best but not surely the best. An isolated node is a community of its own.
    """
    labels = list(range(len(weights)))
    graph = weights
    while True:
        moved = _numbered(_move(graph))
        count = max(moved, default=-1) + 1
        labels = [moved[label] for label in labels]
        if count == len(graph):
            return _numbered(labels)
        graph = _aggregated(graph, moved, count)


def _move(graph: Weights) -> list[int]:
    """One level: every node into the best community, pass after pass until none moves."""
    degree = [sum(found.values()) for found in graph]
    total = sum(degree)
    label, inside = list(range(len(graph))), list(degree)
    for _ in range(_PASSES if total else 0):
        moves = 0
        for node, found in enumerate(graph):
            old = label[node]
            inside[old] -= degree[node]
            new = _best(node, found, label, inside, degree[node] / total)
            inside[new] += degree[node]
            label[node] = new
            moves += new != old
        if not moves:
            break
    return label


def _best(node: int, found: Mapping[int, float], label: Sequence[int], inside: Sequence[float], share: float) -> int:
    """The community that gains most by this node; its own unless another is really better."""
    to: dict[int, float] = {}
    for neighbour, weight in found.items():
        if neighbour != node:
            to[label[neighbour]] = to.get(label[neighbour], 0.0) + weight
    old = label[node]
    best, most = old, to.get(old, 0.0) - inside[old] * share
    for each in sorted(to):
        gain = to[each] - inside[each] * share
        if gain > most + _GAIN:
            best, most = each, gain
    return best


def _numbered(labels: Sequence[int]) -> list[int]:
    numbers: dict[int, int] = {}
    return [numbers.setdefault(label, len(numbers)) for label in labels]


def _aggregated(graph: Weights, label: Sequence[int], count: int) -> list[dict[int, float]]:
    """Each community as one node; what is inside it is its own weight."""
    found: list[dict[int, float]] = [{} for _ in range(count)]
    for node, neighbours in enumerate(graph):
        own = found[label[node]]
        for neighbour, weight in neighbours.items():
            own[label[neighbour]] = own.get(label[neighbour], 0.0) + weight
    return found


def modularity(weights: Weights, labels: Sequence[int]) -> float | None:
    """How much more lies inside the communities than chance would give (Newman & Girvan 2004); None without edges."""
    total = sum(sum(found.values()) for found in weights)
    if not total:
        return None
    inside = sum(
        weight for node, found in enumerate(weights) for head, weight in found.items() if labels[node] == labels[head]
    )
    degrees: dict[int, float] = {}
    for node, found in enumerate(weights):
        degrees[labels[node]] = degrees.get(labels[node], 0.0) + sum(found.values())
    return inside / total - sum(degree * degree for degree in degrees.values()) / total**2
