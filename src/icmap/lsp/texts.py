"""A file's lines as its reader counts them, and how a text is written as a YAML value."""

from __future__ import annotations

import json
import re

from icmap.locations import Span
from icmap.records import dataclass

__all__ = ["Stretch", "lines_of", "scalar", "stretch_of"]

_BREAK = re.compile(r"\r\n|\n|\r")
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:[^\s:#]|:(?=\S)|(?<=\S)#|[ ](?=\S))*")
_FLOW = re.compile(r"[,\[\]{}]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of one line of a file; lines and columns count from 0, in characters, and the end is not part of it."""

    file: str
    line: int
    start: int
    end: int


def lines_of(text: str) -> list[str]:
    """The lines without their ends; only what ends a line in YAML and for an editor does: CR LF, LF, CR."""
    return _BREAK.split(text)


def stretch_of(span: Span) -> Stretch:
    """A span of the loader as a stretch; that of a whole file is its first character."""
    line, start = max(0, span.line - 1), max(0, span.column - 1)
    return Stretch(span.file, line, start, start + span.width)


def scalar(text: str, *, in_flow: bool) -> str:
    """The text as a value or key: as it is where YAML leaves it alone, else in double quotes."""
    plain = _PLAIN.fullmatch(text) and not (in_flow and _FLOW.search(text)) and not text.endswith(":")
    return text if plain else json.dumps(text, ensure_ascii=False)
