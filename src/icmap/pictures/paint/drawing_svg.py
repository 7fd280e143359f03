"""A drawing in its places, painted: boxes first, then what is critical, the lines, and the nodes on top."""

from __future__ import annotations

from icmap.pictures.drawing import Arrow, Drawing, Node
from icmap.pictures.paint.canvas import Canvas
from icmap.pictures.paint.icons import FILLED, LINED
from icmap.pictures.paint.layout.answer import Layout
from icmap.pictures.paint.layout.cards import NAME_LINE, NOTE_SIZE, SMALL_LINE, SMALL_SIZE, Card
from icmap.pictures.paint.layout.curves import arrow_head, middle, shortened, spline
from icmap.pictures.paint.layout.labels import LABEL_LINE, LABEL_SIZE, Label
from icmap.pictures.paint.layout.lanes import LANE_HEAD
from icmap.pictures.paint.layout.outlines import OUTLINES, Rect, path_of
from icmap.pictures.paint.layout.widths import fitted, width, wrapped
from icmap.pictures.paint.theme import Ink, arrow_ink, node_rim

__all__ = ["arrow_width", "icon", "paint_drawing"]

_HALO = 11.0
_GONE = "5 4"
_DASHES = {"solid": "", "dashed": "7 4", "dotted": "0.1 5.2", "standin": "2 3"}
_ICON, _ICON_ROOM = 16.0, 21.0


def paint_drawing(canvas: Canvas, drawing: Drawing, layout: Layout) -> None:
    """Paint everything; ids of elements are those of the drawing."""
    _frames(canvas, drawing, layout)
    _halos(canvas, drawing, layout)
    for arrow in sorted(drawing.arrows, key=_importance):
        if arrow.id in layout.curves:
            _arrow(canvas, arrow, layout)
    for box in drawing.boxes:
        if box.id in layout.boxes:
            _box_name(canvas, box.name, layout.boxes[box.id])
    for arrow in drawing.arrows:
        if arrow.id in layout.labels:
            _label(canvas, arrow, layout.labels[arrow.id])
    for node in drawing.nodes:
        _node(canvas, node, layout.cards[node.id], layout.nodes[node.id])


def _importance(arrow: Arrow) -> int:
    return 2 * arrow.critical + arrow.loop


def _frames(canvas: Canvas, drawing: Drawing, layout: Layout) -> None:
    for place, (name, rect) in enumerate(zip(drawing.lanes, layout.lanes, strict=False)):
        _lane(canvas, name, rect, shaded=place % 2 == 0)
    for box in drawing.boxes:
        if box.id in layout.boxes:
            _box(canvas, box.id, box.name, layout.boxes[box.id])


def _lane(canvas: Canvas, name: str, rect: Rect, *, shaded: bool) -> None:
    """A lane: a band from left to right, its name at its left."""
    canvas.open("g")
    canvas.title(name)
    canvas.rect(
        rect.x, rect.y, rect.width, rect.height, fill="box" if shaded else "page", stroke="boxrim", stroke_width=0.8
    )
    lines = wrapped(name, SMALL_SIZE, LANE_HEAD - 16, 3, bold=True)
    top = rect.centre[1] - len(lines) * SMALL_LINE / 2
    for place, line in enumerate(lines):
        canvas.words(line, rect.x + 10, top + 12.2 + SMALL_LINE * place, SMALL_SIZE, ink="muted", bold=True)
    canvas.close("g")


def _box(canvas: Canvas, box_id: str, name: str, rect: Rect) -> None:
    canvas.open("g", {"id": box_id})
    canvas.title(name)
    canvas.rect(rect.x, rect.y, rect.width, rect.height, fill="box", stroke="boxrim", rx=8)
    canvas.close("g")


def _box_name(canvas: Canvas, name: str, rect: Rect) -> None:
    """The name on top of the lines that cross the box, readable through them."""
    shown = fitted(name, NOTE_SIZE, rect.width - 16, bold=True)
    canvas.rect(rect.x + 6, rect.y + 2, width(shown, NOTE_SIZE, bold=True) + 6, 16, fill="box", fill_opacity=0.8, rx=3)
    canvas.words(shown, rect.x + 9, rect.y + 14, NOTE_SIZE, ink="muted", bold=True)


def _halos(canvas: Canvas, drawing: Drawing, layout: Layout) -> None:
    """A soft band under the whole critical chain, through its nodes: in grey, too, it is one line."""
    for arrow in drawing.arrows:
        if arrow.critical and arrow.id in layout.curves:
            canvas.path(spline(layout.curves[arrow.id]), stroke="criticalsoft", wide=_HALO)
    for node in drawing.nodes:
        if node.critical:
            outline = path_of(OUTLINES[node.shape], layout.nodes[node.id])
            canvas.path(outline, stroke="criticalsoft", wide=_HALO, stroke_linejoin="round")


def arrow_width(arrow: Arrow) -> float:
    """From a hair to a thick line by how often it is asked; what is critical is never thin."""
    wide = 1.4 if arrow.weight is None else 1.0 + 2.6 * arrow.weight
    if arrow.state:
        return max(wide, 2.4)
    return max(wide, 3.0) if arrow.critical else max(wide, 2.2) if arrow.line == "dotted" else wide


def _arrow(canvas: Canvas, arrow: Arrow, layout: Layout) -> None:
    curve, ink, wide = layout.curves[arrow.id], arrow_ink(arrow), arrow_width(arrow)
    ends = " ".join(f"{x:.1f} {y:.1f}" for x, y in (curve[0], curve[-1]))
    canvas.open("g", {"id": arrow.id, "data-tail": arrow.tail, "data-head": arrow.head, "data-ends": ends})
    canvas.title(arrow.tip)
    reach = 4.2 if arrow.line == "standin" else 6.5 + 1.6 * wide + (2.0 if arrow.mutual else 0)
    line = shortened(curve, end=reach - 1, start=reach - 1 if arrow.mutual else 0)
    style: dict[str, str | float] = {"stroke-linecap": "round"} if arrow.line == "dotted" else {}
    if dashes := _GONE if arrow.state == "gone" else _DASHES[arrow.line]:
        style["stroke-dasharray"] = dashes
    data = spline(line)
    if arrow.mutual:
        canvas.path(data, stroke=ink, wide=wide + 3.6)
        canvas.path(data, stroke="page", wide=1.8)
        canvas.path(arrow_head(tuple(reversed(curve)), reach), fill=ink)
    else:
        canvas.shape("path", {"d": data, "stroke-width": wide, **style}, stroke=ink)
    if arrow.line == "standin":
        canvas.shape("circle", {"cx": line[-1][0], "cy": line[-1][1], "r": 3.2}, fill="page", stroke=ink)
    else:
        canvas.path(arrow_head(curve, reach), fill=ink)
    if arrow.loop:
        _loop_sign(canvas, *middle(curve, 0.5 if arrow.id not in layout.labels else 0.2))
    canvas.close("g")


def _loop_sign(canvas: Canvas, x: float, y: float) -> None:
    """A circle going round: somebody waits for himself."""
    canvas.shape("circle", {"cx": x, "cy": y, "r": 7.5}, fill="page", stroke="loop")
    canvas.path(f"M{x - 3.6:.1f} {y + 1:.1f}A3.8 3.8 0 1 0 {x - 1.4:.1f} {y - 3.4:.1f}", stroke="loop", wide=1.6)
    canvas.path(f"M{x - 5:.1f} {y - 3.6:.1f}l4.6 -2.2l0.2 4.4Z", fill="loop")


def _label(canvas: Canvas, arrow: Arrow, label: Label) -> None:
    rect = label.rect
    canvas.open("g", {"data-label": arrow.id})
    canvas.rect(
        rect.x, rect.y, rect.width, rect.height, fill="criticalsoft" if arrow.critical else "page", rx=6,
        fill_opacity=1 if arrow.critical else 0.9,
    )  # fmt: skip
    for place, line in enumerate(label.lines):
        baseline = rect.y + 12.6 + LABEL_LINE * place
        canvas.words(
            line, rect.centre[0], baseline, LABEL_SIZE, ink="ink" if arrow.critical else "muted", anchor="middle"
        )
    canvas.close("g")


def _node(canvas: Canvas, node: Node, words: Card, rect: Rect) -> None:
    canvas.open("g", {"id": node.id, **_place(node, rect)})
    canvas.title(node.tip or node.name)
    if node.focus:
        canvas.path(path_of(OUTLINES[node.shape], rect.grown(6.5)), stroke="focus", wide=2.6, stroke_linejoin="round")
    if node.shape == "more":
        canvas.words(node.name, *_baseline(rect), SMALL_SIZE, ink="muted", anchor="middle", font_style="italic")
    else:
        _card(canvas, node, words, rect)
    _badges(canvas, node, rect)
    canvas.close("g")


def _place(node: Node, rect: Rect) -> dict[str, str]:
    """What a later picture of the same map needs to leave the card where it is."""
    if not node.key:
        return {}
    return {"data-key": node.key, "data-at": f"{rect.centre[0]:.1f} {rect.centre[1]:.1f}"}


def _baseline(rect: Rect) -> tuple[float, float]:
    return rect.centre[0], rect.centre[1] + 4.6


def _card(canvas: Canvas, node: Node, words: Card, rect: Rect) -> None:
    rim, wide = node_rim(node)
    fill: Ink = "end" if node.end else "card"
    canvas.path(
        path_of(OUTLINES[node.shape], rect), fill=fill, stroke=rim, wide=wide, stroke_linejoin="round", **_dashed(node)
    )
    if node.shape == "system":
        lid = f"M{rect.x:.1f} {rect.y + 5:.1f}a{rect.width / 2:.1f} 5 0 0 0 {rect.width:.1f} 0"
        canvas.path(lid, stroke=rim, wide=min(wide, 1.2))
    if node.shape == "department":
        canvas.path(f"M{rect.x:.1f} {rect.y + 3.6:.1f}h{rect.width:.1f}", stroke=rim, wide=1.2)
    if node.shape == "gate":
        canvas.words(node.name, *_baseline(rect), SMALL_SIZE, ink="muted", anchor="middle")
    else:
        _words(canvas, node, words, rect)


def _dashed(node: Node) -> dict[str, str]:
    return {"stroke_dasharray": _GONE} if node.state == "gone" else {}


def _words(canvas: Canvas, node: Node, words: Card, rect: Rect) -> None:
    """The name and the smaller lines, the icon beside them or, where cards are narrow, above."""
    tall = len(words.names) * NAME_LINE + len(words.smalls) * SMALL_LINE + (20 if words.icon and words.stacked else 0)
    top, middle = rect.centre[1] - tall / 2 + _shift(node), rect.centre[0]
    left, anchor = middle, "middle"
    if words.stacked and words.icon:
        icon(canvas, node, middle - _ICON / 2, top)
        top += 20
    elif not words.stacked:
        room = _ICON_ROOM if words.icon else 0.0
        left, anchor = middle - (_widest(words) - room) / 2, "start"
        if words.icon:
            icon(canvas, node, left - room, rect.centre[1] - _ICON / 2)
    for line in words.names:
        canvas.words(
            line, left, top + 13.2, words.name_size, ink="endink" if node.end else "ink", bold=True, anchor=anchor
        )
        top += NAME_LINE
    for line in words.smalls:
        noted = bool(node.note) and line == node.note
        ink: Ink = "endmuted" if node.end else "ink" if noted else "muted"
        canvas.words(
            line, left, top + 12.2, SMALL_SIZE, ink=ink, anchor=anchor, font_style="italic" if noted else "normal"
        )
        top += SMALL_LINE


def _widest(words: Card) -> float:
    names = [width(line, words.name_size, bold=True) for line in words.names]
    return max(names + [width(line, SMALL_SIZE) for line in words.smalls], default=0.0)


def _shift(node: Node) -> float:
    """How far the words stand below the middle, for a lid above them."""
    return {"system": 3.0, "department": 2.0}.get(node.shape, 0.0)


def icon(canvas: Canvas, node: Node, x: float, y: float) -> None:
    """The icon of the node's kind, its upper left corner at a point."""
    ink: Ink = "endmuted" if node.end else "muted"
    place = f"translate({x:.1f} {y:.1f})"
    if node.shape in FILLED:
        canvas.path(FILLED[node.shape], fill=ink, transform=place)
    if node.shape in LINED:
        canvas.path(LINED[node.shape], stroke=ink, wide=1.5, transform=place)


def _badges(canvas: Canvas, node: Node, rect: Rect) -> None:
    if node.rank is not None:
        x, y = rect.x + rect.width - 5, rect.y + 2
        canvas.shape("circle", {"cx": x, "cy": y, "r": 10.5}, fill="strong", stroke="page")
        canvas.words(str(node.rank), x, y + 4.4, 12.4, ink="stronginks", bold=True, anchor="middle")
    if node.loop:
        _loop_sign(canvas, rect.x + 5, rect.y + 2)
