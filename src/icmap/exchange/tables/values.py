"""What stands in a cell as a value of the map: durations, rates, scores and the rest, as people write them."""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction

from icmap.exchange.gathered import Value
from icmap.exchange.keys import Type
from icmap.exchange.names import tidy
from icmap.exchange.tables.numbers import (
    ABOUT,
    GRADE,
    NUMBER,
    NotThis,
    Style,
    duration,
    estimate,
    number_of,
    number_text,
    refuse_sign,
    unit_named,
)
from icmap.exchange.tables.sheet import CellValue, as_text
from icmap.exchange.tables.words import FALSE, IMPORTANCE, KINDS, NOTHING, RATES, TRUE, folded
from icmap.model.kinds import is_known

__all__ = ["CLOCK", "KIND", "is_nothing", "read_value"]


_RATE = re.compile(
    rf"({NUMBER})\s*(?:x|×|mal|times|fois|veces|requests?|stück|stk\.?)?\s*(?:/|per\b|pro\b|je\b|par\b|por\b|al\b|à la\b|a la\b|a\b|im\b|am\b|in der\b|each\b|every\b|[x×]\s*)\s*([^\W\d_]+)",
    re.IGNORECASE,
)
_TIMES_RATE = re.compile(rf"({NUMBER})\s*(?:x|×|mal|times|fois|veces)\s+([^\W\d_]+)", re.IGNORECASE)
_EVERY = re.compile(rf"(?:every|alle|tous les|toutes les|cada)\s+({NUMBER})\s*([^\W\d_]+)", re.IGNORECASE)
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
_OF = re.compile(rf"({NUMBER})\s*(?:/|of|von|sur|de)\s*[0-9]+", re.IGNORECASE)
_DATE = re.compile(r"([0-9]{1,4})([./-])([0-9]{1,2})\2([0-9]{1,4})")
_SPLIT = re.compile(r"[;\n\r]+|,(?![0-9])")
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
    if re.fullmatch(NUMBER, text) and style.unit:
        return f"{number_text(number_of(text, style))}/{_PER.get(style.unit, style.unit)}"
    for word, count in _ONCE.items():
        if plain.startswith(word + " "):
            text = count + " " + text[len(word) :]
    return _written_rate(ABOUT.sub("", text), style)


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
            return f"{number_text(number_of(found[1], style))}/{period[rate]}"
    if found := _EVERY.fullmatch(text):
        unit = unit_named(found[2])
        return f"{number_text(1 / number_of(found[1], style))}/{_PER.get(unit, unit)}"
    if found := _RATE.fullmatch(text):
        unit = unit_named(found[2])
        return f"{number_text(number_of(found[1], style))}/{_PER.get(unit, unit)}"
    raise NotThis("does not say how often", "write it like 120/day, 3 per week, daily, monthly or on demand")


def _share(value: CellValue, style: Style) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = Fraction(value).limit_denominator(10**6) / (100 if style.unit == "%" or value > 1 else 1)
    else:
        text = tidy(as_text(value))
        number = number_of(text.rstrip("% "), style) / (100 if text.endswith("%") or style.unit == "%" else 1)
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
        refuse_sign(text)
        number = Fraction(stars) if stars else number_of(found[1] if found else text, style)
    if number < 0:
        raise NotThis("is negative", "write a number of 0 or more")
    return number_text(_graded(Fraction(number)) if style.unit == GRADE else number)


def _graded(grade: Fraction) -> Fraction:
    """A school grade (1 the best, 6 the worst) on the scale of 1 to 5 on which 5 is the best."""
    if not 1 <= grade <= 6:
        raise NotThis("is no school grade", "school grades go from 1, the best, to 6")
    return (5 - (grade - 1) * Fraction(4, 5)).limit_denominator(100)


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
    Type.DURATION: duration, Type.TIMED: duration, Type.ESTIMATE: estimate, Type.FREQUENCY: _frequency, Type.SHARE: _share,
    Type.NUMBER: _plain_number, Type.POSITIVE: _plain_number, Type.COUNT: _count, Type.BOOLEAN: _flag, Type.IMPORTANCE: _importance,
    Type.DATE: _date, Type.WORDS: _words, Type.WHEN: _words, Type.PARTIES_NAMED: _words, Type.NAME: _line, Type.TEXT: _text, Type.CHOICE: _choice,
}  # fmt: skip
KIND, CLOCK = _kind, _clock
