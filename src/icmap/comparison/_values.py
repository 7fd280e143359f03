"""What an attribute says, in the words and units of the map: `4h`, `120/day`, `35 min from start`.

Where the file is at hand and still says so, its own words are taken; else the value is written exactly, never rounded:
a difference of a minute in three weeks is a difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from icmap.loading import Source
from icmap.locations import Located, span_of
from icmap.measures.scores import dependency_rating
from icmap.model import Actual, Dependency, Satisfaction
from icmap.model.quantities import (
    Calendar,
    Estimate,
    NotAQuantity,
    Seconds,
    Timed,
    exact,
    parse_duration,
    parse_frequency,
)
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Side", "in_words", "written_duration", "written_number"]

_DECIMALS = 9
_HIDDEN = "too few answers to show"
_WHOLE = ("year", "month", "week")
_PARTS = (("day", "d"), ("hour", "h"), ("minute", " min"))


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One of the two maps: its study, and the files it was read from, where they are at hand."""

    study: Study
    sources: tuple[Source, ...] = ()

    def written(self, thing: Located, attribute: str) -> str:
        """The rest of the line at the place of an attribute, in the file; empty where that is not at hand."""
        span = span_of(thing, attribute)
        if attribute not in thing.places or not span.line:
            return ""
        text = next((each.text for each in self.sources if each.name == span.file and each.quotable), "")
        lines = self.study.of(_Lines).of(span.file, text)
        line = lines[span.line - 1] if span.line <= len(lines) else ""
        return line[span.column - 1 : span.column - 1 + span.width].strip("\"'")


class _Lines:
    """The lines of the files of a study, each split once."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._lines: dict[str, list[str]] = {}

    def of(self, file: str, text: str) -> list[str]:
        if file not in self._lines:
            self._lines[file] = text.splitlines()
        return self._lines[file]


def in_words(side: Side, thing: Located, attribute: str, value: Any) -> str:
    """The value of an attribute as its author wrote it, else written exactly; empty where there is none."""
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, Satisfaction) and isinstance(thing, Dependency):
        return _HIDDEN if dependency_rating(side.study, thing).hidden else _satisfaction(value)
    calendar = side.study.org.calendar
    own = side.written(thing, attribute)
    if own and _means(own, calendar) == value:
        return own
    return _WRITERS.get(attribute, _plain)(value, calendar)


def _means(text: str, calendar: Calendar) -> Any:
    """The quantity that a text of the file stands for, in the type that its value has; None where it is none."""
    for read in (_reads_duration, parse_frequency):
        try:
            return read(text, calendar)
        except NotAQuantity:
            continue
    return None


class _AnyTime:
    """A time as a number, an estimate or a promise from request: whatever it is compared with."""

    __slots__ = ("seconds",)
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, seconds: Seconds) -> None:
        self.seconds = seconds

    def __eq__(self, other: object) -> bool:
        return other in (self.seconds, Estimate.of(self.seconds), Timed(self.seconds))


def _reads_duration(text: str, calendar: Calendar) -> _AnyTime:
    return _AnyTime(parse_duration(text, calendar))


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
    if not value.is_range:
        return written_duration(value.likely, calendar)
    three = (value.optimistic, value.likely, value.pessimistic)
    return f"[{', '.join(written_duration(each, calendar) for each in three)}]"


def _timed(value: Timed, calendar: Calendar) -> str:
    return written_duration(value.time, calendar) + (" from start" if value.clock == "start" else "")


def _actual(value: Actual, calendar: Calendar) -> str:
    told = [
        "" if value.median is None else f"median {written_duration(value.median, calendar)}",
        "" if value.p90 is None else f"p90 {written_duration(value.p90, calendar)}",
        "" if value.n is None else f"n {value.n}",
        "from start" if value.from_start else "",
    ]
    return ", ".join(each for each in told if each)


def _satisfaction(value: Satisfaction) -> str:
    named = (
        ("", value.overall),
        ("communication ", value.communication),
        ("productivity ", value.productivity),
        ("responsiveness ", value.responsiveness),
        ("answers ", value.answers),
    )
    return ", ".join(f"{name}{written_number(number)}" for name, number in named if number is not None)


def _share(value: Seconds, _: Calendar) -> str:
    return f"{written_number(value * 100)}%"


def _plain_number(value: Seconds, _: Calendar) -> str:
    return written_number(value)


def _plain(value: object, _: Calendar) -> str:
    return str(value)


def _truth(value: bool, _: Calendar) -> str:  # noqa: FBT001 - the value itself
    return "true" if value else "false"


def _names(value: tuple[str, ...], _: Calendar) -> str:
    return f"[{', '.join(value)}]"


_WRITERS: Mapping[str, Callable[[Any, Calendar], str]] = {
    **dict.fromkeys(("lead_time", "effort"), _estimate),
    **dict.fromkeys(("every", "recovery", "tolerates", "handoff"), written_duration),
    **dict.fromkeys(("promise", "within"), _timed),
    **dict.fromkeys(("end", "external", "optional", "waits"), _truth),
    **dict.fromkeys(("tags", "backup", "when"), _names),
    "actual": _actual,
    "rework": _share,
    "headcount": _plain_number,
}
