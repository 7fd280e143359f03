"""The comments of a file, for what is said in them on purpose: a `#` inside a text is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from icmap.loading.events import next_event
from icmap.records import dataclass

__all__ = ["Comment", "comments"]

_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Comment:
    """What follows a `#`, without it; line and column (of the `#`) count from 1. `alone`: nothing else is on its line."""

    text: str
    line: int
    column: int
    alone: bool


def comments(text: str, wanted: re.Pattern[str]) -> tuple[Comment, ...]:
    """The comments that match a pattern (which begins with `#`), in order; up to the first mistake in the file.

    The file is read a second time only where the pattern is found in it at all.
    """
    text = text.removeprefix("\ufeff")
    found = [match.start() for match in wanted.finditer(text) if _may_begin(text, match.start())]
    return tuple(_comments(text, found)) if found else ()


def _may_begin(text: str, start: int) -> bool:
    """A comment begins its line, or stands after a blank."""
    return start == 0 or text[start - 1] in " \t\r\n"


def _comments(text: str, starts: list[int]) -> Iterator[Comment]:
    texts = _texts(text)
    inside = next(texts, None)
    line, begun = 1, 0
    breaks = _BREAK.finditer(text)
    following = next(breaks, None)
    for start in starts:
        while inside is not None and inside[1] <= start:
            inside = next(texts, None)
        while following is not None and following.end() <= start:
            line, begun, following = line + 1, following.end(), next(breaks, None)
        if inside is None or start < inside[0]:
            end = following.start() if following is not None else len(text)
            yield Comment(text[start + 1 : end].strip(), line, start - begun + 1, alone=not text[begun:start].strip())


def _texts(text: str) -> Iterator[tuple[int, int]]:
    """Where the texts of the file begin and end, in characters; of a block text, what is below its first line."""
    next_one = next_event(text)
    try:
        while (event := next_one()) is not None:
            if isinstance(event, yaml.ScalarEvent):
                yield _stretch(event, text)
    except yaml.YAMLError:
        return


def _stretch(event: Any, text: str) -> tuple[int, int]:
    start, end = event.start_mark.index, event.end_mark.index
    header = _BREAK.search(text, start) if event.style in ("|", ">") else None
    return start if header is None else header.end(), end
