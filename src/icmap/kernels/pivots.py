"""Brandes' accumulation level by level on arrays, for several sources at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["moments"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_CELLS = 1_500_000
"""Edges times sources handled in one go: keeps every array under some 30 MB."""


def moments(graph: Sequence[Sequence[int]], pivots: Sequence[int]) -> tuple[list[float], list[float]]:
    """Over the pivots, the sum of each node's dependency scores and the sum of their squares."""
    nodes = len(graph)
    degree = np.fromiter(map(len, graph), dtype=np.int64, count=nodes)
    start = np.concatenate(([0], np.cumsum(degree)))
    heads = np.fromiter((head for found in graph for head in found), dtype=np.int64, count=int(start[-1]))
    together = max(1, _CELLS // max(nodes + len(heads), 1))
    sums, squares = np.zeros(nodes), np.zeros(nodes)
    for first in range(0, len(pivots), together):
        shares = _shares(start, heads, degree, np.array(pivots[first : first + together], dtype=np.int64))
        sums += shares.sum(axis=0)
        squares += (shares * shares).sum(axis=0)
    return sums.tolist(), squares.tolist()


def _shares(start: Ints, heads: Ints, degree: Ints, sources: Ints) -> Floats:
    """The dependency of each source (row) on each node; a cell is numbered source * nodes + node."""
    nodes = len(degree)
    origin = np.arange(len(sources), dtype=np.int64) * nodes + sources
    paths: Floats = np.zeros(len(sources) * nodes)
    share: Floats = np.zeros(len(sources) * nodes)
    paths[origin] = 1
    for tails, ends in reversed(_levels(start, heads, degree, origin, paths)):
        np.add.at(share, tails, paths[tails] / paths[ends] * (1 + share[ends]))
    share[origin] = 0
    return share.reshape(len(sources), nodes)


def _levels(start: Ints, heads: Ints, degree: Ints, origin: Ints, paths: Floats) -> list[tuple[Ints, Ints]]:
    """The edges on shortest paths by level, as cells; counts the paths on the way."""
    nodes = len(degree)
    level: NDArray[Any] = np.full(len(paths), -1, dtype=np.int32)
    level[origin] = 0
    found: list[tuple[Ints, Ints]] = []
    frontier = origin
    while len(frontier):
        depth = len(found) + 1
        tails, ends = _edges(start, heads, degree, frontier, nodes)
        level[ends[level[ends] < 0]] = depth
        on_path = level[ends] == depth
        tails, ends = tails[on_path], ends[on_path]
        np.add.at(paths, ends, paths[tails])
        frontier = np.flatnonzero(level == depth)
        found.append((tails, ends))
    return found


def _edges(start: Ints, heads: Ints, degree: Ints, frontier: Ints, nodes: int) -> tuple[Ints, Ints]:
    """Every edge out of the frontier, as cells of its tail and its head."""
    node = frontier % nodes
    count = degree[node]
    tails = np.repeat(frontier, count)
    first = np.repeat(start[node] - (np.cumsum(count) - count), count)
    return tails, tails - tails % nodes + heads[first + np.arange(len(tails))]
