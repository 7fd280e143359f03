"""What may be set for a rule: the fields of its options, each with the reader of its value, and these readers."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import field
from typing import Any

from icmap.diagnostics import Diagnostic, Severity
from icmap.loading.nodes import Items, Pairs, Scalar, Tree
from icmap.locations import Span
from icmap.model.quantities import Calendar, NotAQuantity, Seconds, parse_duration, parse_share
from icmap.model.selectors import Selector
from icmap.records import dataclass
from icmap.text.characters import line_problem, normal, shown
from icmap.text.globs import glob
from icmap.text.suggestions import nearest

__all__ = [
    "INVALID", "Notebook", "duration", "kind_of", "option", "selector", "selectors", "share", "text", "unknown_key", "whole_number",
]  # fmt: skip

INVALID = "invalid-checks"
"""The name under which a mistake in `checks`, a policy or a baseline is told."""

_MOST_DIGITS = 9
_GUESSED = 200


@dataclass(slots=True)
class Notebook:
    """What readers write mistakes into; durations are by the calendar of the map.

    `names` are the parties of the map: its own checks may name no others. A policy, for many maps, may (None).
    """

    calendar: Calendar = Calendar()
    mistakes: list[Diagnostic] = field(default_factory=list)
    names: Collection[str] | None = None
    quotable: bool = True

    def note(self, span: Span, message: str, hint: str = "") -> None:
        """Write down a mistake. Of a file that may not be quoted only the place is told, for it may be a link to a secret."""
        if not self.quotable:
            message, hint = (
                "this cannot be understood",
                "what the file says is not repeated: it is a link, or lies elsewhere",
            )
        self.mistakes.append(Diagnostic(INVALID, Severity.ERROR, message, span, hint))

    def note_unknown_party(self, span: Span, pattern: str) -> None:
        """Write it down where a text that is no pattern is no party of the map."""
        if self.names is not None and glob(pattern).literal and pattern not in self.names:
            guess = nearest(pattern, self.names)
            hint = f"did you mean '{guess}'?" if guess else "name a party by its id"
            self.note(span, f"there is no party '{shown(pattern)}'", hint)


Reader = Callable[[Tree, str, Notebook], Any]
"""From a value and its key to what it says; None after the mistake is written down."""


def option(read: Reader, means: str, **default: Any) -> Any:
    """A field of a rule's options: how its value is read, what it means; one without `default` must be given."""
    return field(metadata={"read": read, "means": means}, **default)


def kind_of(tree: Tree) -> str:
    """What a value is, in words."""
    if isinstance(tree, Scalar):
        return f"'{shown(tree.text)}'" if tree.text or not tree.plain else "empty"
    return "a list" if isinstance(tree, Items) else "a mapping"


def unknown_key(key: Scalar, known: Iterable[str], notebook: Notebook) -> None:
    """Write down a key that means nothing, unless it is the user's own (`x-…`)."""
    listed = list(known)
    if key.text.startswith("x-"):
        return
    guess = nearest(key.text[:_GUESSED], listed)
    hint = f"did you mean '{guess}'?" if guess else f"known keys: {', '.join(listed)}"
    notebook.note(key.span, f"'{shown(key.text)}' is not a known key", hint)


def text(tree: Tree, key: str, notebook: Notebook) -> str | None:
    """A text on one line."""
    if not isinstance(tree, Scalar):
        notebook.note(tree.span, f"'{key}' is a text, this is {kind_of(tree)}", "write it on one line")
        return None
    if problem := line_problem(tree.text):
        notebook.note(tree.span, f"'{key}' {problem}", "write it on one line, in characters that can be seen")
        return None
    return normal(tree.text)


def whole_number(tree: Tree, key: str, notebook: Notebook) -> int | None:
    """A whole number of 0 or more."""
    digits = tree.text if isinstance(tree, Scalar) else ""
    if not re.fullmatch(rf"[0-9]{{1,{_MOST_DIGITS}}}", digits):
        notebook.note(tree.span, f"'{key}' is a whole number, this is {kind_of(tree)}", "write it in digits, like 10")
        return None
    return int(digits)


def duration(tree: Tree, key: str, notebook: Notebook) -> Seconds | None:
    """A duration by the calendar of the map."""
    return _quantity(tree, key, notebook, lambda written: parse_duration(written, notebook.calendar))


def share(tree: Tree, key: str, notebook: Notebook) -> Seconds | None:
    """A share from 0 to 1, or a percentage."""
    return _quantity(tree, key, notebook, parse_share)


def _quantity(tree: Tree, key: str, notebook: Notebook, parse: Callable[[str], Seconds]) -> Seconds | None:
    written = text(tree, key, notebook)
    if written is None:
        return None
    try:
        return parse(written)
    except NotAQuantity as problem:
        notebook.note(tree.span, f"'{key}' {problem.message}: '{shown(written)}'", problem.hint)
        return None


def selector(tree: Tree, key: str, notebook: Notebook) -> Selector | None:
    """Which parties: a text (the party of that id, and whoever is part of it), a list of them, or a mapping."""
    if not isinstance(tree, Pairs):
        patterns = _parties(tree, key, notebook)
        return Selector(who=patterns, span=tree.span) if patterns else None
    given: dict[str, Any] = {}
    before = len(notebook.mistakes)
    for name, value in tree:
        if name.text in _SELECTS:
            given[name.text] = _SELECTS[name.text](value, name.text, notebook)
        else:
            unknown_key(name, _SELECTS, notebook)
    if len(notebook.mistakes) > before:
        return None
    return Selector(**given, span=tree.span)


def selectors(tree: Tree, key: str, notebook: Notebook) -> tuple[Selector, ...] | None:
    """A list of selectors, or one."""
    if not isinstance(tree, Items):
        one = selector(tree, key, notebook)
        return None if one is None else (one,)
    found = [selector(each, key, notebook) for each in tree]
    return None if None in found else tuple(each for each in found if each is not None)


def _patterns(tree: Tree, key: str, notebook: Notebook) -> tuple[str, ...] | None:
    """One pattern, or a list of which one is enough."""
    found = [text(each, key, notebook) for each in (tree if isinstance(tree, Items) else (tree,))]
    if not found:
        notebook.note(tree.span, f"'{key}' names nobody", "name a party, or use a pattern like 'hr-*'")
    return None if None in found or not found else tuple(each for each in found if each is not None)


def _parties(tree: Tree, key: str, notebook: Notebook) -> tuple[str, ...] | None:
    """Patterns of ids; one that is no pattern has to be a party of the map."""
    before = len(notebook.mistakes)
    patterns = _patterns(tree, key, notebook)
    for each, pattern in zip(tree if isinstance(tree, Items) else (tree,), patterns or (), strict=False):
        notebook.note_unknown_party(each.span, pattern)
    return patterns if len(notebook.mistakes) == before else None


def _kinds(tree: Tree, key: str, notebook: Notebook) -> tuple[str, ...] | None:
    patterns = _patterns(tree, key, notebook)
    return patterns and tuple(each.lower() for each in patterns)


def _boolean(tree: Tree, key: str, notebook: Notebook) -> bool | None:
    known = {"true": True, "false": False}
    written = tree.text if isinstance(tree, Scalar) else ""
    if written not in known:
        notebook.note(tree.span, f"'{key}' is true or false, this is {kind_of(tree)}", "write true or false")
    return known.get(written)


_SELECTS: dict[str, Reader] = {
    "party": _parties,
    "part_of": _parties,
    "kind": _kinds,
    "tags": _patterns,
    "external": _boolean,
}
