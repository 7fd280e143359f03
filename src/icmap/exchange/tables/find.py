"""Where in a sheet tables stand: their headings (one row or two), their rows, several of them below or beside one another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from icmap.exchange.remarks import column_letters
from icmap.exchange.tables.meaning import Asked, Column, heading_meaning, meant
from icmap.exchange.tables.sheet import CellValue, Sheet, as_text, is_blank
from icmap.exchange.tables.words import HEADINGS, folded
from icmap.records import dataclass

__all__ = ["Table", "tables_of"]

_SEARCHED = 40
_LEAST = 2
_ENDS = frozenset({"customer", "provider", "party"})
_LOWER = {
    "min": "lead_time.optimistic",
    "max": "lead_time.pessimistic",
    "minimum": "lead_time.optimistic",
    "maximum": "lead_time.pessimistic",
}


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table with headings in a sheet: what its columns are for, and which rows of the sheet are its rows."""

    sheet: Sheet
    columns: tuple[Column, ...]
    heading_row: int
    rows: range

    @property
    def targets(self) -> frozenset[str]:
        """What it has columns for."""
        return frozenset(each.target for each in self.columns if each.target)

    @property
    def area(self) -> str:
        """Where it stands: `A3:H120`."""
        left, right = self.columns[0].number, self.columns[-1].number
        return f"{column_letters(left)}{self.heading_row + 1}:{column_letters(right)}{self.rows.stop}"


def tables_of(sheet: Sheet, asked: Asked, least: int = _LEAST) -> list[Table]:
    """Every table whose headings name at least so many things, from top to bottom and from left to right."""
    heads = _heading_rows(sheet, asked, least)
    bounds = [*heads, len(sheet.rows)]
    found: list[Table] = []
    for start, end in pairwise(bounds):
        if found and _texts(sheet.rows[start]) == _texts(sheet.rows[found[-1].heading_row]):
            found = _longer(found, end)
            continue
        found += _tables_at(sheet, start, end, asked)
    return found


def _longer(found: list[Table], end: int) -> list[Table]:
    """The headings stand there once more: the last tables go on."""
    row = found[-1].heading_row
    return [
        Table(each.sheet, each.columns, row, range(each.rows.start, end)) if each.heading_row == row else each
        for each in found
    ]


def _heading_rows(sheet: Sheet, asked: Asked, least: int) -> list[int]:
    """The rows that are headings: the first of the first forty that is one for sure, else the likeliest; then all below."""
    rows = sheet.rows[:_SEARCHED]
    first = next((number for number, row in enumerate(rows) if _score(row, asked, strict=True) >= least), None)
    if first is None:
        best, negative = max(((_score(row, asked), -number) for number, row in enumerate(rows)), default=(0, 0))
        if best < least:
            return []
        first = -negative
    if first and _is_second(sheet.rows[first - 1], sheet.rows[first]) and _score(sheet.rows[first - 1], asked):
        first -= 1
    return [first, *(each for each in range(first + 2, len(sheet.rows)) if _begins_again(sheet, each, first, asked))]


def _begins_again(sheet: Sheet, number: int, first: int, asked: Asked) -> bool:
    """Whether a row further down is the headings once more, or those of another table: these stand below a gap."""
    row = sheet.rows[number]
    if not _is_all_text(row) or _score(row, asked, strict=True) < _LEAST:
        return False
    above = [each for each in sheet.rows[number - 1] if not is_blank(each)]
    return len(above) <= 1 or _texts(row) == _texts(sheet.rows[first])


def _is_all_text(row: Sequence[CellValue]) -> bool:
    seen = 0
    for each in row:
        if each is None or each == "":
            continue
        if not isinstance(each, str) or len(each) > 60:
            return False
        seen += 1
        if seen == 1 and folded(each) not in HEADINGS:
            return False
    return seen >= _LEAST


def _score(row: Sequence[CellValue], asked: Asked, *, strict: bool = False) -> int:
    """How many different things a row's cells are headings of; not counted twice."""
    targets = set()
    for number, each in enumerate(row):
        if not isinstance(each, str) or not each.strip() or len(each) > 80:
            continue
        target, _, why = heading_meaning(each.strip())
        if folded(each) in asked:
            targets.add(asked[folded(each)][0] + "!")
        elif target and (why == "heading" or not strict):
            targets.add(target)
        elif column_letters(number).lower() in asked and not strict:
            targets.add(asked[column_letters(number).lower()][0] + "!")
    return len(targets)


def _texts(row: Sequence[CellValue]) -> list[str]:
    return [folded(as_text(each)) for each in row]


def _tables_at(sheet: Sheet, start: int, end: int, asked: Asked) -> list[Table]:
    depth = 2 if start + 1 < end and _is_second(sheet.rows[start], sheet.rows[start + 1]) else 1
    width = max((len(row) for row in sheet.rows[start:end]), default=0)
    headings = [_heading(sheet, start, depth, column) for column in range(width)]
    rows = range(start + depth, end)
    return [
        Table(sheet, tuple(_meant(sheet, headings, part, rows, asked)), start, rows)
        for part in _side_by_side(sheet, headings, rows)
    ]


def _is_second(row: Sequence[CellValue], below: Sequence[CellValue]) -> bool:
    """Whether the row below is the second row of headings: the first groups columns, and both are all of text."""
    texts = [folded(as_text(each)) for each in row]
    grouped = any(one and one == other for one, other in pairwise(texts)) and len({*texts} - {""}) > 1
    filled = [each for each in below if not is_blank(each)]
    return grouped and len(filled) >= _LEAST and all(isinstance(each, str) and len(each) <= 60 for each in filled)


def _heading(sheet: Sheet, start: int, depth: int, column: int) -> str:
    parts: list[str] = []
    for row in sheet.rows[start : start + depth]:
        text = as_text(row[column]).strip() if column < len(row) else ""
        if text and text not in parts:
            parts.append(text)
    if len(parts) < 2:
        return parts[0] if parts else ""
    above, below = heading_meaning(parts[0]), heading_meaning(parts[1])
    if above[0] == "lead_time" and (_LOWER.get(folded(parts[1])) or below[0].startswith("lead_time")):
        target = _LOWER.get(folded(parts[1]), below[0]).replace(".", " ").replace("_", " ")
        return f"{target} ({above[1]})" if above[1] else target
    return parts[1] if below[0] else " ".join(parts)


def _side_by_side(sheet: Sheet, headings: list[str], rows: range) -> list[range]:
    """The stretches of columns that are tables of their own: between them nothing, and each with an end of its own."""
    parts: list[range] = []
    start = None
    for column, heading in enumerate([*headings, ""]):
        if heading and start is None:
            start = column
        elif not heading and start is not None and _is_empty(sheet, column, rows):
            parts.append(range(start, column))
            start = None
    if start is not None:
        parts.append(range(start, len(headings)))
    own = [sum(heading_meaning(headings[each])[0] in _ENDS for each in part) for part in parts]
    if len(parts) > 1 and all(count >= 1 for count in own) and sum(count >= 2 for count in own) >= 1:
        return parts
    return [range(parts[0].start, parts[-1].stop)] if parts else []


def _is_empty(sheet: Sheet, column: int, rows: range) -> bool:
    return all(column >= len(sheet.rows[row]) or is_blank(sheet.rows[row][column]) for row in rows)


def _meant(sheet: Sheet, headings: list[str], part: range, rows: range, asked: Asked) -> list[Column]:
    values = [[_at(sheet.rows[row], column) for row in rows] for column in part]
    found = meant([headings[column] for column in part], values, part.start, asked, column_letters)
    return [
        each
        for each, cells in zip(found, values, strict=True)
        if each.heading or any(not is_blank(cell) for cell in cells)
    ]


def _at(row: Sequence[CellValue], column: int) -> CellValue:
    return row[column] if column < len(row) else None
