"""From events to nodes, in one loop with its own counters: no constructor, no resolver, no recursion.

Whatever is complete at the top level, and each party as soon as it is complete, is handed on at once, so that a map of
20 MB never stands in memory as a tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import yaml

from icmap.limits import LIMITS
from icmap.loading.anchors import Anchors
from icmap.loading.mappings import pairs_of
from icmap.loading.nodes import Node, word
from icmap.loading.problems import Desk
from icmap.loading.stop import Stop
from icmap.loading.syntax import say_syntax_error
from icmap.locations import Place, pack
from icmap.text.characters import shown

__all__ = ["STREAMED", "Piece", "pieces"]

STREAMED = frozenset({"parties", "dependencies"})
"""The sections whose items are handed on one by one."""

Piece = tuple[str, Node, Node]
"""What is handed on: the section it is an item of ('' at the top level), its key (in a list: itself), its value.

After its items a section is handed on itself, at the top level and empty.
"""

_LINE = pack(1, 0, 0)
_COLUMN = pack(0, 1, 0)
_FIRST = pack(1, 1, 0)
_WIDEST = 8191
_FURTHEST = (1 << 25) - 2


def pieces(next_event: Callable[[], Any], desk: Desk) -> Iterator[Piece]:
    """The pieces of one document, until its end or the first mistake after which reading cannot go on.

    Raises `Stop` at such a mistake, after having reported it.
    """
    try:
        yield from _Builder(next_event, desk).pieces()
    except yaml.YAMLError as error:
        say_syntax_error(error, desk)
        raise Stop from None


class _Builder:
    """The stack of open collections, the anchors, and the loop."""

    def __init__(self, next_event: Callable[[], Any], desk: Desk) -> None:
        self.next_event = next_event
        self.desk = desk
        self.anchors = Anchors(desk)
        self.stack: list[tuple[list[Any], Any]] = []
        self.section = ""

    def pieces(self) -> Iterator[Piece]:  # noqa: C901, PLR0912 - one loop: each call would cost a tenth of the time
        """The loop over all events of the document."""
        self.begin()
        next_event, stack = self.next_event, self.stack
        scalar, mapping, sequence = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
        mapping_end, sequence_end = yaml.MappingEndEvent, yaml.SequenceEndEvent
        top: list[Any] = []
        children = top
        append = children.append
        line, line_start = 0, _FIRST
        while True:
            event = next_event()
            kind = event.__class__
            if kind is scalar:
                content = event.value
                width = len(content)
                mark = event.start_mark
                column = mark.column
                if event.style or event.anchor or event.tag or width + column > _WIDEST:
                    append(self.special(event))
                    continue
                if mark.line != line:
                    line = mark.line
                    line_start = line * _LINE + _FIRST
                append((content, line_start + (column * _COLUMN + width)))
            elif kind is mapping or kind is sequence:
                stack.append((children, event))
                if event.anchor or event.tag or len(stack) > LIMITS.depth:
                    self.opened(event)
                if len(stack) == 2:
                    yield from self.entered(children, event)
                children = []
                append = children.append
            elif kind is mapping_end or kind is sequence_end:
                if len(stack) <= 2:
                    yield from self.left(children)
                content = pairs_of(children, self.desk) if kind is mapping_end else children
                children, begun = stack.pop()
                append = children.append
                if begun.anchor or begun.tag:
                    append(self.marked(content, begun))
                else:
                    append((content, _place(begun)))
                if len(stack) == 2 and self.section:
                    yield from self.flushed(children)
            elif kind is yaml.AliasEvent:
                append(self.anchors.node(event.anchor, _place(event)))
            else:
                break
        self.end(top)

    def begin(self) -> None:
        """Past the start of the stream and of the document; an empty file is a mistake."""
        self.next_event()
        event = self.next_event()
        if not isinstance(event, yaml.DocumentStartEvent):
            self.desk.report("empty-map", "there is no map in this file", pack(1, 1, 1), "begin with `icmap: 1`")
            raise Stop
        if event.version and tuple(event.version) not in {(1, 1), (1, 2)}:
            self.desk.report("invalid-yaml", "no such version of YAML", _place(event), "leave the %YAML line out")

    def end(self, top: list[Any]) -> None:
        """At the end of the document: it was a mapping, and nothing follows."""
        if top and type(top[0][0]) is not tuple and top[0][0] is not None:
            message = f"the map is {word(top[0])}, not a mapping"
            self.desk.report("wrong-type", message, top[0][1], "begin with `icmap: 1`")
        following = self.next_event()
        if isinstance(following, yaml.DocumentStartEvent):
            hint = "put each map in a file of its own"
            self.desk.report("second-document", "a second document begins here", _place(following), hint)
            raise Stop

    def special(self, event: Any) -> Node:
        """A scalar that is quoted, anchored, tagged or long."""
        content, start, end = event.value, event.start_mark, event.end_mark
        width = end.column - start.column if end.line == start.line else len(content)
        place = pack(start.line + 1, start.column + 1, max(1, width))
        node: Node = (content, place, event.style) if event.style else (content, place)
        if len(content) > LIMITS.scalar:
            message = f"this text is longer than {LIMITS.scalar:,} characters"
            self.desk.report("limit-exceeded", message, place, "shorten it")
            node = (None, place)
        if event.tag:
            node = self.tagged(event)
        if event.anchor:
            self.anchors.scalar(event.anchor, node)
        return node

    def tagged(self, event: Any) -> Node:
        """Report a tag; what carries it is left out."""
        place = _place(event)
        message = f"tags like '{shown(event.tag)}' are not part of a map"
        self.desk.report("yaml-tag", message, place, "put a text that begins with ! in quotes")
        return (None, place)

    def opened(self, event: Any) -> None:
        """A collection begins that has an anchor or a tag, or stands too deep."""
        if len(self.stack) > LIMITS.depth:
            message = f"this is nested deeper than {LIMITS.depth} levels"
            self.desk.report("limit-exceeded", message, _place(event), "a map needs about ten")
            raise Stop
        if event.anchor:
            self.anchors.opened(event.anchor)

    def marked(self, content: Any, begun: Any) -> Node:
        """The node of a collection that ends and has an anchor or a tag."""
        node = self.tagged(begun) if begun.tag else (content, _place(begun))
        if begun.anchor:
            self.anchors.closed(begun.anchor, node)
        return node

    def entered(self, top: list[Any], event: Any) -> Iterator[Piece]:
        """A collection at the top level begins: hand on what stands before it, and see whether it is streamed."""
        is_value = isinstance(self.stack[0][1], yaml.MappingStartEvent) and len(top) % 2
        if is_value:
            key = top.pop()
            yield from self.flushed(top)
            top.append(key)
            self.section = key[0] if key[0] in STREAMED and not event.anchor and not event.tag else ""

    def left(self, children: list[Any]) -> Iterator[Piece]:
        """A section or the whole map ends: hand on what is left of it."""
        if len(self.stack) == 1:
            self.section = ""
            if isinstance(self.stack[0][1], yaml.MappingStartEvent):
                yield from self.flushed(children)
        elif self.section:
            yield from self.flushed(children)
            self.section = ""

    def flushed(self, children: list[Any]) -> Iterator[Piece]:
        """Hand on what is complete among the children of the section or of the top level."""
        section = self.section
        if section and isinstance(self.stack[-1][1], yaml.SequenceStartEvent):
            whole = [(item, item) for item in children]
            children.clear()
        else:
            count = len(children) & ~1
            whole = list(zip(children[0:count:2], children[1:count:2], strict=True))
            del children[:count]
        for key, value in whole:
            yield section, key, value


def _place(event: Any) -> Place:
    mark = event.start_mark
    return int(mark.line * _LINE + min(mark.column, _FURTHEST) * _COLUMN + _FIRST + 1)
