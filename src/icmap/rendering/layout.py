"""Where everything stands: a drawing goes to Graphviz as sizes and numbers, and comes back as rectangles and curves.

Not one word of the map is in the DOT that is written here, so no name can break out of it; the widths of words are
reckoned by `metrics`, so that every Graphviz on every machine is given the same boxes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import hypot
from typing import Any, Literal

from icmap.drawing import Drawing, Edge, Node
from icmap.errors import IcmapError
from icmap.rendering.cards import Card, card
from icmap.rendering.engine import Engine, Program, lay_out
from icmap.rendering.labels import Curve, Label, Point, label_lines, label_size, labels_where_there_is_room
from icmap.rendering.outlines import OUTLINES, Rect, holds

__all__ = ["Layout", "Spread", "layout", "layout_dot"]

_BOX_MARGIN = 22
_POINTS = 72.0
Spread = Literal["short", "normal", "long"]
"""How far work goes from one rank to the next: where a page is too narrow, normally, and where it is too low."""
_APART: Mapping[Spread, float] = {"short": 0.42, "normal": 1.1, "long": 1.9}
_LARGE = 700
"""From so many edges on `dot` would take too long; `sfdp` needs seconds for thousands."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything in its place: by id, in pixels, y downwards. A curve runs from an edge's tail to its head."""

    width: float
    height: float
    nodes: Mapping[str, Rect]
    cards: Mapping[str, Card]
    boxes: Mapping[str, Rect]
    curves: Mapping[str, Curve]
    labels: Mapping[str, Label]
    remarks: tuple[str, ...] = ()


def layout(drawing: Drawing, engine: Engine, spread: Spread = "normal") -> Layout:
    """Lay a drawing out, more along the flow or more across it; an empty one takes no room and no engine."""
    cards = {node.id: card(node) for node in drawing.nodes}
    if not drawing.nodes:
        return Layout(0, 0, {}, {}, {}, {}, {})
    program: Program = "sfdp" if len(drawing.edges) > _LARGE else "dot"
    words = {edge.id: label_lines(edge) for edge in drawing.edges if edge.label}
    reserved = words if drawing.named and program == "dot" else {}
    found = lay_out(layout_dot(drawing, cards, reserved, program, spread), engine, program)
    try:
        placed = _placed(drawing, cards, reserved, json.loads(found.text))
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise IcmapError("Graphviz answered with something that is no layout", hint="try --engine embedded") from error
    large = ("so many lines were laid out freely (sfdp), not by the direction of work",) if program == "sfdp" else ()
    done = Layout(*placed, remarks=found.remarks + large)
    return done if reserved else replace(done, labels=labels_where_there_is_room(drawing, done.nodes, done.curves, words))


def layout_dot(
    drawing: Drawing, cards: Mapping[str, Card], labels: Mapping[str, tuple[str, ...]], program: Program = "dot", spread: Spread = "normal"
) -> str:
    """The DOT that a layout is asked with: ids, sizes and weights."""
    lines = ["digraph {", _graph_attributes(drawing, program, spread, reserved=bool(labels)), "node [shape=box fixedsize=true label=\"\"];", "edge [dir=none];"]
    for node in drawing.nodes:
        lines.append(f"{node.id} [{_size(cards[node.id].width, cards[node.id].height)}];")
    for edge_id, words in labels.items():
        lines.append(f"{_label_id(edge_id)} [{_size(*label_size(words))}];")
    if program == "dot":
        lines.extend(_clusters(drawing, labels))
        lines.extend(_ends(drawing.nodes))
    for edge in drawing.edges:
        lines.extend(_edge_lines(edge, edge.id in labels, drawing.direction))
    return "\n".join([*lines, "}"]) + "\n"


def _graph_attributes(drawing: Drawing, program: Program, spread: Spread, *, reserved: bool) -> str:
    if program == "sfdp":
        return "graph [overlap=prism overlap_scaling=-6 splines=line sep=\"+8\" start=1 K=1.2];"
    gap = 0.34 if len(drawing.nodes) < 60 and spread != "long" else 0.22
    apart = 0.42 if reserved else _APART[spread]
    hurry = " nslimit=4 nslimit1=4 mclimit=0.4" if len(drawing.edges) > 250 else ""
    return f"graph [rankdir={drawing.direction} nodesep={gap} ranksep={apart} splines=true newrank=true{hurry}];"


def _size(wide: float, tall: float) -> str:
    return f"width={wide / _POINTS:.4f} height={tall / _POINTS:.4f}"


def _label_id(edge: str) -> str:
    return "l" + edge[1:]


def _ends(nodes: tuple[Node, ...]) -> Iterator[str]:
    last = [node.id for node in nodes if node.end and node.box is None]
    if last and len(last) < len(nodes):
        yield "{rank=sink; " + "; ".join(last) + "}"


def _clusters(drawing: Drawing, labels: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The boxes inside one another, without recursion: opened and closed along the tree."""
    inside: dict[str | None, list[str]] = {}
    for box in drawing.boxes:
        inside.setdefault(box.parent, []).append(box.id)
    members: dict[str, list[str]] = {}
    for node in drawing.nodes:
        if node.box is not None:
            members.setdefault(node.box, []).append(node.id)
    for edge_id, box_id in _boxes_of_labels(drawing):
        if edge_id in labels:
            members.setdefault(box_id, []).append(_label_id(edge_id))
    waiting: list[str | None] = list(reversed(inside.get(None, [])))
    while waiting:
        box_id_or_end = waiting.pop()
        if box_id_or_end is None:
            yield "}"
            continue
        yield f"subgraph cluster_{box_id_or_end} {{ graph [margin={_BOX_MARGIN}];"
        yield from (f"{member};" for member in members.get(box_id_or_end, ()))
        waiting.append(None)
        waiting.extend(reversed(inside.get(box_id_or_end, [])))


def _boxes_of_labels(drawing: Drawing) -> Iterator[tuple[str, str]]:
    """For each edge within a box, the innermost box round both its ends."""
    parents = {box.id: box.parent for box in drawing.boxes}
    boxes = {node.id: node.box for node in drawing.nodes}
    for edge in drawing.edges:
        around = set(_outwards(boxes[edge.tail], parents))
        common = next((box for box in _outwards(boxes[edge.head], parents) if box in around), None)
        if common is not None:
            yield edge.id, common


def _outwards(box: str | None, parents: Mapping[str, str | None]) -> Iterator[str]:
    while box is not None:
        yield box
        box = parents.get(box)


def _edge_lines(edge: Edge, labelled: bool, direction: str) -> Iterator[str]:
    first, last = (edge.head, edge.tail) if edge.backward else (edge.tail, edge.head)
    pull = 1 if edge.backward else 6 if edge.critical else 1 if edge.line in ("dashed", "standin") else 2
    if not labelled:
        yield f"{first} -> {last} [id={edge.id} weight={pull}];"
        return
    out, into = ("e", "w") if direction == "LR" else ("s", "n")
    middle = _label_id(edge.id)
    yield f"{first} -> {middle} [id={edge.id}a weight={pull} headport={into}];"
    yield f"{middle} -> {last} [id={edge.id}b weight={pull} tailport={out}];"


def _placed(
    drawing: Drawing, cards: Mapping[str, Card], words: Mapping[str, tuple[str, ...]], found: Mapping[str, Any]
) -> tuple[Any, ...]:
    left, low, right, high = (float(number) for number in found["bb"].split(","))
    objects = {each["name"]: each for each in found["objects"]}

    def rect(name: str, wide: float, tall: float) -> Rect:
        x, y = (float(number) for number in objects[name]["pos"].split(",")[:2])
        return Rect(x - left - wide / 2, high - y - tall / 2, wide, tall)

    nodes = {node.id: rect(node.id, cards[node.id].width, cards[node.id].height) for node in drawing.nodes}
    labels = {edge: Label(rect(_label_id(edge), *label_size(lines)), lines) for edge, lines in words.items()}
    boxes = {
        box.id: _box(objects[f"cluster_{box.id}"]["bb"], left, high)
        for box in drawing.boxes
        if "bb" in objects.get(f"cluster_{box.id}", {})
    }
    pieces = {each["id"]: _points(each["pos"], left, high) for each in found.get("edges", []) if "pos" in each}
    outlines = {node.id: node for node in drawing.nodes}
    curves: dict[str, Curve] = {}
    for edge in drawing.edges:
        curve = _whole_curve(edge, pieces)
        if curve:
            curves[edge.id] = _clipped(curve, outlines[edge.tail], nodes[edge.tail], outlines[edge.head], nodes[edge.head])
    return right - left, high - low, nodes, cards, boxes, curves, labels


def _box(bounds: str, left: float, high: float) -> Rect:
    x1, y1, x2, y2 = (float(number) for number in bounds.split(","))
    return Rect(x1 - left, high - y2, x2 - x1, y2 - y1)


def _points(text: str, left: float, high: float) -> Curve:
    found = []
    for part in text.replace("\\\n", "").split():
        if part[:1] not in "es":
            x, y = part.split(",")[:2]
            found.append((float(x) - left, high - float(y)))
    return tuple(found)


def _whole_curve(edge: Edge, pieces: Mapping[str, Curve]) -> Curve:
    """The curve from tail to head: in one piece, or in two that meet at the label."""
    whole = pieces.get(edge.id)
    if whole is None:
        first, second = pieces.get(f"{edge.id}a", ()), pieces.get(f"{edge.id}b", ())
        if not first or not second:
            return ()
        whole = (*first, first[-1], second[0], *second)
    return tuple(reversed(whole)) if edge.backward else whole


def _clipped(curve: Curve, tail: Node, tail_at: Rect, head: Node, head_at: Rect) -> Curve:
    """The curve drawn on to the true outline of both nodes: Graphviz only knows their rectangles."""
    start = _touch(curve[1], curve[0], tail, tail_at)
    end = _touch(curve[-2], curve[-1], head, head_at)
    return (start, *curve[1:-1], end)


def _touch(before: Point, at: Point, node: Node, rect: Rect) -> Point:
    dx, dy = at[0] - before[0], at[1] - before[1]
    if not (length := hypot(dx, dy)):
        return at
    x, y = at
    for _ in range(48):
        if holds(OUTLINES[node.figure], rect, x, y):
            return x, y
        x, y = x + dx / length / 2, y + dy / length / 2
    return at
