"""Reading quantities and choices: durations, estimates, frequencies, shares, dates, and small mappings of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from icmap.loading.nodes import Node, is_plain
from icmap.loading.problems import Desk
from icmap.loading.schema import ACTUAL, SATISFACTION, TIMED
from icmap.loading.texts import Reader, Texts
from icmap.model import Importance, Option, Satisfaction
from icmap.model.keys import Key, Keys, Type
from icmap.model.quantities import (
    Actual,
    Calendar,
    Estimate,
    NotAQuantity,
    Seconds,
    Timed,
    format_number,
    is_about,
    parse_duration,
    parse_estimate,
    parse_frequency,
    parse_number,
    parse_share,
    written_units,
)
from icmap.text.characters import shown

__all__ = ["Aside", "Values"]

_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_IMPORTANCES = {str(each): each for each in Importance}
_COUNT = re.compile(r"[0-9]{1,9}", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_HOURS = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*h(?:rs?|ours?)?(?![a-z])", re.ASCII | re.IGNORECASE)
_KEPT = 65536
_WHOLE_DAY = 24


@dataclass(slots=True)
class Aside:
    """What all files of a map say by the way.

    `units`: in which unit each duration is written, the coarsest where there are several; `options`: every option.
    """

    units: dict[Seconds, str] = field(default_factory=dict)
    options: list[Option] = field(default_factory=list)


class Values(Texts):
    """The readers of one file, with what they read before: a map of 20 MB has few different durations."""

    def __init__(self, desk: Desk, calendar: Calendar, aside: Aside | None = None) -> None:
        super().__init__(desk)
        self.calendar = calendar
        self.aside = aside or Aside()
        self._short: set[str] = set()
        self._remarked = False
        self.duration = self._parsed("invalid-duration", self._duration)
        self.number = self._parsed("invalid-number", parse_number)
        self.count = self._parsed("invalid-number", _count)
        self.share = self._parsed("invalid-share", parse_share)
        self._one_estimate = self._parsed("invalid-duration", self._estimate)
        self._one_timed = self._parsed(
            "invalid-duration", lambda text: Timed(self._duration(text), about=is_about(text))
        )
        self._readers: dict[Type, Reader] = {
            Type.NAME: self.name, Type.PARTY: self.name, Type.TEXT: self.text,
            Type.WORDS: self.words, Type.WHEN: self.words, Type.PARTIES_NAMED: self.words, Type.PATHS: self.words,
            Type.DURATION: self.duration, Type.ESTIMATE: self.estimate, Type.TIMED: self.timed,
            Type.ACTUAL: self.actual, Type.SATISFACTION: self.satisfaction,
            Type.NUMBER: self.number, Type.COUNT: self.count, Type.SHARE: self.share,
            Type.FREQUENCY: self._parsed("invalid-frequency", lambda text: parse_frequency(text, calendar)),
            Type.DATE: self._parsed("invalid-date", _date),
            Type.BOOLEAN: self._one_of(_BOOLEANS, "true or false"),
            Type.IMPORTANCE: self._one_of(_IMPORTANCES),
        }  # fmt: skip
        self._timed_keys = self.readers(TIMED, {Type.DURATION: self._one_timed})
        self._actual_keys = self.readers(ACTUAL, {})
        self._satisfaction_keys = self.readers(SATISFACTION, {})

    def readers(self, keys: Keys, others: Mapping[Type, Reader]) -> dict[str, Reader]:
        """The reader of each key of a mapping; `others` read the types that are no single values."""
        return {key.name: others.get(key.type) or self.reader(key) for key in keys}

    def reader(self, key: Key) -> Reader:
        """The reader of a key whose value is a single value or a mapping of such."""
        return self._one_of({each: each for each in key.choices}) if key.choices else self._readers[key.type]

    def estimate(self, node: Node, key: str) -> Estimate | None:
        """One duration, or three: optimistic, most likely, pessimistic."""
        if type(node[0]) is not list:
            return self._one_estimate(node, key)  # type: ignore[no-any-return]
        times = [self.duration(each, key) for each in node[0]]
        if None in times:
            return None
        if len(times) != 3 or sorted(times) != times:
            hint = "write [optimistic, most likely, pessimistic], the shortest first; of two ends make a range: 1-3 d"
            self.desk.report("invalid-estimate", f"the {key} is not three durations in growing order", node[1], hint)
            return None
        return Estimate(*times)

    def timed(self, node: Node, key: str) -> Timed | None:
        """A duration, or `{time, from}`."""
        if type(node[0]) is not tuple:
            return self._one_timed(node, key)  # type: ignore[no-any-return]
        values: dict[str, Any] = {}
        self.read(node[0], self._timed_keys, values, {})
        if "time" not in values:
            self._say_incomplete(node, key, "time")
            return None
        time: Timed = values["time"]
        return Timed(time.time, values.get("from", "request"), time.about)

    def actual(self, node: Node, key: str) -> Actual | None:
        """A duration (the median), or `{median, p90, n, from}`."""
        if type(node[0]) is not tuple:
            median = self.duration(node, key)
            return None if median is None else Actual(median)
        values: dict[str, Any] = {}
        self.read(node[0], self._actual_keys, values, {})
        median = values.get("median", values.get("time"))
        if median is None and "p90" not in values:
            self._say_incomplete(node, key, "median")
            return None
        return Actual(median, values.get("p90"), values.get("n"), from_start=values.get("from") == "start")

    def satisfaction(self, node: Node, key: str) -> Satisfaction | None:
        """A score, or scores for the three aspects and how many people answered."""
        if type(node[0]) is not tuple:
            overall = self.number(node, key)
            return None if overall is None else Satisfaction(overall)
        values: dict[str, Any] = {}
        self.read(node[0], self._satisfaction_keys, values, {})
        return Satisfaction(None, **values) if values else None

    def _say_incomplete(self, node: Node, key: str, missing: str) -> None:
        if not any(name[0] == missing for name, _ in node[0]):
            self.desk.report("missing-value", f"the {key} has no '{missing}'", node[1], f"add `{missing}: …`")

    def _one_of(self, choices: Mapping[str, Any], words: str = "") -> Reader:
        *others, last = choices
        wanted = words or f"{', '.join(others)} or {last}"

        def choose(text: str) -> Any:
            if text not in choices:
                raise NotAQuantity(f"is not {wanted}", f"write {wanted}")
            return choices[text]

        return self._parsed("invalid-choice", choose)

    def _parsed(self, rule: str, parse: Callable[[str], Any]) -> Reader:
        """A reader of texts by a parser, which is asked once for equal texts."""
        known: dict[str, Any] = {}

        def read(node: Node, key: str) -> Any:
            content = node[0]
            if type(content) is str:
                value = known.get(content)
                if value is not None:
                    return value
                if content or not is_plain(node):
                    value = self._parse(rule, parse, node, key)
                    if len(known) < _KEPT and value is not None:
                        known[content] = value
                    return value
            self.wrong_type(node, key, "a single value")
            return None

        return read

    def _parse(self, rule: str, parse: Callable[[str], Any], node: Node, key: str) -> Any:
        try:
            value = parse(node[0])
        except NotAQuantity as problem:
            self.invalid(rule, node, key, problem.message, problem.hint)
            return None
        if rule == "invalid-duration":
            self._remark_on_hours(node)
        return value

    def _duration(self, text: str) -> Seconds:
        time = parse_duration(text, self.calendar)
        self._keep_unit(time, text)
        return time

    def _estimate(self, text: str) -> Estimate:
        estimate = parse_estimate(text, self.calendar)
        for time in (estimate.optimistic, estimate.likely, estimate.pessimistic):
            self._keep_unit(time, text)
        return estimate

    def _keep_unit(self, time: Seconds, text: str) -> None:
        """Keep the finest unit of a text for its length; of two texts of one length the coarser."""
        length = self.calendar.unit
        units = written_units(text)
        if time and units:
            unit = min(units, key=length)
            known = self.aside.units.get(time)
            if known is None or length(known) < length(unit):
                self.aside.units[time] = unit

    def _remark_on_hours(self, node: Node) -> None:
        """Once a file: where one time is meant by the clock on the wall, the others are. Where a day has 24 hours it is right."""
        if self._remarked or node[0] in self._short or self.calendar.hours_per_day == _WHOLE_DAY:
            return
        self._short.add(node[0])
        for found in _HOURS.finditer(node[0]):
            hours, day = parse_number(found[1]), self.calendar.hours_per_day
            if hours > day:
                days, length = format_number(hours / day, 2), format_number(day, 2)
                message = f"'{shown(node[0])}' is {days} working days of {length} hours"
                hint = (
                    "an hour is a working hour; for round-the-clock work set hours_per_day: 24 under calendar "
                    "(told for the first such time of a file)"
                )
                self._remarked = True
                self.desk.report("hours-beyond-day", message, node[1], hint)
                return


def _count(text: str) -> int:
    if not _COUNT.fullmatch(text):
        raise NotAQuantity("is not a whole number", "write it in digits, like 6")
    return int(text)


def _date(text: str) -> date:
    if not _DATE.fullmatch(text):
        raise NotAQuantity("is not a date", "write it like 2026-01-31")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotAQuantity("is not in the calendar", "check the month and the day") from None
