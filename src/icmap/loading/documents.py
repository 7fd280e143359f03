"""A YAML document that is no map (a policy, a baseline), within the limits of one; JSON is read as the YAML it is."""

from __future__ import annotations

from dataclasses import replace

from icmap.diagnostics import Diagnostic
from icmap.limits import LIMITS
from icmap.loading.anchors import count_aliases, may_have_aliases
from icmap.loading.events import next_event
from icmap.loading.mappings import pairs_of
from icmap.loading.nodes import Unread
from icmap.loading.problems import Desk, Pile
from icmap.loading.reading import STDIN, checked, decoded, is_quotable, read_bytes
from icmap.loading.stop import Stop
from icmap.loading.tree import pieces
from icmap.locations import pack
from icmap.records import dataclass

__all__ = ["Document", "read_document"]

_OTHERWISE = {
    "empty-map": ("there is nothing in this file", "write keys and values"),
    "wrong-type": ("this file is no mapping", "write `key: value` pairs"),
}


@dataclass(frozen=True, slots=True)
class Document:
    """The top-level mapping of a file, as far as it could be read; its text; and what is wrong with it."""

    content: Unread
    text: str
    mistakes: tuple[Diagnostic, ...]
    quotable: bool = True


def read_document(path: str) -> Document:
    """Read one document from a path or `-`. Raises `IcmapError` for a file that cannot be opened."""
    name = STDIN if path == "-" else path
    desk = Desk(name, Pile(), is_quotable(path))
    raw = read_bytes(path, LIMITS.size)
    children: list[object] = []
    text = ""
    try:
        text = checked(decoded(raw, desk, LIMITS.size)[0], desk)
        if may_have_aliases(text):
            count_aliases(next_event(text), len(text), desk)
        for section, key, value in pieces(next_event(text), desk):
            children += (key, value) if section == "" else ()
    except Stop:
        pass
    content = Unread((pairs_of(children, desk), pack(1, 1, 1)), name, desk.quotable)
    return Document(content, text, tuple(map(_reworded, desk.pile.found)), desk.quotable)


def _reworded(found: Diagnostic) -> Diagnostic:
    message, hint = _OTHERWISE.get(found.rule, (found.message, found.hint))
    whole = found.rule == "empty-map" or found.message.startswith("the map is ")
    return replace(found, message=message, hint=hint) if whole else found
