"""A drawing as a Mermaid flowchart, for wikis and README files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from icmap.pictures.drawing import Drawing, Edge, Figure, Node
from icmap.pictures.paint.boxes import Inside, inside
from icmap.pictures.paint.escaping import mermaid
from icmap.pictures.paint.theme import LIGHT

__all__ = ["to_mermaid"]

_SHAPES: Mapping[Figure, tuple[str, str]] = {
    "person": ("([", "])"),
    "role": ("([", "])"),
    "team": ("(", ")"),
    "department": ("[", "]"),
    "process": ("[/", "/]"),
    "system": ("[(", ")]"),
    "supplier": ("{{", "}}"),
    "authority": ("[[", "]]"),
    "customer": (">", "]"),
    "party": ("(", ")"),
}
_CLASSES = (
    f"classDef endcustomer fill:{LIGHT['end']},color:{LIGHT['endink']},stroke:{LIGHT['end']}",
    f"classDef bottleneck stroke:{LIGHT['strong']},stroke-width:4px",
    f"classDef critical stroke:{LIGHT['critical']},stroke-width:3px",
    f"classDef loop stroke:{LIGHT['loop']},stroke-width:3px",
    f"classDef focus stroke:{LIGHT['focus']},stroke-width:4px",
)


def to_mermaid(drawing: Drawing) -> str:
    """The drawing as Mermaid text; ids are generated, names are in quoted labels only."""
    lines = [
        f"flowchart {drawing.direction}",
        *_nodes(inside(drawing), None, "  "),
        *(f"  {edge.tail} {_arrow(edge)} {edge.head}" for edge in drawing.edges),
        *(f"  linkStyle {place} {_style(edge)}" for place, edge in enumerate(drawing.edges)),
        *(f"  {line}" for line in _CLASSES),
        *_classes(drawing),
    ]
    return "\n".join(lines) + "\n"


def _nodes(tree: Inside, box: str | None, indent: str) -> Iterator[str]:
    for node in tree.nodes.get(box, ()):
        opening, closing = _SHAPES[node.figure]
        name = (f"({node.rank}) " if node.rank is not None else "") + node.name
        yield f"{indent}{node.id}{opening}{mermaid(name, *node.lines, *([node.note] if node.note else []))}{closing}"
    for each in tree.boxes.get(box, ()):
        yield f"{indent}subgraph {each.id}[{mermaid(each.name)}]"
        yield from _nodes(tree, each.id, indent + "  ")
        yield f"{indent}end"


def _arrow(edge: Edge) -> str:
    if edge.line in ("dashed", "dotted", "standin"):
        line = "<-.->" if edge.mutual else "-.-" if edge.line == "standin" else "-.->"
    elif edge.critical:
        line = "<==>" if edge.mutual else "==>"
    else:
        line = "<-->" if edge.mutual else "-->"
    return f"{line}|{mermaid(edge.label)}|" if edge.label else line


def _style(edge: Edge) -> str:
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
    return f"stroke:{ink}" + (",stroke-width:4px" if edge.critical else "")


def _classes(drawing: Drawing) -> Iterator[str]:
    for node in drawing.nodes:
        for name in _classes_of(node):
            yield f"  class {node.id} {name}"


def _classes_of(node: Node) -> Iterator[str]:
    if node.end:
        yield "endcustomer"
    if node.critical:
        yield "critical"
    if node.loop:
        yield "loop"
    if node.rank is not None:
        yield "bottleneck"
    if node.focus:
        yield "focus"
