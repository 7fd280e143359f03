"""A laid-out drawing as native shapes; connectors are glued to the shapes, so moving one takes its lines along."""

from __future__ import annotations

from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN

from icmap.pictures.drawing import Arrow, Drawing, Node
from icmap.pictures.paint.drawing_svg import arrow_width
from icmap.pictures.paint.fit import Fit
from icmap.pictures.paint.layout.answer import Layout
from icmap.pictures.paint.layout.outlines import Rect
from icmap.pictures.paint.pptx.slide import SHAPES, Slide, Spot
from icmap.pictures.paint.theme import Ink, arrow_ink

__all__ = ["add_drawing"]

_TOP, _LEFT, _BOTTOM, _RIGHT = range(4)
_POINTS_PER_PIXEL = 0.75


def add_drawing(slide: Slide, drawing: Drawing, placed: Layout, page: Fit) -> None:
    """Boxes, then nodes, then lines, then the words on lines."""
    spots = {key: _spot(rect, page) for key, rect in (*placed.boxes.items(), *placed.nodes.items())}
    for box in drawing.boxes:
        if box.id in spots:
            found = slide.shape(MSO_SHAPE.RECTANGLE, spots[box.id], fill="box", rim="boxrim")
            slide.write(found, [(box.name, 8 * page.scale, True, "muted")], align=PP_ALIGN.LEFT, top=True)
    shapes = {node.id: _node(slide, node, spots[node.id], page.scale) for node in drawing.nodes}
    for arrow in drawing.arrows:
        _arrow(slide, arrow, drawing, shapes, spots, page.scale)
    for arrow in drawing.arrows:
        if arrow.id in placed.labels:
            _label(
                slide,
                arrow,
                _between(spots[arrow.tail], spots[arrow.head], _spot(placed.labels[arrow.id].rect, page)),
                page.scale,
            )
    for node in drawing.nodes:
        _badges(slide, node, spots[node.id], page.scale)


def _spot(rect: Rect, page: Fit) -> Spot:
    return page.x + rect.x * page.scale, page.y + rect.y * page.scale, rect.width * page.scale, rect.height * page.scale


def _node(slide: Slide, node: Node, spot: Spot, scale: float) -> Any:
    rim: Ink = (
        "strong"
        if node.rank is not None
        else "focus"
        if node.focus
        else "critical"
        if node.critical
        else "loop"
        if node.loop
        else "rim"
    )
    wide = 3.0 if node.rank is not None or node.focus else 2.2 if node.critical or node.loop else 1.2
    found = slide.shape(SHAPES[node.shape], spot, fill="end" if node.end else "card", rim=rim, wide=wide * scale)
    name: tuple[str, float, bool, Ink] = (
        node.name,
        13 * _POINTS_PER_PIXEL * scale,
        True,
        "endink" if node.end else "ink",
    )
    small: Ink = "endmuted" if node.end else "muted"
    slide.write(found, [name, *((line, 10.5 * _POINTS_PER_PIXEL * scale, False, small) for line in node.lines)])
    return found


def _arrow(
    slide: Slide, arrow: Arrow, drawing: Drawing, shapes: dict[str, Any], spots: dict[str, Spot], scale: float
) -> None:
    leaves, arrives = _sites(spots[arrow.tail], spots[arrow.head], drawing.direction)
    wide = arrow_width(arrow) * scale * (1.7 if arrow.mutual else 1)
    found = slide.line((0, 0), (1, 1), ink=arrow_ink(arrow), wide=wide, style=arrow.line)
    found.begin_connect(shapes[arrow.tail], leaves)
    found.end_connect(shapes[arrow.head], arrives)
    slide.ends(
        found,
        head="oval" if arrow.line == "standin" else "triangle",
        tail="triangle" if arrow.mutual else "",
        double=arrow.mutual,
    )


def _sites(tail: Spot, head: Spot, direction: str) -> tuple[int, int]:
    """On which sides a line leaves and arrives: along the flow where there is room, else across it."""
    if direction == "LR":
        if tail[0] + tail[2] <= head[0]:
            return _RIGHT, _LEFT
        if head[0] + head[2] <= tail[0]:
            return _BOTTOM, _BOTTOM
    elif tail[1] + tail[3] <= head[1]:
        return _BOTTOM, _TOP
    below = tail[1] + tail[3] / 2 < head[1] + head[3] / 2
    return (_BOTTOM, _TOP) if below else (_TOP, _BOTTOM)


def _between(tail: Spot, head: Spot, words: Spot) -> Spot:
    """Where the middle of a connector is about to be: it runs otherwise than a curve that Graphviz drew."""
    x = (max(min(tail[0] + tail[2], head[0] + head[2]), min(tail[0], head[0])) + max(tail[0], head[0])) / 2
    y = (tail[1] + tail[3] / 2 + head[1] + head[3] / 2) / 2
    return x - words[2] / 2, y - words[3] / 2, words[2], words[3]


def _label(slide: Slide, arrow: Arrow, spot: Spot, scale: float) -> None:
    found = slide.shape(MSO_SHAPE.ROUNDED_RECTANGLE, spot, fill="criticalsoft" if arrow.critical else "page", rim=None)
    slide.write(
        found, [(arrow.label, 10 * _POINTS_PER_PIXEL * scale, False, "ink" if arrow.critical else "muted")], wrap=False
    )


def _badges(slide: Slide, node: Node, spot: Spot, scale: float) -> None:
    if node.rank is not None:
        side = 20 * scale
        found = slide.shape(
            MSO_SHAPE.OVAL, (spot[0] + spot[2] - side * 0.75, spot[1] - side / 2, side, side), fill="strong", rim="page"
        )
        slide.write(found, [(str(node.rank), 8 * scale, True, "stronginks")])
    if node.note:
        wide, tall = 0.7 * spot[2], 16 * scale
        found = slide.shape(
            MSO_SHAPE.ROUNDED_RECTANGLE,
            (spot[0] + spot[2] - wide, spot[1] + spot[3] - tall / 2, wide, tall),
            fill="page",
            rim="rim",
        )
        slide.write(found, [(node.note, 7.5 * scale, True, "muted")])
