"""A matrix: customers down, providers across, and a mark, a frequency or a weight where one depends on the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from icmap.exchange.gathered import Gathered, Link
from icmap.exchange.keys import Type
from icmap.exchange.names import tidy
from icmap.exchange.tables.meaning import Asked, heading_meaning
from icmap.exchange.tables.numbers import NotThis, Style
from icmap.exchange.tables.sheet import CellValue, Sheet, as_text, is_blank
from icmap.exchange.tables.values import is_nothing, read_value
from icmap.exchange.tables.words import FALSE, TOTALS, TRUE, folded, unit_of
from icmap.records import dataclass

__all__ = ["Matrix", "matrix_of", "take_matrix"]

_SEARCHED = 12
_LABELS = 3
_SAMPLE = 4000
_MARKS = TRUE | {"", "o", "•", "●", "xx", "xxx"}
_WORDS = frozenset(
    [
        "row labels",
        "column labels",
        "zeilenbeschriftungen",
        "spaltenbeschriftungen",
        "etiquetas de fila",
        "etiquetas de columna",
        "etiquettes de lignes",
    ]
)


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """Where a matrix stands: the row of its column names, the column of its row names, and which of the two are customers."""

    sheet: Sheet
    row: int
    column: int
    width: int
    height: int
    rows_are_customers: bool
    unit: str


def matrix_of(sheet: Sheet, asked: Asked) -> Matrix | None:
    """The matrix that a sheet is; None where it is none."""
    for row in range(min(_SEARCHED, len(sheet.rows))):
        for column in range(_LABELS):
            found = _at(sheet, row, column)
            if found is not None:
                return _turned(found, asked)
    return None


def _turned(matrix: Matrix, asked: Asked) -> Matrix:
    """The matrix as it was asked for (`rows=provider`), or as its corner names it (`provider / customer`)."""
    corner = folded(as_text(_cell(matrix.sheet, matrix.row, matrix.column)))
    words = [
        target for each in corner.split() for target in [heading_meaning(each)[0]] if target in {"customer", "provider"}
    ]
    customers = not words or words[0] == "customer"
    if "rows" in asked:
        customers = asked["rows"][0] == "customer"
    above = [as_text(each) for line in matrix.sheet.rows[: matrix.row + 1] for each in line[: matrix.column + 1]]
    unit = next(filter(None, (unit_of(each) for each in above)), "")
    return Matrix(matrix.sheet, matrix.row, matrix.column, matrix.width, matrix.height, customers, unit)


def _at(sheet: Sheet, row: int, column: int) -> Matrix | None:
    """A matrix whose corner stands there: names across, names down, and marks between them."""
    across = _run(sheet.rows[row], column + 1)
    down = 0
    while row + 1 + down < len(sheet.rows) and _is_name(_cell(sheet, row + 1 + down, column)):
        down += 1
    if (
        len(across) < 2
        or down < 2
        or sum(bool(heading_meaning(each)[2] == "heading") for each in across) > len(across) / 3
    ):
        return None
    inside = [
        _cell(sheet, number, column + 1 + place)
        for number in range(row + 1, row + 1 + down)
        for place in range(len(across))
    ]
    seen = [each for each in inside[:_SAMPLE] if not is_blank(each)]
    names = {folded(as_text(_cell(sheet, row + 1 + number, column))) for number in range(down)}
    alike = len(names & {folded(each) for each in across}) / min(len(names), len(across))
    if not seen or not all(_is_mark(each) for each in seen) or (alike < 0.3 and len(seen) > 0.8 * len(inside)):
        return None
    return Matrix(sheet, row, column, len(across), down, rows_are_customers=True, unit="")


def _run(row: Sequence[CellValue], start: int) -> list[str]:
    names = []
    for each in row[start:]:
        if not _is_name(each):
            break
        names.append(as_text(each))
    return names


def _is_name(value: CellValue) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= 120 and not _is_number(value)


def _cell(sheet: Sheet, row: int, column: int) -> CellValue:
    return sheet.rows[row][column] if row < len(sheet.rows) and column < len(sheet.rows[row]) else None


def _is_mark(value: CellValue) -> bool:
    if isinstance(value, int | float):
        return True
    if not isinstance(value, str):
        return False
    return (
        _is_number(value)
        or folded(value) in _MARKS
        or folded(value) in FALSE
        or is_nothing(value)
        or _frequency(value, "") is not None
    )


def _is_number(value: CellValue) -> bool:
    if isinstance(value, str):
        return re.fullmatch(r"\s*[0-9]+(?:[.,][0-9]+)?\s*", value) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)


def _frequency(value: CellValue, unit: str) -> str | None:
    try:
        return str(read_value(Type.FREQUENCY, value, Style(unit)))
    except NotThis:
        return None


def take_matrix(matrix: Matrix, gathered: Gathered) -> int:
    """Read every mark of a matrix; gives how many dependencies it names."""
    sheet, count, numbers = matrix.sheet, 0, 0
    for row in range(matrix.row + 1, matrix.row + 1 + matrix.height):
        for column in range(matrix.column + 1, matrix.column + 1 + matrix.width):
            value = _cell(sheet, row, column)
            if _is_empty(value):
                continue
            ends = as_text(_cell(sheet, row, matrix.column)), as_text(_cell(sheet, matrix.row, column))
            if any(folded(each) in TOTALS for each in ends):
                continue
            count += _take(matrix, gathered, ends, (row, column))
            numbers += not matrix.unit and _is_number(value) and as_text(value).strip() != "1"
    for each in range(matrix.row + 1, matrix.row + 1 + matrix.height):
        _know(matrix, gathered, each)
    if numbers:
        hint = "name the unit in the corner, as 'per week', to have them as frequencies"
        gathered.remarks.note(sheet.title, f"{numbers} numbers without a unit are kept as x-weight", hint)
    return count


def _know(matrix: Matrix, gathered: Gathered, row: int) -> None:
    """A party with no mark in its row is on the map as well."""
    name = as_text(_cell(matrix.sheet, row, matrix.column))
    if folded(name) not in TOTALS | _WORDS:
        gathered.party(name, matrix.sheet.cell(row, matrix.column))


def _is_empty(value: CellValue) -> bool:
    return (
        is_blank(value)
        or value == 0
        or value is False
        or (isinstance(value, str) and (folded(value) in FALSE or is_nothing(value)))
    )


def _take(matrix: Matrix, gathered: Gathered, ends: tuple[str, str], place: tuple[int, int]) -> bool:
    row, column = place
    where = matrix.sheet.cell(row, column)
    down, across = (
        gathered.party(ends[0], matrix.sheet.cell(row, matrix.column)),
        gathered.party(ends[1], matrix.sheet.cell(matrix.row, column)),
    )
    if not down or not across or down == across:
        return False
    customer, provider = (down, across) if matrix.rows_are_customers else (across, down)
    record, _ = gathered.link(Link(customer, "", provider, ""))
    value = _cell(matrix.sheet, row, column)
    rate = _frequency(value, matrix.unit) if matrix.unit or isinstance(value, str) else None
    if rate is not None and folded(as_text(value)) not in _MARKS - {"1"}:
        gathered.put(record, "frequency", rate, where)
    elif _is_number(value) and as_text(value).strip() != "1":
        gathered.put(record, "x-weight", tidy(as_text(value)), where)
    return True
