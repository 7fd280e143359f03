"""How large a node is and where its words stand on it: name first, then kind and times in smaller letters."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from icmap.pictures.drawing import Node
from icmap.pictures.paint.layout.widths import fitted, width, wrapped
from icmap.records import dataclass

__all__ = ["NAME_SIZE", "SMALL_SIZE", "Card", "card"]

NAME_SIZE, SMALL_SIZE = 13.0, 10.5
_NAME_LINE, _SMALL_LINE = 15.5, 13.5
_SIGN, _SIGN_ABOVE = 25.0, 20.0
"""Room for the sign of the kind, at the left or above."""
_NOTE = 8.0
"""Room for a number on the lower rim."""
_PAD, _PAD_Y, _LID = 13.0, 9.0, 5.0
_NARROWEST, _WIDEST, _STEP = 96.0, 172.0, 12.0
_STACKED_NARROWEST, _STACKED_WIDEST = 72.0, 112.0


@dataclass(frozen=True, slots=True)
class Card:
    """The size of a node, and its words as they are broken into lines; `stacked`: the sign stands above the words."""

    width: float
    height: float
    names: tuple[str, ...]
    smalls: tuple[str, ...]
    sign: bool
    stacked: bool


def card(node: Node, *, stacked: bool = False) -> Card:
    """The card of a node: as wide as its words need within limits, in steps, so that columns look even."""
    sign = node.shape != "party"
    beside = _SIGN if sign and not stacked else 0.0
    narrowest, widest = (_STACKED_NARROWEST, _STACKED_WIDEST) if stacked else (_NARROWEST, _WIDEST)
    room = widest - 2 * _PAD - beside
    names = wrapped(node.name, NAME_SIZE, room, 3 if stacked else 2, bold=True)
    smalls = tuple(fitted(line, SMALL_SIZE, room) for whole in node.lines for line in _broken(whole, room))
    needed = _widest(names, smalls) + 2 * _PAD + beside
    wide = narrowest + ceil(max(0.0, needed - narrowest) / _STEP) * _STEP
    above = (_SIGN_ABOVE if sign and stacked else 0) + (_LID if node.shape == "system" else 0)
    below = _NOTE if node.note else 0
    tall = len(names) * _NAME_LINE + len(smalls) * _SMALL_LINE + 2 * _PAD_Y + above + below
    return Card(wide, tall, names, smalls, sign, stacked)


def _widest(names: tuple[str, ...], smalls: tuple[str, ...]) -> float:
    lines = [width(line, NAME_SIZE, bold=True) for line in names] + [width(line, SMALL_SIZE) for line in smalls]
    return max(lines, default=0.0)


def _broken(line: str, room: float) -> Iterator[str]:
    """A small line that is too long, broken where kind and time meet."""
    if width(line, SMALL_SIZE) <= room:
        yield line
    else:
        yield from line.rsplit(" · ", 1)
