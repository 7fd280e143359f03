"""The outlines of nodes by figure: as an SVG path, and as the question whether a point lies inside."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot
from typing import Literal

from icmap.pictures.drawing import Shape
from icmap.records import dataclass

__all__ = ["OUTLINES", "Outline", "Rect", "corners", "holds", "path_of"]

Outline = Literal["pill", "round", "sharp", "chevron", "drum", "hexagon", "octagon", "tag", "none"]

OUTLINES: dict[Shape, Outline] = {
    "person": "pill",
    "role": "pill",
    "team": "round",
    "department": "sharp",
    "process": "chevron",
    "system": "drum",
    "supplier": "hexagon",
    "authority": "octagon",
    "customer": "tag",
    "party": "round",
    "gate": "pill",
    "more": "none",
}
"""People are round, units are square, outsiders have corners cut off; a system is a drum, a process an arrow."""

_ROUND, _SHARP, _SLANT, _CUT, _LID = 9.0, 2.0, 11.0, 9.0, 5.0


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle by its upper left corner; y grows downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def grown(self, by: float) -> Rect:
        """The rectangle with a margin on every side."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


def _radius(outline: Outline, rect: Rect) -> float:
    if outline == "pill":
        return min(rect.height / 2, 22.0)
    return {"round": _ROUND, "sharp": _SHARP}.get(outline, 0.0)


def corners(outline: Outline, rect: Rect) -> tuple[tuple[float, float], ...]:
    """The corners of an angular outline, clockwise from the upper left; empty for a rounded one."""
    left, top, right, bottom = rect.x, rect.y, rect.x + rect.width, rect.y + rect.height
    middle = (top + bottom) / 2
    if outline == "chevron":
        return (
            (left, top),
            (right - _SLANT, top),
            (right, middle),
            (right - _SLANT, bottom),
            (left, bottom),
            (left + _SLANT * 0.7, middle),
        )
    if outline == "hexagon":
        return (
            (left + _SLANT, top),
            (right - _SLANT, top),
            (right, middle),
            (right - _SLANT, bottom),
            (left + _SLANT, bottom),
            (left, middle),
        )
    if outline == "octagon":
        return (
            (left + _CUT, top), (right - _CUT, top), (right, top + _CUT), (right, bottom - _CUT),
            (right - _CUT, bottom), (left + _CUT, bottom), (left, bottom - _CUT), (left, top + _CUT),
        )  # fmt: skip
    if outline == "tag":
        return (left + _SLANT, top), (right, top), (right, bottom), (left + _SLANT, bottom), (left, middle)
    return ()


def path_of(outline: Outline, rect: Rect) -> str:
    """The outline as the data of an SVG path."""
    angular = corners(outline, rect)
    if angular:
        return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in angular) + "Z"
    if outline == "drum":
        return _drum(rect)
    r = _radius(outline, rect)
    w, h = rect.width - 2 * r, rect.height - 2 * r
    arc = f"a{_n(r)} {_n(r)} 0 0 1"
    return (
        f"M{_n(rect.x + r)} {_n(rect.y)}h{_n(w)}{arc} {_n(r)} {_n(r)}v{_n(h)}{arc} {_n(-r)} {_n(r)}"
        f"h{_n(-w)}{arc} {_n(-r)} {_n(-r)}v{_n(-h)}{arc} {_n(r)} {_n(-r)}Z"
    )


def _drum(rect: Rect) -> str:
    half, tall = rect.width / 2, rect.height - 2 * _LID
    over = f"a{_n(half)} {_n(_LID)} 0 0 1 {_n(rect.width)} 0"
    under = f"a{_n(half)} {_n(_LID)} 0 0 1 {_n(-rect.width)} 0"
    return f"M{_n(rect.x)} {_n(rect.y + _LID)}{over}v{_n(tall)}{under}Z"


def holds(outline: Outline, rect: Rect, x: float, y: float) -> bool:
    """Whether a point lies inside the outline."""
    if not (rect.x <= x <= rect.x + rect.width and rect.y <= y <= rect.y + rect.height):
        return False
    angular = corners(outline, rect)
    if angular:
        return _in_polygon(angular, x, y)
    r = _radius(outline, rect)
    if outline == "drum":
        return rect.y + _LID / 2 <= y <= rect.y + rect.height - _LID / 2
    dx = max(rect.x + r - x, x - rect.x - rect.width + r, 0.0)
    dy = max(rect.y + r - y, y - rect.y - rect.height + r, 0.0)
    return hypot(dx, dy) <= r or not (dx and dy)


def _in_polygon(points: Sequence[tuple[float, float]], x: float, y: float) -> bool:
    """Even-odd rule."""
    inside = False
    for (x1, y1), (x2, y2) in zip(points, (*points[1:], points[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _n(number: float) -> str:
    text = f"{number:.1f}"
    return text.removesuffix(".0")
