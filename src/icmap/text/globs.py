"""Patterns with `*` and `?` that no text can make slow."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["glob", "is_pattern"]

_STARS = re.compile(r"\*+")


def is_pattern(text: str) -> bool:
    """Whether a text means more than itself."""
    return "*" in text or "?" in text


@lru_cache(maxsize=4096)
def glob(pattern: str) -> re.Pattern[str]:
    """The pattern for `fullmatch`: `*` is any run of characters, `?` any one, everything else is itself.

    Each part between two stars is taken at the first place where it fits and never given back (an atomic group): that
    leaves the most to the rest, so nothing is missed, and the work grows with text times pattern and never more,
    whatever stars a stranger writes.
    """
    first, *parts = (_one_by_one(part) for part in _STARS.split(pattern))
    if not parts:
        return re.compile(first, re.DOTALL)
    *between, last = parts
    return re.compile(first + "".join(f"(?>.*?{part})" for part in between) + ".*" + last, re.DOTALL)


def _one_by_one(part: str) -> str:
    return "".join("." if each == "?" else re.escape(each) for each in part)
