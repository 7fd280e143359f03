"""A laid-out drawing as native shapes.

A connector is glued where the straight way between two cards is free, so that moving one takes its lines along; elsewhere
the line is drawn as the picture leads it, round the cards.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN

from icmap.pictures.drawing import Arrow, Drawing, Node
from icmap.pictures.paint.drawing_svg import arrow_width
from icmap.pictures.paint.fit import Fit
from icmap.pictures.paint.layout import Layout
from icmap.pictures.paint.layout.cards import NOTE_SIZE, SMALL_SIZE, Card
from icmap.pictures.paint.layout.curves import Curve, Point
from icmap.pictures.paint.layout.labels import LABEL_SIZE
from icmap.pictures.paint.layout.lanes import LANE_HEAD
from icmap.pictures.paint.layout.outlines import Rect
from icmap.pictures.paint.layout.widths import wrapped
from icmap.pictures.paint.pptx.slide import Line, Slide, Spot
from icmap.pictures.paint.theme import Ink, arrow_ink, node_rim

__all__ = ["add_drawing"]

_SITES = {"top": 0, "left": 1, "bottom": 2, "right": 3}
"""The numbers of the middle of each side among the places where a shape is glued to."""
_UNGLUED = frozenset({"system", "authority", "customer", "more"})
"""A can, an octagon and a turned tag have other places, and PowerPoint and LibreOffice number them differently."""
_LEAST_AWAY = 4.0


def add_drawing(slide: Slide, drawing: Drawing, placed: Layout, fit: Fit) -> None:
    """Boxes, then lines, then cards, then the words on lines."""
    spots = {key: _spot(rect, fit) for key, rect in (*placed.boxes.items(), *placed.nodes.items())}
    _frames(slide, drawing, placed, fit)
    ways = _Ways(drawing, placed, fit)
    for arrow in drawing.arrows:
        if arrow.id in placed.curves and not ways.glued(arrow):
            _line(slide, arrow, slide.curve(ways.curve(arrow), **_look(arrow, fit.scale)))
    shapes = {node.id: _node(slide, node, placed.cards[node.id], spots[node.id], fit.scale) for node in drawing.nodes}
    for arrow in drawing.arrows:
        if arrow.id in placed.curves and (sides := ways.glued(arrow)):
            _glued(slide, arrow, shapes, spots, sides, fit.scale)
    for arrow in drawing.arrows:
        if arrow.id in placed.labels:
            label = placed.labels[arrow.id]
            _label(slide, arrow, label.lines, _spot(label.rect, fit), fit.scale)
    for node in drawing.nodes:
        _badge(slide, node, spots[node.id], fit.scale)


def _frames(slide: Slide, drawing: Drawing, placed: Layout, fit: Fit) -> None:
    for place, (name, rect) in enumerate(zip(drawing.lanes, placed.lanes, strict=False)):
        _lane(slide, name, _spot(rect, fit), fit.scale, shaded=place % 2 == 0)
    for box in drawing.boxes:
        if box.id in placed.boxes:
            spot = _spot(placed.boxes[box.id], fit)
            found = slide.shape(MSO_SHAPE.RECTANGLE, spot, fill="box", rim="boxrim", name=box.name)
            slide.write(
                found, [(box.name, NOTE_SIZE * fit.scale, True, "muted")], align=PP_ALIGN.LEFT, top=True, margin=8
            )


def _spot(rect: Rect, fit: Fit) -> Spot:
    return fit.x + rect.x * fit.scale, fit.y + rect.y * fit.scale, rect.width * fit.scale, rect.height * fit.scale


def _lane(slide: Slide, name: str, spot: Spot, scale: float, *, shaded: bool) -> None:
    found = slide.shape(MSO_SHAPE.RECTANGLE, spot, fill="box" if shaded else "page", rim="boxrim", wide=0.8, name=name)
    lines = wrapped(name, SMALL_SIZE, LANE_HEAD - 16, 3, bold=True)
    slide.write(found, [(line, SMALL_SIZE * scale, True, "muted") for line in lines], align=PP_ALIGN.LEFT, margin=10)


class _Ways:
    """Which way each arrow goes: straight from side to side where no card and no word is in between, else by its curve."""

    def __init__(self, drawing: Drawing, placed: Layout, fit: Fit) -> None:
        self._rects = placed.nodes
        self._labels = placed.labels
        self._curves = placed.curves
        self._fit = fit
        self._along = placed.direction == "LR"
        self._shapes = {node.id: node.shape for node in drawing.nodes}

    def curve(self, arrow: Arrow) -> Curve:
        """The arrow's curve on the slide."""
        fit = self._fit
        return tuple((fit.x + x * fit.scale, fit.y + y * fit.scale) for x, y in self._curves[arrow.id])

    def glued(self, arrow: Arrow) -> tuple[str, str] | None:
        """The sides at which it leaves and arrives in a straight line; None where that is not free."""
        tail, head = self._rects[arrow.tail], self._rects[arrow.head]
        sides = _sides(tail, head, along=self._along)
        if sides is None or arrow.id in self._labels or _UNGLUED & {self._shapes[arrow.tail], self._shapes[arrow.head]}:
            return None
        start, end = _side(tail, sides[0]), _side(head, sides[1])
        others = [rect for node, rect in self._rects.items() if node not in (arrow.tail, arrow.head)]
        others += [label.rect for label in self._labels.values()]
        return None if any(_crosses(start, end, rect.grown(_LEAST_AWAY)) for rect in others) else sides


def _sides(tail: Rect, head: Rect, *, along: bool) -> tuple[str, str] | None:
    if along and tail.x + tail.width < head.x:
        return "right", "left"
    if not along and tail.y + tail.height < head.y:
        return "bottom", "top"
    return None


def _side(rect: Rect, side: str) -> Point:
    x, y = rect.centre
    return {
        "right": (rect.x + rect.width, y),
        "left": (rect.x, y),
        "top": (x, rect.y),
        "bottom": (x, rect.y + rect.height),
    }[side]


def _crosses(start: Point, end: Point, rect: Rect) -> bool:
    """Whether a straight line passes a rectangle, by points along it."""
    return any(
        rect.x < start[0] + (end[0] - start[0]) * step / 40 < rect.x + rect.width
        and rect.y < start[1] + (end[1] - start[1]) * step / 40 < rect.y + rect.height
        for step in range(41)
    )


def _look(arrow: Arrow, scale: float) -> dict[str, Any]:
    wide = arrow_width(arrow) * scale * (1.7 if arrow.mutual else 1)
    return {"ink": arrow_ink(arrow), "wide": wide, "style": "dashed" if arrow.state == "gone" else arrow.line}


def _line(slide: Slide, arrow: Arrow, found: Any) -> None:
    found.name = f"line {arrow.id}"
    slide.ends(
        found,
        head="oval" if arrow.line == "standin" else "triangle",
        tail="triangle" if arrow.mutual else "",
        double=arrow.mutual,
    )


def _glued(
    slide: Slide, arrow: Arrow, shapes: Mapping[str, Any], spots: Mapping[str, Spot], sides: tuple[str, str], scale: float
) -> None:  # fmt: skip
    start, end = (_side(Rect(*spots[node]), side) for node, side in zip((arrow.tail, arrow.head), sides, strict=True))
    found = slide.straight(start, end, **_look(arrow, scale))
    found._connect_begin_to(shapes[arrow.tail], _SITES[sides[0]])  # noqa: SLF001 - the public way moves the line
    found._connect_end_to(shapes[arrow.head], _SITES[sides[1]])  # noqa: SLF001 - as above
    _line(slide, arrow, found)


def _node(slide: Slide, node: Node, card: Card, spot: Spot, scale: float) -> Any:
    if node.shape == "more":
        return slide.text(node.name, spot, SMALL_SIZE * scale, ink="muted", align=PP_ALIGN.CENTER)
    rim, wide = node_rim(node)
    found = slide.card(node.shape, spot, fill="end" if node.end else "card", rim=rim, wide=wide * scale, name=node.name)
    if node.state == "gone":
        found.line.dash_style = MSO_LINE.DASH
    if node.focus:
        grown = Rect(*spot).grown(6)
        slide.shape(
            MSO_SHAPE.RECTANGLE, (grown.x, grown.y, grown.width, grown.height), fill=None, rim="focus", wide=2.4
        )
    small: Ink = "endmuted" if node.end else "muted"
    if node.shape == "gate":
        slide.write(found, [(node.name, SMALL_SIZE * scale, False, small)])
        return found
    names: list[Line] = [(line, card.name_size * scale, True, "endink" if node.end else "ink") for line in card.names]
    slide.write(found, [*names, *((line, SMALL_SIZE * scale, False, small) for line in card.smalls)])
    return found


def _label(slide: Slide, arrow: Arrow, lines: tuple[str, ...], spot: Spot, scale: float) -> None:
    found = slide.shape(
        MSO_SHAPE.ROUNDED_RECTANGLE,
        spot,
        fill="criticalsoft" if arrow.critical else "page",
        rim=None,
        name=f"words {arrow.id}",
    )
    slide.write(
        found, [(line, LABEL_SIZE * scale, False, "ink" if arrow.critical else "muted") for line in lines], margin=0
    )


def _badge(slide: Slide, node: Node, spot: Spot, scale: float) -> None:
    if node.rank is not None:
        side = 21 * scale
        place = (spot[0] + spot[2] - 5 * scale - side / 2, spot[1] + 2 * scale - side / 2, side, side)
        found = slide.shape(MSO_SHAPE.OVAL, place, fill="strong", rim="page", name=f"bottleneck {node.rank}")
        slide.write(found, [(str(node.rank), 12.4 * scale, True, "stronginks")], margin=0)
