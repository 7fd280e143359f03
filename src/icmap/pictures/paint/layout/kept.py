"""A layout that does not jump: what an older picture of the map shows stays where it was there; what is new finds its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import unescape

from icmap.pictures.drawing import Box, Drawing
from icmap.pictures.paint.engines import Engine
from icmap.pictures.paint.layout.answer import Layout, clipped
from icmap.pictures.paint.layout.cards import Card, Dress
from icmap.pictures.paint.layout.curves import Curve, Point
from icmap.pictures.paint.layout.outlines import Rect
from icmap.pictures.paint.layout.rerouted import led_round, mended
from icmap.records import dataclass

__all__ = ["Places", "kept", "places_of"]

_CARD = re.compile(r'<g id="(n[0-9]+)" data-key="([^"]*)" data-at="(-?[0-9.]+) (-?[0-9.]+)"')
_ARROW = re.compile(
    r'<g id="e[0-9]+" data-tail="(n[0-9]+)" data-head="(n[0-9]+)" data-ends="([-0-9. ]+)">\s*(?:<title>[^<]*</title>\s*)?<path d="M([-0-9. C]+)"'
)
_DRESS = re.compile(r'data-dress="(roomy|narrow|small|tiny) (LR|TB) (boxed|bare)"')
_GAP, _STEP, _ROUNDS = 12.0, 14.0, 60
_MARGIN, _NAME = 12.0, 18.0


@dataclass(frozen=True, slots=True)
class Places:
    """Where an older picture has each party or service, by key, how arrows ran, and how cards were dressed."""

    at: tuple[tuple[str, Point], ...]
    curves: tuple[tuple[tuple[str, str], Curve], ...] = ()
    dress: Dress = "roomy"
    direction: str = "LR"
    boxed: bool = True


def places_of(svg: str) -> Places | None:
    """The places in a picture of ours; None where it holds none."""
    cards = _CARD.findall(svg)
    found = tuple((unescape(key), (float(x), float(y))) for _, key, x, y in cards)
    keys = {node: unescape(key) for node, key, _, _ in cards}
    curves = tuple(
        ((keys[tail], keys[head]), curve)
        for tail, head, ends, data in _ARROW.findall(svg)
        if tail in keys and head in keys and len(curve := _whole(ends, data)) > 3
    )
    dressed = _DRESS.search(svg)
    if not found:
        return None
    dress, direction, boxed = dressed.groups() if dressed else ("roomy", "LR", "boxed")
    return Places(found, curves, dress, direction, boxed == "boxed")  # type: ignore[arg-type]


def _whole(ends: str, data: str) -> Curve:
    """The curve from card to card: as it is drawn it ends where the head of the arrow begins, and may turn round there."""
    start, end = _points(ends)
    return (start, *_points(data)[1:-1], end)


def _points(data: str) -> Curve:
    numbers = [float(each) for each in data.replace("C", " ").split()]
    return tuple(zip(numbers[::2], numbers[1::2], strict=False))


def kept(drawing: Drawing, cards: Mapping[str, Card], places: Places, engine: Engine) -> Layout | None:
    """The layout with old cards where they were; None where fewer than half of them are known."""
    old = dict(places.at)
    known = {node.id: old[node.key] for node in drawing.nodes if node.key in old}
    if 2 * len(known) < len(drawing.nodes):
        return None
    rects = {node: _round(point, cards[node]) for node, point in known.items()}
    waiting = [node.id for node in drawing.nodes if node.id not in rects]
    while waiting:
        node = next((each for each in waiting if any(one in rects for one in _partners(drawing, each))), waiting[0])
        waiting.remove(node)
        rects[node] = _free(_round(_beside(drawing, node, rects), cards[node]), rects)
    curves = _old_curves(drawing, rects, places, known)
    new = [arrow for arrow in drawing.arrows if arrow.id not in curves]
    curves |= led_round(drawing, rects, new, engine) if new else {}
    whole = mended(drawing, Layout(0, 0, rects, cards, _boxes(drawing, rects), curves, {}), engine)
    return _moved(whole)


def _old_curves(
    drawing: Drawing, rects: Mapping[str, Rect], places: Places, known: Mapping[str, Point]
) -> dict[str, Curve]:
    """The curves of arrows that were there, drawn on to the cards again."""
    nodes, old, found = {node.id: node for node in drawing.nodes}, dict(places.curves), {}
    for arrow in drawing.arrows:
        pair = nodes[arrow.tail].key, nodes[arrow.head].key
        curve = old.get(pair) or tuple(reversed(old.get((pair[1], pair[0]), ())))
        if curve and arrow.tail in known and arrow.head in known:
            ends = ((nodes[end], rects[end]) for end in (arrow.tail, arrow.head))
            found[arrow.id] = clipped(curve, *ends)
    return found


def _round(point: Point, card: Card) -> Rect:
    return Rect(point[0] - card.width / 2, point[1] - card.height / 2, card.width, card.height)


def _beside(drawing: Drawing, node: str, rects: Mapping[str, Rect]) -> Point:
    """The middle of those that it works with; where there is none, below all."""
    near = [rects[other].centre for other in _partners(drawing, node) if other in rects]
    if not near:
        return min(rect.x for rect in rects.values()) + 60, max(rect.y + rect.height for rect in rects.values()) + 40
    return sum(x for x, _ in near) / len(near), sum(y for _, y in near) / len(near)


def _partners(drawing: Drawing, node: str) -> Iterator[str]:
    for arrow in drawing.arrows:
        if node in (arrow.tail, arrow.head):
            yield arrow.head if arrow.tail == node else arrow.tail


def _free(rect: Rect, rects: Mapping[str, Rect]) -> Rect:
    """The nearest free place round a card's wish, in growing squares; always the same."""
    for ring in range(_ROUNDS):
        steps = range(-ring, ring + 1)
        ways = ((dx, dy) for dx in steps for dy in steps if max(abs(dx), abs(dy)) == ring)
        for dx, dy in sorted(ways, key=lambda way: (way[0] ** 2 + way[1] ** 2, way)):
            here = replace(rect, x=rect.x + dx * _STEP, y=rect.y + dy * _STEP)
            if not any(_overlap(here.grown(_GAP), other) for other in rects.values()):
                return here
    return rect


def _overlap(one: Rect, other: Rect) -> bool:
    return (
        one.x < other.x + other.width and other.x < one.x + one.width
        and one.y < other.y + other.height and other.y < one.y + one.height
    )  # fmt: skip


def _boxes(drawing: Drawing, rects: Mapping[str, Rect]) -> Mapping[str, Rect]:
    """Boxes round what is in them, the innermost first."""
    inside: dict[str, list[Rect]] = {}
    for node in drawing.nodes:
        if node.box is not None:
            inside.setdefault(node.box, []).append(rects[node.id])
    found: dict[str, Rect] = {}
    for box in reversed(drawing.boxes):
        if box.id in inside:
            found[box.id] = _around(inside[box.id])
            _into(box, found, inside)
    return found


def _into(box: Box, found: Mapping[str, Rect], inside: dict[str, list[Rect]]) -> None:
    if box.parent is not None:
        inside.setdefault(box.parent, []).append(found[box.id])


def _around(rects: list[Rect]) -> Rect:
    left, top = min(rect.x for rect in rects) - _MARGIN, min(rect.y for rect in rects) - _MARGIN - _NAME
    right, bottom = max(rect.x + rect.width for rect in rects), max(rect.y + rect.height for rect in rects)
    return Rect(left, top, right + _MARGIN - left, bottom + _MARGIN - top)


def _moved(placed: Layout) -> Layout:
    """The layout with its upper left corner at 0, 0."""
    every = [*placed.nodes.values(), *placed.boxes.values()]
    points = [point for curve in placed.curves.values() for point in curve]
    left = min([rect.x for rect in every] + [x for x, _ in points])
    top = min([rect.y for rect in every] + [y for _, y in points])
    right = max([rect.x + rect.width for rect in every] + [x for x, _ in points])
    bottom = max([rect.y + rect.height for rect in every] + [y for _, y in points])
    return replace(
        placed, width=right - left, height=bottom - top,
        nodes={key: replace(rect, x=rect.x - left, y=rect.y - top) for key, rect in placed.nodes.items()},
        boxes={key: replace(rect, x=rect.x - left, y=rect.y - top) for key, rect in placed.boxes.items()},
        curves={key: tuple((x - left, y - top) for x, y in curve) for key, curve in placed.curves.items()},
    )  # fmt: skip
