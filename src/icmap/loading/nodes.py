"""What a file is while it is read: bare tuples."""

from __future__ import annotations

from typing import Any

from icmap.locations import Span, span_at
from icmap.records import dataclass

__all__ = ["Node", "Unread", "is_plain", "word"]

Node = tuple[Any, ...]
"""A value as it is read, in the smallest form, for a map of 20 MB has millions of them:

* `(text, place)` a plain scalar, `(text, place, style)` a quoted or block one;
* `(list of nodes, place)` a sequence;
* `(tuple of (key node, value node), place)` a mapping, in the order written, merged keys at the end;
* `(None, place)` what could not be read, and has been reported.

Typed as a tuple of anything on purpose: a union would have to be narrowed at each of a million steps.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Unread:
    """A value of a file that is parsed and within the limits, for somebody to read by a table of keys (`icmap.loading.typed`).

    `quotable`: messages may repeat what the file says.
    """

    node: Node
    file: str
    quotable: bool = True

    @property
    def span(self) -> Span:
        """Where the value begins."""
        return span_at(self.file, self.node[1])


def is_plain(node: Node) -> bool:
    """Whether a scalar is written without quotes."""
    return len(node) == 2


def word(node: Node) -> str:
    """What kind of value a node is, in words for a message."""
    if type(node[0]) is str:
        return "a text" if node[0] or not is_plain(node) else "empty"
    return "a list" if type(node[0]) is list else "a mapping"
