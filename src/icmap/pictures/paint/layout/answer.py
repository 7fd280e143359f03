"""What Graphviz answered, as rectangles and curves: y downwards, lines drawn on to the true outlines of the nodes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import hypot
from typing import Any, Literal

from icmap.pictures.drawing import Arrow, Drawing, Node
from icmap.pictures.paint.layout.cards import Card
from icmap.pictures.paint.layout.labels import Curve, Label, Point, label_size
from icmap.pictures.paint.layout.outlines import OUTLINES, Rect, holds
from icmap.pictures.paint.layout.request import label_id
from icmap.records import dataclass

__all__ = ["Layout", "clipped", "curves_between", "placed"]


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything in its place: by id, in pixels, y downwards. A curve runs from an arrow's tail to its head."""

    width: float
    height: float
    nodes: Mapping[str, Rect]
    cards: Mapping[str, Card]
    boxes: Mapping[str, Rect]
    curves: Mapping[str, Curve]
    labels: Mapping[str, Label]
    remarks: tuple[str, ...] = ()
    direction: Literal["LR", "TB"] = "LR"
    lanes: tuple[Rect, ...] = ()
    dress: str = "roomy"
    boxed: bool = True

    @property
    def dressed(self) -> str:
        """How its cards are dressed, whereto it runs and whether it has boxes, as an SVG keeps it for the next picture."""
        return f"{self.dress} {self.direction} {'boxed' if self.boxed else 'bare'}"


def placed(
    drawing: Drawing, cards: Mapping[str, Card], words: Mapping[str, tuple[str, ...]], found: Mapping[str, Any]
) -> Layout:
    """The layout that Graphviz' JSON tells. Raises ValueError, KeyError, IndexError or TypeError where it is none."""
    left, low, right, high = (float(number) for number in found["bb"].split(","))
    objects = {each["name"]: each for each in found["objects"]}

    def rect(name: str, wide: float, tall: float) -> Rect:
        x, y = (float(number) for number in objects[name]["pos"].split(",")[:2])
        return Rect(x - left - wide / 2, high - y - tall / 2, wide, tall)

    nodes = {node.id: rect(node.id, cards[node.id].width, cards[node.id].height) for node in drawing.nodes}
    labels = {arrow: Label(rect(label_id(arrow), *label_size(lines)), lines) for arrow, lines in words.items()}
    boxes = {box.id: _box(objects[f"cluster_{box.id}"]["bb"], left, high) for box in drawing.boxes}
    pieces = {each["id"]: _points(each["pos"], left, high) for each in found.get("edges", []) if "pos" in each}
    return Layout(right - left, high - low, nodes, cards, boxes, _curves(drawing, nodes, pieces), labels)


def curves_between(drawing: Drawing, rects: Mapping[str, Rect], found: Mapping[str, Any]) -> Mapping[str, Curve]:
    """The curves of Graphviz' answer to cards that stand already, which may have moved all of them together."""
    name, first = next(iter(rects.items()))
    at = next(each["pos"] for each in found["objects"] if each["name"] == name)
    x, y = (float(number) for number in at.split(",")[:2])
    left, high = x - first.centre[0], y + first.centre[1]
    pieces = {each["id"]: _points(each["pos"], left, high) for each in found.get("edges", []) if "pos" in each}
    whole = tuple(replace(arrow, backward=False) for arrow in drawing.arrows if arrow.id in pieces)
    return _curves(replace(drawing, arrows=whole), rects, pieces)


def _curves(drawing: Drawing, rects: Mapping[str, Rect], pieces: Mapping[str, Curve]) -> Mapping[str, Curve]:
    nodes = {node.id: node for node in drawing.nodes}
    curves = ((arrow, _whole_curve(arrow, pieces)) for arrow in drawing.arrows)
    return {
        arrow.id: clipped(curve, (nodes[arrow.tail], rects[arrow.tail]), (nodes[arrow.head], rects[arrow.head]))
        for arrow, curve in curves
        if curve
    }


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


def _whole_curve(arrow: Arrow, pieces: Mapping[str, Curve]) -> Curve:
    """The curve from tail to head: in one piece, or in two that meet at the label."""
    whole = pieces.get(arrow.id)
    if whole is None:
        first, second = pieces.get(f"{arrow.id}a", ()), pieces.get(f"{arrow.id}b", ())
        if not first or not second:
            return ()
        whole = (*first, first[-1], second[0], *second)
    return tuple(reversed(whole)) if arrow.backward else whole


def clipped(curve: Curve, tail: tuple[Node, Rect], head: tuple[Node, Rect]) -> Curve:
    """The curve drawn on to the true outline of both nodes: Graphviz only knows their rectangles."""
    start = _touch(curve[1], curve[0], *tail)
    end = _touch(curve[-2], curve[-1], *head)
    return (start, *curve[1:-1], end)


def _touch(before: Point, at: Point, node: Node, rect: Rect) -> Point:
    dx, dy = at[0] - before[0], at[1] - before[1]
    if not (length := hypot(dx, dy)):
        return at
    x, y = at
    for _ in range(48):
        if holds(OUTLINES[node.shape], rect, x, y):
            return x, y
        x, y = x + dx / length / 2, y + dy / length / 2
    return at
