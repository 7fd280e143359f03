"""Where something is written: file, line and column, and the compact form in which a large map keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, Protocol

from icmap.encoding import Hidden

__all__ = [
    "NOWHERE", "NO_PLACES", "Located", "Place", "Span", "first_span", "line_of", "pack", "span_at", "span_of",
]  # fmt: skip

Place = int
"""A line, a column and a width packed into one integer (see `pack`): a map of 20 MB has millions of them."""

_WIDTH_BITS = 13
_COLUMN_BITS = 25
_MAX_WIDTH = (1 << _WIDTH_BITS) - 1
_MAX_COLUMN = (1 << _COLUMN_BITS) - 1


class Span(NamedTuple):
    """A stretch of one line of a file; lines and columns count from 1, columns in characters.

    `width` is the number of characters marked on that line, at least 1. Line 0 means the file as a whole.
    """

    file: str
    line: int
    column: int
    width: Hidden[int]

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    @property
    def short(self) -> Hidden[str]:
        """The file and the line, as people look for it; the file where it is meant as a whole."""
        return f"{self.file}:{self.line}" if self.line else self.file


NOWHERE = Span("", 0, 0, 1)
"""The span of what was built in Python rather than read from a file."""

NO_PLACES: Mapping[str, Place] = MappingProxyType({})
"""No places, shared: of what was built in Python."""


class Located(Protocol):
    """Something that knows where it was written: its file, its own place and the places of its attributes."""

    @property
    def file(self) -> str:
        """The file it is written in."""
        ...

    @property
    def place(self) -> Place:
        """Where it is written."""
        ...

    @property
    def places(self) -> Mapping[str, Place]:
        """Where each of its attributes is written."""
        ...


def pack(line: int, column: int, width: int) -> Place:
    """Pack a position (from 1) and a width into one integer; too large a column or width is cut to what fits."""
    column = min(column, _MAX_COLUMN)
    width = min(width, _MAX_WIDTH)
    return (line << (_COLUMN_BITS + _WIDTH_BITS)) | (column << _WIDTH_BITS) | width


def span_of(thing: Located, attribute: str = "") -> Span:
    """The span of a thing, or of one of its attributes where that is written (else of the thing)."""
    return span_at(thing.file, thing.places.get(attribute, thing.place))


def first_span(attribute: str, *things: Located | None) -> Span:
    """The span of an attribute at the first of these things that has it (a service, then its party), else of the last."""
    known = [each for each in things if each is not None]
    return span_of(next((each for each in known if attribute in each.places), known[-1]), attribute)


def line_of(thing: Located) -> int:
    """The line on which a thing is written, without the rest of its span."""
    return thing.place >> (_COLUMN_BITS + _WIDTH_BITS)


def span_at(file: str, place: Place) -> Span:
    """The span of a packed place in a file."""
    line = place >> (_COLUMN_BITS + _WIDTH_BITS)
    return Span(file, line, (place >> _WIDTH_BITS) & _MAX_COLUMN, max(1, place & _MAX_WIDTH))
