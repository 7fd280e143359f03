"""Records as plain JSON types: under which keys, and in which units, what icmap found leaves it.

The keys of a record are its fields, then its public properties. A time (`Seconds`) is written in hours under the key
`<name>_hours`; other numbers are themselves. A field marked `Inline` is written as its own keys in place of one, a field
marked `Spread` the same with its name before each (`within_hours`, `within_clock`), a field marked `Keyed` as the `key` of what it
refers to, a field marked `Hidden` not at all. Floats have at most nine decimals; unknown is null, and so is what is no number.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from icmap.records import dataclass

__all__ = [
    "HOURS",
    "KEYED",
    "SCHEMA_VERSION",
    "Hidden",
    "Inline",
    "Keyed",
    "Member",
    "Spread",
    "encoded",
    "in_hours",
    "is_record",
    "members",
]

SCHEMA_VERSION = 1
"""Grows when a key changes its meaning or goes away; new keys may come at any time."""

HOURS = "hours"
"""Marks a number as working time in seconds, which is written in hours."""

KEYED = "keyed"
"""Marks a field that is written as the `key` of what it refers to."""

_INLINE, _SPREAD, _HIDDEN = "inline", "spread", "hidden"
_DECIMALS = 9
_HOUR = 3600
_T = TypeVar("_T")

Inline = Annotated[_T, _INLINE]
"""A field whose record's keys stand in place of it: a link is `customer`, `provider`, `file`, `line` of its owner."""

Spread = Annotated[_T, _SPREAD]
"""A field whose record's keys stand in place of it after its own name; a key `time` leaves only the name and the unit."""

Keyed = Annotated[_T, KEYED]
"""A field that refers to a record (or several) by its `key`."""

Hidden = Annotated[_T, _HIDDEN]
"""A field or property that is not for programs outside."""


@dataclass(frozen=True, slots=True)
class Member:
    """A field or property of a record that leaves icmap: its name in Python, its key, its type, and its mark."""

    attribute: str
    key: str
    type: Any
    mark: str

    @property
    def is_opened(self) -> bool:
        """Whether the keys of its record stand in place of it."""
        return self.mark in {_INLINE, _SPREAD}

    @property
    def encoder(self) -> Callable[[Any], Any]:
        """What makes plain JSON types of its values."""
        return in_hours if self.mark == HOURS else _key if self.mark == KEYED else encoded

    def key_of(self, inner: str) -> str:
        """The key that one of its record has in place of it."""
        if self.mark == _INLINE:
            return inner
        return f"{self.attribute}_{inner.removeprefix('time_')}"


def encoded(value: Any) -> Any:
    """A result as plain JSON types."""
    kind: Any = type(value)
    return _encoder(kind)(value)


@cache
def _encoder(kind: type) -> Callable[[Any], Any]:
    """What makes plain JSON types of the values of a class: asked once for each."""
    if issubclass(kind, Enum):
        return str
    if kind is type(None) or issubclass(kind, bool | str):
        return _itself
    if issubclass(kind, int | float | Fraction):
        return _number
    return _record if is_record(kind) else _collection


def _itself(value: Any) -> Any:
    return value


def is_record(kind: type) -> bool:
    """Whether values of a class are written as an object with a key for each field."""
    return is_dataclass(kind) or hasattr(kind, "_fields")


def _number(value: float | Fraction) -> float | int | None:
    if isinstance(value, int):
        return value
    number = float(value)
    return round(number, _DECIMALS) + 0.0 if math.isfinite(number) else None


def _record(value: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    kind: Any = type(value)
    for attribute, key, encoder, inner in _written(kind):
        own = getattr(value, attribute)
        if inner is None:
            found[key] = encoder(own)
        elif own is None:
            found |= dict.fromkeys(inner.values())
        else:
            found |= {inner[name]: one for name, one in _record(own).items()}
    return found


@cache
def _written(kind: type) -> tuple[tuple[str, str, Callable[[Any], Any], Mapping[str, str] | None], ...]:
    """How each member of a record is written: its name, its key, by what, and the keys of what stands in place of it."""
    return tuple(
        (each.attribute, each.key, each.encoder,
         {inner: each.key_of(inner) for inner in keys_of(each.type)} if each.is_opened else None)
        for each in members(kind)
    )  # fmt: skip


def _collection(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): encoded(each) for key, each in value.items()}
    if isinstance(value, set | frozenset):
        return [encoded(each) for each in sorted(value)]
    if isinstance(value, Sequence):
        return [encoded(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a result holds a {type(value).__name__}, which JSON has no word for")


def in_hours(value: Any) -> Any:
    """Seconds as hours; several of them (a tuple, a mapping) each for itself; unknown stays None."""
    if value is None:
        return None
    if isinstance(value, int | float | Fraction):
        return _number(float(value / _HOUR))
    if isinstance(value, Mapping):
        return {str(key): in_hours(each) for key, each in value.items()}
    return [in_hours(each) for each in value]


@cache
def members(kind: type) -> tuple[Member, ...]:
    """What of a record leaves icmap, in the order in which it is written."""
    return tuple(_member(name, hint) for name, hint in _hints(kind) if _HIDDEN not in _marks(hint))


def _hints(kind: type) -> Iterator[tuple[str, Any]]:
    hints = get_type_hints(kind, include_extras=True)
    names = [each.name for each in fields(kind)] if is_dataclass(kind) else getattr(kind, "_fields", ())
    yield from ((name, hints[name]) for name in names if not name.startswith("_"))
    for name, value in [each for base in kind.__mro__ for each in vars(base).items()]:
        if isinstance(value, property) and not name.startswith("_"):
            yield name, get_type_hints(value.fget, include_extras=True)["return"]


def _member(name: str, hint: Any) -> Member:
    marks = _marks(hint)
    for opened in (_INLINE, _SPREAD):
        if opened in marks:
            return Member(name, "", hint, opened)
    if HOURS in marks:
        return Member(name, f"{name}_{HOURS}", hint, HOURS)
    return Member(name, name.removesuffix("_"), hint, KEYED if KEYED in marks else "")


def _key(value: Any) -> Any:
    return [each.key for each in value] if isinstance(value, Sequence) else value and value.key


def _marks(hint: Any) -> set[Any]:
    """The marks of a type, also of what a union or a collection holds."""
    own = set(hint.__metadata__) if get_origin(hint) is Annotated else set()
    inner = get_args(hint)[:1] if own else get_args(hint)
    return own.union(*(_marks(each) for each in inner if get_origin(each) or get_args(each)))


def keys_of(hint: Any) -> Iterator[str]:
    """The keys of the record type in a hint, for where there is none."""
    for kind in get_args(hint) or (hint,):
        if isinstance(kind, type) and is_record(kind):
            for each in members(kind):
                yield from map(each.key_of, keys_of(each.type)) if each.is_opened else (each.key,)
        elif get_args(kind):
            yield from keys_of(kind)
