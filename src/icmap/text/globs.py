"""Patterns with `*` and `?` that no text can make slow: one step for each character of the text, never going back."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

__all__ = ["Glob", "glob"]


class Glob:
    """A compiled pattern: `*` is any run of characters, `?` any one, everything else is itself.

    The positions of the pattern reached so far are the bits of an integer (Baeza-Yates & Gonnet 1992), so that the
    work grows with text times pattern and never more, whatever stars a stranger writes.
    """

    __slots__ = ("_advance", "_any", "_end", "_stars", "literal", "text")

    def __init__(self, pattern: str) -> None:
        self.text = pattern
        signs = [kind for kind, run in groupby(pattern) for _ in ("*" if kind == "*" else tuple(run))]
        self.literal = not {"*", "?"} & set(signs)
        self._advance: dict[str, int] = {}
        self._stars = self._any = 0
        for place, sign in enumerate(signs):
            if sign == "*":
                self._stars |= 1 << place
            elif sign == "?":
                self._any |= 1 << place
            else:
                self._advance[sign] = self._advance.get(sign, 0) | 1 << place
        self._end = 1 << len(signs)

    def matches(self, text: str) -> bool:
        """Whether the whole text is what the pattern says."""
        if self.literal:
            return text == self.text
        reached = self._past_stars(1)
        for character in text:
            taken = reached & (self._advance.get(character, 0) | self._any)
            reached = self._past_stars(taken << 1 | reached & self._stars)
            if not reached:
                return False
        return bool(reached & self._end)

    def _past_stars(self, reached: int) -> int:
        """A star may stand for nothing; two never stand side by side."""
        return reached | (reached & self._stars) << 1


@lru_cache(maxsize=1024)
def glob(pattern: str) -> Glob:
    """The compiled pattern."""
    return Glob(pattern)
