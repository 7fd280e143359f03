"""From the files of an import to what they say: which kind of file each is, and who reads it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from icmap.errors import IcmapError
from icmap.exchange.gathered import Gathered
from icmap.exchange.order import Order
from icmap.exchange.remarks import column_letters
from icmap.exchange.sources import SOURCES
from icmap.exchange.tables.cells import own_key
from icmap.exchange.tables.delimited import read_delimited
from icmap.exchange.tables.event_log import take_events
from icmap.exchange.tables.find import Table, tables_of
from icmap.exchange.tables.leftover import Area, say_leftover, say_unknown
from icmap.exchange.tables.matrix import Matrix, matrix_of, take_matrix
from icmap.exchange.tables.meaning import Column
from icmap.exchange.tables.numbers import GRADE
from icmap.exchange.tables.own import about_map, is_result, is_result_table, own_sheets
from icmap.exchange.tables.rows import declare, kind_of_table, take_rows
from icmap.exchange.tables.sheet import Sheet, is_blank
from icmap.exchange.tables.workbook import WORKBOOKS, read_workbook
from icmap.loading.reading import read_bytes

__all__ = ["gather"]

_TEXTS = frozenset({".csv", ".tsv", ".tab", ".txt"})
_WHY = {
    "asked": "as you said", "heading": "by its heading", "part": "by a part of its heading", "content": "a guess, by what is in it",
    "names": "a guess, by names that recur",
}  # fmt: skip
_LISTS = {"edges": "dependencies", "parties": "parties", "services": "services", "events": "events"}


def gather(paths: Iterable[str], order: Order, gathered: Gathered) -> list[str]:
    """Read all files into one; gives the lines that say what was taken for what. Raises `IcmapError` for what is unreadable."""
    said: list[str] = []
    waiting: list[Sheet] = []
    for path in paths:
        suffix = PurePath(path).suffix.lower()
        if suffix in WORKBOOKS:
            content = _bytes(path, order.most)
            sheets = read_workbook(path, content, order.guard)
            waiting += _chosen(path, sheets, order, gathered)
        elif suffix in _TEXTS:
            waiting += read_delimited(path, _bytes(path, order.most), gathered.remarks)
        else:
            said += _other(path, order, gathered)
    return said + _tables(waiting, order, gathered)


def _bytes(path: str, most: int) -> bytes:
    content = read_bytes(path, most)
    if len(content) > most:
        raise IcmapError(f"'{path}' is larger than {most >> 20} MiB", hint="raise the limit with --max-size")
    return content


def _other(path: str, order: Order, gathered: Gathered) -> list[str]:
    """A folder or a file of another system."""
    if os.path.isdir(path):  # noqa: PTH112 - the path stays as it was given
        return SOURCES["backstage"](path, b"", order, gathered)
    content = _bytes(path, order.most)
    name = _source(path, content)
    return SOURCES[name](path, content, order, gathered)


def _source(path: str, content: bytes) -> str:
    suffix, start = PurePath(path).suffix.lower(), content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if suffix in {".graphml", ".gexf"}:
        return suffix[1:]
    if suffix in {".yaml", ".yml"}:
        return (
            "compose"
            if PurePath(path).name.lower().startswith(("docker-compose", "compose")) or _has_services(content)
            else "backstage"
        )
    if suffix in {".json", ".jsonl", ".ndjson"}:
        return "traces" if b"resourceSpans" in content[:65536] or b"resource_spans" in content[:65536] else "node_link"
    if start.startswith(b"<"):
        return "gexf" if b"<gexf" in start else "graphml"
    hint = "tables are .xlsx, .xlsb, .xls, .ods, .csv, .tsv; graphs .graphml, .gexf, .json; catalogues and compose files .yaml"
    raise IcmapError(f"icmap does not know how to import '{path}'", hint=hint)


def _has_services(content: bytes) -> bool:
    text = b"\n" + content
    return b"\nservices:" in text and b"\napiVersion:" not in text and b"\nkind:" not in text


def _chosen(path: str, sheets: Sequence[Sheet], order: Order, gathered: Gathered) -> list[Sheet]:
    """The sheets that are read: those named with --sheet, else those that can be seen and are no results of icmap's own."""
    if order.sheets:
        names = [sheet.name for sheet in sheets]
        for each in order.sheets:
            if each not in names:
                raise IcmapError(f"'{path}' has no sheet '{each[:60]}'", hint=f"it has {', '.join(names)[:200]}")
        return [sheet for sheet in sheets if sheet.name in order.sheets]
    own = own_sheets(sheets)
    results = [sheet.name for sheet in sheets if own and is_result(sheet.name)]
    if results:
        gathered.remarks.note(path, f"sheets of results are not read: {', '.join(results)}")
    kept = [sheet for sheet in sheets if sheet.name not in results]
    for sheet in kept:
        if (
            sheet.hidden
            and any(not is_blank(each) for row in sheet.rows for each in row)
            and not sheet.name.startswith("icmap ")
        ):
            gathered.remarks.note(
                sheet.title, "the sheet is hidden and was not read", f"--sheet '{sheet.name}' reads it"
            )
    return [sheet for sheet in kept if not sheet.hidden]


def _tables(waiting: Sequence[Sheet], order: Order, gathered: Gathered) -> list[str]:
    """Read the tables of all sheets: lists of parties first, so that names of others find them."""
    said: list[str] = []
    found: list[tuple[str, Table]] = []
    matrices: list[Matrix] = []
    for sheet in waiting:
        if is_result_table(sheet):
            gathered.remarks.note(sheet.title, "it is a table of results, and is not read")
        if is_result_table(sheet) or about_map(sheet, gathered):
            continue
        tables = [(kind_of_table(table), table) for table in tables_of(sheet, order.asked)]
        known = [(kind, table) for kind, table in tables if kind]
        matrix = None if any(_is_sure(kind, table) for kind, table in known) else matrix_of(sheet, order.asked)
        if matrix is not None:
            matrices.append(matrix)
        elif known:
            found += known
        else:
            _say_lack(sheet, tables_of(sheet, order.asked, least=1), gathered)
        _say_unread(sheet, matrix, tables, gathered)
        if sheet.hidden_rows:
            gathered.remarks.note(sheet.title, f"{_rows(sheet.hidden_rows)} hidden: read as the others")
    for _, table in found:
        declare(table, gathered)
    for kind, table in sorted(found, key=lambda pair: _ORDER[pair[0]]):
        count = take_events(table, gathered) if kind == "events" else take_rows(table, gathered, kind)
        said += _told(table, kind, count)
    for matrix in matrices:
        said += _told_matrix(matrix, take_matrix(matrix, gathered))
    return said


def _say_unread(sheet: Sheet, matrix: Matrix | None, tables: Sequence[tuple[str, Table]], gathered: Gathered) -> None:
    """Name all of a sheet that is not read beside what is."""
    if matrix is not None:
        say_leftover(sheet, [matrix.area], gathered.remarks)
    if matrix is not None or not any(kind for kind, _ in tables):
        return
    for kind, table in tables:
        if not kind:
            say_unknown(sheet, table, gathered.remarks)
    say_leftover(sheet, [Area.of(table) for _, table in tables], gathered.remarks)


def _is_sure(kind: str, table: Table) -> bool:
    """Whether a table is what it seems, and no matrix of names: it has both ends, or three headings that are known."""
    return kind in {"edges", "events"} or sum(each.why in {"heading", "asked"} for each in table.columns) > 2


_ORDER = {"parties": 0, "services": 1, "edges": 2, "events": 3}


def _rows(number: int) -> str:
    return f"{number} row{' is' if number == 1 else 's are'}"


def _say_lack(sheet: Sheet, tables: Sequence[Table], gathered: Gathered) -> None:
    if all(is_blank(each) for row in sheet.rows for each in row):
        gathered.remarks.note(sheet.title, "the sheet is empty")
        return
    if not tables:
        message = "no row of headings was found, and it is no matrix of names and marks"
        gathered.remarks.error(
            sheet.title,
            message,
            "head the columns, as customer, provider, lead time; or say --columns 'A=customer, B=provider'",
        )
        return
    seen = [f"'{each.heading}' as {each.target}" for each in tables[0].columns if each.target]
    missing = "provider" if {"customer"} & tables[0].targets else "customer"
    lacks = "who depends on whom" if not {"customer", "provider"} & tables[0].targets else f"the {missing}"
    headings = [each.heading for each in tables[0].columns if not each.target and each.heading]
    example = f"--columns '{(headings or ['Name'])[0]}={missing}'"
    gathered.remarks.error(
        sheet.title, f"no column says {lacks}; read were {', '.join(seen)}", f"say which one does: {example}"
    )


def _told(table: Table, kind: str, count: int) -> list[str]:
    """What a table was taken for, and each of its columns."""
    head = f"{table.sheet.title}{'!' if table.sheet.name else ': '}{table.area}: {count} {_LISTS[kind]}"
    width = min(30, max((len(each.heading) for each in table.columns), default=0))
    columns = (
        f"  {column_letters(each.number):>3}  {each.heading[:30]:<{width}}  {_use(each)}" for each in table.columns
    )
    return [head, *columns]


def _use(column: Column) -> str:
    if column.target == "skip":
        return "left out, as you said" if column.why == "asked" else "left out: another column says it"
    if not column.target:
        return f"not known: kept as {own_key(column.heading)}" if column.heading else "no heading: left out"
    unit = f", in {_UNITS.get(column.unit, column.unit)}" if column.unit else ""
    return f"{column.target}  ({_WHY[column.why]}{unit})"


_UNITS = {
    "d": "days",
    "h": "hours",
    "min": "minutes",
    "s": "seconds",
    "ms": "milliseconds",
    "week": "weeks",
    "month": "months",
    "year": "years",
    "quarter": "quarters",
    "%": "percent",
    GRADE: "school grades",
}


def _told_matrix(matrix: Matrix, count: int) -> list[str]:
    rows, columns = ("customers", "providers") if matrix.rows_are_customers else ("providers", "customers")
    other = "provider" if matrix.rows_are_customers else "customer"
    down, across = matrix.parties
    where = f"{matrix.sheet.title}{'!' if matrix.sheet.name else ': '}{column_letters(matrix.column)}{matrix.row + 1}"
    return [
        f"{where}: a matrix of {down} {rows} (down) and {across} {columns} (across): {count} dependencies",
        f"       the other way round: --columns rows={other}",
    ]
