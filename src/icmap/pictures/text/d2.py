"""A drawing as D2 text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from icmap.pictures.drawing import Drawing, Edge, Figure, Node
from icmap.pictures.paint.boxes import Inside, inside, path_to
from icmap.pictures.paint.escaping import d2
from icmap.pictures.paint.theme import LIGHT

__all__ = ["to_d2"]

_SHAPES: Mapping[Figure, str] = {
    "person": "oval",
    "role": "oval",
    "team": "rectangle",
    "department": "rectangle",
    "process": "step",
    "system": "cylinder",
    "supplier": "hexagon",
    "authority": "rectangle",
    "customer": "rectangle",
    "party": "rectangle",
}


def to_d2(drawing: Drawing) -> str:
    """The drawing as D2 text; ids are generated, names are in single-quoted labels only."""
    paths = path_to(drawing)
    lines = [
        f"direction: {'right' if drawing.direction == 'LR' else 'down'}",
        *_nodes(inside(drawing), None, ""),
        *(
            f"{paths[edge.tail]} {'<->' if edge.mutual else '--' if edge.line == 'standin' else '->'} {paths[edge.head]}{_edge(edge)}"
            for edge in drawing.edges
        ),
    ]
    return "\n".join(lines) + "\n"


def _nodes(tree: Inside, box: str | None, indent: str) -> Iterator[str]:
    for node in tree.nodes.get(box, ()):
        yield f"{indent}{node.id}: {_label(node)} {{"
        yield from (f"{indent}  {line}" for line in _node(node))
        yield indent + "}"
    for each in tree.boxes.get(box, ()):
        yield f"{indent}{each.id}: {d2(each.name)} {{"
        yield from _nodes(tree, each.id, indent + "  ")
        yield indent + "}"


def _label(node: Node) -> str:
    name = (f"({node.rank}) " if node.rank is not None else "") + node.name
    return d2(name, *node.lines, *([node.note] if node.note else []))


def _node(node: Node) -> Iterator[str]:
    yield f"shape: {_SHAPES[node.figure]}"
    if node.figure == "team":
        yield "style.border-radius: 8"
    if node.end:
        yield f'style.fill: "{LIGHT["end"]}"'
        yield f'style.font-color: "{LIGHT["endink"]}"'
    if node.rank is not None or node.critical or node.loop:
        rim = LIGHT["strong" if node.rank is not None else "critical" if node.critical else "loop"]
        yield f'style.stroke: "{rim}"'
        yield "style.stroke-width: 4"


def _edge(edge: Edge) -> str:
    ink = LIGHT[
        "critical"
        if edge.critical
        else "loop"
        if edge.loop
        else "mutual"
        if edge.mutual
        else "situational"
        if edge.line == "dotted"
        else "line"
    ]
    parts = [f'style.stroke: "{ink}"']
    if edge.critical:
        parts.append("style.stroke-width: 4")
    if edge.line != "solid":
        parts.append(f"style.stroke-dash: {5 if edge.line == 'dashed' else 2}")
    return f"{': ' + d2(edge.label) if edge.label else ':'} {{{'; '.join(parts)}}}"
