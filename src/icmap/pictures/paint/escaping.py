"""One encoder per diagram language: what a name may not do in DOT, Mermaid or D2. For XML it is in `canvas`."""

from __future__ import annotations

import re
import string
from bisect import bisect_right
from itertools import accumulate

__all__ = ["d2", "dot", "mermaid", "one_line"]

_LONGEST = 2000
"""Characters of a label at most: nobody reads more."""
_MOST_BYTES = 16_000
"""Bytes of a label in DOT at most: older scanners of Graphviz break at 16,384."""
_DOT = {"&": "&amp;", "\\": "\\\\", '"': '\\"'}
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)
_MERMAID = {ord(character): f"#{ord(character)};" for character in string.punctuation if character != ","}


def one_line(text: str) -> str:
    """The text on one line, not too long; control, bidirectional and invisible characters are shown as escapes."""
    return _UNSEEN.sub(_shown, text[:_LONGEST])


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def dot(*lines: str) -> str:
    r"""A label as a quoted DOT string, its lines parted by `\n`: no entity, no escape, no end of the string in a name."""
    room = _MOST_BYTES // max(len(lines), 1)
    return '"' + "\\n".join(_dot_line(line, room) for line in lines) + '"'


def _dot_line(line: str, room: int) -> str:
    """As much of a line as there is room for, cut between characters and not within an escape."""
    parts = [_DOT.get(character, character) for character in one_line(line)]
    ends = list(accumulate(len(part.encode("utf-8", "replace")) for part in parts))
    return "".join(parts[: bisect_right(ends, room)])


def mermaid(*lines: str) -> str:
    """A label as a quoted Mermaid string: every punctuation as its number, so that no markdown and no HTML is left."""
    return '"' + "<br/>".join(one_line(line).translate(_MERMAID) or " " for line in lines) + '"'


def d2(*lines: str) -> str:
    """A label as a single-quoted D2 string: nothing is substituted in it, and only the quote itself is doubled."""
    return "'" + " · ".join(one_line(line).replace("'", "''") for line in lines) + "'"
