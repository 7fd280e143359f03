"""How the values of a map are written, by their type: `4h`, `120/day`, `35 min from start`; exactly, never rounded.

A difference of a minute in three weeks is a difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from icmap.model.dependencies import Satisfaction
from icmap.model.keys import Type
from icmap.model.options import Option
from icmap.model.quantities import Actual, Calendar, Estimate, Seconds, Timed, exact

__all__ = ["in_map_words", "written_duration", "written_number"]

_DECIMALS = 9
_WHOLE = ("year", "month", "week")
_PARTS = (("day", "d"), ("hour", "h"), ("minute", " min"))


def in_map_words(type_: Type, value: Any, calendar: Calendar) -> str:
    """A value in the words of the map; empty where there is none."""
    return "" if value is None or value in ("", ()) else _WRITERS.get(type_, _plain)(value, calendar)


def written_duration(time: Seconds, calendar: Calendar) -> str:
    """A duration as a map writes it, exactly: whole years, months or weeks, else days, hours, minutes and seconds."""
    if not time:
        return "0"
    for unit in _WHOLE:
        count = Fraction(time) / calendar.unit(unit)
        if count.denominator == 1 and (unit != "week" or count > 1):
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return " ".join(_parts(time, calendar))


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


def _estimate(value: Estimate, calendar: Calendar) -> str:
    about = "about " if value.about else ""
    if not value.is_range:
        return about + written_duration(value.likely, calendar)
    three = (value.optimistic, value.likely, value.pessimistic)
    return f"{about}[{', '.join(written_duration(each, calendar) for each in three)}]"


def _timed(value: Timed, calendar: Calendar) -> str:
    about, start = "about " if value.about else "", " from start" if value.clock == "start" else ""
    return about + written_duration(value.time, calendar) + start


def _actual(value: Actual, calendar: Calendar) -> str:
    told = [
        "" if value.median is None else f"median {written_duration(value.median, calendar)}",
        "" if value.p90 is None else f"p90 {written_duration(value.p90, calendar)}",
        "" if value.n is None else f"n {value.n}",
        "from start" if value.from_start else "",
    ]
    return ", ".join(each for each in told if each)


def _satisfaction(value: Satisfaction, _: Calendar) -> str:
    named = (
        ("", value.overall),
        ("communication ", value.communication),
        ("productivity ", value.productivity),
        ("responsiveness ", value.responsiveness),
        ("answers ", value.answers),
    )
    return ", ".join(f"{name}{written_number(number)}" for name, number in named if number is not None)


def _options(value: tuple[Option, ...], calendar: Calendar) -> str:
    return f"[{'; '.join(_option(each, calendar) for each in value)}]"


def _option(option: Option, calendar: Calendar) -> str:
    told = [
        f"{key.name} {in_map_words(key.type, changed, calendar)}" for key, changed in option.said if key.name != "do"
    ]
    return f"{option.do}: {', '.join(told)}" if told else option.do


def _share(value: Seconds, _: Calendar) -> str:
    return f"{written_number(value * 100)}%"


def _number(value: Seconds, _: Calendar) -> str:
    return written_number(value)


def _truth(value: bool, _: Calendar) -> str:  # noqa: FBT001 - the value itself
    return "true" if value else "false"


def _names(value: tuple[str, ...], _: Calendar) -> str:
    return f"[{', '.join(value)}]"


def _plain(value: object, _: Calendar) -> str:
    return str(value)


_WRITERS: Mapping[Type, Callable[[Any, Calendar], str]] = {
    Type.ESTIMATE: _estimate,
    Type.DURATION: written_duration,
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
