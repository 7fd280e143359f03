"""Which files a pattern under `include` means: searched below one folder only, without following links, and bounded."""

# Paths are told exactly as they were given; pathlib would tidy them.
# ruff: noqa: PTH118

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from fnmatch import translate
from functools import lru_cache
from re import Pattern
from re import compile as compiled

from icmap.limits import LIMITS

__all__ = ["TooManyFiles", "is_pattern", "matches"]


class TooManyFiles(Exception):  # noqa: N818 - says what happened
    """The search looked at more files and folders than the limit."""


def is_pattern(path: str) -> bool:
    """Whether a path has wildcards: `*`, `?` or `[`."""
    return any(character in path for character in "*?[")


Listed = Callable[[str], Iterator[tuple[str, bool]]]
"""The names in a folder, and which of them are folders."""


def matches(folder: str, pattern: str, listed: Listed) -> list[str]:
    """The files below a folder that a pattern means, as paths relative to it, sorted.

    `*`, `?` and `[…]` stay within one name, `**` goes through any number of folders. Names that begin with a dot only
    match where the pattern says so. Raises `TooManyFiles` where the search would not end soon.
    """
    parts = tuple(part for part in pattern.split("/") if part not in {"", "."})
    return sorted(_search(folder, parts, listed))


def _search(folder: str, parts: tuple[str, ...], listed: Listed) -> set[str]:
    """From folder to folder, each with the number of the part that its names have to fit."""
    found: set[str] = set()
    seen: set[tuple[str, int]] = set()
    waiting = [("", 0)]
    looked = 0
    while waiting:
        here, number = waiting.pop()
        if (here, number) in seen:
            continue
        seen.add((here, number))
        part, is_last = parts[number], number == len(parts) - 1
        if part == "**" and not is_last:
            waiting.append((here, number + 1))
        for name, is_folder in listed(os.path.join(folder, here)):
            looked += 1
            if looked > LIMITS.searched:
                raise TooManyFiles
            if not _fits(name, part):
                continue
            path = f"{here}/{name}" if here else name
            if is_folder and (part == "**" or not is_last):
                waiting.append((path, number if part == "**" else number + 1))
            elif is_last and not is_folder:
                found.add(path)
    return found


def _fits(name: str, part: str) -> bool:
    if name.startswith(".") and not part.startswith("."):
        return False
    return part == "**" or bool(_compiled(part).match(name))


@lru_cache(maxsize=256)
def _compiled(part: str) -> Pattern[str]:
    return compiled(translate(part))
