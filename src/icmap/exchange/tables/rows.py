"""From the rows of a table to what they say of parties, services and dependencies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from typing import Any, NamedTuple

from icmap.exchange.gathered import Gathered, Link, Record, Value
from icmap.exchange.keys import TYPES, Type
from icmap.exchange.names import tidy
from icmap.exchange.remarks import Cell
from icmap.exchange.tables.find import Table
from icmap.exchange.tables.meaning import Column, style_of
from icmap.exchange.tables.sheet import CellValue, as_text, is_blank
from icmap.exchange.tables.values import CLOCK, KIND, NotThis, Style, is_nothing, read_value
from icmap.exchange.tables.words import TOTALS, folded
from icmap.records import dataclass

__all__ = ["declare", "kind_of_table", "own_key", "take_rows"]

_OF_PROVIDER = frozenset(
    {"lead_time", "lead_time.optimistic", "lead_time.likely", "lead_time.pessimistic", "effort.optimistic", "effort.likely", "effort.pessimistic", "promise", "promise.from", "effort", "capacity", "every", "recovery", "backup",
     "owner", "other_demand", "peak"}
)  # fmt: skip
"""What a list of dependencies says of the provider's service, not of the dependency."""
_OF_LINK = frozenset(
    {"within", "within.from", "frequency", "importance", "tolerates", "handoff", "rework", "share", "optional", "waits", "when", "via", "expects",
     "satisfaction", "actual", "description", "reviewed", "source", "confidence", "alternative", "at_least",
     "own.lead_time", "own.lead_time.optimistic", "own.lead_time.likely", "own.lead_time.pessimistic"}
)  # fmt: skip
_ENDS = frozenset({"customer", "customer_service", "provider", "service", "party", "id", "depends_on", "skip"})
_SPLIT = re.compile(r"[;\n\r]+")
_TYPES: Mapping[str, Type] = {
    **TYPES, "lead_time.optimistic": Type.DURATION, "lead_time.pessimistic": Type.DURATION,
    "satisfaction": Type.NUMBER, "satisfaction.communication": Type.NUMBER, "satisfaction.productivity": Type.NUMBER,
    "satisfaction.responsiveness": Type.NUMBER, "satisfaction.answers": Type.COUNT, "actual.median": Type.DURATION, "actual.p90": Type.DURATION,
    "actual.n": Type.COUNT, "alternative": Type.NAME, "at_least": Type.COUNT, "own.lead_time": Type.ESTIMATE,
    "own.lead_time.optimistic": Type.DURATION, "own.lead_time.pessimistic": Type.DURATION,
}  # fmt: skip
_TOLD = 10


def kind_of_table(table: Table) -> str:
    """What a table lists: `edges`, `parties`, `services`, `events`, or '' where too little is known."""
    targets = table.targets
    if "case" in targets and targets & {"activity", "resource"} and targets & {"start", "finish"}:
        return "events"
    if "provider" in targets and "customer" in targets:
        return "edges"
    if "provider" in targets and "party" in targets:
        return "edges"
    if targets & {"party", "id"}:
        return "services" if "service" in targets else "parties"
    if "provider" in targets and "service" in targets:
        return "services"
    return "parties" if "customer" in targets and targets & {"kind", "owner", "depends_on", "headcount"} else ""


@dataclass(slots=True)
class _Rows:
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


def declare(table: Table, gathered: Gathered) -> None:
    """Take the ids and names of a sheet of parties before anything refers to them."""
    columns = {each.target: each.number for each in table.columns}
    if "id" not in columns or "party" not in columns:
        return
    for number in table.rows:
        row = table.sheet.rows[number]
        id_, label = tidy(as_text(_at(row, columns["id"]))), tidy(as_text(_at(row, columns["party"])))
        if id_ and folded(id_) not in TOTALS:
            gathered.names.declare(id_, label, table.sheet.cell(number, columns["id"]))


def take_rows(table: Table, gathered: Gathered, kind: str) -> int:
    """Read every row of a table; gives how many said something."""
    reading = _Rows(table, gathered, kind)
    reading.columns = {each.target: each for each in table.columns if each.target}
    _set_styles(reading)
    count = sum(_take(reading, number, row) for number, row in _filled_rows(reading))
    _share_out(reading)
    _say(reading)
    return count


def _at(row: Sequence[CellValue], column: int) -> CellValue:
    return row[column] if column < len(row) else None


def _set_styles(reading: _Rows) -> None:
    rows = reading.table.sheet.rows
    for each in reading.table.columns:
        values = [_at(rows[number], each.number) for number in reading.table.rows]
        reading.styles[each.number] = style_of(values, each.unit)


def _filled_rows(reading: _Rows) -> Iterator[tuple[int, Sequence[CellValue]]]:
    """The rows that say something: neither blank nor a sum nor a lone remark."""
    left, right = reading.table.columns[0].number, reading.table.columns[-1].number + 1
    alone = reading.kind == "edges" and right - left > 1
    for number in reading.table.rows:
        row = reading.table.sheet.rows[number]
        seen = [each for each in row[left:right] if not is_blank(each)]
        if not seen:
            continue
        lone = (
            alone and all(each == seen[0] for each in seen) and not (len(seen) == 1 and _end(reading, row, "provider"))
        )
        if lone or (isinstance(seen[0], str) and folded(seen[0]) in TOTALS):
            reading.left_out.append((number, as_text(seen[0])))
        else:
            yield number, row


def _end(reading: _Rows, row: Sequence[CellValue], target: str) -> str:
    column = reading.columns.get(target)
    value = _at(row, column.number) if column else None
    return "" if is_nothing(value) else as_text(value)


def _take(reading: _Rows, number: int, row: Sequence[CellValue]) -> bool:
    taken = {"edges": _take_edge, "parties": _take_party, "services": _take_service}
    return taken[reading.kind](reading, number, row)


def _take_edge(reading: _Rows, number: int, row: Sequence[CellValue]) -> bool:
    which = "customer" if "customer" in reading.columns else "party"
    customer, provider = _end(reading, row, which), _end(reading, row, "provider")
    if customer:
        reading.last = customer
    elif provider and reading.last:
        customer = reading.last
        reading.filled += 1
    ends = [(which, customer), ("provider", provider)]
    missing = [target for target, text in ends if not text]
    if missing and not (which == "party" and customer):
        cell = _At(reading, number, missing[0])
        what = "customer" if missing[0] != "provider" else "provider"
        reading.gathered.remarks.error(cell, f"this row names no {what}", "name both ends, or take the row out")
        return False
    mine = reading.gathered.party(customer, _At(reading, number, which))
    if not mine:
        return False
    if which == "party":
        _about_party(reading, number, row, mine)
    made = [_edge(reading, number, row, mine, each) for each in _several(provider)]
    return any(made) or which == "party"


def _several(text: str) -> list[str]:
    """One name, or several that stand below one another or are parted by semicolons."""
    if ";" in text or "\n" in text:
        return list(filter(None, map(str.strip, _SPLIT.split(text))))
    return [text] if text else []


def _edge(reading: _Rows, number: int, row: Sequence[CellValue], customer: str, name: str) -> bool:
    gathered, where = reading.gathered, _At(reading, number, "provider")
    provider = gathered.party(name, where)
    if not provider:
        return False
    service = _service(reading, number, row, provider, "service")
    own = _service(reading, number, row, customer, "customer_service")
    if provider == customer and not (own and service and own != service):
        gathered.remarks.error(
            where, f"'{customer}' depends on itself here", "take the row out, or correct one of the two"
        )
        return False
    values = _values(reading, number, row)
    when = values.pop("when", ())
    record, is_new = gathered.link(
        Link(customer, own, provider, service, tuple(when), str(values.pop("alternative", "")))
    )
    before = dict(record)
    _about_ends(reading, number, values, customer, provider)
    _about_service(reading, number, values, provider, service, record)
    _put_all(
        reading,
        number,
        record,
        {key: value for key, value in values.items() if key in _OF_LINK or key.startswith("x-")},
    )
    if not is_new and before == dict(record):
        reading.repeated.append(number)
    return True


def _service(reading: _Rows, number: int, row: Sequence[CellValue], party: str, target: str) -> str:
    name = _end(reading, row, target)
    return reading.gathered.service(party, name, _At(reading, number, target)) if name else ""


def _take_party(reading: _Rows, number: int, row: Sequence[CellValue]) -> bool:
    target = next(each for each in ("id", "party", "customer") if each in reading.columns)
    if target == "id" and not _end(reading, row, "id"):
        target = "party" if "party" in reading.columns else "id"
    name = _end(reading, row, target)
    if not name:
        reading.gathered.remarks.error(
            _At(reading, number, target), "this row names no party", "name it, or take the row out"
        )
        return False
    party = reading.gathered.party(name, _At(reading, number, target))
    if party:
        _about_party(reading, number, row, party)
        for each in _listed(_end(reading, row, "depends_on")):
            _edge_to(reading, number, party, each)
    return bool(party)


def _listed(text: str) -> list[str]:
    return [name for part in _several(text) for name in map(str.strip, part.split(",")) if name]


def _edge_to(reading: _Rows, number: int, customer: str, name: str) -> None:
    where = _At(reading, number, "depends_on")
    provider = reading.gathered.party(name, where)
    if provider and provider != customer:
        reading.gathered.link(Link(customer, "", provider, ""))


def _about_party(reading: _Rows, number: int, row: Sequence[CellValue], party: str) -> None:
    values = _values(reading, number, row)
    own = {
        key: value for key, value in values.items() if key not in _OF_LINK or (reading.kind != "edges" and key in _BOTH)
    }
    if reading.kind == "edges":
        own = {key: value for key, value in own.items() if not key.startswith(("x-", "customer.", "provider."))}
    _put_all(reading, number, reading.gathered.parties[party], own)


_BOTH = frozenset({"actual", "description", "reviewed", "source", "confidence"})


def _take_service(reading: _Rows, number: int, row: Sequence[CellValue]) -> bool:
    target = next(each for each in ("party", "id", "provider") if each in reading.columns)
    name, service = _end(reading, row, target), _end(reading, row, "service")
    if not name:
        reading.gathered.remarks.error(
            _At(reading, number, target), "this row names no party", "name it, or take the row out"
        )
        return False
    party = reading.gathered.party(name, _At(reading, number, target))
    if not party:
        return False
    record = reading.gathered.parties[party]
    if service and (id_ := reading.gathered.service(party, service, _At(reading, number, "service"))):
        record = reading.gathered.services[party, id_]
    values = _values(reading, number, row)
    _put_all(
        reading, number, record, {key: value for key, value in values.items() if key not in _OF_LINK or key in _BOTH}
    )
    return True


def _about_ends(reading: _Rows, number: int, values: dict[str, Any], customer: str, provider: str) -> None:
    if not any("." in key for key in values):
        return
    for role, party in (("customer.", customer), ("provider.", provider)):
        own = {key.removeprefix(role): value for key, value in values.items() if key.startswith(role)}
        _put_all(reading, number, reading.gathered.parties[party], own)


def _about_service(
    reading: _Rows, number: int, values: dict[str, Any], provider: str, service: str, link: Record
) -> None:
    """What a row says of the provider's service; of a lead time it is seen at the end whether all rows agree."""
    own = {key: value for key, value in values.items() if key in _OF_PROVIDER}
    if "party" in reading.columns and "customer" not in reading.columns:
        return
    lead_time = own.pop("lead_time", None)
    if lead_time is not None:
        cell = _At(reading, number, "lead_time")
        reading.shared.setdefault((provider, service, "lead_time"), []).append((link, lead_time, cell))
    gathered = reading.gathered
    _put_all(reading, number, gathered.services[provider, service] if service else gathered.parties[provider], own)


def _share_out(reading: _Rows) -> None:
    """A lead time on which all rows of a service agree is the service's; else each is that of its dependency."""
    for (provider, service, key), told in reading.shared.items():
        gathered = reading.gathered
        if all(value == told[0][1] for _, value, _ in told):
            owner = gathered.services[provider, service] if service else gathered.parties[provider]
            gathered.put(owner, key, told[0][1], told[0][2])
        else:
            for link, value, cell in told:
                gathered.put(link, key, value, cell)


def _put_all(reading: _Rows, number: int, record: Record, values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        reading.gathered.put(record, key.removeprefix("own."), value, _At(reading, number, key))


class _At(NamedTuple):
    """A cell that is only looked for where it is told: most never are."""

    reading: _Rows
    row: int
    target: str

    def __str__(self) -> str:
        return str(_cell(self.reading, self.row, self.target))


def _cell(reading: _Rows, number: int, target: str) -> Cell:
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


def _values(reading: _Rows, number: int, row: Sequence[CellValue]) -> dict[str, Any]:
    """The values of a row by key, those in several columns put together; what is no key as `x-…`."""
    read: dict[str, Value] = {}
    for column in reading.table.columns:
        value = _at(row, column.number)
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


def _value(reading: _Rows, number: int, column: Column, value: CellValue) -> Value | None:
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


def _unread(reading: _Rows, number: int, column: Column, value: CellValue, problem: NotThis) -> None:
    cell = reading.table.sheet.cell(number, column.number)
    told = reading.unread.setdefault((column.number, problem.message), [])
    told.append(cell)
    if len(told) <= (1 if "unit" in problem.message or "per what" in problem.message else _TOLD):
        message = f"'{tidy(as_text(value))[:60]}' {problem.message} ({column.target.replace('_', ' ')})"
        reading.gathered.remarks.error(cell, message, problem.hint)


def _parties(reading: _Rows, number: int, column: Column, value: CellValue, *, several: bool) -> Value | None:
    cell = reading.table.sheet.cell(number, column.number)
    names = _listed(as_text(value)) if several else [as_text(value)]
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


def _say(reading: _Rows) -> None:
    """What holds for many rows, in one remark each."""
    remarks, table = reading.gathered.remarks, reading.table
    for (column, message), cells in reading.unread.items():
        told = 1 if "unit" in message or "per what" in message else _TOLD
        if len(cells) > told:
            heading = next(each.heading for each in table.columns if each.number == column)
            remarks.error(cells[told], f"{len(cells) - told} more cells like this in the column '{heading}'")
    if reading.filled:
        remarks.note(table.sheet.title, f"{reading.filled} rows name no customer: they take the one of the row above")
    if reading.repeated:
        first = table.sheet.cell(reading.repeated[0], table.columns[0].number)
        remarks.note(first, _counted(len(reading.repeated), "row repeats an earlier one", "rows repeat earlier ones"))
    if reading.left_out:
        first = table.sheet.cell(reading.left_out[0][0], table.columns[0].number)
        shown = "; ".join(f"'{text[:40]}'" for _, text in reading.left_out[:3])
        remarks.note(
            first,
            _counted(len(reading.left_out), "row that lists nothing is", "rows that list nothing are")
            + f" left out: {shown}",
        )


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
