"""Where in a file each value stands: the nodes of its YAML with their first and last character, and the edits made there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import yaml

from icmap.loading.events import next_event
from icmap.records import dataclass

__all__ = ["Edits", "Node", "layout"]


@dataclass(slots=True, eq=False)
class Node:
    """A node of a file: what kind (`map`, `list`, `text`, `alias`), from where to where, and what it stands in.

    `end` is where its own last character ends, without the line break and without comments. `children` of a mapping are
    key and value in turn.
    """

    kind: str
    start: int
    end: int
    line: int
    column: int
    flow: bool = False
    value: str = ""
    parent: Node | None = None
    children: list[Node] | None = None

    @property
    def items(self) -> list[Node]:
        """The items of a list."""
        return self.children or []

    @property
    def pairs(self) -> list[tuple[Node, Node]]:
        """The keys and values of a mapping."""
        inside = self.children or []
        return list(zip(inside[::2], inside[1::2], strict=True))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written there."""
        return self.kind == "text" and self.start == self.end

    def get(self, key: str) -> Node | None:
        """The value of a key of a mapping."""
        return next((value for name, value in self.pairs if name.value == key), None) if self.kind == "map" else None

    def value_of(self) -> Node | None:
        """The value that belongs to this key, where it is one."""
        inside = self.parent.children if self.parent and self.parent.kind == "map" else None
        if not inside:
            return None
        place = next(number for number, each in enumerate(inside) if each is self)
        return inside[place + 1] if place % 2 == 0 else None

    def key_of(self) -> Node | None:
        """The key whose value this is."""
        inside = self.parent.children if self.parent and self.parent.kind == "map" else None
        if not inside:
            return None
        place = next(number for number, each in enumerate(inside) if each is self)
        return inside[place - 1] if place % 2 else None


def layout(text: str) -> tuple[Node, dict[tuple[int, int], Node]]:
    """The nodes of a file that loads without a mistake, and each text by its line and column (from 1)."""
    following = next_event(text)
    root = Node("list", 0, 0, 0, 0, children=[])
    open_nodes = [root]
    texts: dict[tuple[int, int], Node] = {}
    for event in _events(following):
        parent = open_nodes[-1]
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            _close(open_nodes.pop(), event)
            continue
        node = _node(event, text)
        node.parent = parent
        if parent.children is not None:
            parent.children.append(node)
        if node.children is not None:
            open_nodes.append(node)
        else:
            texts.setdefault((node.line, node.column), node)
    return root.items[0] if root.items else root, texts


def _events(following: Callable[[], Any]) -> Iterator[Any]:
    wanted = (
        yaml.ScalarEvent,
        yaml.AliasEvent,
        yaml.MappingStartEvent,
        yaml.SequenceStartEvent,
        yaml.MappingEndEvent,
        yaml.SequenceEndEvent,
    )
    while (event := following()) is not None:
        if isinstance(event, wanted):
            yield event


def _node(event: Any, text: str) -> Node:
    mark, end = event.start_mark, event.end_mark.index
    if isinstance(event, yaml.ScalarEvent):
        if event.style in {"|", ">"}:
            end = mark.index + len(text[mark.index : end].rstrip())
        return Node("text", mark.index, end, mark.line + 1, mark.column + 1, value=event.value)
    if isinstance(event, yaml.AliasEvent):
        return Node("alias", mark.index, end, mark.line + 1, mark.column + 1)
    kind = "map" if isinstance(event, yaml.MappingStartEvent) else "list"
    return Node(kind, mark.index, end, mark.line + 1, mark.column + 1, flow=bool(event.flow_style), children=[])


def _close(node: Node, event: Any) -> None:
    """A flow collection ends with its bracket, a block one with the last of what is in it."""
    if node.flow:
        node.end = event.end_mark.index
    elif node.children:
        node.end = max(node.start, node.children[-1].end)


class Edits:
    """Changes to one text, collected and then made at once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self._made: list[tuple[int, int, int, str]] = []

    def replace(self, start: int, end: int, new: str) -> None:
        """Put another text in the place of a stretch."""
        self._made.append((start, end, len(self._made), new))

    def insert(self, at: int, new: str) -> None:
        """Put a text in between; what is put at one place later stands behind."""
        self.replace(at, at, new)

    def line_end(self, at: int) -> int:
        """Where the line of a place ends, its comment included."""
        found = self.text.find("\n", at)
        end = len(self.text) if found < 0 else found
        return end - 1 if end > at and self.text[end - 1] == "\r" else end

    def line_start(self, at: int) -> int:
        """Where the line of a place begins."""
        return self.text.rfind("\n", 0, at) + 1

    def lines_after(self, at: int, lines: list[str]) -> None:
        """Put whole lines below the line of a place."""
        self.insert(self.line_end(at), "".join(self.newline + line for line in lines))

    def take_lines(self, start: int, end: int) -> None:
        """Take out the lines from one place to another, both whole."""
        first, last = self.line_start(start), self.line_end(end)
        while last < len(self.text) and self.text[last] in "\r\n":
            last += 1
            if self.text[last - 1] == "\n":
                break
        self.replace(first, last, "")

    def __bool__(self) -> bool:
        return bool(self._made)

    def done(self) -> str:
        """The text with all changes; of two that overlap the earlier one holds."""
        parts, at = [], 0
        for start, end, _, new in sorted(self._made, key=lambda made: (made[0], made[1] != made[0], made[2])):
            if start < at:
                continue
            parts += [self.text[at:start], new]
            at = end
        return "".join([*parts, self.text[at:]])
