"""Putting keys, entries and items into nodes as they are written there: in a block as lines, in a flow as flow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from icmap.exchange.into.layout import Edits, Node
from icmap.exchange.written.yaml import flow, scalar

__all__ = ["add_items", "add_pairs", "block", "set_pairs", "take_out"]

_WIDE = 100


def set_pairs(edits: Edits, key: Node, value: Node, wanted: Mapping[str, Any]) -> None:
    """Give the mapping that is the value of a key these keys; mappings in it are merged, everything else replaced."""
    if value.kind == "map":
        new = {}
        for name, each in wanted.items():
            there = value.get(name)
            if there is None:
                new[name] = each
            elif (isinstance(each, Mapping) and there.kind == "map" and name in _MERGED) or (
                isinstance(each, Mapping) and there.is_empty
            ):
                set_pairs(edits, next(found for found, _ in value.pairs if found.value == name), there, each)
            else:
                _replace(edits, there, flow(each))
        if new:
            add_pairs(edits, value, new)
    else:
        _fill(edits, key, value, wanted)


_MERGED = frozenset({"services", "satisfaction", "actual"})


def _replace(edits: Edits, node: Node, new: str) -> None:
    """Put a text in the place of a node; a block of lines gives way to the line of its key."""
    if node.is_empty:
        edits.insert(node.end, new if edits.text[: node.end].endswith(" ") else f" {new}")
        return
    key = node.key_of()
    if node.children is not None and not node.flow and key is not None:
        colon = edits.text.index(":", key.end) + 1
        edits.replace(colon, node.end, f" {new}")
    else:
        edits.replace(node.start, node.end, new)


def _fill(edits: Edits, key: Node, value: Node, wanted: Mapping[str, Any]) -> None:
    """The keys of a mapping where nothing is written yet."""
    whole = flow(wanted)
    in_flow = bool(key.parent and key.parent.flow)
    if in_flow or (key.column + len(key.value) + len(whole) <= _WIDE and "depends_on" not in wanted):
        _replace(edits, value, whole)
        return
    lines = [line for name, each in wanted.items() for line in block(name, each, key.column - 1 + 2)]
    if value.is_empty:
        edits.lines_after(value.end, lines)
    else:
        edits.replace(value.start, value.end, edits.newline + edits.newline.join(lines))


def block(name: str, value: Any, indent: int) -> list[str]:
    """A key with its value as lines; entries and services each on a line of their own."""
    blank = " " * indent
    if name == "depends_on" and isinstance(value, Sequence) and not isinstance(value, str):
        return [f"{blank}{name}:", *(f"{blank}  - {_item(each)}" for each in value)]
    if name == "services" and isinstance(value, Mapping):
        return [
            f"{blank}{name}:",
            *(
                f"{blank}  {scalar(each)}: {flow(about)}".rstrip() if about else f"{blank}  {scalar(each)}:"
                for each, about in value.items()
            ),
        ]
    return [f"{blank}{scalar(name)}: {flow(value)}"]


def _item(value: Any) -> str:
    """An item of a block list; a mapping of one key needs no braces there."""
    if isinstance(value, Mapping) and len(value) == 1:
        ((key, about),) = value.items()
        return f"{scalar(key)}: {flow(about)}"
    return flow(value)


def _indent(node: Node) -> int:
    """How far the keys or items of a block collection stand in."""
    return node.column - 1


def add_pairs(edits: Edits, node: Node, new: Mapping[str, Any]) -> None:
    """More keys at the end of a mapping."""
    if node.flow:
        told = flow(new)[1:-1]
        at = node.children[-1].end if node.children else node.start + 1
        edits.insert(at, f", {told}" if node.children else told)
        return
    lines = [line for name, value in new.items() for line in block(name, value, _indent(node))]
    edits.lines_after(node.end, lines)


def add_items(edits: Edits, node: Node, new: Sequence[Any]) -> None:
    """More entries at the end of `depends_on`, be it a list or a mapping."""
    if node.kind == "map":
        pairs = {
            each if isinstance(each, str) else next(iter(each)): {}
            if isinstance(each, str)
            else next(iter(each.values()))
            for each in new
        }
        add_pairs(edits, node, pairs)
    elif node.flow:
        told = ", ".join(flow(each) for each in new)
        edits.insert(node.items[-1].end if node.items else node.start + 1, f", {told}" if node.items else told)
    else:
        dash = edits.text.rindex("-", 0, node.items[0].start + 1) if node.items else node.start
        blank = " " * (dash - edits.line_start(dash))
        edits.lines_after(node.end, [f"{blank}- {_item(each)}" for each in new])


def take_out(edits: Edits, first: Node, last: Node) -> None:
    """Take an item, or a pair from its key to its value, out of what it stands in."""
    parent = first.parent
    if parent is None:
        return
    if parent.flow:
        inside = parent.children or []
        place = next(number for number, each in enumerate(inside) if each is first)
        after = next(number for number, each in enumerate(inside) if each is last) + 1
        if after < len(inside):
            edits.replace(first.start, inside[after].start, "")
        else:
            edits.replace(inside[place - 1].end if place else first.start, last.end, "")
        return
    edits.take_lines(first.start, last.end)
