"""What a file is while it is read: bare tuples, and the located tree that is kept of what rules read themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from icmap.locations import Span, span_at
from icmap.records import dataclass

__all__ = ["Items", "Node", "Pairs", "Scalar", "Tree", "Unread", "is_plain", "tree_of", "word"]

Node = tuple[Any, ...]
"""A value as it is read, in the smallest form, for a map of 20 MB has millions of them:

* `(text, place)` a plain scalar, `(text, place, style)` a quoted or block one;
* `(list of nodes, place)` a sequence;
* `(tuple of (key node, value node), place)` a mapping, in the order written, merged keys at the end;
* `(None, place)` what could not be read, and has been reported.

Typed as a tuple of anything on purpose: a union would have to be narrowed at each of a million steps.
"""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text and where it stands; `plain` is false where it is quoted."""

    text: str
    span: Span
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Items:
    """A sequence and where it begins."""

    items: tuple[Tree, ...]
    span: Span

    def __iter__(self) -> Iterator[Tree]:
        return iter(self.items)


@dataclass(frozen=True, slots=True)
class Pairs:
    """A mapping and where it begins: its keys and values in the order written."""

    pairs: tuple[tuple[Scalar, Tree], ...]
    span: Span

    def get(self, key: str) -> Tree | None:
        """The value of a key, None where it has none."""
        return next((value for name, value in self.pairs if name.text == key), None)

    def __iter__(self) -> Iterator[tuple[Scalar, Tree]]:
        return iter(self.pairs)


Tree = Scalar | Items | Pairs
"""A located value that nobody has interpreted yet."""


@dataclass(frozen=True, slots=True, eq=False)
class Unread:
    """A value of a file that is parsed and within the limits, for somebody to read by a table of keys (`icmap.loading.typed`).

    `quotable`: messages may repeat what the file says.
    """

    node: Node
    file: str
    quotable: bool = True

    @property
    def tree(self) -> Tree:
        """The value as a located tree."""
        return tree_of(self.node, self.file)

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


def tree_of(node: Node, file: str) -> Tree:
    """The located tree of a node; its recursion is bounded by the limit of depth (32)."""
    content, place = node[0], node[1]
    span = span_at(file, place)
    if type(content) is str or content is None:
        return Scalar(content or "", span, is_plain(node))
    if type(content) is list:
        return Items(tuple(tree_of(each, file) for each in content), span)
    return Pairs(tuple((_key(key, file), tree_of(value, file)) for key, value in content), span)


def _key(key: Node, file: str) -> Scalar:
    return Scalar(key[0] if type(key[0]) is str else "", span_at(file, key[1]), is_plain(key))
