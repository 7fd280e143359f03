"""Anchors and aliases: what each anchor stands for, and how much its aliases add, counted before anything is built."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from icmap.limits import LIMITS
from icmap.loading.events import mark_place
from icmap.loading.nodes import Node
from icmap.loading.problems import Desk
from icmap.loading.stop import Stop
from icmap.locations import Place
from icmap.text.characters import shown

__all__ = ["Anchors", "count_aliases", "may_have_aliases"]

_ALIAS = re.compile(r"\*[^\s,\[\]{}*]")


def may_have_aliases(text: str) -> bool:
    """Whether something in the text looks like an alias; without one nothing needs to be counted."""
    return _ALIAS.search(text) is not None


def count_aliases(next_event: Callable[[], Any], size: int, desk: Desk) -> None:
    """Go through a file once, building nothing. Raises `Stop` where its aliases make it too long.

    An alias counts as the characters of what it stands for, aliases inside counted too. Mistakes of another kind are
    left to the reading proper. What is reported is the anchor whose aliases add the most.
    """
    room = max(size * LIMITS.expansion_times, LIMITS.expansion)
    added = 0
    known: dict[str, _Anchor] = {}
    begun: list[tuple[Any, int]] = []
    for event in _until_mistake(next_event):
        if isinstance(event, yaml.AliasEvent):
            anchor = known.get(event.anchor or "")
            added += anchor.taken() if anchor else 0
            if added > room:
                _say_too_much(room, max(known.values(), key=lambda each: each.added).place, desk)
        elif isinstance(event, yaml.CollectionStartEvent):
            begun.append((event, _index(event.start_mark) + added))
            if len(begun) > LIMITS.depth:
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            start_event, start = begun.pop()
            if start_event.anchor:
                known[start_event.anchor] = _Anchor(
                    _index(event.end_mark) + added - start, mark_place(start_event.start_mark)
                )
        elif isinstance(event, yaml.ScalarEvent) and event.anchor:
            known[event.anchor] = _Anchor(
                _index(event.end_mark) - _index(event.start_mark), mark_place(event.start_mark)
            )


@dataclass(slots=True)
class _Anchor:
    """What an anchor stands for: its size, where it is, and how much its aliases added so far."""

    size: int
    place: Place
    added: int = 0

    def taken(self) -> int:
        """Its size, counted once more."""
        self.added += self.size
        return self.size


def _until_mistake(next_event: Callable[[], Any]) -> Iterator[Any]:
    try:
        while (event := next_event()) is not None:
            yield event
    except yaml.YAMLError:
        return


def _index(mark: Any) -> int:
    return int(mark.index)


def _say_too_much(room: int, place: Place, desk: Desk) -> None:
    message = f"aliases make this file more than {room:,} characters long, those of this anchor most of all"
    desk.report("limit-exceeded", message, place, "write out less by reference, or split the map")
    raise Stop


class Anchors:
    """The anchors of one file while it is read."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._nodes: dict[str, Node] = {}
        self._open: list[str] = []

    def opened(self, name: str) -> None:
        """A collection with this anchor begins; until it ends an alias to it goes round in a circle."""
        self._nodes.pop(name, None)
        self._open.append(name)

    def closed(self, name: str, node: Node) -> None:
        """The collection with this anchor has ended; the innermost one ends first."""
        self._open.pop()
        self._nodes[name] = node

    def scalar(self, name: str, node: Node) -> None:
        """A text with an anchor."""
        self._nodes[name] = node

    def node(self, name: str, place: Place) -> Node:
        """What an alias stands for; nothing, and reported, where there is no such anchor or it is not complete."""
        found = self._nodes.get(name)
        if found is not None:
            return found
        if name in self._open:
            message = f"the alias '*{shown(name)}' stands inside what it stands for"
            self._desk.report("circular-alias", message, place, "write out what is meant here")
        else:
            message = f"no anchor '&{shown(name)}' stands before this alias"
            self._desk.report("undefined-alias", message, place, "a text that begins with * needs quotes")
        return (None, place)
