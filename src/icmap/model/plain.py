"""What the map says of a thing as plain numbers, texts and truth values, for programs that know nothing of icmap.

The names say the unit: `lead_time_hours` (of an estimate the PERT mean, with its ends where they differ),
`frequency_per_hour` (per working hour), `promise_from`. What is not said is not there; scores are left to whoever knows
which of them may be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from icmap.model.attributes import said
from icmap.model.keys import Key, Keys, Type
from icmap.model.quantities import Actual, Calendar, Estimate, Frequency, Seconds, Timed, hours
from icmap.model.written import in_map_words

__all__ = ["Plain", "plain_attributes"]

Plain = dict[str, str | int | float | bool]
"""Attributes that every writer of networkx can write."""

_Pairs = Iterator[tuple[str, Any]]


def plain_attributes(value_of: Callable[[Key], Any], keys: Keys, calendar: Calendar) -> Plain:
    """The attributes of these keys in their order; `value_of` gives the value of a key, None or nothing where none is said."""
    return {
        name: plain
        for key in said(keys)
        if key.type is not Type.SATISFACTION
        for name, plain in _plain(key, value_of(key), calendar)
        if plain is not None
    }


def _plain(key: Key, value: Any, calendar: Calendar) -> _Pairs:
    if value is None or value in ("", ()):
        return iter(())
    one = _PARTS.get(key.type)
    return iter([(key.name, _text(key, value, calendar))]) if one is None else one(key.name, value)


def _text(key: Key, value: Any, calendar: Calendar) -> Any:
    """Truth values as they are, several words as one text, the rest as the map writes it."""
    if isinstance(value, bool):
        return value
    return ", ".join(sorted(value)) if key.type.is_unordered else in_map_words(key.type, value, calendar)


def _duration(name: str, value: Seconds) -> _Pairs:
    yield f"{name}_hours", hours(value)


def _estimate(name: str, value: Estimate) -> _Pairs:
    yield f"{name}_hours", hours(value.mean)
    if value.is_range:
        yield f"{name}_optimistic_hours", hours(value.optimistic)
        yield f"{name}_pessimistic_hours", hours(value.pessimistic)


def _timed(name: str, value: Timed) -> _Pairs:
    yield f"{name}_hours", hours(value.time)
    yield f"{name}_from", value.clock


def _actual(name: str, value: Actual) -> _Pairs:
    yield f"{name}_hours", hours(value.median)
    yield f"{name}_p90_hours", hours(value.p90)
    yield f"{name}_n", value.n
    yield f"{name}_from", "start" if value.from_start else "request"


def _frequency(name: str, value: Frequency) -> _Pairs:
    yield f"{name}_per_hour", None if value.per_hour is None else float(value.per_hour)


def _number(name: str, value: Seconds) -> _Pairs:
    yield name, float(value)


_PARTS: Mapping[Type, Callable[[str, Any], _Pairs]] = {
    Type.DURATION: _duration,
    Type.ESTIMATE: _estimate,
    Type.TIMED: _timed,
    Type.ACTUAL: _actual,
    Type.FREQUENCY: _frequency,
    Type.NUMBER: _number,
    Type.SHARE: _number,
}
