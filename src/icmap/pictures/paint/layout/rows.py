"""A long chain in rows, like a snake: what runs to the right is cut between two ranks, and every second row runs back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from icmap.pictures.drawing import Drawing
from icmap.pictures.paint.engines import Engine
from icmap.pictures.paint.layout.answer import Layout
from icmap.pictures.paint.layout.outlines import Rect
from icmap.pictures.paint.layout.rerouted import led_round

__all__ = ["in_rows"]

_GAP = 34.0


def in_rows(drawing: Drawing, placed: Layout, rows: int, engine: Engine) -> Layout:
    """The cards of a layout in so many rows of about the same length, the arrows led anew."""
    share = placed.width / rows
    row = {node: min(int(rect.centre[0] / share), rows - 1) for node, rect in placed.nodes.items()}
    bands = [[placed.nodes[node] for node, at in row.items() if at == each] for each in range(rows)]
    spans = [
        (min((rect.x for rect in band), default=0.0), max((rect.x + rect.width for rect in band), default=0.0))
        for band in bands
    ]
    wide = max(right - left for left, right in spans)
    lows = [min((rect.y for rect in band), default=0.0) for band in bands]
    talls = [
        max((rect.y + rect.height for rect in band), default=0.0) - low for band, low in zip(bands, lows, strict=True)
    ]
    tops = [sum(talls[:each]) + _GAP * each for each in range(rows)]
    rects: Mapping[str, Rect] = {
        node: _moved(rect, spans[row[node]][0], wide, lows[row[node]], tops[row[node]], back=row[node] % 2 == 1)
        for node, rect in placed.nodes.items()
    }
    curves = led_round(drawing, rects, drawing.arrows, engine) if drawing.arrows else {}
    return replace(
        placed, width=wide, height=sum(talls) + _GAP * (rows - 1), nodes=rects, curves=curves, labels={}, boxes={}
    )


def _moved(rect: Rect, left: float, wide: float, low: float, top: float, *, back: bool) -> Rect:
    """A card in its row; in one that runs back, as in a mirror."""
    x = rect.x - left
    return replace(rect, x=wide - x - rect.width if back else x, y=rect.y - low + top)
