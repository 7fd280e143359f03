"""The sheets that icmap itself writes: which are results and not read again, and the one about the map as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from icmap.exchange.gathered import Gathered
from icmap.exchange.names import tidy
from icmap.exchange.tables.sheet import Sheet, as_text

__all__ = ["ABOUT", "RESULTS", "about_map", "is_result", "is_result_table", "own_sheets"]

RESULTS = ("What to fix first", "Needs", "Bottlenecks", "Promises", "Satisfaction", "Outages")
"""The sheets of the workbook that are found, not said."""
ABOUT = "Map"
"""The sheet of the workbook about the map as a whole."""

_FIRST = "what holds for the whole map"


_FOUND = frozenset(
    [
        "need_hours",
        "promise_hours",
        "computed_hours",
        "margin_hours",
        "drag_hours",
        "reach",
        "reach_share",
        "quadrant",
        "score",
        "stand_in",
        "sentence",
        "about",
        "verdict",
        "blocked",
    ]
)
"""Names of columns that only results have."""


def is_result_table(sheet: Sheet) -> bool:
    """Whether a text file is a table of results that icmap wrote."""
    first = {as_text(each) for each in sheet.rows[0]} if sheet.rows else set()
    return not sheet.name and len(first & _FOUND) > 1


def own_sheets(sheets: Sequence[Sheet]) -> bool:
    """Whether a workbook is one of icmap's own exports."""
    names = {sheet.name for sheet in sheets}
    return {RESULTS[0], "Parties", "Dependencies", ABOUT} <= names


def is_result(name: str) -> bool:
    """Whether a sheet of such a workbook is one of results."""
    return name in RESULTS


def about_map(sheet: Sheet, gathered: Gathered) -> bool:
    """Take the sheet (or file) about the whole map, where it is that; its rows are key and value."""
    rows = [[as_text(each) for each in row[:2]] for row in sheet.rows]
    if not rows or [each.lower() for each in rows[0]] != ["key", _FIRST]:
        return False
    values = {tidy(row[0]): row[1].strip() for row in rows[1:] if len(row) == 2 and row[1].strip()}
    for key in ("name", "description"):
        if key in values:
            gathered.top[key] = values[key]
    _pair(gathered, "calendar", values, ("hours_per_day", "days_per_week"))
    if "scale_low" in values and "scale_high" in values:
        survey: dict[str, object] = {"scale": (values["scale_low"], values["scale_high"])}
        gathered.top["survey"] = survey | ({"min_answers": values["min_answers"]} if "min_answers" in values else {})
    kinds = {key.removeprefix("kind "): values[key] for key in values if key.startswith("kind ")}
    if kinds:
        gathered.top["kinds"] = kinds
    shares = {key.removeprefix("situation "): values[key] for key in values if key.startswith("situation ")}
    if shares:
        gathered.top["situations"] = {name: {"share": share} if share != "-" else {} for name, share in shares.items()}
    return True


def _pair(gathered: Gathered, key: str, values: dict[str, str], names: tuple[str, ...]) -> None:
    found = {name: values[name] for name in names if name in values}
    if found:
        gathered.top[key] = found
