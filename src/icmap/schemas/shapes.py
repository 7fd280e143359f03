"""What may stand at each place of a map, from the same lists of keys that the reading is driven by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from enum import StrEnum
from functools import cache

from icmap.diagnostics import Severity
from icmap.loading.schema import ACTUAL, CALENDAR, EDIT, SATISFACTION, SITUATION, SURVEY, TIMED, TOP
from icmap.model.attributes import ALTERNATIVE, DEPENDENCY_OPTION, ENTRY, FLAT, PARTY, SERVICE, SERVICE_OPTION
from icmap.model.keys import Key, Keys, Type
from icmap.model.kinds import INSIDE_KINDS, OUTSIDE_KINDS
from icmap.records import dataclass
from icmap.rules import NAMES, check_named

__all__ = ["ITEM", "NOTHING", "Field", "Names", "Shape", "child", "is_name", "shape_at"]


ITEM = "-"
"""Stands in a path for an item of a list."""


class Names(StrEnum):
    """What a text names, or the keys of a mapping name."""

    PARTY = "party"
    NEW_PARTY = "new party"
    SERVICE = "service"
    NEW_SERVICE = "new service"
    REFERENCE = "reference"
    CHANGED = "changed"
    """What an edit is about: a reference, then perhaps `=value`."""
    SET = "set"
    """What an edit sets: a reference, `.attribute`, `=value`."""
    SITUATION = "situation"
    NEW_SITUATION = "new situation"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Field:
    """A key that the format knows: what it means, and what may stand under it."""

    about: str
    shape: Callable[[], Shape]


@dataclass(frozen=True, slots=True)
class Shape:
    """What may stand at a place: a text (of some type, or one of a few words, or a name), a mapping, a list.

    `keys` are the keys that the format knows there; `each` is the shape of what stands under a key that is a name, of
    the sort `named`; `item` that of an item of a list.
    """

    type: Type | None = None
    words: tuple[str, ...] = ()
    text: Names | None = None
    keys: Mapping[str, Field] = field(default_factory=dict)
    named: Names | None = None
    each: Callable[[str], Shape] | None = None
    item: Callable[[], Shape] | None = None


NOTHING = Shape()
"""Where nothing is known."""


def shape_at(path: Iterable[str]) -> Shape:
    """The shape at the end of a path of keys (`ITEM` for an item of a list) from the top level."""
    shape = _TOP
    for step in path:
        shape = child(shape, step)
    return shape


def child(shape: Shape, step: str, siblings: Iterable[str] = ()) -> Shape:
    """The shape under a key, or of an item."""
    if step == ITEM:
        return shape.item() if shape.item else NOTHING
    if step in shape.keys and not is_name(shape, step, siblings):
        return shape.keys[step].shape()
    return shape.each(step) if shape.each else NOTHING


def is_name(shape: Shape, step: str, siblings: Iterable[str] = ()) -> bool:
    """Whether a key names something. A party may be called as a key of an alternative is, where none is written."""
    if shape is _ITEM:
        return not {"any_of", "at_least"} & {step, *siblings}
    return shape.named is not None and step not in shape.keys


def _fields(keys: Keys) -> dict[str, Field]:
    return {key.name: Field(key.about, lambda key=key: _under(key)) for key in keys}  # type: ignore[misc]


def _mapping(keys: Keys, type_: Type | None = None) -> Shape:
    return Shape(type_, keys=_fields(keys))


def _under(key: Key) -> Shape:
    if key.type in _SHAPES:
        return _SHAPES[key.type]
    return Shape(key.type, key.choices or (_KINDS if key.name == "kind" else _WORDS.get(key.type, ())))


def _several(one: Shape, type_: Type) -> Shape:
    """A text, or a list of such texts."""
    return Shape(type_, one.words, one.text, item=lambda: one)


_WORDS: Mapping[str, tuple[str, ...]] = {
    Type.BOOLEAN: ("true", "false"),
    Type.IMPORTANCE: ("low", "medium", "high", "critical"),
    Type.VERSION: ("1",),
    Type.FREQUENCY: ("hourly", "daily", "weekly", "monthly", "quarterly", "yearly", "on demand"),
}
_KINDS = (*INSIDE_KINDS, *OUTSIDE_KINDS)
_PARTY = Shape(Type.PARTY, text=Names.PARTY)
_PARTY_SAYS, _SERVICE_SAYS, _ENTRY, _LINE = _mapping(PARTY), _mapping(SERVICE), _mapping(ENTRY), _mapping(FLAT)
_SERVICE_OPTION, _DEPENDENCY_OPTION = _mapping(SERVICE_OPTION), _mapping(DEPENDENCY_OPTION)
_OF_SITUATION, _NEW_SITUATION = _mapping(SITUATION), Shape(text=Names.NEW_SITUATION)
_ITEM = Shape(
    Type.REFERENCE, text=Names.REFERENCE, keys=_fields(ALTERNATIVE), named=Names.REFERENCE, each=lambda _: _ENTRY
)
_SEVERITIES = (*map(str, reversed(Severity)), "off")


_SELECTOR: Shape = Shape(
    Type.PARTY,
    text=Names.PARTY,
    keys={
        "party": Field("The party of this id; patterns like hr-*.", lambda: _several(_PARTY, Type.PARTIES_NAMED)),
        "part_of": Field("Whoever is part of this party.", lambda: _several(_PARTY, Type.PARTIES_NAMED)),
        "kind": Field("Whoever is of this kind.", lambda: Shape(words=_KINDS)),
        "tags": Field("Whoever has this tag.", lambda: NOTHING),
        "external": Field("Whether it stands outside the organisation.", lambda: Shape(words=_WORDS[Type.BOOLEAN])),
    },
    item=lambda: _SELECTOR,
)


@cache
def _rule(name: str) -> Shape:
    """What may be set for a rule: a severity, or a mapping; in a list, what to look for."""
    if name not in NAMES:
        return NOTHING
    check = check_named(name)
    keys = {
        "severity": Field("error, warning, note or off.", lambda: Shape(words=_SEVERITIES)),
        "except": Field("Who is left out.", lambda: _SELECTOR),
        "because": Field("Why; it stands in the message.", lambda: NOTHING),
    }
    keys |= _fields(check.keys)
    one = Shape(words=_SEVERITIES, keys=keys)
    item = (lambda: _SELECTOR) if check.listed else (lambda: one) if check.many else None
    return Shape(words=_SEVERITIES, keys=keys, item=item)


_SHAPES: Mapping[str, Shape] = {
    Type.PARTIES: Shape(named=Names.NEW_PARTY, each=lambda _: _PARTY_SAYS),
    Type.SERVICES: Shape(Type.SERVICES, named=Names.NEW_SERVICE, each=lambda _: _SERVICE_SAYS),
    Type.ENTRIES: Shape(Type.ENTRIES, named=Names.REFERENCE, each=lambda _: _ENTRY, item=lambda: _ITEM),
    Type.MEMBERS: Shape(Type.MEMBERS, item=lambda: _ITEM),
    Type.FLAT: Shape(item=lambda: _LINE),
    Type.REFERENCE: Shape(Type.REFERENCE, text=Names.REFERENCE),
    Type.PARTY: _PARTY,
    Type.PARTIES_NAMED: _several(_PARTY, Type.PARTIES_NAMED),
    Type.SERVICE: Shape(Type.SERVICE, text=Names.SERVICE),
    Type.WHEN: _several(Shape(Type.WHEN, text=Names.SITUATION), Type.WHEN),
    Type.SITUATIONS: Shape(
        Type.SITUATIONS, named=Names.NEW_SITUATION, each=lambda _: _OF_SITUATION, item=lambda: _NEW_SITUATION
    ),
    Type.KINDS: Shape(each=lambda _: Shape(words=_KINDS)),
    Type.SCENARIOS: Shape(each=lambda _: Shape(item=lambda: _EDIT)),
    Type.SERVICE_OPTIONS: Shape(item=lambda: _SERVICE_OPTION),
    Type.DEPENDENCY_OPTIONS: Shape(item=lambda: _DEPENDENCY_OPTION),
    Type.SELECTOR: _SELECTOR,
    Type.SELECTORS: _SELECTOR,
    Type.TIMED: _mapping(TIMED, Type.TIMED),
    Type.ACTUAL: _mapping(ACTUAL, Type.ACTUAL),
    Type.SATISFACTION: _mapping(SATISFACTION, Type.SATISFACTION),
    Type.CALENDAR: _mapping(CALENDAR, Type.CALENDAR),
    Type.SURVEY: _mapping(SURVEY, Type.SURVEY),
    Type.CHECKS: Shape(
        keys={"fail_on": Field("From which severity on a finding fails.", lambda: Shape(words=_SEVERITIES[:3]))},
        named=Names.RULE,
        each=_rule,
    ),
}
"""The shapes of types that are more than a plain text."""

_EDITED = {"situation": Names.SITUATION, "set": Names.SET}
_EDIT: Shape = Shape(
    keys={
        key.name: Field(key.about, lambda key=key: Shape(Type.NAME, text=_EDITED.get(key.name, Names.CHANGED)))  # type: ignore[misc]
        for key in EDIT
    }
)
_TOP = _mapping(TOP)
