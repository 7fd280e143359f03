"""How wide the columns of a table are on a page, and its cells as lines: ids and numbers are never cut or wrapped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from icmap.document import Column

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["GAP", "laid_out", "widths"]

GAP = 2
"""Blanks between two columns."""

_LONGEST_WORD = 24
"""A word longer than this may be folded; a shorter one keeps its column at least as wide."""

Row = Sequence[Text]


def widths(columns: Sequence[Column], rows: Sequence[Row], page: int) -> list[int]:
    """The widths of the columns: natural where the page has room, else text columns give way, the widest first.

    Where even their longest words do not fit, the table is wider than the page: nothing is cut.
    """
    wanted = [max((cell_len(row[at].plain) for row in rows), default=0) for at in range(len(columns))]
    least = [_least(column, rows, at, wanted[at]) for at, column in enumerate(columns)]
    spare = page - GAP * (len(columns) - 1)
    while sum(wanted) > spare and wanted != least:
        widest = max(range(len(wanted)), key=lambda at: (wanted[at] - least[at] > 0, wanted[at]))
        wanted[widest] -= 1
    return wanted


def _least(column: Column, rows: Sequence[Row], at: int, wanted: int) -> int:
    if column.holds != "text":
        return wanted
    longest = max((cell_len(word) for row in rows for word in row[at].plain.split()), default=0)
    return min(wanted, longest, _LONGEST_WORD)


def laid_out(row: Row, columns: Sequence[Column], sizes: Sequence[int], console: Console) -> Iterator[Text]:
    """The lines of one row; numbers stand to the right of their column."""
    cells = [_cell(text, column, size, console) for text, column, size in zip(row, columns, sizes, strict=True)]
    for parts in zip_longest(*cells, fillvalue=Text()):
        yield _line(parts, columns, sizes)


def _cell(text: Text, column: Column, size: int, console: Console) -> list[Text]:
    if column.holds != "text" or cell_len(text.plain) <= size:
        return [text]
    return list(text.wrap(console, max(size, 1), overflow="fold"))


def _line(parts: Sequence[Text], columns: Sequence[Column], sizes: Sequence[int]) -> Text:
    line = Text(no_wrap=True)
    for part, column, size in zip(parts, columns, sizes, strict=True):
        part.rstrip()
        blanks = " " * (size - cell_len(part.plain))
        line.append(" " * GAP if line or part is not parts[0] else "")
        if column.holds == "number":
            line.append(blanks)
        line.append_text(part)
        if column.holds != "number":
            line.append(blanks)
    line.rstrip()
    return line
