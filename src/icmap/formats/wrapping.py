"""Where lines of running text break: between words, but not between a number and its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

__all__ = ["longest_word", "wrapped"]

_NUMBER_AND_UNIT = re.compile(r"(?<=\d) (?=(?:ms|s|min|h|d)\b|%)")
_BOUND = "\ufdd0"
"""Stands for a blank at which no line is broken; `escaping.printable` lets no such character through."""
_TWO_UNITS = re.compile(
    "|".join(
        rf"(?<=\d{_BOUND}{large}) (?=\d+{_BOUND}{small}\b)" for large, small in (("d", "h"), ("h", "min"), ("min", "s"))
    )
)


def wrapped(text: Text, width: int, console: Console) -> Iterator[Text]:
    """The lines of a text in so many columns; a word that is longer is folded."""
    if cell_len(text.plain) <= width:
        yield text
        return
    bound = text.copy()
    bound.plain = _bound(text.plain, width)
    for line in bound.wrap(console, max(width, 1)):
        line.rstrip()
        line.plain = line.plain.replace(_BOUND, " ")
        yield line


def _bound(text: str, width: int) -> str:
    """The text with `4 h` kept together, and `2 d 4 h` too where a line has room for it."""
    units = _NUMBER_AND_UNIT.sub(_BOUND, text)
    times = _TWO_UNITS.sub(_BOUND, units)
    return times if max(map(cell_len, times.split()), default=0) <= width else units


def longest_word(text: Text) -> int:
    """The columns that the longest unbreakable stretch of a text takes."""
    return max((cell_len(word) for word in _NUMBER_AND_UNIT.sub(_BOUND, text.plain).split()), default=0)
