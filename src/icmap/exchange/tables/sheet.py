"""A sheet as it was read: its rows of values, and what a reader should know about how it stands in its file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from icmap.exchange.remarks import Cell
from icmap.records import dataclass

__all__ = ["CellValue", "Sheet", "as_text", "is_blank"]

CellValue = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
"""What a cell holds; nothing is None or ''."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One sheet of a workbook, or a whole text file (its name is then '')."""

    file: str
    name: str
    rows: Sequence[Sequence[CellValue]]
    hidden_rows: int = 0
    hidden: bool = False

    def cell(self, row: int, column: int) -> Cell:
        """Where a cell is, for messages."""
        return Cell(self.file, self.name, row, column)

    @property
    def title(self) -> str:
        """What the sheet is called in messages."""
        return f"{self.file}: {self.name}" if self.name else self.file


def is_blank(value: CellValue) -> bool:
    """Whether nothing can be seen in a cell."""
    return value is None or (isinstance(value, str) and not value.strip())


def as_text(value: CellValue) -> str:
    """A value as people see it: a whole number without decimals, a date as 2026-01-31."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return value.isoformat(" ") if isinstance(value, dt.datetime) else str(value)
