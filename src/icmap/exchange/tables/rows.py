"""From the rows of a table to what they say of parties, services and dependencies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from icmap.exchange.gathered import Gathered, Link, Record
from icmap.exchange.names import tidy
from icmap.exchange.tables.cells import TOLD, Place, Rows, at, listed, put_all, set_styles, several, values_of
from icmap.exchange.tables.find import Table
from icmap.exchange.tables.numbers import GRADE
from icmap.exchange.tables.sheet import CellValue, as_text, is_blank
from icmap.exchange.tables.values import is_nothing
from icmap.exchange.tables.words import TOTALS, folded

__all__ = ["declare", "kind_of_table", "take_rows"]

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


def declare(table: Table, gathered: Gathered) -> None:
    """Take the ids and names of a sheet of parties before anything refers to them."""
    columns = {each.target: each.number for each in table.columns}
    if "id" not in columns or "party" not in columns:
        return
    for number in table.rows:
        row = table.sheet.rows[number]
        id_, label = tidy(as_text(at(row, columns["id"]))), tidy(as_text(at(row, columns["party"])))
        if id_ and folded(id_) not in TOTALS:
            gathered.names.declare(id_, label, table.sheet.cell(number, columns["id"]))


def take_rows(table: Table, gathered: Gathered, kind: str) -> int:
    """Read every row of a table; gives how many said something."""
    reading = Rows(table, gathered, kind)
    reading.columns = {each.target: each for each in table.columns if each.target}
    set_styles(reading)
    count = sum(_take(reading, number, row) for number, row in _filled_rows(reading))
    _share_out(reading)
    _say(reading)
    return count


def _filled_rows(reading: Rows) -> Iterator[tuple[int, Sequence[CellValue]]]:
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


def _end(reading: Rows, row: Sequence[CellValue], target: str) -> str:
    column = reading.columns.get(target)
    value = at(row, column.number) if column else None
    return "" if is_nothing(value) else as_text(value)


def _take(reading: Rows, number: int, row: Sequence[CellValue]) -> bool:
    taken = {"edges": _take_edge, "parties": _take_party, "services": _take_service}
    return taken[reading.kind](reading, number, row)


def _take_edge(reading: Rows, number: int, row: Sequence[CellValue]) -> bool:
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
        cell = Place(reading, number, missing[0])
        what = "customer" if missing[0] != "provider" else "provider"
        reading.gathered.remarks.error(cell, f"this row names no {what}", "name both ends, or take the row out")
        return False
    mine = reading.gathered.party(customer, Place(reading, number, which))
    if not mine:
        return False
    if which == "party":
        _about_party(reading, number, row, mine)
    made = [_edge(reading, number, row, mine, each) for each in several(provider)]
    return any(made) or which == "party"


def _edge(reading: Rows, number: int, row: Sequence[CellValue], customer: str, name: str) -> bool:
    gathered, where = reading.gathered, Place(reading, number, "provider")
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
    values = values_of(reading, number, row)
    when = values.pop("when", ())
    record, is_new = gathered.link(
        Link(customer, own, provider, service, tuple(when), str(values.pop("alternative", "")))
    )
    before = dict(record)
    _about_ends(reading, number, values, customer, provider)
    _about_service(reading, number, values, provider, service, record)
    put_all(
        reading,
        number,
        record,
        {key: value for key, value in values.items() if key in _OF_LINK or key.startswith("x-")},
    )
    if not is_new and before == dict(record):
        reading.repeated.append(number)
    return True


def _service(reading: Rows, number: int, row: Sequence[CellValue], party: str, target: str) -> str:
    name = _end(reading, row, target)
    return reading.gathered.service(party, name, Place(reading, number, target)) if name else ""


def _take_party(reading: Rows, number: int, row: Sequence[CellValue]) -> bool:
    target = next(each for each in ("id", "party", "customer") if each in reading.columns)
    if target == "id" and not _end(reading, row, "id"):
        target = "party" if "party" in reading.columns else "id"
    name = _end(reading, row, target)
    if not name:
        reading.gathered.remarks.error(
            Place(reading, number, target), "this row names no party", "name it, or take the row out"
        )
        return False
    party = reading.gathered.party(name, Place(reading, number, target))
    if party:
        _about_party(reading, number, row, party)
        for each in listed(_end(reading, row, "depends_on")):
            _edge_to(reading, number, party, each)
    return bool(party)


def _edge_to(reading: Rows, number: int, customer: str, name: str) -> None:
    where = Place(reading, number, "depends_on")
    provider = reading.gathered.party(name, where)
    if provider and provider != customer:
        reading.gathered.link(Link(customer, "", provider, ""))


def _about_party(reading: Rows, number: int, row: Sequence[CellValue], party: str) -> None:
    values = values_of(reading, number, row)
    own = {
        key: value for key, value in values.items() if key not in _OF_LINK or (reading.kind != "edges" and key in _BOTH)
    }
    if reading.kind == "edges":
        own = {key: value for key, value in own.items() if not key.startswith(("x-", "customer.", "provider."))}
    put_all(reading, number, reading.gathered.parties[party], own)


_BOTH = frozenset({"actual", "description", "reviewed", "source", "confidence"})


def _take_service(reading: Rows, number: int, row: Sequence[CellValue]) -> bool:
    target = next(each for each in ("party", "id", "provider") if each in reading.columns)
    name, service = _end(reading, row, target), _end(reading, row, "service")
    if not name:
        reading.gathered.remarks.error(
            Place(reading, number, target), "this row names no party", "name it, or take the row out"
        )
        return False
    party = reading.gathered.party(name, Place(reading, number, target))
    if not party:
        return False
    record = reading.gathered.parties[party]
    if service and (id_ := reading.gathered.service(party, service, Place(reading, number, "service"))):
        record = reading.gathered.services[party, id_]
    values = values_of(reading, number, row)
    put_all(
        reading, number, record, {key: value for key, value in values.items() if key not in _OF_LINK or key in _BOTH}
    )
    return True


def _about_ends(reading: Rows, number: int, values: dict[str, Any], customer: str, provider: str) -> None:
    if not any("." in key for key in values):
        return
    for role, party in (("customer.", customer), ("provider.", provider)):
        own = {key.removeprefix(role): value for key, value in values.items() if key.startswith(role)}
        put_all(reading, number, reading.gathered.parties[party], own)


def _about_service(
    reading: Rows, number: int, values: dict[str, Any], provider: str, service: str, link: Record
) -> None:
    """What a row says of the provider's service; of a lead time it is seen at the end whether all rows agree."""
    own = {key: value for key, value in values.items() if key in _OF_PROVIDER}
    if "party" in reading.columns and "customer" not in reading.columns:
        return
    lead_time = own.pop("lead_time", None)
    if lead_time is not None:
        cell = Place(reading, number, "lead_time")
        reading.shared.setdefault((provider, service, "lead_time"), []).append((link, lead_time, cell))
    gathered = reading.gathered
    put_all(reading, number, gathered.services[provider, service] if service else gathered.parties[provider], own)


def _share_out(reading: Rows) -> None:
    """A lead time on which all rows of a service agree is the service's; else each is that of its dependency."""
    for (provider, service, key), told in reading.shared.items():
        gathered = reading.gathered
        if all(value == told[0][1] for _, value, _ in told):
            owner = gathered.services[provider, service] if service else gathered.parties[provider]
            gathered.put(owner, key, told[0][1], told[0][2])
        else:
            for link, value, cell in told:
                gathered.put(link, key, value, cell)


def _say(reading: Rows) -> None:
    """What holds for many rows, in one remark each."""
    remarks, table = reading.gathered.remarks, reading.table
    for (column, message), cells in reading.unread.items():
        told = 1 if "unit" in message or "per what" in message else TOLD
        if len(cells) > told:
            heading = next(each.heading for each in table.columns if each.number == column)
            remarks.error(cells[told], f"{len(cells) - told} more cells like this in the column '{heading}'")
    if reading.filled:
        filled = _counted(reading.filled, "row names no customer: it takes", "rows name no customer: they take")
        remarks.note(table.sheet.title, f"{filled} the one of the row above")
    _say_unused(reading)
    _say_grades(reading)
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


def _say_grades(reading: Rows) -> None:
    for each in reading.table.columns:
        if each.unit == GRADE:
            reading.gathered.remarks.warn(
                reading.table.sheet.cell(reading.table.heading_row, each.number),
                f"'{each.heading[:60]}' holds school grades, of which 1 is the best: they are turned round to the scale of 1 to 5, 5 the best (grade 2 is 4.2)",
                f"if here 6 is the best, head the column 'satisfaction (1-6)', or leave it out: --columns '{_bare(each.heading)}=skip'",
            )


def _bare(heading: str) -> str:
    return heading.partition("(")[0].strip()[:60] or heading[:60]


def _say_unused(reading: Rows) -> None:
    """Name the columns that are understood and mean nothing in a list of this kind."""
    for each in reading.table.columns:
        if each.target and each.target != "skip" and not _is_used(reading, each.target):
            what = each.target.replace("_", " ").replace(".", " ")
            reading.gathered.remarks.warn(
                reading.table.sheet.cell(reading.table.heading_row, each.number),
                f"the column '{each.heading[:60]}' was not read: a list of {_LISTED[reading.kind]} has no {what}",
                f"keep it out with --columns '{each.heading[:60]}=skip', or say what else it is",
            )


def _is_used(reading: Rows, target: str) -> bool:
    if target in _ENDS_OF[reading.kind] or target.startswith(("customer.", "provider.")):
        return True
    base = target.partition(".")[0]
    if reading.kind == "edges" and {target, base} & (_OF_LINK | _OF_PROVIDER):
        return True
    about_party = reading.kind != "edges" or ("party" in reading.columns and "customer" not in reading.columns)
    both = _BOTH if reading.kind != "edges" else frozenset()
    return about_party and not ({target, base} & _OF_LINK - both) and target not in _FOREIGN


_LISTED = {"edges": "dependencies", "parties": "parties", "services": "services"}
_ENDS_OF = {
    "edges": frozenset({"customer", "customer_service", "provider", "service", "party"}),
    "parties": frozenset({"id", "party", "customer", "depends_on"}),
    "services": frozenset({"id", "party", "provider", "service"}),
}
_FOREIGN = frozenset(
    {"case", "activity", "resource", "start", "finish", "customer", "provider", "customer_service", "id"}
)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
