"""YAML of other systems as plain mappings, lists and texts: events only, no types, no tags, bounded depth, aliases shared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from icmap.errors import IcmapError
from icmap.loading.events import next_event

__all__ = ["documents", "listed", "mapped", "texted"]

_DEEPEST = 64


def documents(path: str, text: str) -> Iterator[Any]:
    """Every document of a file. Raises `IcmapError` with the line for what is no YAML or nested too deep."""
    following = next_event(text)
    try:
        while (event := following()) is not None and not isinstance(event, yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                yield _document(path, following)
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = f"{path}:{line + 1}" if line is not None else path
        raise IcmapError(f"{where}: this is no YAML that can be read: {getattr(error, 'problem', error)}") from None


def _document(path: str, following: Any) -> Any:
    """One document, in one loop: a stack of the collections that are open."""
    anchors: dict[str, Any] = {}
    stack: list[tuple[Any, list[Any]]] = []
    top: list[Any] = []
    while True:
        event = following()
        children = stack[-1][1] if stack else top
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if len(stack) >= _DEEPEST:
                line = event.start_mark.line + 1 if event.start_mark else 0
                raise IcmapError(f"{path}:{line}: this is nested deeper than {_DEEPEST} levels")
            stack.append((event, []))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            begun, parts = stack.pop()
            made = _mapping(parts) if isinstance(begun, yaml.MappingStartEvent) else parts
            if begun.anchor:
                anchors[begun.anchor] = made
            (stack[-1][1] if stack else top).append(made)
        elif isinstance(event, yaml.AliasEvent):
            children.append(anchors.get(event.anchor or "", ""))
        elif isinstance(event, yaml.ScalarEvent):
            if event.anchor:
                anchors[event.anchor] = event.value
            children.append(event.value)
        else:
            return top[0] if top else None


def _mapping(parts: list[Any]) -> dict[str, Any]:
    """The pairs of a mapping; those that are merged in (`<<`) stand behind its own."""
    made: dict[str, Any] = {}
    merged: list[Any] = []
    for key, value in zip(parts[::2], parts[1::2], strict=False):
        if key == "<<":
            merged += value if isinstance(value, list) else [value]
        elif isinstance(key, str):
            made[key] = value
    for each in merged:
        if isinstance(each, dict):
            made = each | made
    return made


def mapped(value: Any) -> dict[str, Any]:
    """The value where it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def listed(value: Any) -> list[Any]:
    """The value where it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def texted(value: Any) -> str:
    """The value where it is a text, else the empty one."""
    return value if isinstance(value, str) else ""
