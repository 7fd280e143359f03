"""Durations, estimates, frequencies and shares: exact numbers, how they are read and how they are told."""

from __future__ import annotations

import re
from dataclasses import field
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Literal

from icmap.encoding import HOURS
from icmap.records import dataclass

__all__ = [
    "Actual",
    "Calendar",
    "Clock",
    "Count",
    "Estimate",
    "Frequency",
    "NotAQuantity",
    "Score",
    "Seconds",
    "Share",
    "Timed",
    "exact",
    "format_duration",
    "format_number",
    "format_share",
    "hours",
    "is_about",
    "parse_duration",
    "parse_estimate",
    "parse_frequency",
    "parse_number",
    "parse_share",
    "written_units",
]

_Exact = int | Fraction

Seconds = Annotated[_Exact, HOURS]
"""Working time in seconds, exact: an integer wherever it is whole. It is written in hours where it leaves icmap."""

Share = _Exact
"""A part of a whole, exact, from 0 to 1."""

Score = _Exact
"""A number on the scale of the survey, exact."""

Count = _Exact
"""How many (of people, per unit), exact."""

Clock = Literal["request", "start"]
"""What a time counts from: the moment the provider has all it needs, or the beginning of the whole chain."""

_MINUTE = 60
_HOUR = 3600
_LONGEST_YEARS = 100
_MAX_DIGITS = 18
_DECIMAL_DAYS = 5
_MONTHS = 3


class NotAQuantity(ValueError):  # noqa: N818 - the name says what the text is, it never leaves loading
    """A text that is no duration, frequency, number or share: one sentence and a hint."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working time: how many hours a working day has, and how many days a working week (both exact, above 0)."""

    hours_per_day: Seconds = 8
    days_per_week: Seconds = 5

    @property
    def day(self) -> Seconds:
        """One working day in seconds."""
        return exact(self.hours_per_day * _HOUR)

    @property
    def week(self) -> Seconds:
        """One working week in seconds."""
        return exact(self.day * self.days_per_week)

    def unit(self, name: str) -> Seconds:
        """The length in seconds of a unit by its canonical name ('ms' … 'year')."""
        return _UNIT_SECONDS.get(name) or exact(self.day if name == "day" else self.week * _WEEKS[name])


_WEEKS: dict[str, Seconds] = {"week": 1, "month": Fraction(52, 12), "quarter": 13, "year": 52}
_UNIT_SECONDS: dict[str, Seconds] = {"ms": Fraction(1, 1000), "second": 1, "minute": _MINUTE, "hour": _HOUR}

_UNIT_NAMES: dict[str, str] = {
    word: unit
    for unit, words in {
        "ms": "ms msec millisecond milliseconds",
        "second": "s sec secs second seconds",
        "minute": "min mins minute minutes",
        "hour": "h hr hrs hour hours",
        "day": "d day days",
        "week": "w wk wks week weeks",
        "month": "mo month months",
        "quarter": "quarter quarters",
        "year": "y yr yrs year years",
    }.items()
    for word in words.split()
}

_EVERY: dict[str, str] = {
    "hourly": "hour",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annually": "year",
}

_NUMBER = r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+"
_DURATION_PART = re.compile(rf"\s*({_NUMBER})\s*([a-z]+)", re.ASCII)
_RATE = re.compile(rf"({_NUMBER})\s*(?:/|per\b|a\b|times\s+(?:per|a)\b)\s*([a-z]+)", re.ASCII)
_PLAIN_NUMBER = re.compile(_NUMBER, re.ASCII)
_ABOUT = re.compile(r"(?:~|≈|about\b|approx\.|circa\b|ca\.)\s*")
_RANGE = re.compile(r"([0-9.][0-9a-z. ]*?)\s*(?:-|–|\bto\b)\s*([0-9.][0-9a-z. ]*)", re.ASCII)
_LAST_UNIT = re.compile(r"[a-z]+\s*$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A duration as optimistic ≤ likely ≤ pessimistic seconds; all three are equal where one number was given.

    `about`: its author wrote that it is only about so long.
    """

    optimistic: Seconds
    likely: Seconds
    pessimistic: Seconds
    about: bool = False
    mean: Seconds = field(init=False)
    """The PERT mean (a + 4m + b) / 6 (Malcolm, Roseboom, Clark & Fazar 1959)."""

    def __post_init__(self) -> None:
        same = self.optimistic == self.pessimistic
        mean = self.likely if same else exact(Fraction(self.optimistic + 4 * self.likely + self.pessimistic, 6))
        object.__setattr__(self, "mean", mean)

    @classmethod
    def of(cls, time: Seconds, *, about: bool = False) -> Estimate:
        """The estimate that is one number."""
        return cls(time, time, time, about)

    @property
    def is_range(self) -> bool:
        """Whether three different numbers were given."""
        return self.optimistic != self.pessimistic


@dataclass(frozen=True, slots=True)
class Timed:
    """A time and the clock it counts from (a promise, or what a customer needs); `about`: only about so long."""

    time: Seconds
    clock: Clock = "request"
    about: bool = False


@dataclass(frozen=True, slots=True)
class Actual:
    """What was measured: median and 90th percentile in seconds, n measurements, and whether from start or request."""

    median: Seconds | None = None
    p90: Seconds | None = None
    n: int | None = None
    from_start: bool = False


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often: `count` per `unit`, as a rate per working hour; `on demand` has no rate (`per_hour` is None)."""

    count: Seconds | None
    unit: str
    per_hour: Seconds | None

    def __str__(self) -> str:
        if self.count is None:
            return "on demand"
        return f"{format_number(self.count)}/{self.unit}"


def exact(number: Seconds) -> Seconds:
    """The same number, as an int where it is whole."""
    return number.numerator if number.denominator == 1 else number


def hours(time: Seconds | None) -> float | None:
    """A time in hours, rounded to a billionth so that it prints the same everywhere; unknown stays None."""
    return None if time is None else round(float(time / _HOUR), 9)


@lru_cache(maxsize=65536)
def parse_duration(text: str, calendar: Calendar) -> Seconds:
    """Read `300 ms`, `4h`, `1d 4h`, `2 weeks`: one or more numbers with a unit; `0` may stand alone.

    `~2 d` and `about 2 d` are 2 d. Raises `NotAQuantity` with a sentence that says what is wrong.
    """
    lowered = _ABOUT.sub("", text.strip().lower(), count=1)
    if _is_zero(lowered):
        return 0
    total: Seconds = 0
    position = 0
    while position < len(lowered):
        part = _DURATION_PART.match(lowered, position)
        if part is None:
            raise _not_a_duration(lowered)
        total += _number(part[1]) * calendar.unit(_unit(part[2]))
        position = part.end()
        position += len(lowered[position:]) - len(lowered[position:].lstrip(" ,"))
    if not lowered:
        raise _not_a_duration(lowered)
    if total > calendar.unit("year") * _LONGEST_YEARS:
        raise NotAQuantity(f"is longer than {_LONGEST_YEARS} years", "check the number and its unit")
    return exact(total)


def is_about(text: str) -> bool:
    """Whether a duration is written as only about so long: `~2 d`, `about 2 d`."""
    return _ABOUT.match(text.strip().lower()) is not None


@lru_cache(maxsize=65536)
def parse_estimate(text: str, calendar: Calendar) -> Estimate:
    """Read one duration, or a range: `1-3 d` is from 1 d to 3 d, most likely in the middle.

    Where the first end has no unit it has that of the second. Raises `NotAQuantity`.
    """
    about = is_about(text)
    range_ = _RANGE.fullmatch(_ABOUT.sub("", text.strip().lower(), count=1))
    if range_ is None:
        return Estimate.of(parse_duration(text, calendar), about=about)
    first, last = range_.groups()
    bare = _PLAIN_NUMBER.fullmatch(first) and not _is_zero(first)
    unit = _LAST_UNIT.search(last)
    if _PLAIN_NUMBER.fullmatch(last) and not _is_zero(last):
        raise NotAQuantity("has no unit", f"write {first}-{last} min, {first}-{last}h or {first}-{last} d")
    low = parse_duration(first + unit[0] if bare and unit else first, calendar)
    high = parse_duration(last, calendar)
    if low > high:
        raise NotAQuantity("goes from more to less", "write the shorter time first: 1-3 d")
    return Estimate(low, exact(Fraction(low + high, 2)), high, about)


@lru_cache(maxsize=65536)
def written_units(text: str) -> frozenset[str]:
    """The units, by their canonical names, in which a duration or a range is written."""
    return frozenset(unit for part in _DURATION_PART.finditer(text.lower()) if (unit := _UNIT_NAMES.get(part[2])))


def _is_zero(text: str) -> bool:
    return bool(_PLAIN_NUMBER.fullmatch(text)) and not text.strip("0.")


def _not_a_duration(text: str) -> NotAQuantity:
    if _PLAIN_NUMBER.fullmatch(text):
        return NotAQuantity("has no unit", f"write {text} min, {text}h, {text}d or {text} weeks")
    if text.startswith("-"):
        return NotAQuantity("is negative", "a duration is 0 or more")
    if _RANGE.fullmatch(text):
        return NotAQuantity("is a range", "one duration is wanted here: write the one that is meant")
    return NotAQuantity("is not a duration", "write it like 30 s, 15 min, 4h, 2d, 1 week or 1d 4h")


def _unit(word: str) -> str:
    unit = _UNIT_NAMES.get(word)
    if unit is None:
        hint = (
            "write min for minutes or month for months"
            if word == "m"
            else "units are ms, s, min, h, d, week, month, quarter, year"
        )
        raise NotAQuantity(f"has no known unit: '{word}'", hint)
    return unit


def _number(digits: str) -> Seconds:
    if len(digits) > _MAX_DIGITS:
        raise NotAQuantity("has too many digits", f"a number has at most {_MAX_DIGITS} digits")
    return exact(Fraction(digits))


def parse_number(text: str) -> Seconds:
    """Read a number of 0 or more, in ASCII digits with an optional decimal point, exactly."""
    stripped = text.strip()
    if not _PLAIN_NUMBER.fullmatch(stripped):
        raise NotAQuantity("is not a number of 0 or more", "write it in digits, like 3 or 2.5")
    return _number(stripped)


@lru_cache(maxsize=65536)
def parse_frequency(text: str, calendar: Calendar) -> Frequency:
    """Read `120/day`, `3 per week`, `daily`, `on demand`; a rate is per working time of the calendar."""
    lowered = " ".join(text.lower().split())
    if lowered == "on demand":
        return Frequency(None, "", None)
    if lowered in _EVERY:
        return _rate(1, _EVERY[lowered], calendar)
    match = _RATE.fullmatch(lowered)
    if match is None:
        raise NotAQuantity("is not a frequency", "write it like 120/day, 3 per week, daily, monthly or on demand")
    return _rate(_number(match[1]), _unit(match[2]), calendar)


def _rate(count: Seconds, unit: str, calendar: Calendar) -> Frequency:
    return Frequency(count, unit, exact(Fraction(count * _HOUR) / calendar.unit(unit)))


@lru_cache(maxsize=4096)
def parse_share(text: str) -> Seconds:
    """Read a share from 0 to 1, or a percentage up to 100 %, exactly."""
    stripped = text.strip()
    percent = stripped.endswith("%")
    digits = stripped[:-1].rstrip() if percent else stripped
    if not _PLAIN_NUMBER.fullmatch(digits):
        raise NotAQuantity("is not a share", "write it like 0.05 or 5%")
    share = Fraction(_number(digits)) / (100 if percent else 1)
    if share > 1:
        raise NotAQuantity("is more than the whole", "a share is from 0 to 1, or up to 100%")
    return exact(share)


@lru_cache(maxsize=65536)
def format_duration(time: Seconds, calendar: Calendar) -> str:
    """A duration for people, in at most two units: `40 min`, `6 h 57 min`, `2 d 3 h`, from 5 days on `12.6 d`, from 3 months `7.5 months`."""
    if time < 0:
        return "-" + format_duration(-time, calendar)
    if time < 1 and time:
        return f"{format_number(time * 1000)} ms"
    day = calendar.day
    if time >= _MONTHS * calendar.unit("month"):
        return f"{format_number(Fraction(time) / calendar.unit('month'))} months"
    if time >= _DECIMAL_DAYS * day:
        return f"{format_number(Fraction(time) / day)} d"
    return _two_units(time, day)


def _two_units(time: Seconds, day: Seconds) -> str:
    """In the first unit that the time fills once rounded to the unit after the next: 59.999 min is an hour."""
    for large, small, finer, names in (
        (day, _HOUR, _MINUTE, "d h"),
        (_HOUR, _MINUTE, 1, "h min"),
        (_MINUTE, 1, 1, "min s"),
    ):
        if round(Fraction(time) / finer) * finer >= large:
            whole, rest = divmod(round(Fraction(time) / small) * small, large)
            first, second = names.split()
            left = round(Fraction(rest) / small)
            return f"{whole} {first}" + (f" {left} {second}" if left else "")
    return f"{format_number(time)} s"


def format_number(number: float | Seconds, decimals: int = 1) -> str:
    """A number with at most `decimals` decimals and no trailing zeros; half to even on the exact value."""
    text = f"{float(round(Fraction(number), decimals)):.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def format_share(share: float | Seconds) -> str:
    """A share as a percentage: `5 %`, below 1 % with one decimal."""
    percent = share * 100
    return f"{format_number(percent, 0 if percent >= 1 or not percent else 1)} %"
