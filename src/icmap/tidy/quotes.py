"""Quotes where YAML needs them, and where a reader that guesses types would see a number or a truth value."""

from __future__ import annotations

import re

from icmap.tidy.nodes import Node

__all__ = ["unquoted"]

_PLAIN = re.compile(r"[^\W_](?:[\w .+%()€&'/@-]*[\w.+%)€'])?")
_GUESSED = re.compile(
    r"null|true|false|yes|no|on|off|y|n|[-+.\d][\d_,.:eExXa-fA-F+-]*|\.inf|\.nan|\d{4}-\d{1,2}-\d{1,2}.*", re.IGNORECASE
)


def unquoted(lines: list[str], root: Node) -> list[str]:
    """The lines without the quotes that nothing needs."""
    lines = list(lines)
    for node in sorted(_scalars(root), key=lambda each: (each.line, each.column), reverse=True):
        if _needs_none(node):
            line = lines[node.line]
            lines[node.line] = line[: node.column] + node.value + line[node.last_column :]
    return lines


def _needs_none(node: Node) -> bool:
    is_short = node.style in ("'", '"') and node.line == node.last_line and not node.marked
    return (
        is_short
        and bool(_PLAIN.fullmatch(node.value))
        and not _GUESSED.fullmatch(node.value)
        and "  " not in node.value
    )


def _scalars(root: Node) -> list[Node]:
    found, waiting = [], [root]
    while waiting:
        node = waiting.pop()
        waiting += node.parts
        if not node.kind:
            found.append(node)
    return found
