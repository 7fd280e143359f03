"""The DOT with which a layout is asked for: ids, sizes and weights, and not one word of the map.

So no name can break out of it; and as the widths of words are reckoned by `widths`, every Graphviz on every machine
is given the same boxes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from icmap.pictures.drawing import Arrow, Drawing, Node
from icmap.pictures.paint.layout.cards import Card
from icmap.pictures.paint.layout.labels import label_size

__all__ = ["Spread", "free_dot", "label_id", "layout_dot"]

Spread = Literal["tight", "close", "normal", "long", "airy"]
"""How far work goes from one rank to the next: where a page is much too small or too narrow, normally, where it is
too low, where both are too empty."""

_APART: Mapping[Spread, tuple[float, float, int]] = {
    "tight": (0.3, 0.14, 10), "close": (0.5, 0.24, 16), "normal": (1.1, 0.34, 22), "long": (1.9, 0.22, 22),
    "airy": (1.9, 0.9, 26),
}  # fmt: skip
"""Between ranks and between nodes in inches, the margin of boxes in points."""
_RESERVED = 0.42
_POINTS = 72.0


def layout_dot(
    drawing: Drawing,
    cards: Mapping[str, Card],
    labels: Mapping[str, tuple[str, ...]],
    spread: Spread = "normal",
) -> str:
    """The DOT that a layout is asked with: ids, sizes and weights."""
    lines = [
        "digraph {",
        _graph_attributes(drawing, spread, reserved=bool(labels)),
        'node [shape=box fixedsize=true label=""];',
        "edge [dir=none];",
        *(f"{node.id} [{_size(cards[node.id].width, cards[node.id].height)}];" for node in drawing.nodes),
        *(f"{label_id(arrow_id)} [{_size(*label_size(words))}];" for arrow_id, words in labels.items()),
        *_clusters(drawing, labels, _APART[spread][2]),
        *_ends(drawing.nodes),
    ]
    for arrow in drawing.arrows:
        lines.extend(_arrow_lines(arrow, drawing.direction, labelled=arrow.id in labels))
    return "\n".join([*lines, "}"]) + "\n"


def free_dot(drawing: Drawing) -> str:
    """The DOT that a free layout is asked with: points and lines; `free.apart` makes room for the cards."""
    lines = ["digraph {", "graph [overlap=true splines=false start=1];", "node [shape=point width=0.1];"]
    lines += [f"{node.id};" for node in drawing.nodes]
    lines += [f"{arrow.tail} -> {arrow.head};" for arrow in drawing.arrows]
    return "\n".join([*lines, "}"]) + "\n"


def _graph_attributes(drawing: Drawing, spread: Spread, *, reserved: bool) -> str:
    apart, gap, _ = _APART[spread]
    gap = gap if len(drawing.nodes) < 60 else min(gap, 0.22)
    apart = min(apart, _RESERVED) if reserved else apart
    hurry = " nslimit=4 nslimit1=4 mclimit=0.4" if len(drawing.arrows) > 250 else ""
    return f"graph [rankdir={drawing.direction} nodesep={gap} ranksep={apart} splines=true newrank=true{hurry}];"


def _size(wide: float, tall: float) -> str:
    return f"width={wide / _POINTS:.4f} height={tall / _POINTS:.4f}"


def label_id(arrow: str) -> str:
    """The id of the place that is kept for the words on a line."""
    return "l" + arrow[1:]


def _ends(nodes: tuple[Node, ...]) -> Iterator[str]:
    last = [node.id for node in nodes if node.end and node.box is None]
    if last and len(last) < len(nodes):
        yield "{rank=sink; " + "; ".join(last) + "}"


def _clusters(drawing: Drawing, labels: Mapping[str, tuple[str, ...]], margin: int) -> Iterator[str]:
    """The boxes inside one another, without recursion: opened and closed along the tree."""
    inside: dict[str | None, list[str]] = {}
    for box in drawing.boxes:
        inside.setdefault(box.parent, []).append(box.id)
    members = _members(drawing, labels)
    waiting: list[str | None] = list(reversed(inside.get(None, [])))
    while waiting:
        box_or_end = waiting.pop()
        if box_or_end is None:
            yield "}"
        else:
            yield f"subgraph cluster_{box_or_end} {{ graph [margin={margin} label=x fontsize=9 labeljust=l];"
            yield from (f"{member};" for member in members.get(box_or_end, ()))
            waiting += [None, *reversed(inside.get(box_or_end, []))]


def _members(drawing: Drawing, labels: Mapping[str, tuple[str, ...]]) -> Mapping[str, list[str]]:
    """What stands in each box itself: nodes, and the words on lines that do not leave it."""
    found: dict[str, list[str]] = {}
    for node in drawing.nodes:
        if node.box is not None:
            found.setdefault(node.box, []).append(node.id)
    for arrow_id, box_id in _boxes_of_labels(drawing):
        if arrow_id in labels:
            found.setdefault(box_id, []).append(label_id(arrow_id))
    return found


def _boxes_of_labels(drawing: Drawing) -> Iterator[tuple[str, str]]:
    """For each arrow within a box, the innermost box round both its ends."""
    parents = {box.id: box.parent for box in drawing.boxes}
    boxes = {node.id: node.box for node in drawing.nodes}
    for arrow in drawing.arrows:
        around = set(_outwards(boxes[arrow.tail], parents))
        common = next((box for box in _outwards(boxes[arrow.head], parents) if box in around), None)
        if common is not None:
            yield arrow.id, common


def _outwards(box: str | None, parents: Mapping[str, str | None]) -> Iterator[str]:
    while box is not None:
        yield box
        box = parents.get(box)


def _arrow_lines(arrow: Arrow, direction: str, *, labelled: bool) -> Iterator[str]:
    first, last = (arrow.head, arrow.tail) if arrow.backward else (arrow.tail, arrow.head)
    pull = 1 if arrow.backward else 6 if arrow.critical else 1 if arrow.line in ("dashed", "standin") else 2
    if not labelled:
        yield f"{first} -> {last} [id={arrow.id} weight={pull}];"
        return
    out, into = ("e", "w") if direction == "LR" else ("s", "n")
    middle = label_id(arrow.id)
    yield f"{first} -> {middle} [id={arrow.id}a weight={pull} headport={into}];"
    yield f"{middle} -> {last} [id={arrow.id}b weight={pull} tailport={out}];"
