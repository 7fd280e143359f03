"""Where something stands in a sheet, and what is said about it."""

from __future__ import annotations

from typing import NamedTuple

from icmap.diagnostics import Severity
from icmap.records import dataclass

__all__ = ["Cell", "Remark", "Remarks", "column_letters", "column_number"]

_LETTERS = 26


class Cell(NamedTuple):
    """A cell of a file: row and column count from 0; a text file has no sheet name."""

    file: str
    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        name = f"{column_letters(self.column)}{self.row + 1}"
        return f"{self.file}: {self.sheet}!{name}" if self.sheet else f"{self.file}: {name}"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something found while importing: one sentence (lower case, no full stop), where, and what to do about it."""

    severity: Severity
    where: str
    message: str
    hint: str = ""


class Remarks(list[Remark]):
    """What was found, in the order found."""

    def error(self, where: object, message: str, hint: str = "") -> None:
        """Something that could not be read."""
        self.append(Remark(Severity.ERROR, str(where), message, hint))

    def warn(self, where: object, message: str, hint: str = "") -> None:
        """Something that was read in one of several ways."""
        self.append(Remark(Severity.WARNING, str(where), message, hint))

    def note(self, where: object, message: str, hint: str = "") -> None:
        """Something that was done."""
        self.append(Remark(Severity.NOTE, str(where), message, hint))

    @property
    def errors(self) -> tuple[Remark, ...]:
        """What could not be read."""
        return tuple(each for each in self if each.severity is Severity.ERROR)


def column_letters(number: int) -> str:
    """The letters of a column counted from 0: A, B, …, Z, AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column from 0, by its letters."""
    number = 0
    for each in letters.upper():
        number = number * _LETTERS + ord(each) - ord("A") + 1
    return number - 1
