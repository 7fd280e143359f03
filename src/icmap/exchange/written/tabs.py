"""The tables of an export: what to fix first, what was found, and what the map says, each as columns and rows of plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from icmap.document import Report
from icmap.encoding import encoded
from icmap.exchange.tables.own import ABOUT, RESULTS
from icmap.exchange.written.flat import Flat, flat
from icmap.measures.needs import Need, needs
from icmap.model.plain import Plain
from icmap.model.quantities import hours
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Head", "Tab", "tabs"]

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its name in files, its heading for people, and what it holds (`text`, `hours`, `share`, `number`, `truth`)."""

    name: str
    heading: str
    holds: str = "text"


@dataclass(frozen=True, slots=True)
class Tab:
    """A table with a title; `severe` says of each row how bad it is: 2 bad, 1 doubtful, 0 neither."""

    title: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Value, ...], ...]
    severe: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """The title as part of a file's name."""
        return self.title.lower().replace(" ", "-")


def tabs(study: Study, report: Report) -> tuple[Tab, ...]:
    """Every table of a map and its report, in the order of the workbook."""
    found = {key: encoded(value) for key, value in report.results.items()}
    rows = flat(study.org)
    return (
        _first(found.get("first") or ()),
        _needs(study.of(needs)),
        _said("Parties", rows.parties, _PARTY_FIRST),
        _said("Dependencies", rows.dependencies, _DEPENDENCY_FIRST),
        _said("Services", rows.services, ("party", "service")),
        _picked(
            RESULTS[2], _list(found, "bottlenecks", "parties"), _BOTTLENECKS, lambda row: 2 if row.get("reasons") else 0
        ),
        _picked(
            RESULTS[3],
            map(_times, _list(found, "promises")),
            _PROMISES,
            lambda row: _VERDICTS.get(str(row.get("verdict")), 0),
        ),
        _picked(
            RESULTS[4], _list(found, "satisfaction"), _SATISFACTION, lambda row: 2 if row.get("dissatisfied") else 0
        ),
        _picked(RESULTS[5], _list(found, "outages", "parties"), _OUTAGES, _outage),
        _about(rows),
    )


_PARTY_FIRST = ("id", "name", "kind", "part_of", "owner", "headcount")
_DEPENDENCY_FIRST = ("customer", "customer_service", "provider", "service")
_VERDICTS = {"broken": 2, "undecided": 1}
_BOTTLENECKS = (
    Head("party", "Party"), Head("reasons", "Why"), Head("drag_hours", "Saves up to (h)", "hours"), Head("reach", "Others stop", "number"),
    Head("reach_share", "Share of all that stop", "share"), Head("utilisation", "Busy", "share"), Head("peak_utilisation", "Busy at its peak", "share"),
    Head("brokerage", "Ways that lead through it", "share"), Head("satisfaction", "Rated", "number"),
)  # fmt: skip
_PROMISES = (
    Head("customer", "Customer"), Head("provider", "Provider"), Head("importance", "Importance"), Head("need_hours", "Needs (h)", "hours"),
    Head("promise_hours", "Promised (h)", "hours"), Head("actual_hours", "Measured (h)", "hours"), Head("computed_hours", "Computed (h)", "hours"),
    Head("margin_hours", "Margin (h)", "hours"), Head("verdict", "Result"), Head("kinds", "What is wrong"),
)  # fmt: skip
_SATISFACTION = (
    Head("provider", "Provider"), Head("score", "Score", "number"), Head("communication", "Communication", "number"),
    Head("productivity", "Productivity", "number"), Head("responsiveness", "Responsiveness", "number"), Head("answers", "Answers", "number"),
    Head("importance", "Importance (1 to 4)", "number"), Head("quadrant", "So"),
)  # fmt: skip
_OUTAGES = (
    Head("party", "If this stops"), Head("reach", "Others stop", "number"), Head("share", "Share of all", "share"),
    Head("end_customers", "End customers among them"), Head("stand_in", "Stand-in", "truth"), Head("blocked", "Who stops"),
)  # fmt: skip


def _list(found: Mapping[str, Any], key: str, inside: str = "") -> Sequence[Mapping[str, Any]]:
    value = found.get(key)
    listed = value.get(inside) if inside and isinstance(value, dict) else value
    return listed if isinstance(listed, list) else ()


def _outage(row: Mapping[str, Any]) -> int:
    if not row.get("reach") or row.get("stand_in"):
        return 0
    return 2 if row.get("end_customers") else 1


def _picked(title: str, rows: Iterable[Mapping[str, Any]], heads: tuple[Head, ...], severity: Any) -> Tab:
    listed = list(rows)
    values = tuple(tuple(_cell(row.get(head.name)) for head in heads) for row in listed)
    return Tab(title, heads, values, tuple(severity(row) for row in listed))


def _cell(value: Any) -> Value:
    """A value for a cell; several are one text."""
    return ", ".join(map(str, value)) if isinstance(value, list) else value


def _first(said: Sequence[Mapping[str, Any]]) -> Tab:
    heads = (
        Head("number", "No.", "number"),
        Head("sentence", "What to fix first"),
        Head("lever", "What would help most"),
        Head("about", "Rule"),
        Head("place", "Where in the map"),
    )
    rows, number = [], 0
    for each in said:
        is_finding = each.get("kind") not in _TO_LEARN
        number += is_finding
        shown = number if is_finding else None
        rows.append((shown, each["sentence"], each.get("lever"), each.get("about"), _place(each)))
    return Tab(RESULTS[0], heads, tuple(rows), tuple(2 if row[0] else 1 for row in rows))


_TO_LEARN = frozenset({"missing"})
"""What the first screen says of the file, beneath its findings and without a number."""


def _times(row: Mapping[str, Any]) -> dict[str, Any]:
    """A promise with its four times in hours beside what else is said of it."""
    times = {
        f"{key}_hours": (row.get(key) or {}).get("time_hours") for key in ("need", "promise", "actual", "computed")
    }
    return {**row, **times}


def _place(row: Mapping[str, Any]) -> str:
    return f"{row['file']}:{row['line']}" if row.get("file") and row.get("line") else str(row.get("file") or "")


def _needs(found: Sequence[Need]) -> Tab:
    heads = (
        Head("end_customer", "End customer"), Head("need", "Need"), Head("importance", "Importance"), Head("within_hours", "Needed within (h)", "hours"),
        Head("counted", "Counted from"), Head("takes_hours", "Takes (h)", "hours"), Head("arrival_hours", "Arrives after (h)", "hours"),
        Head("margin_hours", "Margin (h)", "hours"), Head("verdict", "Result"), Head("unknown", "Unknown lead times", "number"),
    )  # fmt: skip
    rows = []
    for each in found:
        within, taken = (None if time is None else hours(time.time) for time in (each.within, each.taken))
        numbers = (within, each.clock, taken, hours(each.arrival), hours(each.margin))
        rows.append((each.end, each.key, str(each.importance), *numbers, str(each.verdict), each.unknown))
    return Tab(RESULTS[1], heads, tuple(rows), tuple(_VERDICTS.get(str(each.verdict), 0) for each in found))


def _said(title: str, rows: Sequence[Plain], first: Sequence[str]) -> Tab:
    """What the map says: every column that some row has, the usual ones first."""
    seen = dict.fromkeys(name for row in rows for name in row)
    names = [*first, *(name for name in seen if name not in first)]
    holds = {name: next((_holds(name, row[name]) for row in rows if name in row), "text") for name in names}
    heads = tuple(Head(name, _heading(name), holds[name]) for name in names)
    return Tab(title, heads, tuple(tuple(row.get(name, "") for name in names) for row in rows))


def _heading(name: str) -> str:
    words = name.removesuffix("_hours").replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}" + (" (h)" if name.endswith("_hours") else "")


def _holds(name: str, value: Value) -> str:
    if isinstance(value, bool):
        return "truth"
    if name.endswith("_hours"):
        return "hours"
    if name in {"share", "rework"}:
        return "share"
    return "number" if isinstance(value, int | float) else "text"


def _about(rows: Flat) -> Tab:
    return Tab(ABOUT, (Head("key", "key"), Head("value", "what holds for the whole map")), rows.about)
