"""The legend of a drawing: only what occurs in it."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.pictures.drawing import Arrow, Drawing, LegendItem, Node, Shape

__all__ = ["legend_of"]

_NAMES: dict[Shape, str] = {
    "customer": "customer outside",
    "person": "person",
    "role": "role",
    "team": "team",
    "department": "department",
    "process": "process",
    "system": "system",
    "supplier": "supplier",
    "authority": "authority",
}
"""What each shape is, in the order of the legend."""


def legend_of(drawing: Drawing, chain: str, *, note: str = "", shapes: bool = True) -> tuple[LegendItem, ...]:
    """What is to be explained in a drawing: nodes, then arrows, then what each shape is.

    `chain` says what the one that is marked is, `note` what the numbers on cards are.
    """
    noted = (LegendItem("note", note),) if note and any(node.note for node in drawing.nodes) else ()
    return (
        *_of_nodes(drawing.nodes),
        *noted,
        *_of_arrows(drawing.arrows, chain),
        *(_of_shapes(drawing.nodes) if shapes else ()),
    )


def _of_nodes(nodes: tuple[Node, ...]) -> Iterator[LegendItem]:
    if any(node.end for node in nodes):
        yield LegendItem("end", "end customer")
    if any(node.focus for node in nodes):
        yield LegendItem("focus", "in focus")
    if any(node.rank is not None for node in nodes):
        yield LegendItem("bottleneck", "bottleneck, 1 is the worst")
    if any(node.shape == "gate" for node in nodes):
        yield LegendItem("gate", "so many of them are enough")


def _of_arrows(arrows: tuple[Arrow, ...], chain: str) -> Iterator[LegendItem]:
    if any(arrow.critical for arrow in arrows):
        yield LegendItem("critical", chain)
    if any(arrow.mutual for arrow in arrows):
        yield LegendItem("mutual", "serve each other")
    if any(arrow.loop for arrow in arrows):
        yield LegendItem("loop", "wait for each other in a circle")
    if any(arrow.line == "dashed" for arrow in arrows):
        yield LegendItem("dashed", "nobody waits for it")
    if any(arrow.line == "standin" for arrow in arrows):
        yield LegendItem("standin", "stands in when the other is away")
    if any(arrow.line == "dotted" for arrow in arrows):
        yield LegendItem("dotted", "only in a situation")
    if len({round(arrow.weight, 1) for arrow in arrows if arrow.weight is not None and not arrow.critical}) > 1:
        yield LegendItem("weight", "thicker: asked more often")


def _of_shapes(nodes: tuple[Node, ...]) -> Iterator[LegendItem]:
    found = {node.shape for node in nodes} - {"gate", "more"}
    if len(found) > 1:
        yield from (LegendItem("shape", name, shape) for shape, name in _NAMES.items() if shape in found)
