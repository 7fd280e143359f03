"""The words on lines: how large they are, and where they stand if no room was made for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from icmap.pictures.drawing import Arrow, Drawing
from icmap.pictures.paint.layout.curves import Curve, Point, middle
from icmap.pictures.paint.layout.outlines import Rect
from icmap.pictures.paint.layout.widths import width, wrapped
from icmap.records import dataclass

__all__ = [
    "LABEL_LINE",
    "LABEL_SIZE",
    "Curve",
    "Label",
    "Point",
    "label_lines",
    "label_size",
    "labels_where_there_is_room",
]

LABEL_SIZE, LABEL_LINE = 12.2, 14.5
_WIDEST = 116.0
_SHARES = (0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8, 0.15, 0.85)


@dataclass(frozen=True, slots=True)
class Label:
    """The words on a line, broken, and where they stand."""

    rect: Rect
    lines: tuple[str, ...]


def label_lines(arrow: Arrow) -> tuple[str, ...]:
    """The words of a line, on at most two lines."""
    return wrapped(arrow.label, LABEL_SIZE, _WIDEST, 2)


def label_size(lines: tuple[str, ...]) -> tuple[float, float]:
    """How wide and how tall the words are, with a little air."""
    return max(width(line, LABEL_SIZE) for line in lines) + 10, len(lines) * LABEL_LINE + 3


def labels_where_there_is_room(
    drawing: Drawing,
    nodes: Mapping[str, Rect],
    curves: Mapping[str, Curve],
    words: Mapping[str, tuple[str, ...]],
    names: Iterable[Rect] = (),
    within: Rect | None = None,
) -> Mapping[str, Label]:
    """The labels that cover no node, no other label and, if it can be helped, no other line; the most remarkable first.

    What finds no room is left out: it is still told when one points at the line.
    """
    taken = [*(rect.grown(3) for rect in nodes.values()), *names]
    samples = {arrow: [middle(curve, share / 24) for share in range(25)] for arrow, curve in curves.items()}
    found: dict[str, Label] = {}
    for arrow in sorted(drawing.arrows, key=lambda each: (not each.critical, not each.loop, each.line != "solid")):
        if arrow.id in words and arrow.id in curves:
            others = [point for other, points in samples.items() if other != arrow.id for point in points]
            rect = _best(
                [each for each in _places(curves[arrow.id], words[arrow.id]) if _inside(each, within)], taken, others
            )
            if rect is not None:
                taken.append(rect.grown(2))
                found[arrow.id] = Label(rect, words[arrow.id])
    return found


def _places(curve: Curve, lines: tuple[str, ...]) -> Iterator[Rect]:
    wide, tall = label_size(lines)
    for share in _SHARES:
        x, y = middle(curve, share)
        yield Rect(x - wide / 2, y - tall / 2, wide, tall)


def _inside(rect: Rect, within: Rect | None) -> bool:
    return within is None or (
        rect.x >= within.x and rect.y >= within.y
        and rect.x + rect.width <= within.x + within.width and rect.y + rect.height <= within.y + within.height
    )  # fmt: skip


def _best(places: Sequence[Rect], taken: Sequence[Rect], lines: Sequence[Point]) -> Rect | None:
    free = [place for place in places if not any(_overlap(place, other) for other in taken)]
    return min(free, key=lambda place: sum(_holds(place, point) for point in lines), default=None)


def _overlap(one: Rect, other: Rect) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def _holds(rect: Rect, point: Point) -> bool:
    return rect.x <= point[0] <= rect.x + rect.width and rect.y <= point[1] <= rect.y + rect.height
