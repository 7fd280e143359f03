"""Reading texts and mappings of known keys, and saying what is not as it should be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from icmap.loading.nodes import Node, is_plain, word
from icmap.loading.problems import Desk
from icmap.loading.schema import ELSEWHERE
from icmap.locations import Place
from icmap.text.characters import line_problem, shown, text_problem
from icmap.text.suggestions import nearest

__all__ = ["NodePairs", "Reader", "Texts", "is_empty"]

Reader = Callable[[Node, str], Any]
"""From a value and its key to what it says, or None after the mistake is reported."""

NodePairs = tuple[tuple[Node, Node], ...]

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_KEPT = 65536
_GUESSED = 200


def is_empty(node: Node) -> bool:
    """Whether nothing is written, or a plain null, where a mapping or a list could be."""
    return type(node[0]) is str and is_plain(node) and node[0] in _NULL


class Texts:
    """The readers of texts of one file; equal texts are kept once."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._lines: dict[str, str] = {}

    def read(
        self, pairs: NodePairs, readers: Mapping[str, Reader], values: dict[str, Any], places: dict[str, Place]
    ) -> None:
        """Read each pair with the reader of its key into `values`, and where the value stands into `places`."""
        for key, node in pairs:
            name = key[0]
            read = readers.get(name)
            if read is None:
                self.unknown_key(key, readers)
                continue
            value = read(node, name)
            if value is not None:
                values[name] = value
                places[name] = node[1]

    def mapping(self, node: Node, what: str) -> NodePairs:
        """The pairs of a mapping; what is empty has none, and what is neither is a mistake."""
        if type(node[0]) is tuple:
            return node[0]
        if not is_empty(node):
            self.wrong_type(node, what, "a mapping", "write `key: value` pairs")
        return ()

    def unknown_key(self, key: Node, known: Iterable[str]) -> None:
        """Report a key that means nothing, unless it is the user's own (`x-…`)."""
        if key[0].startswith("x-"):
            return
        guess = nearest(key[0][:_GUESSED], known)
        hint = f"did you mean '{guess}'?" if guess else f"known keys: {', '.join(known)}"
        if self.desk.as_rule is None and key[0] in ELSEWHERE:
            hint = ELSEWHERE[key[0]]
        self.desk.report("unknown-key", f"'{shown(key[0])}' is not a known key", key[1], hint)

    def wrong_type(self, node: Node, what: str, wanted: str, hint: str = "") -> None:
        """Report a value of another kind than wanted, or an empty one; silent where that was done before."""
        if node[0] is None:
            return
        if is_empty(node):
            message = f"'{shown(what)}' has no value"
            self.desk.report("missing-value", message, node[1], "give it one, or leave it out")
        else:
            message = f"'{shown(what)}' must be {wanted}, not {word(node)}"
            self.desk.report("wrong-type", message, node[1], hint)

    def invalid(self, rule: str, node: Node, key: str, problem: str, hint: str) -> None:
        """Report a text that cannot be read as what its key wants."""
        self.desk.report(rule, f"the {key} '{shown(node[0])}' {problem}", node[1], hint)

    def name(self, node: Node, key: str) -> str | None:
        """A text on one line, exactly as written."""
        content = node[0]
        if type(content) is str:
            known = self._lines.get(content)
            if known is not None:
                return known
            if content or not is_plain(node):
                return self._line(node, key)
        self.wrong_type(node, key, "a text")
        return None

    def _line(self, node: Node, key: str) -> str | None:
        content: str = node[0]
        problem = line_problem(content)
        if problem:
            self.invalid("invalid-text", node, key, problem, "write it on one line, in characters that can be seen")
            return None
        if len(self._lines) >= _KEPT:
            self._lines.clear()
        self._lines[content] = content
        return content

    def text(self, node: Node, key: str) -> str | None:
        """A text that may have several lines."""
        content = node[0]
        if type(content) is not str or (not content and is_plain(node)):
            self.wrong_type(node, key, "a text")
            return None
        problem = text_problem(content)
        if problem:
            self.invalid("invalid-text", node, key, problem, "take the character out")
            return None
        return str(content)

    def words(self, node: Node, key: str) -> tuple[str, ...] | None:
        """One text, or a list of them."""
        if is_empty(node):
            return None
        if type(node[0]) is not list:
            one = self.name(node, key)
            return None if one is None else (one,)
        read = (self.name(each, key) for each in node[0])
        return tuple(each for each in read if each is not None)
