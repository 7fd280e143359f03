"""How work comes back: the spectral radius, total work and drivers of a work transformation matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    import numpy as np

from icmap.records import dataclass

__all__ = ["LARGEST", "Transformation", "transformation"]

LARGEST = 1000
"""So many nodes are solved as one dense matrix; more are not."""

_NEARLY = 1e-9
_DRIVES = 0.5

Matrix = Mapping[tuple[int, int], float]
"""The entries above 0 of a square matrix: (who works again, because of whom) → share."""


@dataclass(frozen=True, slots=True)
class Transformation:
    """The spectral radius; total work per node, None where it does not converge; the nodes that drive it, ascending.

    All three are unknown (`complete` false) for a matrix that is too large.
    """

    radius: float | None
    work: tuple[float, ...] | None
    drivers: tuple[int, ...]
    complete: bool = True


def transformation(size: int, matrix: Matrix) -> Transformation:
    """Total work U = (I - A)⁻¹·1 and what drives it (Smith & Eppinger 1997).

    Without a way round in A all is done after finitely many rounds: radius 0, no drivers. Otherwise the radius is the
    largest over its strongly connected blocks, and the drivers are the nodes with at least half of the largest share
    of the leading eigenvector, which in a block is unique and positive (Perron & Frobenius); ties count all blocks.
    """
    graph: nx.DiGraph[int] = nx.DiGraph(list(matrix))
    components = [sorted(each) for each in nx.strongly_connected_components(graph)]
    blocks = [each for each in components if len(each) > 1 or graph.has_edge(each[0], each[0])]
    if not blocks:
        return Transformation(0.0, _substitute(size, matrix, components), ())
    if len(graph) > LARGEST:
        return Transformation(None, None, (), complete=False)
    leading = [(*_leading(block, matrix), block) for block in blocks]
    radius = max(each[0] for each in leading)
    drivers = [node for own, nodes, _ in leading if own > radius - _NEARLY for node in nodes]
    work = _solve(size, sorted(graph), matrix) if radius < 1 - _NEARLY else None
    return Transformation(radius, work, tuple(sorted(drivers)))


def _substitute(size: int, matrix: Matrix, order: Sequence[Sequence[int]]) -> tuple[float, ...]:
    """Total work where everything that a node waits for comes before it in the order."""
    rows: dict[int, list[int]] = {}
    for row, column in matrix:
        rows.setdefault(row, []).append(column)
    work = [1.0] * size
    for (node,) in order:
        work[node] = fsum([1.0, *(matrix[node, other] * work[other] for other in rows.get(node, ()))])
    return tuple(work)


def _leading(block: Sequence[int], matrix: Matrix) -> tuple[float, list[int]]:
    """The spectral radius of a block, and the nodes that drive it."""
    import numpy as np  # noqa: PLC0415 - only for maps where rework goes round

    values, vectors = np.linalg.eig(_dense(block, matrix))
    first = int(np.argmax(values.real))
    shares = np.abs(vectors[:, first])
    large = shares >= shares.max() * _DRIVES - _NEARLY
    return float(values[first].real), [node for node, drives in zip(block, large, strict=True) if drives]


def _solve(size: int, nodes: Sequence[int], matrix: Matrix) -> tuple[float, ...]:
    import numpy as np  # noqa: PLC0415 - only for maps where rework goes round

    solved = np.linalg.solve(np.eye(len(nodes)) - _dense(nodes, matrix), np.ones(len(nodes)))
    work = [1.0] * size
    for node, amount in zip(nodes, solved, strict=True):
        work[node] = float(amount)
    return tuple(work)


def _dense(nodes: Sequence[int], matrix: Matrix) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    import numpy as np  # noqa: PLC0415 - only for maps where rework goes round

    place = {node: rank for rank, node in enumerate(nodes)}
    dense = np.zeros((len(nodes), len(nodes)))
    for (row, column), share in matrix.items():
        if row in place and column in place:
            dense[place[row], place[column]] = share
    return dense
