"""Strongly connected components of a graph of integers, and the acyclic graph between them."""

from __future__ import annotations

from collections.abc import Sequence

from icmap.records import dataclass

__all__ = ["Condensation", "condense", "strongly_connected"]

Adjacency = Sequence[Sequence[int]]
"""For each node the nodes to which it has an edge."""


@dataclass(frozen=True, slots=True)
class Condensation:
    """The components of a graph, each after all that it leads to.

    `of` is each node's component; `successors` are the components to which a component has an edge, without itself;
    `cyclic` tells whether its members reach themselves.
    """

    members: Sequence[Sequence[int]]
    of: Sequence[int]
    successors: Adjacency
    cyclic: Sequence[bool]


def condense(graph: Adjacency) -> Condensation:
    """The condensation of a graph; linear in nodes and edges."""
    members = strongly_connected(graph)
    of = [0] * len(graph)
    for number, component in enumerate(members):
        for node in component:
            of[node] = number
    successors = [tuple(sorted(_leads_to(graph, component, of))) for component in members]
    cyclic = [len(component) > 1 or component[0] in graph[component[0]] for component in members]
    return Condensation(members, of, successors, cyclic)


def _leads_to(graph: Adjacency, component: Sequence[int], of: Sequence[int]) -> set[int]:
    heads = {of[head] for node in component for head in graph[node]}
    heads.discard(of[component[0]])
    return heads


def strongly_connected(graph: Adjacency) -> list[list[int]]:
    """The strongly connected components, each after all that it leads to (Tarjan 1972), without recursion."""
    search = _Search(graph)
    for node in range(len(graph)):
        if search.low[node] < 0:
            search.explore(node)
    return search.found


class _Search:
    """Tarjan's depth-first search: `low` is -1 before a node is seen, and `_DONE` once its component is told."""

    _DONE = 1 << 62

    def __init__(self, graph: Adjacency) -> None:
        self.low = [-1] * len(graph)
        self.found: list[list[int]] = []
        self._graph = graph
        self._seen = 0
        self._open: list[int] = []

    def _enter(self, node: int) -> None:
        self.low[node] = self._seen
        self._seen += 1
        self._open.append(node)

    def explore(self, root: int) -> None:
        """See everything that the root leads to."""
        graph, low = self._graph, self.low
        self._enter(root)
        path = [(root, low[root], iter(graph[root]))]
        while path:
            node, number, heads = path[-1]
            least = low[node]
            for head in heads:
                there = low[head]
                if there < 0:
                    self._enter(head)
                    path.append((head, low[head], iter(graph[head])))
                    break
                least = min(least, there)
            else:
                path.pop()
                self._leave(node, number, least, path)
                continue
            low[node] = least

    def _leave(self, node: int, number: int, least: int, path: Sequence[tuple[int, int, object]]) -> None:
        self.low[node] = least
        if least == number:
            self._close(node)
        if path:
            above = path[-1][0]
            self.low[above] = min(self.low[above], self.low[node])

    def _close(self, root: int) -> None:
        component: list[int] = []
        while not component or component[-1] != root:
            component.append(self._open.pop())
            self.low[component[-1]] = self._DONE
        self.found.append(component)
