"""Quadrants as SVG: two scales that cross in the middle, a numbered point for each row of the table."""

from __future__ import annotations

from collections.abc import Sequence

from icmap.figures import Point, Quadrants
from icmap.formats.page.elements import Markup, element, joined

__all__ = ["quadrants"]

_SIDE, _LEFT, _TOP, _BELOW, _RADIUS = 420.0, 44.0, 12.0, 46.0, 12.0
_INSET = 16.0


def quadrants(graphic: Quadrants, label: str) -> Markup:
    """The picture; points that would cover one another are moved apart."""
    wide, tall = _LEFT + _SIDE + 12, _TOP + _SIDE + _BELOW
    return element(
        "svg", *_frame(graphic), *_points(graphic.points), viewBox=f"0 0 {wide:g} {tall:g}", role="img", aria_label=label,
        class_="chart", focusable="false",
    )  # fmt: skip


def _frame(graphic: Quadrants) -> Sequence[Markup]:
    middle_x, middle_y, right, below = _LEFT + _SIDE / 2, _TOP + _SIDE / 2, _LEFT + _SIDE, _TOP + _SIDE
    return (
        _rect(_LEFT, _TOP, _SIDE, _SIDE, "field"),
        _rect(_LEFT, _TOP, _SIDE / 2, _SIDE / 2, "field here"),
        element("path", d=f"M{middle_x:g} {_TOP:g}V{below:g}M{_LEFT:g} {middle_y:g}H{right:g}", class_="cross"),
        *_corners(graphic.corners, middle_x, middle_y),
        _text(graphic.across_ends[0], _LEFT, below + 17, "small"),
        _text(graphic.across_ends[1], right, below + 17, "small end"),
        _text(f"{graphic.across} →", middle_x, below + 36, "axis middle"),
        _turned(graphic.up_ends[0], below, "small"),
        _turned(graphic.up_ends[1], _TOP, "small end"),
        _turned(f"{graphic.up} →", middle_y, "axis middle", further=16),
    )


def _corners(names: tuple[str, str, str, str], middle_x: float, middle_y: float) -> Sequence[Markup]:
    """The names of the corners at the upper edge of each; the first is where to act."""
    lefts, tops = (_LEFT + 10, middle_x + 10), (_TOP + 20, middle_y + 20)
    return tuple(
        _text(name, lefts[place % 2], tops[place // 2], "corner" if place else "corner here")
        for place, name in enumerate(names)
    )


def _points(points: Sequence[Point]) -> Sequence[Markup]:
    """Numbered in their order; the least important text is the name, which the table repeats."""
    taken: list[tuple[float, float]] = []
    found: list[Markup] = []
    for number, point in enumerate(points, 1):
        x, y = _free(
            _LEFT + _INSET + point.x * (_SIDE - 2 * _INSET),
            _TOP + _SIDE - _INSET - point.y * (_SIDE - 2 * _INSET),
            taken,
        )
        taken.append((x, y))
        circle = element("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=f"{_RADIUS:g}")
        words = element("text", str(number), x=f"{x:.1f}", y=f"{y + 4:.1f}", class_="middle")
        found.append(element("g", element("title", point.name), circle, words, class_="point"))
    return found


def _free(x: float, y: float, taken: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The nearest place to the right, and then a line lower, that no point before covers."""
    apart = 2 * _RADIUS + 1
    while any((x - other_x) ** 2 + (y - other_y) ** 2 < apart**2 for other_x, other_y in taken):
        x += apart
        if x > _LEFT + _SIDE - _INSET:
            x, y = x - 6 * apart, y + apart
    return x, y


def _rect(x: float, y: float, wide: float, tall: float, kind: str) -> Markup:
    return element("rect", x=f"{x:g}", y=f"{y:g}", width=f"{wide:g}", height=f"{tall:g}", class_=kind)


def _text(words: str, x: float, y: float, kind: str) -> Markup:
    return element("text", words, x=f"{x:g}", y=f"{y:g}", class_=kind)


def _turned(words: str, y: float, kind: str, *, further: float = 0) -> Markup:
    """Words that run upwards along the left scale."""
    x = _LEFT - 10 - further
    return joined(element("text", words, transform=f"translate({x:g} {y:g}) rotate(-90)", class_=kind))
