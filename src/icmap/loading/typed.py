"""The one reader of values by a table of keys, for all that icmap is given in YAML or on the command line beside a map.

A rule's options, a policy, a baseline, the value of `--set jeff.lead_time=2d`: each is read with the types, the messages
and the limits of the map itself.

    reader = TypedReader(document.content.file, calendar, as_rule=INVALID, quotable=document.content.quotable)
    found = reader.fields(document.content.node, OPTIONS, "longest-chain")
    found.values.get("limit"), found.span("limit"), reader.mistakes

`OPTIONS` is a tuple of `Key`: name, type, meaning. A type of your own is read by a function that is given under
`others`, from (node, key) to a value, or to None after `reader.say(...)`. `read_value` reads one text and raises.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from icmap.diagnostics import Diagnostic, Rule
from icmap.errors import IcmapError
from icmap.loading.events import next_event
from icmap.loading.mappings import pairs_of
from icmap.loading.nodes import Node, Unread
from icmap.loading.option_lists import Options
from icmap.loading.problems import Desk, Pile
from icmap.loading.stop import Stop
from icmap.loading.texts import Reader, is_empty
from icmap.loading.tree import pieces
from icmap.loading.values import Values
from icmap.locations import Place, Span, pack, span_at
from icmap.model.keys import Key, Keys, Type
from icmap.model.quantities import Calendar
from icmap.records import dataclass

__all__ = ["Fields", "TypedReader", "Unread", "read_value"]

_KEY = "value"
_NOWHERE = pack(1, 1, 1)


@dataclass(frozen=True, slots=True)
class Fields:
    """What a mapping says: the value of each key that could be read, and where it stands."""

    values: Mapping[str, Any]
    places: Mapping[str, Place]
    file: str
    place: Place

    def span(self, key: str = "") -> Span:
        """Where the value of a key stands; of one that is not there, and without a key, the mapping itself."""
        return span_at(self.file, self.places.get(key, self.place))


class TypedReader(Values):
    """Reads the values of one file or option by their types, and collects what is wrong.

    `as_rule` is the rule under whose name every mistake is told (None: the map's own rules). Durations are by `calendar`.
    A file that is not `quotable` is never repeated in a message.
    """

    def __init__(
        self, file: str, calendar: Calendar = Calendar(), *, as_rule: Rule | None = None, quotable: bool = True
    ) -> None:
        super().__init__(Desk(file, Pile(), quotable, as_rule), calendar)
        self.others: dict[Type, Reader] = Options(self).readers

    @property
    def mistakes(self) -> tuple[Diagnostic, ...]:
        """What was wrong so far, in the order found."""
        return tuple(self.desk.pile.told())

    def fields(self, node: Node, keys: Keys, what: str, others: Mapping[Type, Reader] | None = None) -> Fields:
        """A mapping by its keys; an unknown key, a wrong value and what is no mapping are mistakes, and left out."""
        values: dict[str, Any] = {}
        places: dict[str, Place] = {}
        readers = self.readers(keys, {**self.others, **(others or {})})
        self.read(self.mapping(node, what), readers, values, places)
        return Fields(values, places, self.desk.file, node[1])

    def value(self, node: Node, key: Key) -> Any:
        """One value by the type of its key; None after a mistake."""
        return (self.others.get(key.type) or self.reader(key))(node, key.name)

    def listed(self, node: Node, what: str, hint: str = "") -> list[Node]:
        """The items of a list; nothing of what is empty, and of what is no list, which is a mistake."""
        if type(node[0]) is list:
            return list(node[0])
        if not is_empty(node):
            self.wrong_type(node, what, "a list", hint)
        return []

    def say(self, node: Node, message: str, hint: str = "") -> None:
        """Report that a value cannot be what it is."""
        self.desk.report("invalid-choice", message, node[1], hint)


def read_value(key: Key, text: str, *, place: str | Span, calendar: Calendar = Calendar()) -> Any:
    """The value of a key out of a text that stands alone: on the command line, or in an edit (`2d`, `[1h, 2h, 4h]`).

    What begins with a bracket or a brace is read as the YAML it is, the rest as one text. Raises an `IcmapError` that names the
    place and says what the map's own reader would say.
    """
    reader = TypedReader(str(place), calendar)
    node = _node(text.strip(), reader.desk)
    value = None if node is None else reader.value(node, key)
    if reader.mistakes or value is None:
        raise _refusal(reader, key, place)
    return value


def _node(text: str, desk: Desk) -> Node | None:
    if not text.startswith(("[", "{")):
        return (text, _NOWHERE) if text else ("", _NOWHERE)
    children: list[Any] = []
    try:
        for section, key, value in pieces(next_event(f"{_KEY}: {text}"), desk):
            children += (key, value) if section == "" else ()
    except Stop:
        return None
    return {key[0]: value for key, value in pairs_of(children, desk)}.get(_KEY)


def _refusal(reader: TypedReader, key: Key, place: str | Span) -> IcmapError:
    first = next(iter(reader.mistakes), None)
    message = first.message if first else f"'{key.name}' has no value"
    return IcmapError(f"{place}: {message}", hint=first.hint if first else "")
