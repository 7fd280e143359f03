"""Arrows led anew round the cards where these stand already: Graphviz moves nothing, and draws the curves only."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from icmap.pictures.drawing import Arrow, Drawing
from icmap.pictures.paint.engines import Engine, lay_out
from icmap.pictures.paint.layout.answer import Layout, curves_between
from icmap.pictures.paint.layout.curves import Curve, curls, middle
from icmap.pictures.paint.layout.outlines import Rect

__all__ = ["led_round", "mended"]

_POINTS = 72.0
_INSIDE = 3.0


def mended(drawing: Drawing, placed: Layout, engine: Engine) -> Layout:
    """The layout with every arrow that curls or runs through a card led anew; as it is where none does."""
    wrong = [
        arrow
        for arrow in drawing.arrows
        if arrow.id in placed.curves and (curls(placed.curves[arrow.id]) or _hits(arrow, placed))
    ]
    if not wrong:
        return placed
    found = led_round(drawing, placed.nodes, wrong, engine)
    better = {arrow.id: found[arrow.id] for arrow in wrong if arrow.id in found}
    return replace(placed, curves={**placed.curves, **better})


def led_round(
    drawing: Drawing, rects: Mapping[str, Rect], arrows: Iterable[Arrow], engine: Engine
) -> Mapping[str, Curve]:
    """Curves for some arrows between cards that stand where they stand."""
    lines = ["digraph {", "graph [splines=true];", 'node [shape=box fixedsize=true label=""];', "edge [dir=none];"]
    for node, rect in rects.items():
        x, y = rect.centre
        lines.append(
            f'{node} [pos="{x:.2f},{-y:.2f}" width={rect.width / _POINTS:.4f} height={rect.height / _POINTS:.4f}];'
        )
    lines += [f"{arrow.tail} -> {arrow.head} [id={arrow.id}];" for arrow in arrows]
    laid = lay_out("\n".join([*lines, "}"]) + "\n", engine, json.loads, "nop2")
    return curves_between(drawing, rects, laid.found)


def _hits(arrow: Arrow, placed: Layout) -> bool:
    curve = placed.curves[arrow.id]
    points = [middle(curve, step / 40) for step in range(41)]
    return any(
        rect.x + _INSIDE < x < rect.x + rect.width - _INSIDE and rect.y + _INSIDE < y < rect.y + rect.height - _INSIDE
        for node, rect in placed.nodes.items()
        if node not in (arrow.tail, arrow.head)
        for x, y in points
    )
