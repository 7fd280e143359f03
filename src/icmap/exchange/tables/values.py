"""What stands in a cell as a value of the map: durations, rates, scores and the rest, as people write them."""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction

from icmap.exchange.gathered import Value
from icmap.exchange.keys import Type
from icmap.exchange.names import tidy
from icmap.exchange.tables.sheet import CellValue, as_text
from icmap.exchange.tables.words import FALSE, IMPORTANCE, KINDS, NOTHING, RATES, TRUE, UNITS, folded
from icmap.model.kinds import is_known
from icmap.records import dataclass

__all__ = ["NotThis", "Style", "is_nothing", "number_text", "read_value", "spelled_ms", "with_unit"]


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


_NUMBER = r"[0-9][0-9.,'\u2019\u00a0\u202f]*|[.,][0-9]+"
_PART = re.compile(
    rf"\s*({_NUMBER})\s*([^\W\d_]+(?:\s+(?:days?|hours|ouvr[eé]s?|laborables|h[aá]biles))?)\.?,?", re.IGNORECASE
)
_CLOCK = re.compile(r"([0-9]{1,4}):([0-5][0-9])(?::([0-5][0-9]))?(?:\s*h)?")
_HOURS_MINUTES = re.compile(r"([0-9]{1,3})\s*h\s*([0-5]?[0-9])(?:\s*min?)?", re.IGNORECASE)
_ABOUT = re.compile(
    r"^(?:~|≈|about|approx\.?|approximately|around|circa|ca\.?|ungefähr|etwa|environ|env\.?|aprox\.?|unos|max\.?|up to|bis zu|bis)\s*",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"({_NUMBER})\s*([^\W\d_]*)\.?\s*(?:-|–|—|\bto\b|\bbis\b|\bà\b|\ba\b)\s*({_NUMBER})\s*([^\W\d_]+)\.?",
    re.IGNORECASE,
)
_RATE = re.compile(
    rf"({_NUMBER})\s*(?:x|×|mal|times|fois|veces|requests?|stück|stk\.?)?\s*(?:/|per\b|pro\b|je\b|par\b|por\b|al\b|à la\b|a la\b|a\b|im\b|am\b|in der\b|each\b|every\b|[x×]\s*)\s*([^\W\d_]+)",
    re.IGNORECASE,
)
_TIMES_RATE = re.compile(rf"({_NUMBER})\s*(?:x|×|mal|times|fois|veces)\s+([^\W\d_]+)", re.IGNORECASE)
_EVERY = re.compile(rf"(?:every|alle|tous les|toutes les|cada)\s+({_NUMBER})\s*([^\W\d_]+)", re.IGNORECASE)
_ONCE = {
    "once": "1",
    "twice": "2",
    "einmal": "1",
    "zweimal": "2",
    "dreimal": "3",
    "une fois": "1",
    "deux fois": "2",
    "una vez": "1",
    "dos veces": "2",
}
_OF = re.compile(rf"({_NUMBER})\s*(?:/|of|von|sur|de)\s*[0-9]+", re.IGNORECASE)
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,'\u2019\u00a0\u202f][0-9]{3})+")
_DATE = re.compile(r"([0-9]{1,4})([./-])([0-9]{1,2})\2([0-9]{1,4})")
_SPLIT = re.compile(r"[;\n\r]+|,(?![0-9])")
_LENGTHS = {"ms": 1, "s": 1000, "min": 60_000, "h": 3_600_000}
_LONG = frozenset({"week", "month", "quarter", "year"})
_PER = {"min": "minute", "h": "hour", "d": "day", "s": "second"}


def is_nothing(value: CellValue) -> bool:
    """Whether a cell is empty or says that nobody knows."""
    if value is None:
        return True
    if not isinstance(value, str):
        return False
    plain = folded(value)
    return plain in NOTHING or (not plain and value.strip() not in {"✓", "✔", "☑", "✗"})


def read_value(kind: Type, value: CellValue, style: Style) -> Value:
    """A cell as the value of a key of this type. Raises `NotThis` with what is wrong."""
    reader = _READERS.get(kind)
    return reader(value, style) if reader else _text(value, style)


def _number(text: str, style: Style) -> Fraction:
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


def _refuse_sign(text: str) -> None:
    if re.match(r"[-−]\s*[0-9]", text):
        raise NotThis("is negative", "a time is 0 or more")


def _duration(value: CellValue, style: Style) -> str:
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
    text = _ABOUT.sub("", text)
    _refuse_sign(text)
    if re.fullmatch(_NUMBER, text):
        return _plain_duration(_number(text, style), style)
    if clock := _CLOCK.fullmatch(text) or _HOURS_MINUTES.fullmatch(text):
        seconds = int(clock[3] or 0) if clock.re is _CLOCK else 0
        return spelled_ms(((int(clock[1]) * 60 + int(clock[2])) * 60 + seconds) * 1000)
    parts, end = [], 0
    while end < len(text) and (part := _PART.match(text, end)):
        parts.append(with_unit(_number(part[1], style), _unit(part[2])))
        end = part.end()
    if not parts or text[end:].strip():
        raise NotThis("is no duration", "write it like 3 days, 4 h or 30 min")
    return " ".join(parts)


def _unit(word: str) -> str:
    unit = UNITS.get(folded(word))
    if unit is None:
        raise NotThis(f"has no known unit: '{word}'", "write min, h, days, weeks, months")
    return unit


def _estimate(value: CellValue, style: Style) -> Value:
    """One duration, or a range as optimistic, middle and pessimistic."""
    if isinstance(value, str):
        found = _RANGE.fullmatch(_ABOUT.sub("", tidy(value)))
        if found:
            unit = _unit(found[4])
            low, high = _number(found[1], style), _number(found[3], style)
            first = _unit(found[2]) if found[2] else unit
            if first == unit and low <= high:
                return tuple(with_unit(each, unit) for each in (low, (low + high) / 2, high))
        plain = re.fullmatch(rf"({_NUMBER})\s*(?:-|–|bis|to|à)\s*({_NUMBER})", tidy(value))
        if plain and style.unit:
            low, high = _number(plain[1], style), _number(plain[2], style)
            return tuple(with_unit(each, style.unit) for each in (low, (low + high) / 2, high))
    return _duration(value, style)


def _frequency(value: CellValue, style: Style) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        if not style.unit:
            raise NotThis(
                "does not say per what", "name it in the heading, as 'how often (per week)', or write '3 per week'"
            )
        if value < 0:
            raise NotThis("is negative", "how often is 0 or more")
        return f"{number_text(Fraction(value).limit_denominator(10**6))}/{_PER.get(style.unit, style.unit)}"
    text = tidy(as_text(value))
    plain = folded(text)
    if plain in RATES:
        return RATES[plain]
    if re.fullmatch(_NUMBER, text) and style.unit:
        return f"{number_text(_number(text, style))}/{_PER.get(style.unit, style.unit)}"
    for word, count in _ONCE.items():
        if plain.startswith(word + " "):
            text = count + " " + text[len(word) :]
    return _written_rate(_ABOUT.sub("", text), style)


def _written_rate(text: str, style: Style) -> str:
    if (found := _TIMES_RATE.fullmatch(text)) and folded(found[2]) in RATES:
        period = {
            "hourly": "hour",
            "daily": "day",
            "weekly": "week",
            "monthly": "month",
            "quarterly": "quarter",
            "yearly": "year",
        }
        rate = RATES[folded(found[2])]
        if rate in period:
            return f"{number_text(_number(found[1], style))}/{period[rate]}"
    if found := _EVERY.fullmatch(text):
        unit = _unit(found[2])
        return f"{number_text(1 / _number(found[1], style))}/{_PER.get(unit, unit)}"
    if found := _RATE.fullmatch(text):
        unit = _unit(found[2])
        return f"{number_text(_number(found[1], style))}/{_PER.get(unit, unit)}"
    raise NotThis("does not say how often", "write it like 120/day, 3 per week, daily, monthly or on demand")


def _share(value: CellValue, style: Style) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = Fraction(value).limit_denominator(10**6) / (100 if style.unit == "%" or value > 1 else 1)
    else:
        text = tidy(as_text(value))
        number = _number(text.rstrip("% "), style) / (100 if text.endswith("%") or style.unit == "%" else 1)
    if not 0 <= number <= 1:
        raise NotThis("is no share", "write it like 5 % or 0.05")
    return f"{number_text(number * 100)}%"


def _plain_number(value: CellValue, style: Style) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        number: Fraction | float = value
    else:
        text = tidy(as_text(value))
        found = _OF.fullmatch(text)
        stars = text.count("★") or (len(text) if text and set(text) == {"*"} else 0)
        _refuse_sign(text)
        number = Fraction(stars) if stars else _number(found[1] if found else text, style)
    if number < 0:
        raise NotThis("is negative", "write a number of 0 or more")
    return number_text(number)


def _count(value: CellValue, style: Style) -> str:
    text = _plain_number(value, style)
    if "." in text:
        raise NotThis("is no whole number", "write it like 12")
    return text


def _flag(value: CellValue, _style: Style) -> str:
    plain = folded(as_text(value)) or as_text(value).strip()
    if isinstance(value, bool) or plain in TRUE or plain in FALSE:
        return "true" if value is True or (plain in TRUE and value is not False) else "false"
    raise NotThis("is neither yes nor no", "write yes or no")


def _importance(value: CellValue, _style: Style) -> str:
    word = IMPORTANCE.get(folded(as_text(value)))
    if word is None:
        hint = "a number does not say which end matters more: write low, medium, high or critical"
        raise NotThis(
            "is no importance", hint if isinstance(value, int | float) else "write low, medium, high or critical"
        )
    return word


def _date(value: CellValue, style: Style) -> str:
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()[:10]
    found = _DATE.fullmatch(tidy(as_text(value)))
    if found:
        first, last = int(found[1]), int(found[4])
        year, month, day = (first, int(found[3]), last) if first > 31 else (last, int(found[3]), first)
        if found[2] == "/" and style.month_first and first <= 31:
            month, day = day, month
        year += 2000 if year < 100 else 0
        try:
            return dt.date(year, month, day).isoformat()
        except ValueError:
            pass
    raise NotThis("is no date", "write it like 2026-01-31")


def _choice(value: CellValue, style: Style) -> str:
    """How sure something is: low, medium or high."""
    word = _importance(value, style)
    return "high" if word == "critical" else word


def _words(value: CellValue, _style: Style) -> Value:
    return tuple(dict.fromkeys(filter(None, map(tidy, _SPLIT.split(as_text(value))))))


def _text(value: CellValue, _style: Style) -> str:
    return "\n".join(filter(None, map(tidy, as_text(value).splitlines())))


def _line(value: CellValue, _style: Style) -> str:
    return tidy(as_text(value))[:200]


def _kind(value: CellValue, _style: Style) -> str:
    text = tidy(as_text(value))
    return text.lower() if is_known(text) else KINDS.get(folded(text), text)


def _clock(value: CellValue, _style: Style) -> str:
    text = folded(as_text(value))
    if text not in {"start", "request"}:
        raise NotThis("is neither start nor request", "write from when the time counts: start or request")
    return text


_READERS = {
    Type.DURATION: _duration, Type.TIMED: _duration, Type.ESTIMATE: _estimate, Type.FREQUENCY: _frequency, Type.SHARE: _share,
    Type.NUMBER: _plain_number, Type.POSITIVE: _plain_number, Type.COUNT: _count, Type.BOOLEAN: _flag, Type.IMPORTANCE: _importance,
    Type.DATE: _date, Type.WORDS: _words, Type.WHEN: _words, Type.PARTIES_NAMED: _words, Type.NAME: _line, Type.TEXT: _text, Type.CHOICE: _choice,
}  # fmt: skip
KIND, CLOCK = _kind, _clock
