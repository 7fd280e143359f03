"""What YAML stands where in a text, with both ends of everything: what a formatter moves about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from icmap.loading.events import next_event

__all__ = ["Node", "lines_of", "read_nodes", "same_content"]

_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(slots=True)
class Node:
    """A scalar (`kind` ''), a mapping ('{'), a sequence ('[') or an alias ('*'), and where it begins and ends.

    Lines and columns count from 0; of a block collection the end is that of its last content. `parts` are keys and
    values in turn, or the items.
    """

    kind: str
    line: int
    column: int
    last_line: int
    last_column: int
    flow: bool = False
    style: str = ""
    value: str = ""
    marked: bool = False
    parts: list[Node] = field(default_factory=list)

    @property
    def pairs(self) -> Iterator[tuple[Node, Node]]:
        """The keys and values of a mapping."""
        each = iter(self.parts)
        return zip(each, each, strict=True)

    @property
    def is_block(self) -> bool:
        """Whether it is a mapping or sequence without brackets."""
        return self.kind in ("{", "[") and not self.flow


def lines_of(text: str) -> list[str]:
    """The lines without their ends."""
    return _BREAK.split(text)


def read_nodes(text: str) -> Node | None:
    """The root of a text that is known to be YAML, of a bounded depth; None where there is nothing in it."""
    event = next_event(text)
    first = event()
    while not isinstance(first, (yaml.DocumentStartEvent, yaml.StreamEndEvent)):
        first = event()
    if isinstance(first, yaml.StreamEndEvent):
        return None
    return _node(event(), event)


def _node(event: Any, following: Callable[[], Any]) -> Node:
    begin, end = event.start_mark, event.end_mark
    node = Node("", begin.line, begin.column, end.line, end.column)
    node.marked = bool(getattr(event, "anchor", None) or getattr(event, "tag", None))
    if isinstance(event, yaml.AliasEvent):
        node.kind, node.marked = "*", True
        return node
    if isinstance(event, yaml.ScalarEvent):
        node.value, node.style = event.value, event.style or ""
        if node.style in ("|", ">") and end.column == 0:
            node.last_line -= 1
        return node
    node.kind = "{" if isinstance(event, yaml.MappingStartEvent) else "["
    node.flow = bool(event.flow_style)
    inner = following()
    while not isinstance(inner, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
        node.parts.append(_node(inner, following))
        inner = following()
    if node.flow:
        closing: Any = inner.end_mark
        node.last_line, node.last_column = closing.line, closing.column
    elif node.parts:
        node.last_line = max(each.last_line for each in node.parts)
    return node


def same_content(one: Node | None, other: Node | None) -> bool:
    """Whether two texts say the same: keys in any order, values to the letter."""
    return bool(_content(one) == _content(other))


def _content(node: Node | None) -> Any:
    if node is None:
        return None
    if node.kind == "{":
        return "{", sorted(((repr(_content(key)), repr(_content(value))) for key, value in node.pairs))
    if node.kind == "[":
        return "[", [_content(each) for each in node.parts]
    return node.kind, node.value, bool(node.style) and not node.value
