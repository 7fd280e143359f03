"""Betweenness of nodes: plainly for small graphs, compiled for middle ones, from sampled pivots for large ones.

Not normalised: for each node the sum over ordered pairs (s, t) of the share of shortest paths from s to t that pass
through it (Freeman 1977), ends not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum, isfinite, sqrt
from random import Random

from icmap.records import dataclass

__all__ = ["EXACT_UP_TO", "PLAIN_UP_TO", "Betweenness", "betweenness"]

Adjacency = Sequence[Sequence[int]]

PLAIN_UP_TO = 200_000
"""Nodes times (nodes + edges) up to which plain Python is faster than the import of a compiled library."""

EXACT_UP_TO = 100_000_000
"""Nodes times (nodes + edges) above which pivots are sampled: about 3,700 parties with 22,000 dependencies."""

_STEPS = 70_000_000
_PLAIN_STEPS = 2_000_000
_DEEP = 1000
"""Levels from which on an array per level costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Betweenness:
    """The sums by node; `pivots` is 0 where they are exact, else how many sources were sampled.

    `errors` are then the standard errors of the sums, else zeros.
    """

    sums: Sequence[float]
    pivots: int
    errors: Sequence[float]


def betweenness(graph: Adjacency, *, seed: int = 1) -> Betweenness:
    """The betweenness of every node, exact up to `EXACT_UP_TO`, above that from pivots drawn with the seed."""
    size = len(graph) * (len(graph) + sum(map(len, graph)))
    if size <= PLAIN_UP_TO:
        return _exactly(_plain(graph, range(len(graph))))
    if size <= EXACT_UP_TO:
        sums = _compiled(graph)
        return _exactly(sums) if all(map(isfinite, sums)) else _sampled(graph, seed, plain=True)
    return _sampled(graph, seed, plain=len(_levels(graph, 0)) > _DEEP)


def _exactly(sums: Sequence[float]) -> Betweenness:
    return Betweenness(sums, 0, [0.0] * len(sums))


def _plain(graph: Adjacency, sources: Iterable[int]) -> list[float]:
    parts: list[float] = [0.0] * len(graph)
    for source in sources:
        for node, share in _dependencies_of(graph, source):
            parts[node] += share
    return parts


def _dependencies_of(graph: Adjacency, source: int) -> list[tuple[int, float]]:
    """How much of the shortest paths from one source passes through each other node that has any (Brandes 2001)."""
    order, paths, before = _shortest_paths(graph, source)
    share = dict.fromkeys(order, 0.0)
    found: list[tuple[int, float]] = []
    for node in reversed(order[1:]):
        for each in before[node]:
            share[each] += paths[each] / paths[node] * (1 + share[node])  # whole numbers first: they outgrow floats
        if share[node]:
            found.append((node, share[node]))
    return found


def _shortest_paths(graph: Adjacency, source: int) -> tuple[list[int], dict[int, int], dict[int, list[int]]]:
    """The nodes by distance, how many shortest paths lead to each, and from where."""
    order, distance = [source], {source: 0}
    paths = {source: 1}
    before: dict[int, list[int]] = {source: []}
    for node in order:
        further = distance[node] + 1
        for head in graph[node]:
            if head not in distance:
                distance[head], paths[head], before[head] = further, 0, []
                order.append(head)
            if distance[head] == further:
                paths[head] += paths[node]
                before[head].append(node)
    return order, paths, before


def _compiled(graph: Adjacency) -> list[float]:
    try:
        import rustworkx as rx  # noqa: PLC0415 - only for middle-sized maps
    except ImportError:  # Windows on ARM, for which there is no wheel: the same sums, slower
        return list(_moments(graph, range(len(graph)))[0])
    compiled = rx.PyDiGraph(multigraph=False)
    compiled.add_nodes_from(range(len(graph)))
    compiled.extend_from_edge_list([(node, head) for node, heads in enumerate(graph) for head in heads])
    found = rx.digraph_betweenness_centrality(compiled, normalized=False, endpoints=False, parallel_threshold=1 << 62)
    return [found[node] for node in range(len(graph))]


def _sampled(graph: Adjacency, seed: int, *, plain: bool) -> Betweenness:
    """Sums scaled up from pivots drawn without replacement (Brandes & Pich 2007), and their standard errors.

    `plain`: in whole numbers instead of floats, which hold no more than some 10^308 paths.
    """
    nodes, edges = len(graph), sum(map(len, graph))
    steps = _PLAIN_STEPS if plain else _STEPS
    pivots = min(nodes, 1000, max(4, steps // (nodes + edges)))
    drawn = sorted(Random(seed).sample(range(nodes), pivots))  # noqa: S311 - a sample, not a secret
    sums, squares = _plain_moments(graph, drawn) if plain else _moments(graph, drawn)
    if not all(map(isfinite, sums)):
        return _sampled(graph, seed, plain=True)
    scale, left = nodes / pivots, 1 - pivots / nodes
    errors = [
        scale * sqrt(max(square - total * total / pivots, 0.0) / max(pivots - 1, 1) * pivots * left)
        for total, square in zip(sums, squares, strict=True)
    ]
    return Betweenness([scale * total for total in sums], pivots, errors)


def _levels(graph: Adjacency, source: int) -> list[list[int]]:
    """The nodes by distance from one source."""
    levels, seen = [[source]], {source}
    while levels[-1]:
        following: list[int] = []
        for node in levels[-1]:
            for head in graph[node]:
                if head not in seen:
                    seen.add(head)
                    following.append(head)
        levels.append(following)
    return levels


def _plain_moments(graph: Adjacency, pivots: Sequence[int]) -> tuple[list[float], list[float]]:
    """The sums and the sums of squares over the pivots: for graphs with very many levels."""
    parts: dict[int, list[float]] = {}
    for pivot in pivots:
        for node, share in _dependencies_of(graph, pivot):
            parts.setdefault(node, []).append(share)
    found = [parts.get(node, []) for node in range(len(graph))]
    return [fsum(each) for each in found], [fsum(share * share for share in each) for each in found]


def _moments(graph: Adjacency, pivots: Sequence[int]) -> tuple[list[float], list[float]]:
    import numpy as np  # noqa: PLC0415 - for large maps only

    from icmap.kernels.pivots import moments  # noqa: PLC0415 - brings numpy too

    with np.errstate(over="ignore", invalid="ignore"):  # more paths than a float holds: the sums say so
        return moments(graph, pivots)
