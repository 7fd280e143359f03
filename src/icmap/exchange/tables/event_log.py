"""An event log (case, activity, resource, start, end): who hands over to whom, how often, and how long it really takes.

In each case the events are put in order of time. Whoever does the next step depends on whoever did the one before. A step
takes from the end of the one before it (for the first: from its own start) to its own end, its waiting included; where
the log names starts, the touch time is from start to end. Times are by the clock, so the map counts 24 hours a day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from icmap.exchange.gathered import Gathered, Link
from icmap.exchange.measured import measured, rate_of
from icmap.exchange.tables.find import Table
from icmap.exchange.tables.numbers import spelled_ms
from icmap.exchange.tables.sheet import CellValue, as_text
from icmap.exchange.tables.values import is_nothing
from icmap.records import dataclass

__all__ = ["take_events"]

_SHAPES = (
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%m/%d/%Y %H:%M",
)


@dataclass(frozen=True, slots=True)
class _Event:
    who: str
    what: str
    start: float | None
    end: float
    row: int


def take_events(table: Table, gathered: Gathered) -> int:
    """Read a log; gives how many events it has."""
    cases = _cases(table, gathered)
    times: dict[tuple[str, str], list[float]] = {}
    touch: dict[tuple[str, str], list[float]] = {}
    handed: Counter[tuple[str, str, str]] = Counter()
    for events in cases.values():
        events.sort(key=lambda event: (event.end, event.row))
        for before, event in zip([None, *events], events, strict=False):
            step = (event.who, event.what)
            since = before.end if before else event.start
            if since is not None:
                times.setdefault(step, []).append(event.end - since)
            if event.start is not None:
                touch.setdefault(step, []).append(event.end - event.start)
        handed.update(
            (after.who, before.who, before.what) for before, after in pairwise(events) if after.who != before.who
        )
    _write(gathered, times, touch)
    _hand_over(gathered, handed, _length(cases))
    return sum(map(len, cases.values()))


def _cases(table: Table, gathered: Gathered) -> dict[str, list[_Event]]:
    columns = {each.target: each.number for each in table.columns if each.target}
    cases: dict[str, list[_Event]] = {}
    for number in table.rows:
        row = table.sheet.rows[number]
        case = as_text(_at(row, columns.get("case"))).strip()
        if not case:
            continue
        start, end = (_time(_at(row, columns.get(each))) for each in ("start", "finish"))
        if (end if end is not None else start) is None:
            where = table.sheet.cell(number, columns.get("finish", columns.get("start", 0)))
            gathered.remarks.error(where, "this event has no time that can be read", "write it like 2026-01-31 14:05")
            continue
        what = as_text(_at(row, columns.get("activity"))).strip()
        who = as_text(_at(row, columns.get("resource"))).strip() or what
        only = start if end is None else end
        cases.setdefault(case, []).append(_Event(who, what, None if end is None else start, only or 0.0, number))
    return cases


def _at(row: Sequence[CellValue], column: int | None) -> CellValue:
    return row[column] if column is not None and column < len(row) else None


def _time(value: CellValue) -> float | None:
    """Seconds of a moment; the zone of one that names none is taken as UTC, for only differences count."""
    if is_nothing(value):
        return None
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=value.tzinfo or dt.UTC).timestamp()
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day, tzinfo=dt.UTC).timestamp()
    text = re.sub(r"(\.[0-9]{6})[0-9]+", r"\1", as_text(value).strip())
    try:
        found = dt.datetime.fromisoformat(text)
        return found.replace(tzinfo=found.tzinfo or dt.UTC).timestamp()
    except ValueError:
        return _otherwise(text)


def _otherwise(text: str) -> float | None:
    for shape in _SHAPES:
        try:
            return dt.datetime.strptime(text, shape).replace(tzinfo=dt.UTC).timestamp()
        except ValueError:
            continue
    return None


def _length(cases: dict[str, list[_Event]]) -> float:
    """How many seconds the log covers."""
    ends = [event.end for events in cases.values() for event in events]
    return max(ends) - min(ends) if ends else 0.0


def _write(
    gathered: Gathered, times: dict[tuple[str, str], list[float]], touch: dict[tuple[str, str], list[float]]
) -> None:
    gathered.top.setdefault("calendar", {"hours_per_day": "24", "days_per_week": "7"})
    for step in dict.fromkeys([*times, *touch]):
        party = gathered.party(step[0], "the log")
        service = gathered.service(party, step[1], "the log") if party and step[1] and step[1] != step[0] else ""
        if not party:
            continue
        record = gathered.services[party, service] if service else gathered.parties[party]
        if times.get(step):
            gathered.put(record, "actual", measured(times[step]), "the log")
        if touch.get(step):
            ordered = sorted(touch[step])
            gathered.put(record, "effort", spelled_ms(round(ordered[len(ordered) // 2] * 1000)), "the log")


def _hand_over(gathered: Gathered, handed: Counter[tuple[str, str, str]], seconds: float) -> None:
    for customer, provider, what in handed:
        ids = gathered.party(customer, "the log"), gathered.party(provider, "the log")
        if not all(ids) or ids[0] == ids[1]:
            continue
        service = gathered.service(ids[1], what, "the log") if what and what != provider else ""
        record, _ = gathered.link(Link(ids[0], "", ids[1], service))
        if seconds:
            gathered.put(record, "frequency", rate_of(handed[customer, provider, what], seconds), "the log")
