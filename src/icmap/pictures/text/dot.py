"""A drawing as DOT, made by the `graphviz` package, to be worked on with other tools; the house's own pictures are not made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from icmap.pictures.drawing import Arrow, Drawing, Node, Shape
from icmap.pictures.order import PictureFormat
from icmap.pictures.paint.theme import LIGHT, arrow_ink
from icmap.pictures.text._writing import as_text
from icmap.pictures.text.escaping import dot_label
from icmap.pictures.text.nesting import Inside, inside

if TYPE_CHECKING:
    import graphviz

__all__ = ["FORMAT", "to_dot", "to_graphviz"]

_FONT = "Helvetica"
_ROUND = "rounded,filled"
_SHAPES: Mapping[Shape, tuple[str, str]] = {
    "person": ("box", _ROUND),
    "role": ("box", _ROUND),
    "team": ("box", _ROUND),
    "department": ("box", "filled"),
    "process": ("cds", "filled"),
    "system": ("cylinder", "filled"),
    "supplier": ("hexagon", "filled"),
    "authority": ("octagon", "filled"),
    "customer": ("larrow", "filled"),
    "party": ("box", _ROUND),
    "gate": ("diamond", "filled"),
    "more": ("plaintext", ""),
}
_LINES = {"solid": "solid", "dashed": "dashed", "dotted": "dotted", "standin": "dotted"}


def to_dot(drawing: Drawing) -> str:
    """The drawing as DOT text; ids are generated, names are in labels only."""
    return str(to_graphviz(drawing).source).replace("\t", "  ")


def to_graphviz(drawing: Drawing) -> graphviz.Digraph:
    """The drawing as a graph of the `graphviz` package, to restyle, show or render."""
    import graphviz

    tree = inside(drawing)
    graph = graphviz.Digraph()
    graph.attr(
        "graph", rankdir=drawing.direction, fontname=_FONT, nodesep="0.3", ranksep="0.7", labelloc="t", fontsize="20"
    )
    graph.attr("graph", label=dot_label(drawing.title))
    graph.attr("node", fontname=_FONT, fontsize="11", margin="0.18,0.09")
    graph.attr("edge", fontname=_FONT, fontsize="9", arrowsize="0.7", color=LIGHT["line"], fontcolor=LIGHT["muted"])
    _fill(graph, tree, None)
    for arrow in drawing.arrows:
        graph.edge(arrow.tail, arrow.head, **dict(_arrow(arrow)))
    return graph


def _fill(graph: graphviz.Digraph, tree: Inside, box: str | None) -> None:
    for node in tree.nodes.get(box, ()):
        graph.node(node.id, **dict(_node(node)))
    for each in tree.boxes.get(box, ()):
        part = type(graph)(name=f"cluster_{each.id}")
        looks = {
            "fontsize": "10",
            "labeljust": "l",
            "style": _ROUND,
            "fillcolor": LIGHT["box"],
            "color": LIGHT["boxrim"],
        }
        part.attr("graph", label=dot_label(each.name), **looks)
        _fill(part, tree, each.id)
        graph.subgraph(part)


def _node(node: Node) -> Iterator[tuple[str, str]]:
    rank = (f"({node.rank}) " if node.rank is not None else "") + node.name
    yield "label", dot_label(rank, *node.lines, *([node.note] if node.note else []))
    shape, style = _SHAPES[node.shape]
    yield "shape", shape
    if style:
        yield "style", style
    fill, ink = (LIGHT["end"], LIGHT["endink"]) if node.end else (LIGHT["card"], LIGHT["ink"])
    rim = LIGHT["strong" if node.rank is not None else "critical" if node.critical else "loop" if node.loop else "rim"]
    wide = 3 if node.rank is not None or node.focus else 2 if node.critical or node.loop else 1
    yield from (("fillcolor", fill), ("fontcolor", ink), ("color", rim), ("penwidth", str(wide)))


def _arrow(arrow: Arrow) -> Iterator[tuple[str, str]]:
    ink = LIGHT[arrow_ink(arrow)]
    if arrow.label:
        yield "label", dot_label(arrow.label)
    yield "style", _LINES[arrow.line]
    yield "penwidth", f"{3.0 if arrow.critical else 1.0 + 2.0 * (arrow.weight or 0.2):.1f}"
    yield "color", f"{ink}:white:{ink}" if arrow.mutual else ink
    if arrow.mutual:
        yield "dir", "both"
    if arrow.line == "standin":
        yield "arrowhead", "odot"
    if arrow.backward:
        yield "constraint", "false"


FORMAT = PictureFormat("dot", (".dot", ".gv"), as_text("dot", to_dot))
