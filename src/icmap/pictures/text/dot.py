"""A drawing as DOT, to be worked on with other tools; the house's own pictures are not made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from icmap.pictures.drawing import Arrow, Drawing, Node, Shape
from icmap.pictures.order import PictureFormat
from icmap.pictures.paint.theme import LIGHT, arrow_ink
from icmap.pictures.text._writing import as_text
from icmap.pictures.text.escaping import dot
from icmap.pictures.text.nesting import Inside, inside

__all__ = ["FORMAT", "to_dot"]

_SHAPES: Mapping[Shape, str] = {
    "person": 'shape=box style="rounded,filled"',
    "role": 'shape=box style="rounded,filled"',
    "team": 'shape=box style="rounded,filled"',
    "department": "shape=box style=filled",
    "process": "shape=cds style=filled",
    "system": "shape=cylinder style=filled",
    "supplier": "shape=hexagon style=filled",
    "authority": "shape=octagon style=filled",
    "customer": "shape=larrow style=filled",
    "party": 'shape=box style="rounded,filled"',
    "gate": "shape=diamond style=filled",
    "more": "shape=plaintext",
}
_LINES = {"solid": "solid", "dashed": "dashed", "dotted": "dotted", "standin": "dotted"}


def to_dot(drawing: Drawing) -> str:
    """The drawing as DOT text; ids are generated, names are in labels only."""
    tree = inside(drawing)
    lines = [
        "digraph {",
        f'  graph [rankdir={drawing.direction} fontname="Helvetica" nodesep=0.3 ranksep=0.7 labelloc=t fontsize=20 label={dot(drawing.title)}];',
        '  node [fontname="Helvetica" fontsize=11 margin="0.18,0.09"];',
        f'  edge [fontname="Helvetica" fontsize=9 arrowsize=0.7 color="{LIGHT["line"]}" fontcolor="{LIGHT["muted"]}"];',
        *_nodes(tree, None, "  "),
        *(f"  {arrow.tail} -> {arrow.head} [{_arrow(arrow)}];" for arrow in drawing.arrows),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _nodes(tree: Inside, box: str | None, indent: str) -> Iterator[str]:
    for node in tree.nodes.get(box, ()):
        yield f"{indent}{node.id} [{_node(node)}];"
    for each in tree.boxes.get(box, ()):
        yield f"{indent}subgraph cluster_{each.id} {{"
        yield (
            f'{indent}  graph [label={dot(each.name)} fontsize=10 labeljust=l style="rounded,filled" '
            f'fillcolor="{LIGHT["box"]}" color="{LIGHT["boxrim"]}"];'
        )
        yield from _nodes(tree, each.id, indent + "  ")
        yield indent + "}"


def _node(node: Node) -> str:
    rank = (f"({node.rank}) " if node.rank is not None else "") + node.name
    label = dot(rank, *node.lines, *([node.note] if node.note else []))
    fill, ink = (LIGHT["end"], LIGHT["endink"]) if node.end else (LIGHT["card"], LIGHT["ink"])
    rim = LIGHT["strong" if node.rank is not None else "critical" if node.critical else "loop" if node.loop else "rim"]
    wide = 3 if node.rank is not None or node.focus else 2 if node.critical or node.loop else 1
    return f'label={label} {_SHAPES[node.shape]} fillcolor="{fill}" fontcolor="{ink}" color="{rim}" penwidth={wide}'


def _arrow(arrow: Arrow) -> str:
    ink = LIGHT[arrow_ink(arrow)]
    wide = 3.0 if arrow.critical else 1.0 + 2.0 * (arrow.weight or 0.2)
    parts = [f"label={dot(arrow.label)}"] if arrow.label else []
    parts += [f"style={_LINES[arrow.line]}", f"penwidth={wide:.1f}"]
    parts += [f'color="{ink}:white:{ink}"' if arrow.mutual else f'color="{ink}"']
    if arrow.mutual:
        parts.append("dir=both")
    if arrow.line == "standin":
        parts.append("arrowhead=odot")
    if arrow.backward:
        parts.append("constraint=false")
    return " ".join(parts)


FORMAT = PictureFormat("dot", (".dot", ".gv"), as_text("dot", to_dot))
