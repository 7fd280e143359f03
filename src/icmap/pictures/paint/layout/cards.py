"""How large a node is and where its words stand on it: name first, then kind and times in smaller letters.

On a slide a pixel is three quarters of a point: these sizes keep the least that can be read in a room (10 points on cards)
at a scale of 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Literal

from icmap.pictures.drawing import Node, Shape
from icmap.pictures.paint.layout.widths import fitted, width, wrapped
from icmap.records import dataclass

__all__ = ["NAME_LINE", "NAME_SIZE", "NOTE_SIZE", "SMALL_LINE", "SMALL_SIZE", "Card", "Dress", "card"]

NAME_SIZE, SMALL_SIZE, NOTE_SIZE = 14.5, 13.4, 12.4
NAME_LINE, SMALL_LINE = 17.0, 16.0

Dress = Literal["roomy", "narrow", "small", "tiny"]
"""Roomy: the icon beside the words, all lines. Narrow: the icon above them. Small: the name and the time only, close to the
rim. Tiny: that without the icon, whose part the outline plays."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """What a dress of cards allows: how wide they are, lines of the name, room round the words, for the icon."""

    narrowest: float
    widest: float
    names: int
    pad: float
    pad_y: float
    beside: float
    above: float
    name_size: float = NAME_SIZE


_CUTS: dict[Dress, _Cut] = {
    "roomy": _Cut(104.0, 196.0, 2, 13.0, 9.0, 25.0, 0.0),
    "narrow": _Cut(84.0, 128.0, 3, 10.0, 8.0, 0.0, 20.0),
    "small": _Cut(60.0, 146.0, 2, 8.0, 5.0, 21.0, 0.0),
    "tiny": _Cut(54.0, 108.0, 3, 7.0, 4.0, 0.0, 0.0, SMALL_SIZE),
}
_LID, _STEP, _BADGE, _WIDEST_WORD = 5.0, 12.0, 9.0, 170.0
"""Room for the lid of a drum and for a badge; cards are wide in steps, so that columns look even."""
_SLANTS: dict[Shape, float] = {"supplier": 10.0, "process": 14.0, "customer": 8.0, "authority": 4.0}
_GATE, _GATE_PAD = 24.0, 20.0


@dataclass(frozen=True, slots=True)
class Card:
    """The size of a node, and its words as they are broken into lines; `stacked`: the icon stands above the words."""

    width: float
    height: float
    names: tuple[str, ...]
    smalls: tuple[str, ...]
    icon: bool
    stacked: bool = False
    name_size: float = NAME_SIZE


def card(node: Node, dress: Dress = "roomy") -> Card:
    """The card of a node: as wide as its words need within limits."""
    if node.shape in ("gate", "more"):
        return Card(width(node.name, SMALL_SIZE) + _GATE_PAD, _GATE, (node.name,), (), icon=False)
    cut, icon = _CUTS[dress], node.shape != "party" and dress != "tiny"
    beside = cut.beside if icon else 0.0
    lines = (*(node.short if dress in ("small", "tiny") else node.lines), *([node.note] if node.note else []))
    room = max(cut.widest - 2 * cut.pad - beside, min(_WIDEST_WORD, _longest_word(node.name, lines, cut.name_size)))
    names = wrapped(node.name, cut.name_size, room, cut.names, bold=True)
    smalls = tuple(fitted(line, SMALL_SIZE, room) for whole in lines for line in _broken(whole, room))
    badges = _BADGE * ((node.rank is not None) + node.loop) + _SLANTS.get(node.shape, 0.0)
    needed = _widest(names, smalls, cut.name_size) + 2 * cut.pad + beside + badges
    wide = cut.narrowest + ceil(max(0.0, needed - cut.narrowest) / _STEP) * _STEP
    more = (cut.above if icon else 0) + (_LID if node.shape == "system" else 0)
    tall = len(names) * NAME_LINE + len(smalls) * SMALL_LINE + 2 * cut.pad_y + more
    return Card(wide, tall, names, smalls, icon, stacked=dress == "narrow", name_size=cut.name_size)


def _longest_word(name: str, lines: Sequence[str], size: float) -> float:
    """How wide the longest word of a name is, or the longest time below it: neither is broken."""
    words = [width(word, size, bold=True) for word in name.split(" ")]
    return max([*words, *(width(part, SMALL_SIZE) for line in lines for part in line.split(" · "))])


def _widest(names: tuple[str, ...], smalls: tuple[str, ...], size: float) -> float:
    lines = [width(line, size, bold=True) for line in names] + [width(line, SMALL_SIZE) for line in smalls]
    return max(lines, default=0.0)


def _broken(line: str, room: float) -> Iterator[str]:
    """A small line that is too long, broken where kind and time meet."""
    if width(line, SMALL_SIZE) <= room:
        yield line
    else:
        yield from line.rsplit(" · ", 1) if " · " in line else wrapped(line, SMALL_SIZE, room, 2)
