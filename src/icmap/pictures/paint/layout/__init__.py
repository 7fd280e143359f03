"""Where everything stands: a drawing goes to Graphviz as sizes and numbers, and comes back as rectangles and curves."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from icmap.pictures.drawing import Drawing
from icmap.pictures.paint.engines import Engine, TooSlow, lay_out
from icmap.pictures.paint.layout.answer import Layout, placed
from icmap.pictures.paint.layout.cards import NOTE_SIZE, Card, Dress, card
from icmap.pictures.paint.layout.curves import curls
from icmap.pictures.paint.layout.kept import Places, kept
from icmap.pictures.paint.layout.labels import label_lines, labels_where_there_is_room
from icmap.pictures.paint.layout.lanes import in_lanes
from icmap.pictures.paint.layout.outlines import Rect
from icmap.pictures.paint.layout.request import Spread, free_dot, layout_dot
from icmap.pictures.paint.layout.rerouted import mended
from icmap.pictures.paint.layout.rows import in_rows
from icmap.pictures.paint.layout.scatter import apart, centres, straight
from icmap.pictures.paint.layout.widths import width
from icmap.records import dataclass

__all__ = ["Layout", "Places", "Setting", "layout", "layout_like"]

_MOST_IN_LAYERS = 1500
"""So many lines `dot` lays out in seconds where they are not too tangled; beyond that it takes minutes."""
_LAYERED_SHARE = 2 / 3
"""How much of the time may go into layers; the rest is for the free layout that is made instead."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a drawing is laid out: the size of cards, how far apart, turned, with its boxes, a long chain in so many rows."""

    dress: Dress = "roomy"
    spread: Spread = "normal"
    turned: bool = False
    boxed: bool = True
    rows: int = 1


_PLAIN = Setting()
LANE_GAPS: Mapping[Spread, float] = {"tight": 13, "close": 40, "normal": 56, "long": 90, "airy": 110}
"""Between the columns of lanes, by how far apart cards are to stand."""


def layout(drawing: Drawing, engine: Engine, setting: Setting = _PLAIN) -> Layout:
    """Lay a drawing out; an empty one takes no room and no engine.

    What has too many lines for layers, or takes too long, is laid out freely (`sfdp`), and says so.
    """
    if not drawing.nodes:
        return Layout(0, 0, {}, {}, {}, {}, {})
    if len(drawing.arrows) > _MOST_IN_LAYERS:
        return _free(drawing, engine)
    try:
        return _layered(drawing, replace(engine, seconds=engine.seconds * _LAYERED_SHARE), setting)
    except TooSlow:
        return _free(drawing, replace(engine, seconds=engine.seconds * (1 - _LAYERED_SHARE)))


def layout_like(drawing: Drawing, engine: Engine, places: Places) -> Layout | None:
    """The layout of a drawing that leaves everything where an older picture has it; None where that knows too little."""
    drawing = drawing if places.boxed else _bare(drawing)
    cards = {node.id: card(node, places.dress) for node in drawing.nodes}
    found = kept(drawing, cards, places, engine) if drawing.nodes and not drawing.lanes else None
    if found is None:
        return None
    words = {arrow.id: label_lines(arrow) for arrow in drawing.arrows if arrow.label}
    turned: Literal["LR", "TB"] = "TB" if places.direction == "TB" else "LR"
    return _with_labels(drawing, replace(found, direction=turned, dress=places.dress, boxed=places.boxed), words)


def _bare(drawing: Drawing) -> Drawing:
    return replace(drawing, boxes=(), nodes=tuple(replace(node, box=None) for node in drawing.nodes))


def _layered(drawing: Drawing, engine: Engine, setting: Setting) -> Layout:
    """By Graphviz' `dot`: in the direction of work, boxes framed, lines round nodes."""
    if setting.turned:
        drawing = replace(drawing, direction="TB" if drawing.direction == "LR" else "LR")
    if not setting.boxed:
        drawing = _bare(drawing)
    cards = {node.id: card(node, setting.dress) for node in drawing.nodes}
    if drawing.lanes:
        return in_lanes(drawing, cards, LANE_GAPS[setting.spread], engine)
    words = {arrow.id: label_lines(arrow) for arrow in drawing.arrows if arrow.label}
    done = _answered(drawing, cards, {}, setting, engine)
    if setting.rows > 1 and not drawing.boxes:
        done = in_rows(drawing, done, setting.rows, engine)
    free = _with_labels(drawing, mended(drawing, done, engine), words)
    if not drawing.named or len(free.labels) == len(words):
        return free
    kept = _answered(drawing, cards, words, setting, engine)
    if not any(map(curls, kept.curves.values())):
        return kept
    left = len(words) - len(free.labels)
    return replace(free, remarks=(*free.remarks, f"{left} of {len(words)} words on lines found no room"))


def _answered(
    drawing: Drawing,
    cards: Mapping[str, Card],
    reserved: Mapping[str, tuple[str, ...]],
    setting: Setting,
    engine: Engine,
) -> Layout:
    """What `dot` makes of it, with room kept for some words on arrows."""
    asked = layout_dot(drawing, cards, reserved, setting.spread)
    laid = lay_out(asked, engine, lambda text: placed(drawing, cards, reserved, json.loads(text)))
    found = replace(laid.found, remarks=laid.remarks, direction=drawing.direction)
    return replace(found, dress=setting.dress, boxed=setting.boxed)


def _free(drawing: Drawing, engine: Engine) -> Layout:
    """By Graphviz' `sfdp`: whoever works together stands together; straight lines, no boxes."""
    cards = {node.id: card(node) for node in drawing.nodes}
    laid = lay_out(free_dot(drawing), engine, lambda text: centres(json.loads(text)), "sfdp")
    rects = apart({node: (*laid.found[node], cards[node].width, cards[node].height) for node in cards})
    wide, tall = (
        max(rect.x + rect.width for rect in rects.values()),
        max(rect.y + rect.height for rect in rects.values()),
    )
    shapes = {node.id: node.shape for node in drawing.nodes}
    curves = {
        arrow.id: straight((shapes[arrow.tail], rects[arrow.tail]), (shapes[arrow.head], rects[arrow.head]))
        for arrow in drawing.arrows
    }
    said = "so many lines are laid out freely, without boxes, not in the direction of work; --level or --top shows less"
    return Layout(wide, tall, rects, cards, {}, curves, {}, (*laid.remarks, said))


def _with_labels(drawing: Drawing, done: Layout, words: Mapping[str, tuple[str, ...]]) -> Layout:
    return replace(
        done,
        labels=labels_where_there_is_room(
            drawing, done.nodes, done.curves, words, _names(drawing, done), Rect(0, 0, done.width, done.height)
        ),
    )


def _names(drawing: Drawing, done: Layout) -> Iterator[Rect]:
    """Where the names of boxes stand."""
    for box in drawing.boxes:
        if box.id in done.boxes:
            rect = done.boxes[box.id]
            yield Rect(rect.x + 6, rect.y + 2, min(width(box.name, NOTE_SIZE, bold=True) + 6, rect.width - 10), 16)
