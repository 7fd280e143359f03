"""What stands in a sheet and belongs to no table that was read: it is named, so that nothing is dropped silently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from icmap.exchange.remarks import Remarks, column_letters
from icmap.exchange.tables.find import Table
from icmap.exchange.tables.sheet import Sheet, as_text, is_blank
from icmap.records import dataclass

__all__ = ["Area", "say_leftover", "say_unknown"]

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of a sheet: its rows, and its columns."""

    rows: range
    columns: range

    @property
    def name(self) -> str:
        """As spreadsheets write it: `A3:D8`, or `A3` for a single cell."""
        first = f"{column_letters(self.columns.start)}{self.rows.start + 1}"
        last = f"{column_letters(self.columns.stop - 1)}{self.rows.stop}"
        return first if first == last else f"{first}:{last}"

    @classmethod
    def of(cls, table: Table) -> Area:
        """Where a table stands, its headings included."""
        columns = range(table.columns[0].number, table.columns[-1].number + 1)
        return cls(range(table.heading_row, table.rows.stop), columns)


def say_unknown(sheet: Sheet, table: Table, remarks: Remarks) -> None:
    """A table of which some headings are known, and too little to know what it lists: an error, for it is left out."""
    seen = ", ".join(f"'{each.heading}' as {each.target}" for each in table.columns if each.target)
    first = next((each.heading for each in table.columns if each.heading), "Name")
    remarks.error(
        f"{sheet.title}{'!' if sheet.name else ': '}{_full(Area.of(table), sheet).name}",
        f"this table was not read: no column says whom it is about; read were {seen}",
        f"say which one does: --columns '{first}=party'",
    )


def _full(area: Area, sheet: Sheet) -> Area:
    """The area without the blank rows at its end."""
    rows = [number for number in area.rows if _seen(sheet, number, area.columns)]
    return Area(range(area.rows.start, rows[-1] + 1 if rows else area.rows.start + 1), area.columns)


def _seen(sheet: Sheet, number: int, columns: Sequence[int]) -> list[int]:
    row = sheet.rows[number]
    return [column for column in columns if column < len(row) and not is_blank(row[column])]


def say_leftover(sheet: Sheet, read: Sequence[Area], remarks: Remarks) -> None:
    """Name every stretch of rows outside the areas that were read: lines of text as a note, several cells in a row as a warning."""
    for area in _leftover(sheet, read):
        texts = list(dict.fromkeys(as_text(sheet.rows[row][column]) for row, column in _cells(sheet, area, read)))
        shown = ", ".join(f"'{each[:40]}'" for each in texts[:_SHOWN]) + (", …" if len(texts) > _SHOWN else "")
        where = f"{sheet.title}{'!' if sheet.name else ': '}{area.name}"
        if _are_lines(sheet, area, read):
            remarks.note(where, f"it belongs to no table and was not read: {shown}")
        else:
            hint = "head its columns, or put it into a sheet of its own, to have it read"
            remarks.warn(where, f"this belongs to no table and was not read: {shown}", hint)


def _leftover(sheet: Sheet, read: Sequence[Area]) -> Iterator[Area]:
    """The stretches of rows with cells outside the areas, each as the smallest rectangle around these cells."""
    start, columns = None, set[int]()
    for number in range(len(sheet.rows) + 1):
        seen = _outside(sheet, number, read) if number < len(sheet.rows) else []
        if seen:
            start = number if start is None else start
            columns.update(seen)
        elif start is not None:
            yield Area(range(start, number), range(min(columns), max(columns) + 1))
            start, columns = None, set()


def _outside(sheet: Sheet, number: int, read: Sequence[Area]) -> list[int]:
    here = [each.columns for each in read if number in each.rows]
    free = [column for column in range(len(sheet.rows[number])) if not any(column in each for each in here)]
    return _seen(sheet, number, free)


def _are_lines(sheet: Sheet, area: Area, read: Sequence[Area]) -> bool:
    """Whether each row holds one text, as titles and remarks do."""
    rows = (_outside(sheet, number, read) for number in area.rows)
    return all(
        len({as_text(sheet.rows[number][each]) for each in seen}) == 1
        for number, seen in zip(area.rows, rows, strict=True)
    )


def _cells(sheet: Sheet, area: Area, read: Sequence[Area]) -> Iterator[tuple[int, int]]:
    return ((row, column) for row in area.rows for column in _outside(sheet, row, read))
