"""How the values of a map are written, by their type: `4h`, `120/day`, `35 min from start`; exactly, never rounded.

A difference of a minute in three weeks is a difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from icmap.model.dependencies import Satisfaction
from icmap.model.keys import Type
from icmap.model.options import Option
from icmap.model.quantities import Actual, Calendar, Estimate, Seconds, Timed, exact
from icmap.records import dataclass

__all__ = ["in_map_words", "written_duration", "written_number"]

_DECIMALS = 9
_WHOLE = ("year", "month", "week")
_PARTS = (("day", "d"), ("hour", "h"), ("minute", " min"))
_SPELLED = ("week", "month", "quarter", "year")
_LONG = frozenset({"day", *_SPELLED})
_WRITTEN = {**dict(_PARTS), **{unit: f" {unit}" for unit in _SPELLED}}
_NO_UNITS: Mapping[Seconds, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)
class _How:
    """How long a day is, and in which unit a duration is written where the map writes it somewhere."""

    calendar: Calendar
    units: Mapping[Seconds, str]

    def duration(self, time: Seconds) -> str:
        return written_duration(time, self.calendar, self.units.get(time, ""))


def in_map_words(type_: Type, value: Any, calendar: Calendar, units: Mapping[Seconds, str] = _NO_UNITS) -> str:
    """A value in the words of the map; empty where there is none. `units` are those of the map (`OrgMap.units`)."""
    nothing = value is None or value in ("", ())
    return "" if nothing else _WRITERS.get(type_, _plain)(value, _How(calendar, units))


def written_duration(time: Seconds, calendar: Calendar, unit: str = "") -> str:
    """A duration as a map writes it, exactly: in the unit given, else in whole years, months or weeks, else in days, hours and so on."""
    if not time:
        return "0"
    return _in_unit(time, calendar, unit) or _in_whole_units(time, calendar) or " ".join(_parts(time, calendar))


def _in_unit(time: Seconds, calendar: Calendar, unit: str) -> str:
    """In the unit in which the map writes it, where that takes at most three decimals: `2.5d`, `1 month`."""
    if unit not in _WRITTEN or (unit not in _LONG and time >= calendar.day):
        return ""
    count = Fraction(time) / calendar.unit(unit)
    many = "s" if count != 1 and unit in _SPELLED else ""
    return written_number(count) + _WRITTEN[unit] + many if (count * 1000).denominator == 1 else ""


def _in_whole_units(time: Seconds, calendar: Calendar) -> str:
    for unit in _WHOLE:
        count = Fraction(time) / calendar.unit(unit)
        if count.denominator == 1 and (unit != "week" or count > 1):
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return ""


def _parts(time: Seconds, calendar: Calendar) -> Iterator[str]:
    left: Seconds = time
    for unit, name in _PARTS:
        count, rest = divmod(Fraction(left), calendar.unit(unit))
        left = exact(Fraction(rest))
        if count:
            yield f"{count}{name}"
    if left:
        yield f"{written_number(left)} s" if left >= 1 else f"{written_number(left * 1000)} ms"


def written_number(number: Seconds) -> str:
    """A number with all its decimals, at most nine."""
    text = f"{float(round(Fraction(number), _DECIMALS)):.{_DECIMALS}f}"
    return text.rstrip("0").rstrip(".")


def _estimate(value: Estimate, how: _How) -> str:
    about = "about " if value.about else ""
    if not value.is_range:
        return about + how.duration(value.likely)
    three = (value.optimistic, value.likely, value.pessimistic)
    return f"{about}[{', '.join(how.duration(each) for each in three)}]"


def _timed(value: Timed, how: _How) -> str:
    about, start = "about " if value.about else "", " from start" if value.clock == "start" else ""
    return about + how.duration(value.time) + start


def _actual(value: Actual, how: _How) -> str:
    told = [
        "" if value.median is None else f"median {how.duration(value.median)}",
        "" if value.p90 is None else f"p90 {how.duration(value.p90)}",
        "" if value.n is None else f"n {value.n}",
        "from start" if value.from_start else "",
    ]
    return ", ".join(each for each in told if each)


def _satisfaction(value: Satisfaction, _: _How) -> str:
    named = (
        ("", value.overall),
        ("communication ", value.communication),
        ("productivity ", value.productivity),
        ("responsiveness ", value.responsiveness),
        ("answers ", value.answers),
    )
    return ", ".join(f"{name}{written_number(number)}" for name, number in named if number is not None)


def _options(value: tuple[Option, ...], how: _How) -> str:
    return f"[{'; '.join(_option(each, how) for each in value)}]"


def _option(option: Option, how: _How) -> str:
    told = [
        f"{key.name} {in_map_words(key.type, changed, how.calendar, how.units)}"
        for key, changed in option.said
        if key.name != "do"
    ]
    return f"{option.do}: {', '.join(told)}" if told else option.do


def _duration(value: Seconds, how: _How) -> str:
    return how.duration(value)


def _share(value: Seconds, _: _How) -> str:
    return f"{written_number(value * 100)}%"


def _number(value: Seconds, _: _How) -> str:
    return written_number(value)


def _truth(value: bool, _: _How) -> str:  # noqa: FBT001 - the value itself
    return "true" if value else "false"


def _names(value: tuple[str, ...], _: _How) -> str:
    return f"[{', '.join(value)}]"


def _plain(value: object, _: _How) -> str:
    return str(value)


_WRITERS: Mapping[Type, Callable[[Any, _How], str]] = {
    Type.ESTIMATE: _estimate,
    Type.DURATION: _duration,
    Type.TIMED: _timed,
    Type.ACTUAL: _actual,
    Type.SATISFACTION: _satisfaction,
    Type.SHARE: _share,
    Type.NUMBER: _number,
    Type.BOOLEAN: _truth,
    Type.WORDS: _names,
    Type.PARTIES_NAMED: _names,
    Type.WHEN: _names,
    Type.SERVICE_OPTIONS: _options,
    Type.DEPENDENCY_OPTIONS: _options,
}
