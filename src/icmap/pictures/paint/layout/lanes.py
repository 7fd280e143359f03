"""Where cards stand in lanes: each in its lane and its column, those that share both one below the other; no engine places them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from icmap.pictures.drawing import Drawing
from icmap.pictures.paint.engines import Engine
from icmap.pictures.paint.layout.answer import Layout
from icmap.pictures.paint.layout.cards import Card
from icmap.pictures.paint.layout.outlines import Rect
from icmap.pictures.paint.layout.rerouted import led_round

__all__ = ["LANE_HEAD", "in_lanes"]

LANE_HEAD = 104.0
"""Room for the name of a lane at its left."""
_GAP_Y, _PAD = 12.0, 10.0

Cell = tuple[int, int]


def in_lanes(drawing: Drawing, cards: Mapping[str, Card], gap: float, engine: Engine) -> Layout:
    """Lanes from top to bottom as tall as their fullest cell, columns as wide as their widest card."""
    cells: dict[Cell, list[str]] = {}
    for node in drawing.nodes:
        cells.setdefault((node.lane or 0, node.column or 0), []).append(node.id)
    columns = range(max((column for _, column in cells), default=0) + 1)
    lefts, x = [], LANE_HEAD + _PAD
    wides = [
        max((cards[node].width for (_, at), nodes in cells.items() if at == column for node in nodes), default=0)
        for column in columns
    ]
    for wide in wides:
        lefts.append(x)
        x += wide + (gap if wide else 0)
    lanes, y, rects = [], 0.0, {}
    for lane in range(len(drawing.lanes)):
        tall = max((_stack(cards, nodes) for (at, _), nodes in cells.items() if at == lane), default=0.0) + 2 * _PAD
        lanes.append(Rect(0, y, x, tall))
        for column in columns:
            rects.update(_placed(cards, cells.get((lane, column), []), lefts[column] + wides[column] / 2, y + tall / 2))
        y += tall
    curves = led_round(drawing, rects, drawing.arrows, engine) if drawing.arrows else {}
    return replace(Layout(x, y, rects, cards, {}, curves, {}), lanes=tuple(lanes))


def _stack(cards: Mapping[str, Card], nodes: list[str]) -> float:
    return sum(cards[node].height for node in nodes) + _GAP_Y * (len(nodes) - 1)


def _placed(cards: Mapping[str, Card], nodes: list[str], x: float, y: float) -> dict[str, Rect]:
    """Cards one below the other round a point."""
    top, found = y - _stack(cards, nodes) / 2, {}
    for node in nodes:
        card = cards[node]
        found[node] = Rect(x - card.width / 2, top, card.width, card.height)
        top += card.height + _GAP_Y
    return found
