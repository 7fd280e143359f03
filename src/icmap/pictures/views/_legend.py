"""The legend of a drawing: only what occurs in it."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.pictures.drawing import Drawing, Edge, Figure, LegendItem, Node
from icmap.pictures.views._marks import MOST_CHAINS

__all__ = ["legend_of"]

_FIGURES: tuple[Figure, ...] = (
    "customer",
    "person",
    "role",
    "team",
    "department",
    "process",
    "system",
    "supplier",
    "authority",
    "party",
)
_NAMES: dict[Figure, str] = {
    "person": "person",
    "role": "role",
    "team": "team",
    "department": "department",
    "process": "process",
    "system": "system",
    "supplier": "supplier",
    "authority": "authority",
    "customer": "customer outside",
}
_CHAINS = ("slowest chain to an end customer", f"slowest chains to the {MOST_CHAINS} end customers that wait longest")


def legend_of(drawing: Drawing, *, some_chains: bool = False, figures: bool = True) -> tuple[LegendItem, ...]:
    """What is to be explained in a drawing: nodes, then lines, then what each figure is."""
    told = _of_figures(drawing.nodes) if figures else ()
    return (*_of_nodes(drawing.nodes), *_of_edges(drawing.edges, _CHAINS[some_chains]), *told)


def _of_nodes(nodes: tuple[Node, ...]) -> Iterator[LegendItem]:
    if any(node.end for node in nodes):
        yield LegendItem("end", "end customer")
    if any(node.focus for node in nodes):
        yield LegendItem("focus", "in focus")
    if any(node.rank is not None for node in nodes):
        yield LegendItem("bottleneck", "bottleneck, 1 is the worst")


def _of_edges(edges: tuple[Edge, ...], chain: str) -> Iterator[LegendItem]:
    if any(edge.critical for edge in edges):
        yield LegendItem("critical", chain)
    if any(edge.mutual for edge in edges):
        yield LegendItem("mutual", "serve each other")
    if any(edge.loop for edge in edges):
        yield LegendItem("loop", "wait for each other in a circle")
    if any(edge.line == "dashed" for edge in edges):
        yield LegendItem("dashed", "nobody waits for it")
    if any(edge.line == "standin" for edge in edges):
        yield LegendItem("standin", "stands in when the other is away")
    if any(edge.line == "dotted" for edge in edges):
        yield LegendItem("dotted", "only in a situation")
    if len({round(edge.weight, 1) for edge in edges if edge.weight is not None and not edge.critical}) > 1:
        yield LegendItem("weight", "thicker: asked more often")


def _of_figures(nodes: tuple[Node, ...]) -> Iterator[LegendItem]:
    found = {node.figure for node in nodes}
    if len(found) > 1:
        yield from (LegendItem("figure", _NAMES[each], each) for each in _FIGURES if each in found and each in _NAMES)
