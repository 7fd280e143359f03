"""Where everything stands: a drawing goes to Graphviz as sizes and numbers, and comes back as rectangles and curves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from icmap.pictures.drawing import Drawing
from icmap.pictures.paint.engines import Engine, TooSlow, lay_out
from icmap.pictures.paint.layout.answer import Layout, placed
from icmap.pictures.paint.layout.cards import Dress, card
from icmap.pictures.paint.layout.labels import label_lines, labels_where_there_is_room
from icmap.pictures.paint.layout.request import Spread, free_dot, layout_dot
from icmap.pictures.paint.layout.scatter import apart, centres, straight
from icmap.records import dataclass

__all__ = ["Layout", "Setting", "layout"]

_MOST_IN_LAYERS = 1500
"""So many lines `dot` lays out in seconds where they are not too tangled; beyond that it takes minutes."""
_LAYERED_SHARE = 2 / 3
"""How much of the time may go into layers; the rest is for the free layout that is made instead."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a drawing is laid out: how large its cards are, how far apart, and whether it runs the other way."""

    dress: Dress = "roomy"
    spread: Spread = "normal"
    turned: bool = False


_PLAIN = Setting()


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


def _layered(drawing: Drawing, engine: Engine, setting: Setting) -> Layout:
    """By Graphviz' `dot`: in the direction of work, boxes framed, lines round nodes."""
    if setting.turned:
        drawing = replace(drawing, direction="TB" if drawing.direction == "LR" else "LR")
    cards = {node.id: card(node, setting.dress) for node in drawing.nodes}
    words = {arrow.id: label_lines(arrow) for arrow in drawing.arrows if arrow.label}
    reserved = words if drawing.named else {}
    asked = layout_dot(drawing, cards, reserved, setting.spread)
    laid = lay_out(asked, engine, lambda text: placed(drawing, cards, reserved, json.loads(text)))
    done = replace(laid.found, remarks=laid.remarks, direction=drawing.direction)
    return done if reserved else _with_labels(drawing, done, words)


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
    return replace(done, labels=labels_where_there_is_room(drawing, done.nodes, done.curves, words))
