"""Keys in the order of the format; what is not of the format after them, as it came. Names are left where they are."""

from __future__ import annotations

from collections.abc import Sequence

from icmap.model.keys import Type
from icmap.schemas.shapes import ITEM, Shape, child, is_name
from icmap.tidy.nodes import Node

__all__ = ["ordered"]

_LAST = (Type.SERVICES, Type.ENTRIES)
"""Long values, which stand below what is said of the party or service itself."""


def ordered(lines: list[str], root: Node, shape: Shape) -> list[str]:
    """The lines with the keys of every mapping in order; each key goes with the comments above it."""
    lines = list(lines)
    _order(lines, root, shape, 0)
    return lines


def _order(lines: list[str], node: Node, shape: Shape, begin: int) -> None:
    """Order what stands in a node first, then the node: the lines and columns of what is inside stay true."""
    if node.kind == "[":
        below = child(shape, ITEM)
        for item in node.parts:
            _order(lines, item, below, item.line)
    elif node.kind == "{":
        keys = [key.value for key, _ in node.pairs]
        for key, value in node.pairs:
            _order(lines, value, child(shape, key.value, keys), key.line + 1)
        ranks = _ranks(keys, shape)
        if ranks != sorted(ranks):
            wanted = sorted(range(len(keys)), key=lambda number: ranks[number])
            (_in_line if node.flow else _in_block)(lines, node, wanted, begin)


def _ranks(keys: Sequence[str], shape: Shape) -> list[int]:
    """The place of each key in the format; all the same where the keys are names."""
    if any(is_name(shape, key, keys) for key in keys):
        return [0] * len(keys)
    known = sorted(shape.keys, key=lambda key: shape.keys[key].shape().type in _LAST)
    return [known.index(key) if key in shape.keys else len(known) for key in keys]


def _in_line(lines: list[str], node: Node, wanted: Sequence[int], _begin: int) -> None:
    """Order the pairs of a mapping in brackets, where all of it stands on one line."""
    if node.line != node.last_line:
        return
    line = lines[node.line]
    spans = [(key.column, max(value.last_column, key.last_column)) for key, value in node.pairs]
    texts = [line[start:end] for start, end in spans]
    if not all(text.strip() == text and text for text in texts):
        return
    made, at = "", node.column
    for (start, end), number in zip(spans, wanted, strict=True):
        made += line[at:start] + texts[number]
        at = end
    lines[node.line] = line[: node.column] + made + line[at:]


def _in_block(lines: list[str], node: Node, wanted: Sequence[int], begin: int) -> None:
    """Order the pairs of a mapping without brackets, each with the comments above it."""
    starts = _starts(lines, node, begin)
    first = node.parts[0]
    dash = lines[first.line][: first.column]
    if starts is None or ("-" in dash and (starts[wanted[0]] != _key_line(node, wanted[0]) or starts[0] != first.line)):
        return
    lines[first.line] = " " * first.column + lines[first.line][first.column :]
    ends = [*starts[1:], node.last_line + 1]
    chunks = [lines[start:end] for start, end in zip(starts, ends, strict=True)]
    lines[starts[0] : ends[-1]] = [line for number in wanted for line in chunks[number]]
    if "-" in dash:
        lines[first.line] = dash + lines[first.line][first.column :]


def _key_line(node: Node, number: int) -> int:
    return node.parts[2 * number].line


def _starts(lines: list[str], node: Node, begin: int) -> list[int] | None:
    """The line on which each pair begins with its comments; None where two stand on one line."""
    starts: list[int] = []
    end = begin
    for key, value in node.pairs:
        if key.line < end or key.kind:
            return None
        start = key.line
        while start > end and _is_above(lines[start - 1], key.column):
            start -= 1
        starts.append(_after_heading(lines, start, key.line) if not starts else start)
        end = max(key.last_line, value.last_line) + 1
    return starts


def _is_above(line: str, column: int) -> bool:
    """Whether a line is empty, or a comment that belongs to what stands below it."""
    text = line.lstrip(" ")
    return not text or (text.startswith("#") and len(line) - len(text) <= column)


def _after_heading(lines: list[str], start: int, key: int) -> int:
    """Past what stands above an empty line: that is said of all of it, and stays on top."""
    empty = [number for number in range(start, key) if not lines[number].strip()]
    return empty[-1] + 1 if empty else start
