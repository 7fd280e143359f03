"""One short way round a strongly connected component, as an example that can be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from icmap.graph import Link

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["short_cycle"]

_STEPS = 100_000


def short_cycle(graph: nx.DiGraph[str], members: Sequence[str]) -> tuple[Link, ...]:
    """A shortest cycle among the members of a strongly connected component, from its first place in the file.

    Looked for from each member in turn, as far as 100,000 steps go: in a larger tangle it is short, not surely the
    shortest. Ties go to the member that comes first by name. The links run from customer to provider.
    """
    inside = set(members)
    best: list[str] = []
    steps = _STEPS
    for start in members:
        found, used = _shortest_back_to(graph, start, inside, shorter_than=len(best))
        best = found or best
        steps -= used
        if steps < 0 or len(best) <= 2:
            break
    ring = [graph.edges[edge]["link"] for edge in zip(best, [*best[1:], best[0]], strict=True)]
    first = min(range(len(ring)), key=lambda place: (ring[place].dependency.span[:3], ring[place].customer))
    return tuple(ring[first:] + ring[:first])


def _shortest_back_to(
    graph: nx.DiGraph[str], start: str, inside: set[str], *, shorter_than: int
) -> tuple[list[str], int]:
    """The nodes of a shortest cycle through the start, if shorter than a number (0: any), and the steps it took."""
    came_from: dict[str, str] = {}
    level, length, used = [start], 1, 0
    while level and (not shorter_than or length < shorter_than):
        following: list[str] = []
        for node, head in _edges(graph, level):
            used += 1
            if head == start:
                return _path(came_from, start, node), used
            if head in inside and head not in came_from:
                came_from[head] = node
                following.append(head)
        level, length = following, length + 1
    return [], used


def _edges(graph: nx.DiGraph[str], nodes: Iterable[str]) -> Iterable[tuple[str, str]]:
    return ((node, head) for node in nodes for head in graph.successors(node))


def _path(came_from: dict[str, str], start: str, end: str) -> list[str]:
    path = [end]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return path[::-1]
