"""One encoder per diagram language: what a name may not do in DOT, Mermaid or D2. For XML it is in `canvas`."""

from __future__ import annotations

import string
from bisect import bisect_right
from itertools import accumulate

from icmap.formats.escaping import printable

__all__ = ["d2", "dot_label", "mermaid", "one_line"]

_LONGEST = 2000
"""Characters of a label at most: nobody reads more."""
_MOST_BYTES = 16_000
"""Bytes of a label in DOT at most: older scanners of Graphviz break at 16,384."""
_MERMAID = {ord(character): f"#{ord(character)};" for character in string.punctuation if character != ","}


def one_line(text: str) -> str:
    """The text on one line, not too long; control, bidirectional and invisible characters are shown as escapes."""
    return printable(text[:_LONGEST])


def dot_label(*lines: str) -> str:
    r"""A label for the `graphviz` package, its lines parted by `\n`: no entity, no escape, no markup in a name.

    `graphviz.escape` takes their meaning from backslashes and from `<…>`; the package quotes what is left when it writes.
    """
    import graphviz

    room = _MOST_BYTES // max(len(lines), 1)
    label: str = graphviz.nohtml("\\n".join(graphviz.escape(_dot_line(line, room)) for line in lines))
    return label


def _dot_line(line: str, room: int) -> str:
    """As much of a line as there is room for, cut between characters; `&` begins no entity."""
    parts = [character.replace("&", "&amp;") for character in one_line(line)]
    ends = list(accumulate(len(part.encode("utf-8", "replace")) + (part in '"\\') for part in parts))
    return "".join(parts[: bisect_right(ends, room)])


def mermaid(*lines: str) -> str:
    """A label as a quoted Mermaid string: every punctuation as its number, so that no markdown and no HTML is left."""
    return '"' + "<br/>".join(one_line(line).translate(_MERMAID) or " " for line in lines) + '"'


def d2(*lines: str) -> str:
    """A label as a single-quoted D2 string: nothing is substituted in it, and only the quote itself is doubled."""
    return "'" + " · ".join(one_line(line).replace("'", "''") for line in lines) + "'"
