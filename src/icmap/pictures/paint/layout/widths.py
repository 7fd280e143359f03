"""How wide text is, without a font: the widths of Helvetica, which Arial and Liberation Sans share, and how it wraps."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["ELLIPSIS", "fitted", "width", "wrapped"]

ELLIPSIS = "…"

_REGULAR = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556,
    278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,
    611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833,
    556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
"""Thousandths of the font size for the characters from blank to tilde (Adobe's metrics of Helvetica)."""
_BOLD_FACTOR = 1.07
_OTHER, _WIDE, _NONE = 0.6, 1.0, 0.0


@lru_cache(maxsize=8192)
def _advance(character: str) -> float:
    code = ord(character)
    if 32 <= code < 127:
        return _REGULAR[code - 32] / 1000
    base = unicodedata.normalize("NFD", character)[0]
    if base != character and 32 <= ord(base) < 127:
        return _REGULAR[ord(base) - 32] / 1000
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return _NONE
    return _WIDE if unicodedata.east_asian_width(character) in "WF" else _OTHER


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is about to be at a font size, in the unit of the size; bold is somewhat wider."""
    return sum(map(_advance, text)) * size * (_BOLD_FACTOR if bold else 1)


def fitted(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text, or as much of its beginning as there is room for, with an ellipsis."""
    if width(text, size, bold=bold) <= room:
        return text
    kept = ""
    for character in text:
        if width(kept + character + ELLIPSIS, size, bold=bold) > room:
            break
        kept += character
    return kept.rstrip() + ELLIPSIS


def wrapped(text: str, size: float, room: float, lines: int = 2, *, bold: bool = False) -> tuple[str, ...]:
    """The text on at most so many lines, broken at blanks; what does not fit on the last one ends in an ellipsis."""
    rest = text.split(" ")
    found: list[str] = []
    while rest and len(found) < lines - 1:
        taken = 1
        while taken < len(rest) and width(" ".join(rest[: taken + 1]), size, bold=bold) <= room:
            taken += 1
        found.append(fitted(" ".join(rest[:taken]), size, room, bold=bold))
        rest = rest[taken:]
    if rest:
        found.append(fitted(" ".join(rest), size, room, bold=bold))
    return tuple(found)
