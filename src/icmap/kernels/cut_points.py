"""Articulation points: whose going would split a graph, seen without directions."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["articulation_points"]


def articulation_points(neighbours: Sequence[Sequence[int]]) -> list[int]:
    """The nodes without which their component falls apart (Hopcroft & Tarjan 1973), ascending; linear, no recursion.

    `neighbours` is symmetric and has no node as its own neighbour. Isolated nodes and pairs have none.
    """
    seen = [-1] * len(neighbours)
    found: set[int] = set()
    for root in range(len(neighbours)):
        if seen[root] < 0 and _explore(neighbours, root, seen, found) > 1:
            found.add(root)
    return sorted(found)


def _explore(neighbours: Sequence[Sequence[int]], root: int, seen: list[int], found: set[int]) -> int:
    """See the root's component, note its articulation points but the root; how many subtrees hang from the root."""
    low = {root: 0}
    seen[root] = count = subtrees = 0
    path = [(root, -1, iter(neighbours[root]))]
    while path:
        node, parent, heads = path[-1]
        for head in heads:
            if seen[head] < 0:
                count += 1
                seen[head] = low[head] = count
                path.append((head, node, iter(neighbours[head])))
                break
            if head != parent:
                low[node] = min(low[node], seen[head])
        else:
            path.pop()
            if parent >= 0:
                low[parent] = min(low[parent], low[node])
                subtrees += parent == root
                if parent != root and low[node] >= seen[parent]:
                    found.add(parent)
    return subtrees
