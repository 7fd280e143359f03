"""Numbers and durations as people write them: `1,5`, `1.200,50`, `3 Tage`, `2-4 days`, `1:30`, a cell formatted as a time."""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction

from icmap.exchange.gathered import Value
from icmap.exchange.names import tidy
from icmap.exchange.tables.sheet import CellValue, as_text
from icmap.exchange.tables.words import UNITS, folded
from icmap.records import dataclass

__all__ = [
    "ABOUT",
    "GRADE",
    "NUMBER",
    "NotThis",
    "Style",
    "duration",
    "estimate",
    "number_of",
    "number_text",
    "refuse_sign",
    "spelled_ms",
    "unit_named",
    "with_unit",
]


class NotThis(ValueError):  # noqa: N818 - it says what a cell is not
    """What a cell cannot be read as, and what to write."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Style:
    """How the numbers of a column are written: the unit of its heading, what separates decimals, day before month."""

    unit: str = ""
    comma: bool = False
    month_first: bool = False


GRADE = "grade"
"""The unit of scores of which 1 is the best and 6 the worst."""


NUMBER = r"[0-9][0-9.,'\u2019\u00a0\u202f]*|[.,][0-9]+"


_PART = re.compile(
    rf"\s*({NUMBER})\s*([^\W\d_]+(?:\s+(?:days?|hours|ouvr[eé]s?|laborables|h[aá]biles))?)\.?,?", re.IGNORECASE
)


_CLOCK = re.compile(r"([0-9]{1,4}):([0-5][0-9])(?::([0-5][0-9]))?(?:\s*h)?")


_HOURS_MINUTES = re.compile(r"([0-9]{1,3})\s*h\s*([0-5]?[0-9])(?:\s*min?)?", re.IGNORECASE)


ABOUT = re.compile(
    r"^(?:~|≈|about|approx\.?|approximately|around|circa|ca\.?|ungefähr|etwa|environ|env\.?|aprox\.?|unos|max\.?|up to|bis zu|bis)\s*",
    re.IGNORECASE,
)


_RANGE = re.compile(
    rf"({NUMBER})\s*([^\W\d_]*)\.?\s*(?:-|–|—|\bto\b|\bbis\b|\bà\b|\ba\b)\s*({NUMBER})\s*([^\W\d_]+)\.?",
    re.IGNORECASE,
)


_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,'\u2019\u00a0\u202f][0-9]{3})+")


_LENGTHS = {"ms": 1, "s": 1000, "min": 60_000, "h": 3_600_000}


_LONG = frozenset({"week", "month", "quarter", "year"})


def number_of(text: str, style: Style) -> Fraction:
    """A number in whichever way of writing: `1,5`, `1.200,50`, `1'000`; exactly."""
    plain = text.replace("'", "").replace("\u2019", "").replace("\u00a0", "").replace("\u202f", "").strip(".,") or "0"
    if text[:1] in ".,":
        plain = "0." + plain
    elif "," in plain and "." in plain:
        decimal = max(",.", key=plain.rfind)
        plain = plain.replace("," if decimal == "." else ".", "").replace(decimal, ".")
    elif plain.count(",") > 1 or plain.count(".") > 1 or (_GROUPED.fullmatch(plain) and ("," in plain) != style.comma):
        plain = (
            plain.replace(",", "").replace(".", "") if "," in plain or plain.count(".") > 1 or style.comma else plain
        )
    plain = plain.replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,15}(?:\.[0-9]+)?", plain):
        raise NotThis("is no number")
    return Fraction(plain[:30])


def number_text(number: Fraction | float) -> str:
    """A number as the map writes it: at most six decimals, none that say nothing."""
    text = f"{float(number):.6f}".rstrip("0").rstrip(".")
    return text or "0"


def with_unit(number: Fraction | float, unit: str) -> str:
    """A number of a unit as a duration."""
    if unit in _LENGTHS and Fraction(number) * 10_000 % 1:
        return spelled_ms(round(number * _LENGTHS[unit]))
    told = number_text(number)
    if unit in _LONG:
        return f"{told} {unit}" if told == "1" else f"{told} {unit}s"
    return f"{told}{unit}" if unit in {"h", "d"} else f"{told} {unit}"


def spelled_ms(time: int) -> str:
    """Milliseconds as an exact duration in hours, minutes and seconds."""
    parts = []
    for unit in ("h", "min", "s", "ms"):
        count, time = divmod(time, _LENGTHS[unit])
        if count:
            parts.append(f"{count}h" if unit == "h" else f"{count} {unit}")
    return " ".join(parts) or "0"


def refuse_sign(text: str) -> None:
    """Nothing for a text without a minus. Raises `NotThis` for a negative number."""
    if re.match(r"[-−]\s*[0-9]", text):
        raise NotThis("is negative", "a time is 0 or more")


def duration(value: CellValue, style: Style) -> str:
    """A cell as a duration. Raises `NotThis` for what is none."""
    if isinstance(value, bool):
        raise NotThis("is no duration", "write it like 3 days")
    if isinstance(value, dt.timedelta):
        return spelled_ms(round(value.total_seconds() * 1000))
    if isinstance(value, dt.time):
        return spelled_ms(((value.hour * 60 + value.minute) * 60 + value.second) * 1000)
    if isinstance(value, dt.date):
        raise NotThis(
            f"is a date, {as_text(value)}, and no duration",
            "spreadsheets make dates of 1-3: write it as text, '1-3 days'",
        )
    if isinstance(value, int | float):
        return _plain_duration(Fraction(value).limit_denominator(10**9), style)
    return _written_duration(tidy(value or ""), style)


def _plain_duration(number: Fraction, style: Style) -> str:
    if number < 0:
        raise NotThis("is negative", "a time is 0 or more")
    if not style.unit:
        if not number:
            return "0"
        raise NotThis("has no unit", "name the unit in the heading, as 'lead time (days)', or write '3 days'")
    return with_unit(number, style.unit)


def _written_duration(text: str, style: Style) -> str:
    text = ABOUT.sub("", text)
    refuse_sign(text)
    if re.fullmatch(NUMBER, text):
        return _plain_duration(number_of(text, style), style)
    if clock := _CLOCK.fullmatch(text) or _HOURS_MINUTES.fullmatch(text):
        seconds = int(clock[3] or 0) if clock.re is _CLOCK else 0
        return spelled_ms(((int(clock[1]) * 60 + int(clock[2])) * 60 + seconds) * 1000)
    parts, end = [], 0
    while end < len(text) and (part := _PART.match(text, end)):
        parts.append(with_unit(number_of(part[1], style), unit_named(part[2])))
        end = part.end()
    if not parts or text[end:].strip():
        raise NotThis("is no duration", "write it like 3 days, 4 h or 30 min")
    return " ".join(parts)


def unit_named(word: str) -> str:
    """The unit that a word means. Raises `NotThis` for a word that means none."""
    unit = UNITS.get(folded(word))
    if unit is None:
        raise NotThis(f"has no known unit: '{word}'", "write min, h, days, weeks, months")
    return unit


def estimate(value: CellValue, style: Style) -> Value:
    """One duration, or a range as optimistic, middle and pessimistic."""
    if isinstance(value, str):
        found = _RANGE.fullmatch(ABOUT.sub("", tidy(value)))
        if found:
            unit = unit_named(found[4])
            low, high = number_of(found[1], style), number_of(found[3], style)
            first = unit_named(found[2]) if found[2] else unit
            if first == unit and low <= high:
                return tuple(with_unit(each, unit) for each in (low, (low + high) / 2, high))
        plain = re.fullmatch(rf"({NUMBER})\s*(?:-|–|bis|to|à)\s*({NUMBER})", tidy(value))
        if plain and style.unit:
            low, high = number_of(plain[1], style), number_of(plain[2], style)
            return tuple(with_unit(each, style.unit) for each in (low, (low + high) / 2, high))
    return duration(value, style)
