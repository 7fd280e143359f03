"""How wide the columns of a table are on a page, and its cells as lines: ids are never cut or wrapped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from icmap.document import Column
from icmap.formats.wrapping import longest_word, wrapped

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["GAP", "laid_out", "widths"]

GAP = 2
"""Blanks between two columns."""
HANG = 2
"""Blanks before the further lines of a row's first cell, so that one sees where the next row begins."""

_LONGEST_WORD = 24
"""A word longer than this may be folded; a shorter one keeps its column at least as wide."""
_COMFORTABLE = 18
"""A column of text gives way down to this before those of numbers do."""

Row = Sequence[Text]


def widths(columns: Sequence[Column], rows: Sequence[Row], page: int) -> list[int]:
    """The widths of the columns: natural where the page has room, else the widest give way, ids never.

    Columns of text first, down to a comfortable width, then those of numbers, then text again down to its longest
    words. Where even those do not fit, the table is wider than the page: nothing is cut.
    """
    sizes = [max((cell_len(row[at].plain) for row in rows), default=0) for at in range(len(columns))]
    words = [min(max((longest_word(row[at]) for row in rows), default=0), _LONGEST_WORD) for at in range(len(columns))]
    words[0] += HANG
    spare = page - GAP * (len(columns) - 1)
    for floors in _floors(columns, sizes, words):
        _give_way(sizes, floors, spare)
    return sizes


def _floors(columns: Sequence[Column], sizes: list[int], words: list[int]) -> Iterator[list[int]]:
    """How narrow each column may become, in three rounds."""
    kinds = [column.holds for column in columns]
    wanted = list(sizes)
    each = list(zip(kinds, wanted, words, strict=True))
    comfortable = [min(size, max(word, _COMFORTABLE)) if kind == "text" else size for kind, size, word in each]
    yield comfortable
    yield [min(size, word) if kinds[at] == "number" else comfortable[at] for at, (_, size, word) in enumerate(each)]
    yield [size if kind == "id" else min(size, word) for kind, size, word in each]


def _give_way(sizes: list[int], floors: list[int], spare: int) -> None:
    while sum(sizes) > spare and any(size > floor for size, floor in zip(sizes, floors, strict=True)):
        widest = max(range(len(sizes)), key=lambda at: (sizes[at] > floors[at], sizes[at]))
        sizes[widest] -= 1


def laid_out(row: Row, columns: Sequence[Column], sizes: Sequence[int], console: Console) -> Iterator[Text]:
    """The lines of one row; numbers stand to the right of their column."""
    cells = [
        _cell(text, column, size, console, hang=0 if at else HANG)
        for at, (text, column, size) in enumerate(zip(row, columns, sizes, strict=True))
    ]
    cells[0][1:] = [Text(" " * HANG).append_text(line) for line in cells[0][1:]]
    for parts in zip_longest(*cells, fillvalue=Text()):
        yield _line(parts, columns, sizes)


def _cell(text: Text, column: Column, size: int, console: Console, *, hang: int) -> list[Text]:
    if column.holds == "id" or cell_len(text.plain) <= size:
        return [text]
    return list(wrapped(text, size - hang, console))


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
