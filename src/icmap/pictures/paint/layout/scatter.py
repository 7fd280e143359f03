"""A free layout: Graphviz says who stands near whom, here room is made for the cards, and lines are straight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from icmap.pictures.drawing import Shape
from icmap.pictures.paint.layout.labels import Curve, Point
from icmap.pictures.paint.layout.outlines import OUTLINES, Rect, holds

__all__ = ["apart", "centres", "straight"]

_GAP = 14.0
_ROUNDS = 120
_ROOMY = 5.0
"""How many times the area of all cards the picture has."""

Spots = Mapping[str, tuple[float, float, float, float]]
"""The centre of each card (x, y), its width and its height."""


def centres(found: Mapping[str, Any]) -> dict[str, Point]:
    """Where Graphviz put each node; y downwards."""
    spots = {each["name"]: each["pos"].split(",") for each in found["objects"]}
    return {name: (float(spot[0]), -float(spot[1])) for name, spot in spots.items()}


def apart(spots: Spots) -> dict[str, Rect]:
    """The cards without overlaps, near where they were: scaled up, then pushed from one another, a few rounds.

    What still overlaps after the last round stays so. Ties and order: as the spots are given, so always the same.
    """
    names = list(spots)
    x, y = _scaled(spots)
    wide = [spots[name][2] + _GAP for name in names]
    tall = [spots[name][3] + _GAP for name in names]
    for _ in range(_ROUNDS):
        if not _push(x, y, wide, tall):
            break
    left = min(x[place] - wide[place] / 2 for place in range(len(names)))
    top = min(y[place] - tall[place] / 2 for place in range(len(names)))
    return {
        name: Rect(
            x[place] - wide[place] / 2 - left, y[place] - tall[place] / 2 - top, wide[place] - _GAP, tall[place] - _GAP
        )
        for place, name in enumerate(names)
    }


def _scaled(spots: Spots) -> tuple[list[float], list[float]]:
    """The centres so far from one another that the picture is as roomy as it should be."""
    x, y = [spot[0] for spot in spots.values()], [spot[1] for spot in spots.values()]
    area = sum((spot[2] + _GAP) * (spot[3] + _GAP) for spot in spots.values())
    now = max(max(x) - min(x), 1.0) * max(max(y) - min(y), 1.0)
    factor = (_ROOMY * area / now) ** 0.5
    return [each * factor for each in x], [each * factor for each in y]


def _push(x: list[float], y: list[float], wide: list[float], tall: list[float]) -> bool:
    """Move every overlapping pair apart, each by half, along the shorter way; whether there was any."""
    moved = False
    for one, other in _near(x, y, max(wide), max(tall)):
        over_x = (wide[one] + wide[other]) / 2 - abs(x[one] - x[other])
        over_y = (tall[one] + tall[other]) / 2 - abs(y[one] - y[other])
        if over_x > 0.01 and over_y > 0.01:
            moved = True
            axis, over = (x, over_x) if over_x < over_y else (y, over_y)
            step = over / 2 if (axis[one], one) < (axis[other], other) else -over / 2
            axis[one] -= step
            axis[other] += step
    return moved


def _near(x: list[float], y: list[float], wide: float, tall: float) -> Iterator[tuple[int, int]]:
    """Pairs that may overlap: those in the same or in neighbouring fields of a grid as large as the largest card."""
    fields: dict[tuple[int, int], list[int]] = {}
    for place in range(len(x)):
        fields.setdefault((int(x[place] // wide), int(y[place] // tall)), []).append(place)
    for column, row in sorted(fields):
        here = fields[column, row]
        yield from ((one, other) for place, one in enumerate(here) for other in here[place + 1 :])
        for step in ((1, -1), (1, 0), (1, 1), (0, 1)):
            there = fields.get((column + step[0], row + step[1]), ())
            yield from ((one, other) for one in here for other in there)


def straight(tail: tuple[Shape, Rect], head: tuple[Shape, Rect]) -> Curve:
    """A straight line from outline to outline, as a curve of one piece."""
    start, end = _edge_of(*tail, head[1].centre), _edge_of(*head, tail[1].centre)
    return start, _between(start, end, 1 / 3), _between(start, end, 2 / 3), end


def _edge_of(shape: Shape, rect: Rect, towards: Point) -> Point:
    """Where the way from the middle of a card to a point leaves its outline, by halving."""
    inside, outside = 0.0, 1.0
    for _ in range(20):
        half = (inside + outside) / 2
        if holds(OUTLINES[shape], rect, *_between(rect.centre, towards, half)):
            inside = half
        else:
            outside = half
    return _between(rect.centre, towards, outside)


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
