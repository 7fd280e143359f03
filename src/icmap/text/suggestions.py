"""Did you mean: the nearest of many names, found by what pairs of letters they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

__all__ = ["Names", "nearest"]

_SHORTLIST = 40
_ALIKE = 0.6


class Names:
    """Names to choose from, each with what is suggested for it; the index is built when first asked."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._names = names
        self._index: dict[str, list[int]] = {}
        self._all: list[tuple[str, str]] = []

    def nearest(self, name: str) -> str:
        """What is suggested for the nearest name; empty where none is near. Ties: the first."""
        if not self._index:
            self._build()
        wanted = name.casefold()
        shared = Counter(number for pair in _pairs(wanted) for number in self._index.get(pair, ()))
        shortlist = sorted(shared, key=lambda number: (-shared[number], number))[:_SHORTLIST]
        scored = [(_likeness(wanted, self._all[number][0]), -number) for number in shortlist]
        score, number = max(scored, default=(0.0, 0))
        return self._all[-number][1] if score >= _ALIKE else ""

    def _build(self) -> None:
        self._all = [(name.casefold(), suggested) for name, suggested in self._names]
        for number, (name, _) in enumerate(self._all):
            for pair in _pairs(name):
                self._index.setdefault(pair, []).append(number)


def nearest(name: str, names: Iterable[str]) -> str:
    """The nearest of a few names; empty where none is near."""
    return Names((each, each) for each in names).nearest(name)


def _pairs(name: str) -> set[str]:
    padded = f"\0{name}\0"
    return {padded[start : start + 2] for start in range(len(padded) - 1)}


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
