"""A drawing in its places, painted: boxes first, then what is critical, the lines, and the nodes on top."""

from __future__ import annotations

from icmap.pictures.drawing import Drawing, Edge, Node
from icmap.pictures.paint.arrows import arrow, middle, shortened, spline
from icmap.pictures.paint.canvas import Canvas
from icmap.pictures.paint.cards import NAME_SIZE, SMALL_SIZE, Card
from icmap.pictures.paint.labels import LABEL_SIZE, Label
from icmap.pictures.paint.metrics import fitted, width
from icmap.pictures.paint.outlines import OUTLINES, Rect, path_of
from icmap.pictures.paint.placing import Layout
from icmap.pictures.paint.signs import FILLED, LINED
from icmap.pictures.paint.theme import Ink

__all__ = ["edge_ink", "edge_width", "paint_drawing", "sign"]

_HALO = 11.0
_DASHES = {"solid": "", "dashed": "7 4", "dotted": "0.1 5.2", "standin": "2 3"}
_SIGN_SIZE = 16.0


def paint_drawing(canvas: Canvas, drawing: Drawing, layout: Layout) -> None:
    """Paint everything; ids of elements are those of the drawing."""
    for box in drawing.boxes:
        if box.id in layout.boxes:
            _box(canvas, box.id, box.name, layout.boxes[box.id])
    _halos(canvas, drawing, layout)
    for edge in sorted(drawing.edges, key=_importance):
        if edge.id in layout.curves:
            _edge(canvas, edge, layout)
    for box in drawing.boxes:
        if box.id in layout.boxes:
            _box_name(canvas, box.name, layout.boxes[box.id])
    for edge in drawing.edges:
        if edge.id in layout.labels:
            _label(canvas, edge, layout.labels[edge.id])
    for node in drawing.nodes:
        _node(canvas, node, layout.cards[node.id], layout.nodes[node.id])


def _importance(edge: Edge) -> int:
    return 2 * edge.critical + edge.loop


def _box(canvas: Canvas, box_id: str, name: str, rect: Rect) -> None:
    canvas.open("g", {"id": box_id})
    canvas.title(name)
    canvas.rect(rect.x, rect.y, rect.width, rect.height, fill="box", stroke="boxrim", rx=8)
    canvas.close("g")


def _box_name(canvas: Canvas, name: str, rect: Rect) -> None:
    """The name on top of the lines that cross the box, readable through them."""
    shown = fitted(name, SMALL_SIZE, rect.width - 16, bold=True)
    canvas.rect(rect.x + 6, rect.y + 2, width(shown, SMALL_SIZE, bold=True) + 6, 15, fill="box", fill_opacity=0.8, rx=3)
    canvas.words(shown, rect.x + 9, rect.y + 13.5, SMALL_SIZE, ink="muted", bold=True)


def _halos(canvas: Canvas, drawing: Drawing, layout: Layout) -> None:
    """A soft band under the whole critical chain, through its nodes: in grey, too, it is one line."""
    for edge in drawing.edges:
        if edge.critical and edge.id in layout.curves:
            canvas.path(spline(layout.curves[edge.id]), stroke="criticalsoft", wide=_HALO)
    for node in drawing.nodes:
        if node.critical:
            outline = path_of(OUTLINES[node.figure], layout.nodes[node.id])
            canvas.path(outline, stroke="criticalsoft", wide=_HALO, stroke_linejoin="round")


def edge_width(edge: Edge) -> float:
    """From a hair to a thick line by how often it is asked; what is critical is never thin."""
    wide = 1.4 if edge.weight is None else 1.0 + 2.6 * edge.weight
    return max(wide, 3.0) if edge.critical else max(wide, 2.2) if edge.line == "dotted" else wide


def edge_ink(edge: Edge) -> Ink:
    """The ink of a line: the most remarkable thing about it."""
    if edge.critical:
        return "critical"
    if edge.loop:
        return "loop"
    if edge.mutual:
        return "mutual"
    return "situational" if edge.line == "dotted" else "line"


def _edge(canvas: Canvas, edge: Edge, layout: Layout) -> None:
    curve, ink, wide = layout.curves[edge.id], edge_ink(edge), edge_width(edge)
    canvas.open("g", {"id": edge.id, "data-tail": edge.tail, "data-head": edge.head})
    canvas.title(edge.tip)
    reach = 4.2 if edge.line == "standin" else 6.5 + 1.6 * wide + (2.0 if edge.mutual else 0)
    line = shortened(curve, end=reach - 1, start=reach - 1 if edge.mutual else 0)
    style: dict[str, str | float] = {"stroke-linecap": "round"} if edge.line == "dotted" else {}
    if _DASHES[edge.line]:
        style["stroke-dasharray"] = _DASHES[edge.line]
    data = spline(line)
    if edge.mutual:
        canvas.path(data, stroke=ink, wide=wide + 3.6)
        canvas.path(data, stroke="page", wide=1.8)
        canvas.path(arrow(tuple(reversed(curve)), reach), fill=ink)
    else:
        canvas.shape("path", {"d": data, "stroke-width": wide, **style}, stroke=ink)
    if edge.line == "standin":
        canvas.shape("circle", {"cx": line[-1][0], "cy": line[-1][1], "r": 3.2}, fill="page", stroke=ink)
    else:
        canvas.path(arrow(curve, reach), fill=ink)
    if edge.loop:
        _loop_sign(canvas, *middle(curve, 0.5 if edge.id not in layout.labels else 0.2))
    canvas.close("g")


def _loop_sign(canvas: Canvas, x: float, y: float) -> None:
    """A circle going round: somebody waits for himself."""
    canvas.shape("circle", {"cx": x, "cy": y, "r": 7.5}, fill="page", stroke="loop")
    canvas.path(f"M{x - 3.6:.1f} {y + 1:.1f}A3.8 3.8 0 1 0 {x - 1.4:.1f} {y - 3.4:.1f}", stroke="loop", wide=1.6)
    canvas.path(f"M{x - 5:.1f} {y - 3.6:.1f}l4.6 -2.2l0.2 4.4Z", fill="loop")


def _label(canvas: Canvas, edge: Edge, label: Label) -> None:
    rect = label.rect
    canvas.open("g", {"data-label": edge.id})
    canvas.rect(
        rect.x, rect.y, rect.width, rect.height, fill="criticalsoft" if edge.critical else "page", rx=6,
        fill_opacity=1 if edge.critical else 0.9,
    )  # fmt: skip
    for place, line in enumerate(label.lines):
        baseline = rect.y + 10.8 + 12.5 * place
        canvas.words(
            line, rect.centre[0], baseline, LABEL_SIZE, ink="ink" if edge.critical else "muted", anchor="middle"
        )
    canvas.close("g")


def _node(canvas: Canvas, node: Node, words: Card, rect: Rect) -> None:
    canvas.open("g", {"id": node.id})
    canvas.title(node.tip or node.name)
    rim, wide = _rim(node)
    if node.focus:
        canvas.path(path_of(OUTLINES[node.figure], rect.grown(6.5)), stroke="focus", wide=2.6, stroke_linejoin="round")
    canvas.path(
        path_of(OUTLINES[node.figure], rect),
        fill="end" if node.end else "card",
        stroke=rim,
        wide=wide,
        stroke_linejoin="round",
    )
    if node.figure == "system":
        lid = f"M{rect.x:.1f} {rect.y + 5:.1f}a{rect.width / 2:.1f} 5 0 0 0 {rect.width:.1f} 0"
        canvas.path(lid, stroke=rim, wide=min(wide, 1.2))
    if node.figure == "department":
        canvas.path(f"M{rect.x:.1f} {rect.y + 3.6:.1f}h{rect.width:.1f}", stroke=rim, wide=1.2)
    _words(canvas, node, words, rect)
    _badges(canvas, node, rect)
    canvas.close("g")


def _rim(node: Node) -> tuple[Ink, float]:
    if node.rank is not None:
        return "strong", 3.0
    if node.critical:
        return "critical", 2.2
    if node.loop:
        return "loop", 2.2
    return ("end" if node.end else "rim"), 1.3


def _words(canvas: Canvas, node: Node, words: Card, rect: Rect) -> None:
    tall = len(words.names) * 15.5 + len(words.smalls) * 13.5
    if words.stacked:
        _stacked(canvas, node, words, rect)
        return
    sign_room = 25.0 if words.sign else 0.0
    widest = max(
        [width(line, NAME_SIZE, bold=True) for line in words.names]
        + [width(line, SMALL_SIZE) for line in words.smalls],
        default=0,
    )
    left = rect.x + (rect.width - widest - sign_room) / 2
    top = rect.centre[1] - tall / 2 + _shift(node)
    if words.sign:
        sign(canvas, node, left, rect.centre[1] - _SIGN_SIZE / 2)
    for place, line in enumerate(words.names):
        canvas.words(
            line, left + sign_room, top + 12 + 15.5 * place, NAME_SIZE, ink="endink" if node.end else "ink", bold=True
        )
    top += 15.5 * len(words.names)
    for place, line in enumerate(words.smalls):
        canvas.words(
            line, left + sign_room, top + 10.5 + 13.5 * place, SMALL_SIZE, ink="endmuted" if node.end else "muted"
        )


def _shift(node: Node) -> float:
    """How far the words stand below the middle, for a lid above them, or above it, for a number below them."""
    return (3.0 if node.figure == "system" else 2.0 if node.figure == "department" else 0.0) - (
        4.0 if node.note else 0.0
    )


def _stacked(canvas: Canvas, node: Node, words: Card, rect: Rect) -> None:
    """The sign above the words, all of it centred: where ranks are many and cards narrow."""
    middle = rect.centre[0]
    tall = (20 if words.sign else 0) + len(words.names) * 15.5 + len(words.smalls) * 13.5
    top = rect.centre[1] - tall / 2 + _shift(node)
    if words.sign:
        sign(canvas, node, middle - _SIGN_SIZE / 2, top)
        top += 20
    for line in words.names:
        canvas.words(line, middle, top + 12, NAME_SIZE, ink="endink" if node.end else "ink", bold=True, anchor="middle")
        top += 15.5
    for line in words.smalls:
        canvas.words(line, middle, top + 10.5, SMALL_SIZE, ink="endmuted" if node.end else "muted", anchor="middle")
        top += 13.5


def sign(canvas: Canvas, node: Node, x: float, y: float) -> None:
    """The sign of the node's kind, its upper left corner at a point."""
    ink: Ink = "endmuted" if node.end else "muted"
    place = f"translate({x:.1f} {y:.1f})"
    if node.figure in FILLED:
        canvas.path(FILLED[node.figure], fill=ink, transform=place)
    if node.figure in LINED:
        canvas.path(LINED[node.figure], stroke=ink, wide=1.5, transform=place)


def _badges(canvas: Canvas, node: Node, rect: Rect) -> None:
    if node.rank is not None:
        x, y = rect.x + rect.width - 5, rect.y + 2
        canvas.shape("circle", {"cx": x, "cy": y, "r": 10}, fill="strong", stroke="page")
        canvas.words(str(node.rank), x, y + 4, 11.5, ink="stronginks", bold=True, anchor="middle")
    if node.loop:
        _loop_sign(canvas, rect.x + 5, rect.y + 2)
    if node.note:
        wide = width(node.note, 10, bold=True) + 14
        x, y = rect.x + rect.width - wide - 6, rect.y + rect.height - 7
        canvas.rect(x, y, wide, 16, fill="page", stroke="critical" if node.critical else "rim", rx=8)
        canvas.words(
            node.note,
            x + wide / 2,
            y + 11.5,
            10,
            ink="critical" if node.critical else "muted",
            bold=True,
            anchor="middle",
        )
