"""A drawing as a Mermaid flowchart, for wikis and README files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from icmap.pictures.drawing import Arrow, Drawing, Node, Shape
from icmap.pictures.order import PictureFormat
from icmap.pictures.paint.theme import LIGHT, arrow_ink
from icmap.pictures.text._writing import as_text
from icmap.pictures.text.escaping import mermaid
from icmap.pictures.text.nesting import Inside, inside

__all__ = ["FORMAT", "to_mermaid"]

_SHAPES: Mapping[Shape, tuple[str, str]] = {
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
    "gate": ("{", "}"),
    "more": ("([", "])"),
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
        *(f"  {arrow.tail} {_line(arrow)} {arrow.head}" for arrow in drawing.arrows),
        *(f"  linkStyle {place} {_style(arrow)}" for place, arrow in enumerate(drawing.arrows)),
        *(f"  {line}" for line in _CLASSES),
        *_classes(drawing),
    ]
    return "\n".join(lines) + "\n"


def _nodes(tree: Inside, box: str | None, indent: str) -> Iterator[str]:
    for node in tree.nodes.get(box, ()):
        opening, closing = _SHAPES[node.shape]
        name = (f"({node.rank}) " if node.rank is not None else "") + node.name
        yield f"{indent}{node.id}{opening}{mermaid(name, *node.lines, *([node.note] if node.note else []))}{closing}"
    for each in tree.boxes.get(box, ()):
        yield f"{indent}subgraph {each.id}[{mermaid(each.name)}]"
        yield from _nodes(tree, each.id, indent + "  ")
        yield f"{indent}end"


def _line(arrow: Arrow) -> str:
    if arrow.line in ("dashed", "dotted", "standin"):
        line = "<-.->" if arrow.mutual else "-.-" if arrow.line == "standin" else "-.->"
    elif arrow.critical:
        line = "<==>" if arrow.mutual else "==>"
    else:
        line = "<-->" if arrow.mutual else "-->"
    return f"{line}|{mermaid(arrow.label)}|" if arrow.label else line


def _style(arrow: Arrow) -> str:
    ink = LIGHT[arrow_ink(arrow)]
    return f"stroke:{ink}" + (",stroke-width:4px" if arrow.critical else "")


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


FORMAT = PictureFormat("mermaid", (".mmd", ".mermaid"), as_text("mermaid", to_mermaid))
