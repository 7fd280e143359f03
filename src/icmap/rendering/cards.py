"""How large a node is and where its words stand on it: name first, then kind and times in smaller letters."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from icmap.drawing import Node
from icmap.rendering.metrics import fitted, width, wrapped

__all__ = ["NAME_SIZE", "SMALL_SIZE", "Card", "card"]

NAME_SIZE, SMALL_SIZE = 13.0, 10.5
_NAME_LINE, _SMALL_LINE = 15.5, 13.5
_SIGN = 25.0
"""Room for the sign of the kind at the left."""
_PAD, _PAD_Y, _LID = 13.0, 9.0, 5.0
_NARROWEST, _WIDEST, _STEP = 96.0, 172.0, 12.0


@dataclass(frozen=True, slots=True)
class Card:
    """The size of a node, and its words as they are broken into lines."""

    width: float
    height: float
    names: tuple[str, ...]
    smalls: tuple[str, ...]
    sign: bool


def card(node: Node) -> Card:
    """The card of a node: as wide as its words need within limits, in steps, so that columns look even."""
    sign = node.figure != "party"
    room = _WIDEST - 2 * _PAD - (_SIGN if sign else 0)
    names = wrapped(node.name, NAME_SIZE, room, 2, bold=True)
    smalls = tuple(fitted(line, SMALL_SIZE, room) for whole in node.lines for line in _broken(whole, room))
    words = max(
        [width(line, NAME_SIZE, bold=True) for line in names] + [width(line, SMALL_SIZE) for line in smalls],
        default=0.0,
    )
    needed = words + 2 * _PAD + (_SIGN if sign else 0)
    wide = _NARROWEST + ceil(max(0.0, needed - _NARROWEST) / _STEP) * _STEP
    tall = len(names) * _NAME_LINE + len(smalls) * _SMALL_LINE + 2 * _PAD_Y + (_LID if node.figure == "system" else 0)
    return Card(wide, tall, names, smalls, sign)


def _broken(line: str, room: float) -> tuple[str, ...]:
    """A small line that is too long, broken where kind and time meet."""
    if not line:
        return ()
    return (line,) if width(line, SMALL_SIZE) <= room else tuple(line.rsplit(" · ", 1))
