"""Lists in sentences (`a, b and 3 more`) and under tables (*the 10 busiest of 40 are shown*)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

__all__ = ["counted", "first", "join", "listed", "shown"]

_T = TypeVar("_T")


def join(names: Sequence[str], word: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`; nothing for nobody."""
    return f"{', '.join(names[:-1])} {word} {names[-1]}" if len(names) > 1 else "".join(names)


def listed(names: Sequence[str], most: int = 2, *, more: int = 0, word: str = "more") -> str:
    """`a, b and c`, `a, b and 3 more`: at most so many, or one more than that; `more` are counted but not given.

    `nobody` for nobody.
    """
    total = len(names) + more
    kept = list(names[: most if total > most + 1 else most + 1])
    left = total - len(kept)
    return join([*kept, f"{left} {word}"] if left else kept) or "nobody"


def counted(number: int, one: str, many: str = "") -> str:
    """`1 service`, `1,200 services`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def first(rows: Sequence[_T], most: int, which: str = "first") -> tuple[Sequence[_T], str]:
    """The first of some rows, and a sentence about those left out; `which` says what comes first (`busiest`)."""
    return rows[:most], shown(min(most, len(rows)), len(rows), which)


def shown(number: int, total: int, which: str = "first") -> str:
    """`The 10 busiest of 40 are shown.`, `The first 10 of 40 are shown.`; nothing where all are."""
    some = f"first {number}" if which == "first" else f"{number} {which}"
    return f"The {some} of {total:,} are shown." if number < total else ""
