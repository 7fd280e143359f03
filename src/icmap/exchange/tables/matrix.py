"""A matrix: customers down, providers across, and a mark, a frequency or a weight where one depends on the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field

from icmap.exchange.gathered import Gathered, Link, Record
from icmap.exchange.keys import Type
from icmap.exchange.names import tidy
from icmap.exchange.remarks import Cell
from icmap.exchange.tables.leftover import Area
from icmap.exchange.tables.meaning import Asked, heading_meaning
from icmap.exchange.tables.numbers import NUMBER, NotThis, Style, number_of, number_text
from icmap.exchange.tables.sheet import CellValue, Sheet, as_text, is_blank
from icmap.exchange.tables.values import is_nothing, read_value
from icmap.exchange.tables.words import FALSE, TOTALS, TRUE, folded, unit_of
from icmap.records import dataclass

__all__ = ["Matrix", "matrix_of", "take_matrix"]

_SEARCHED = 12
_LABELS = 3
_SAMPLE = 4000
_ALIKE = 0.3
_MOSTLY = 0.6
"""So much of a matrix that its names or its corner give away must be marks: the rest is named cell by cell."""
_TOLD = 10
_RANGE = re.compile(rf"(?P<low>{NUMBER})\s*(?:-|–|—|to|bis|à|a)\s*(?P<high>{NUMBER})(?P<rest>.*)", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*[(\[{].*[)\]}]\s*")
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

    @property
    def parties(self) -> tuple[int, int]:
        """How many names stand down and across, sums not counted."""
        down = [_text(self.sheet, self.row + number, self.column) for number in range(1, self.height + 1)]
        across = [_text(self.sheet, self.row, self.column + number) for number in range(1, self.width + 1)]
        return sum(folded(each) not in TOTALS for each in down), sum(folded(each) not in TOTALS for each in across)

    @property
    def area(self) -> Area:
        """Where it stands, its names included."""
        return Area(range(self.row, self.row + self.height + 1), range(self.column, self.column + self.width + 1))


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
    words = _corner_words(matrix.sheet, matrix.row, matrix.column)
    customers = not words or words[0] == "customer"
    if "rows" in asked:
        customers = asked["rows"][0] == "customer"
    above = [as_text(each) for line in matrix.sheet.rows[: matrix.row + 1] for each in line[: matrix.column + 1]]
    unit = next(filter(None, (unit_of(each) for each in above)), "")
    return Matrix(matrix.sheet, matrix.row, matrix.column, matrix.width, matrix.height, customers, unit)


def _corner_words(sheet: Sheet, row: int, column: int) -> list[str]:
    """The ends that a corner names, that of the rows first: `Kunde / Lieferant`, `provider → / customer ↓`."""
    text = as_text(_cell(sheet, row, column))
    found = [(heading_meaning(folded(each[1]))[0], each[2]) for each in _CORNER.finditer(text) if folded(each[1])]
    words = [(target, arrow) for target, arrow in found if target in {"customer", "provider"}]
    turned = bool(words) and words[0][1] in set("→⇒>►")
    return [target for target, _ in (reversed(words) if turned else words)]


_CORNER = re.compile(r"([^\W\d_]+)\s*([→⇒►↓⇓▼>]?)")


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
    names = {folded(_text(sheet, row + 1 + number, column)) for number in range(down)}
    alike = len(names & {folded(each) for each in across}) / min(len(names), len(across))
    marks = sum(_is_mark(each) for each in seen)
    told = alike >= _ALIKE or len(set(_corner_words(sheet, row, column))) == 2
    if not seen or marks < (_MOSTLY if told else 1) * len(seen):
        return None
    if not told and len(seen) > 0.8 * len(inside):
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


def _text(sheet: Sheet, row: int, column: int) -> str:
    return as_text(_cell(sheet, row, column))


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
        or _middle(value) is not None
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


def _middle(value: CellValue) -> str | None:
    """The middle of a range and what stands behind it: `2.5 per week` of `2-3 per week`; None for what is no range."""
    found = _RANGE.fullmatch(tidy(value)) if isinstance(value, str) else None
    if found is None or (found["rest"] and _frequency("1" + found["rest"], "") is None):
        return None
    low, high = (number_of(found[each], Style("", comma="," in found[each])) for each in ("low", "high"))
    return number_text((low + high) / 2) + found["rest"] if low <= high else None


@dataclass(slots=True)
class _Taken:
    """What is said of a matrix once for many cells."""

    numbers: int = 0
    ranges: list[Cell] = field(default_factory=list)
    bracketed: list[Cell] = field(default_factory=list)
    own: list[Cell] = field(default_factory=list)
    unread: list[tuple[Cell, str]] = field(default_factory=list)


def take_matrix(matrix: Matrix, gathered: Gathered) -> int:
    """Read every mark of a matrix; gives how many dependencies it names."""
    sheet, count, taken = matrix.sheet, 0, _Taken()
    for row in range(matrix.row + 1, matrix.row + 1 + matrix.height):
        for column in range(matrix.column + 1, matrix.column + 1 + matrix.width):
            ends = _text(sheet, row, matrix.column), _text(sheet, matrix.row, column)
            if _is_empty(_cell(sheet, row, column)) or any(folded(each) in TOTALS for each in ends):
                continue
            count += _take(matrix, gathered, ends, (row, column), taken)
        _know(matrix, gathered, row)
    _say(matrix, taken, gathered)
    return count


def _say(matrix: Matrix, taken: _Taken, gathered: Gathered) -> None:
    remarks, title = gathered.remarks, matrix.sheet.title
    for cell, text in taken.unread[:_TOLD]:
        hint = "write x, a number, or how often, as 3 per week"
        remarks.error(cell, f"'{tidy(text)[:60]}' is no mark, no number and says not how often", hint)
    if len(taken.unread) > _TOLD:
        remarks.error(taken.unread[_TOLD][0], f"{len(taken.unread) - _TOLD} more cells like this in the matrix")
    for cells, message in (
        (taken.ranges, "{} taken as the middle of its range"),
        (
            taken.bracketed,
            "{} in brackets and taken as any other: say optional: true in the map where it may be missing",
        ),
        (taken.own, "{} where a party meets itself: left out"),
    ):
        if cells:
            remarks.note(cells[0], message.format("1 cell is" if len(cells) == 1 else f"{len(cells)} cells are"))
    if taken.numbers:
        hint = "name the unit in the corner, as 'per week', to have them as frequencies"
        which = "1 number without a unit is" if taken.numbers == 1 else f"{taken.numbers} numbers without a unit are"
        remarks.note(title, f"{which} kept as x-weight", hint)


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


def _take(matrix: Matrix, gathered: Gathered, ends: tuple[str, str], place: tuple[int, int], taken: _Taken) -> bool:
    row, column = place
    where, value = matrix.sheet.cell(row, column), _cell(matrix.sheet, row, column)
    if not _is_mark(value):
        taken.unread.append((where, as_text(value)))
        return False
    down, across = (
        gathered.party(ends[0], matrix.sheet.cell(row, matrix.column)),
        gathered.party(ends[1], matrix.sheet.cell(matrix.row, column)),
    )
    if not down or not across or down == across:
        if down and down == across:
            taken.own.append(where)
        return False
    customer, provider = (down, across) if matrix.rows_are_customers else (across, down)
    record, _ = gathered.link(Link(customer, "", provider, ""))
    _weigh(matrix, gathered, record, where, taken)
    return True


def _weigh(matrix: Matrix, gathered: Gathered, record: Record, where: Cell, taken: _Taken) -> None:
    """How often, where the cell says so: a frequency, or a number that has no unit."""
    value = _cell(matrix.sheet, where.row, where.column)
    if isinstance(value, str) and _BRACKETED.fullmatch(value):
        taken.bracketed.append(where)
    middle = _middle(value)
    if middle is not None:
        value = middle
        taken.ranges.append(where)
    rate = _frequency(value, matrix.unit) if matrix.unit or isinstance(value, str) else None
    if rate is not None and folded(as_text(value)) not in _MARKS - {"1"}:
        gathered.put(record, "frequency", rate, where)
    elif _is_number(value) and as_text(value).strip() != "1":
        taken.numbers += 1
        gathered.put(record, "x-weight", tidy(as_text(value)), where)
