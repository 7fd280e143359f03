"""What the cells of a row say, by key: read once for each column, put together where several columns are one value."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from typing import Any, NamedTuple

from icmap.exchange.gathered import Gathered, Record, Value
from icmap.exchange.keys import TYPES, Type
from icmap.exchange.names import tidy
from icmap.exchange.remarks import Cell
from icmap.exchange.tables.find import Table
from icmap.exchange.tables.meaning import Column, style_of
from icmap.exchange.tables.numbers import NotThis, Style
from icmap.exchange.tables.sheet import CellValue, as_text
from icmap.exchange.tables.values import CLOCK, KIND, is_nothing, read_value
from icmap.exchange.tables.words import folded
from icmap.records import dataclass

__all__ = ["TOLD", "Place", "Rows", "at", "listed", "own_key", "put_all", "set_styles", "several", "values_of"]

_ENDS = frozenset({"customer", "customer_service", "provider", "service", "party", "id", "depends_on", "skip"})


_SPLIT = re.compile(r"[;\n\r]+")


_TYPES: Mapping[str, Type] = {
    **TYPES, "lead_time.optimistic": Type.DURATION, "lead_time.pessimistic": Type.DURATION,
    "satisfaction": Type.NUMBER, "satisfaction.communication": Type.NUMBER, "satisfaction.productivity": Type.NUMBER,
    "satisfaction.responsiveness": Type.NUMBER, "satisfaction.answers": Type.COUNT, "actual.median": Type.DURATION, "actual.p90": Type.DURATION,
    "actual.n": Type.COUNT, "alternative": Type.NAME, "at_least": Type.COUNT, "own.lead_time": Type.ESTIMATE,
    "own.lead_time.optimistic": Type.DURATION, "own.lead_time.pessimistic": Type.DURATION,
}  # fmt: skip


TOLD = 10


@dataclass(slots=True)
class Rows:
    """The reading of one table: its columns by target, the records made, and what is said once for many rows."""

    table: Table
    gathered: Gathered
    kind: str
    styles: dict[int, Style] = field(default_factory=dict)
    unread: dict[tuple[int, str], list[Cell]] = field(default_factory=dict)
    filled: int = 0
    last: str = ""
    repeated: list[int] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    columns: dict[str, Column] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    known: dict[tuple[int, type, CellValue], Value] = field(default_factory=dict)
    shared: dict[tuple[str, str, str], list[tuple[Record, Value, object]]] = field(default_factory=dict)


def at(row: Sequence[CellValue], column: int) -> CellValue:
    """A cell of a row; None beyond its end."""
    return row[column] if column < len(row) else None


def set_styles(reading: Rows) -> None:
    """See how the numbers of each column are written."""
    rows = reading.table.sheet.rows
    for each in reading.table.columns:
        values = [at(rows[number], each.number) for number in reading.table.rows]
        reading.styles[each.number] = style_of(values, each.unit)


def several(text: str) -> list[str]:
    """One name, or several that stand below one another or are parted by semicolons."""
    if ";" in text or "\n" in text:
        return list(filter(None, map(str.strip, _SPLIT.split(text))))
    return [text] if text else []


def listed(text: str) -> list[str]:
    """The names of a cell that lists several, one below the other or parted by `;` or `,`."""
    return [name for part in several(text) for name in map(str.strip, part.split(",")) if name]


def put_all(reading: Rows, number: int, record: Record, values: Mapping[str, Any]) -> None:
    """Put the values of a row into a record, each with its cell."""
    for key, value in values.items():
        reading.gathered.put(record, key.removeprefix("own."), value, Place(reading, number, key))


class Place(NamedTuple):
    """A cell that is only looked for where it is told: most never are."""

    reading: Rows
    row: int
    target: str

    def __str__(self) -> str:
        return str(_cell(self.reading, self.row, self.target))


def _cell(reading: Rows, number: int, target: str) -> Cell:
    column = reading.numbers.get(target)
    if column is None:
        named = (each.number for each in reading.table.columns if _names(each, target))
        column = reading.numbers[target] = next(named, reading.table.columns[0].number)
    return reading.table.sheet.cell(number, column)


def _names(column: Column, key: str) -> bool:
    """Whether a key of a record is read from the column."""
    if not column.target:
        return bool(column.heading) and own_key(column.heading) == key
    return column.target == key or column.target.removeprefix("own.").partition(".")[0] == key


def values_of(reading: Rows, number: int, row: Sequence[CellValue]) -> dict[str, Any]:
    """The values of a row by key, those in several columns put together; what is no key as `x-…`."""
    read: dict[str, Value] = {}
    for column in reading.table.columns:
        value = at(row, column.number)
        if column.target in _ENDS or is_nothing(value):
            continue
        known = (column.number, type(value), value)
        cell = reading.known.get(known)
        if cell is None:
            cell = _value(reading, number, column, value)
            if cell is None:
                continue
            reading.known[known] = cell
        if column.target:
            read[column.target] = cell
        elif column.heading:
            read[own_key(column.heading)] = cell
    return _together(read)


@lru_cache(maxsize=1024)
def own_key(heading: str) -> str:
    """The key under which a column is kept that means nothing known: `x-` and its heading."""
    return "x-" + (re.sub(r"[^a-z0-9]+", "-", folded(heading)).strip("-")[:60] or "column")


def _value(reading: Rows, number: int, column: Column, value: CellValue) -> Value | None:
    key = column.target.partition(".")[2] if column.target.startswith(("customer.", "provider.")) else column.target
    if not key:
        return tidy(as_text(value))[:200]
    kind = Type.DURATION if key.endswith((".optimistic", ".likely", ".pessimistic")) else _TYPES.get(key, Type.TEXT)
    try:
        if key == "kind" or key.endswith(".from"):
            return (KIND if key == "kind" else CLOCK)(value, Style())
        if key in {"part_of", "backup"}:
            return _parties(reading, number, column, value, several=key == "backup")
        return read_value(kind, value, reading.styles[column.number])
    except NotThis as problem:
        _unread(reading, number, column, value, problem)
    return None


def _unread(reading: Rows, number: int, column: Column, value: CellValue, problem: NotThis) -> None:
    cell = reading.table.sheet.cell(number, column.number)
    told = reading.unread.setdefault((column.number, problem.message), [])
    told.append(cell)
    if len(told) <= (1 if "unit" in problem.message or "per what" in problem.message else TOLD):
        message = f"'{tidy(as_text(value))[:60]}' {problem.message} ({column.target.replace('_', ' ')})"
        reading.gathered.remarks.error(cell, message, problem.hint)


def _parties(reading: Rows, number: int, column: Column, value: CellValue, *, several: bool) -> Value | None:
    cell = reading.table.sheet.cell(number, column.number)
    names = listed(as_text(value)) if several else [as_text(value)]
    ids = tuple(filter(None, (reading.gathered.party(each, cell) for each in names)))
    return (ids if several else ids[0]) if ids else None


def _together(read: dict[str, Value]) -> dict[str, Any]:
    """Three lead times as one estimate, scores as one satisfaction, what was measured as one mapping."""
    if not any("." in key for key in read):
        return dict(read)
    for base in ("lead_time", "effort", "own.lead_time"):
        low, likely, high = (read.pop(f"{base}.{each}", None) for each in ("optimistic", "likely", "pessimistic"))
        if likely is not None:
            read[base] = likely
        if low is not None and high is not None:
            read[base] = (low, read.get(base, low), high)
        elif low is not None or high is not None:
            read.setdefault(base, low or high or "")
    for base in ("within", "promise"):
        if (clock := read.pop(f"{base}.from", "request")) == "start" and base in read:
            read[base] = {"time": read[base], "from": clock}
    _rated(read)
    measured = _parts(read, "actual")
    if measured.get("from") == "request":
        measured.pop("from")
    if "median" in measured or "p90" in measured:
        read["actual"] = measured
    return dict(read)


def _parts(read: dict[str, Value], base: str) -> dict[str, Value]:
    return {key.partition(".")[2]: read.pop(key) for key in list(read) if key.startswith(f"{base}.")}


def _rated(read: dict[str, Value]) -> None:
    """Scores as one satisfaction; a single score with how many answered holds for all three aspects."""
    parts = _parts(read, "satisfaction")
    aspects = _ASPECTS & parts.keys()
    overall = read.pop("satisfaction", None) if parts else None
    if overall is not None and not aspects:
        parts = {**dict.fromkeys(sorted(_ASPECTS), overall), **parts}
    if aspects or overall is not None:
        read["satisfaction"] = parts


_ASPECTS = frozenset({"communication", "productivity", "responsiveness"})
