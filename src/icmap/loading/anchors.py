"""Anchors and aliases: what each anchor stands for, and how much its aliases add, counted before anything is built."""

from __future__ import annotations

from typing import Any

from icmap.loading.limits import LIMITS
from icmap.loading.nodes import Node
from icmap.loading.problems import Desk
from icmap.loading.stop import Stop
from icmap.loading.text import shown
from icmap.locations import Place

__all__ = ["Anchors"]


class Anchors:
    """The anchors of one file. An alias counts as the characters of what it stands for, aliases inside counted too."""

    def __init__(self, size: int, desk: Desk) -> None:
        self._desk = desk
        self._room = max(size * LIMITS.expansion_times, LIMITS.expansion)
        self._added = 0
        self._nodes: dict[str, tuple[Node, int]] = {}
        self._open: dict[str, list[int]] = {}

    def opened(self, name: str, index: int) -> None:
        """A collection with this anchor begins; until it ends an alias to it goes round in a circle."""
        self._nodes.pop(name, None)
        self._open.setdefault(name, []).append(index + self._added)

    def closed(self, name: str, node: Node, index: int) -> None:
        """The collection with this anchor has ended."""
        begun = self._open[name].pop()
        if not self._open[name]:
            del self._open[name]
        self._nodes[name] = (node, index + self._added - begun)

    def scalar(self, name: str, node: Node, event: Any) -> None:
        """A text with an anchor."""
        self._nodes[name] = (node, event.end_mark.index - event.start_mark.index)

    def node(self, name: str, place: Place) -> Node:
        """What an alias stands for. Raises `Stop` where aliases blow the file up beyond the limit."""
        found = self._nodes.get(name)
        if found is None:
            self._say_missing(name, place)
            return (None, place)
        self._added += found[1]
        if self._added > self._room:
            self._say_too_much(place)
        return found[0]

    def _say_missing(self, name: str, place: Place) -> None:
        if name in self._open:
            message = f"the alias '*{shown(name)}' stands inside what it stands for"
            self._desk.report("circular-alias", message, place, "write out what is meant here")
        else:
            message = f"no anchor '&{shown(name)}' stands before this alias"
            self._desk.report("undefined-alias", message, place, "a text that begins with * needs quotes")

    def _say_too_much(self, place: Place) -> None:
        message = f"aliases make this file more than {self._room:,} characters long"
        self._desk.report("limit-exceeded", message, place, "write out less by reference, or split the map")
        raise Stop
