"""A drawing as D2 text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from icmap.pictures.drawing import Arrow, Drawing, Node, Shape
from icmap.pictures.order import PictureFormat
from icmap.pictures.paint.theme import LIGHT, arrow_ink
from icmap.pictures.text._writing import as_text
from icmap.pictures.text.escaping import d2
from icmap.pictures.text.nesting import Inside, inside, path_to

__all__ = ["FORMAT", "to_d2"]

_SHAPES: Mapping[Shape, str] = {
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
    "gate": "diamond",
    "more": "text",
}


def to_d2(drawing: Drawing) -> str:
    """The drawing as D2 text; ids are generated, names are in single-quoted labels only."""
    paths = path_to(drawing)
    lines = [
        f"direction: {'right' if drawing.direction == 'LR' else 'down'}",
        *_nodes(inside(drawing), None, ""),
        *(
            f"{paths[arrow.tail]} {'<->' if arrow.mutual else '--' if arrow.line == 'standin' else '->'} {paths[arrow.head]}{_arrow(arrow)}"
            for arrow in drawing.arrows
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
    yield f"shape: {_SHAPES[node.shape]}"
    if node.shape == "team":
        yield "style.border-radius: 8"
    if node.end:
        yield f'style.fill: "{LIGHT["end"]}"'
        yield f'style.font-color: "{LIGHT["endink"]}"'
    if node.rank is not None or node.critical or node.loop:
        rim = LIGHT["strong" if node.rank is not None else "critical" if node.critical else "loop"]
        yield f'style.stroke: "{rim}"'
        yield "style.stroke-width: 4"


def _arrow(arrow: Arrow) -> str:
    ink = LIGHT[arrow_ink(arrow)]
    parts = [f'style.stroke: "{ink}"']
    if arrow.critical:
        parts.append("style.stroke-width: 4")
    if arrow.line != "solid":
        parts.append(f"style.stroke-dash: {5 if arrow.line == 'dashed' else 2}")
    return f"{': ' + d2(arrow.label) if arrow.label else ':'} {{{'; '.join(parts)}}}"


FORMAT = PictureFormat("d2", (".d2",), as_text("d2", to_d2))
