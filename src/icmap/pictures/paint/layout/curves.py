"""Curves as SVG paths, shortened to leave room for an arrow head, and the head."""

from __future__ import annotations

from itertools import accumulate, pairwise
from math import atan2, hypot, pi

__all__ = ["Curve", "Point", "arrow_head", "curls", "middle", "shortened", "spline"]

Point = tuple[float, float]
_MUCH_OF_A_TURN = 1.5 * pi
Curve = tuple[Point, ...]
"""A cubic Bézier spline: a start and three points a piece."""


def spline(curve: Curve) -> str:
    """The data of the path of a cubic spline (a start and three points a piece)."""
    (x, y), *rest = curve
    return f"M{x:.1f} {y:.1f}C" + " ".join(f"{x:.1f} {y:.1f}" for x, y in rest)


def _direction(before: Point, at: Point, other: Point) -> Point:
    for start in (before, other):
        dx, dy = at[0] - start[0], at[1] - start[1]
        if length := hypot(dx, dy):
            return dx / length, dy / length
    return 1.0, 0.0


def shortened(curve: Curve, *, start: float, end: float) -> Curve:
    """The curve with its ends drawn back along their directions."""
    points = list(curve)
    dx, dy = _direction(curve[-2], curve[-1], curve[0])
    points[-1] = curve[-1][0] - dx * end, curve[-1][1] - dy * end
    if start:
        dx, dy = _direction(curve[1], curve[0], curve[-1])
        points[0] = curve[0][0] - dx * start, curve[0][1] - dy * start
    return tuple(points)


def arrow_head(curve: Curve, length: float) -> str:
    """A slender head whose tip is the end of the curve."""
    dx, dy = _direction(curve[-2], curve[-1], curve[0])
    x, y = curve[-1]
    back = x - dx * length, y - dy * length
    half = length * 0.42
    left = back[0] - dy * half, back[1] + dx * half
    right = back[0] + dy * half, back[1] - dx * half
    return f"M{x:.1f} {y:.1f}L{left[0]:.1f} {left[1]:.1f}L{right[0]:.1f} {right[1]:.1f}Z"


def middle(curve: Curve, share: float) -> Point:
    """The point at a share of the pieces of a curve."""
    pieces = (len(curve) - 1) // 3
    place = min(int(pieces * share), pieces - 1)
    t = pieces * share - place
    a, b, c, d = curve[3 * place : 3 * place + 4]
    s = 1 - t
    return tuple(  # type: ignore[return-value]
        s**3 * a[axis] + 3 * s * s * t * b[axis] + 3 * s * t * t * c[axis] + t**3 * d[axis] for axis in (0, 1)
    )


def curls(curve: Curve) -> bool:
    """Whether it turns round in one sense by much more than half a turn somewhere: it leaves, curls and comes back."""
    points = [middle(curve, step / 32) for step in range(33)] if len(curve) > 3 else list(curve)
    steps = [(after[0] - at[0], after[1] - at[1]) for at, after in pairwise(points)]
    angles = [atan2(dy, dx) for dx, dy in steps if hypot(dx, dy) > 1]
    turned = [0.0, *accumulate((after - at + pi) % (2 * pi) - pi for at, after in pairwise(angles))]
    return max(turned) - min(turned) > _MUCH_OF_A_TURN
