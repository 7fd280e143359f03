"""A map's text in the usual form: keys in the order of the format, two blanks a level, no needless quotes; comments kept."""

from __future__ import annotations

from icmap.errors import IcmapError
from icmap.loading import Loaded
from icmap.schemas.shapes import shape_at
from icmap.tidy.layout import laid_out
from icmap.tidy.nodes import Node, lines_of, read_nodes, same_content
from icmap.tidy.order import ordered
from icmap.tidy.quotes import unquoted

__all__ = ["tidied"]

_UNREADABLE = frozenset(
    {
        "invalid-yaml",
        "invalid-encoding",
        "forbidden-character",
        "limit-exceeded",
        "second-document",
        "empty-map",
        "yaml-tag",
    }
)


def tidied(loaded: Loaded, text: str) -> str:
    """The text of the first file of a map in the usual form; it says the same, to the letter.

    Raises `IcmapError` for a file that cannot be read to its end. A mapping that is written in a way that could not be
    moved safely (an anchor in the file, brackets over several lines, two keys on one line) is left as it is.
    """
    unreadable = next((each for each in loaded.errors if each.rule in _UNREADABLE), None)
    if unreadable is not None:
        raise IcmapError(
            f"{unreadable.span}: {unreadable.message}", hint="what cannot be read is not formatted: mend it first"
        )
    text = text.removeprefix("\ufeff")
    root = read_nodes(text)
    if root is None:
        return text
    made = _tidied(text, root)
    return made if same_content(root, read_nodes(made)) else text


def _tidied(text: str, root: Node) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    lines = laid_out(lines_of(text), root)
    lines = unquoted(lines, _again(lines))
    again = _again(lines)
    if not _has_anchors(again):
        lines = ordered(lines, again, shape_at(()))
    while len(lines) > 1 and not lines[-1].strip() and not lines[-2].strip():
        lines.pop()
    if lines[-1]:
        lines.append("")
    return end.join(lines)


def _again(lines: list[str]) -> Node:
    root = read_nodes("\n".join(lines))
    if root is None:
        raise TypeError("a text that was read is empty after it was laid out")
    return root


def _has_anchors(root: Node) -> bool:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.marked:
            return True
        waiting += node.parts
    return False
