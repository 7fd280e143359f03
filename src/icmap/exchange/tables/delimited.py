"""Text tables (csv, tsv, txt): their encoding and what separates their cells are found, not asked."""

from __future__ import annotations

import csv
import io
from collections import Counter

from icmap.errors import IcmapError
from icmap.exchange.remarks import Remarks
from icmap.exchange.tables.sheet import Sheet
from icmap.limits import LIMITS

__all__ = ["decoded", "read_delimited"]

_SEPARATORS = ",;\t|"
_SAMPLE = 100
_FORMULA = frozenset("=+-@\t\r＝＋－＠")
_LONGEST = 1 << 20
_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read_delimited(name: str, content: bytes, remarks: Remarks) -> list[Sheet]:
    """The one sheet of a text file. Raises `IcmapError` for what is no table."""
    text = decoded(name, content, remarks)
    if "\0" in text[:4096]:
        raise IcmapError(f"'{name}' is no table: it has null characters in it", hint="save it as .xlsx or .csv")
    text, separator = _separated(text)
    csv.field_size_limit(_LONGEST)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=separator != "\t"))
    except csv.Error as error:
        raise IcmapError(f"'{name}' cannot be read as a table: {error}", hint="save it once more as .csv") from None
    rows = [[_unquoted(cell) for cell in row] for row in rows]
    widest = max(map(len, rows), default=0)
    if widest > LIMITS.columns:
        raise IcmapError(
            f"'{name}' has {widest:,} columns: at most {LIMITS.columns:,} can be read",
            hint="take out what is no part of the table",
        )
    return [Sheet(name, "", rows)]


def _unquoted(cell: str) -> str:
    """A cell without the quote that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA else cell


def decoded(name: str, content: bytes, remarks: Remarks) -> str:
    """The text of a file by its byte order mark, else as UTF-8, else as UTF-16 without a mark or cp1252, with a remark."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(name, content, encoding)
    try:
        if not _looks_like_utf16(content):
            return content.decode("utf-8")
    except UnicodeDecodeError:
        remarks.note(name, "it is not UTF-8: read as Windows-1252", "look at its umlauts and accents")
        return content.decode("cp1252", "replace")
    remarks.note(name, "it has no byte order mark: read as UTF-16")
    return _strictly(name, content, "utf-16-be" if content[:1] == b"\0" else "utf-16-le")


def _looks_like_utf16(content: bytes) -> bool:
    sample = content[:2000]
    return len(sample) >= 4 and sample.count(0) > len(sample) / 4


def _strictly(name: str, content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise IcmapError(
            f"'{name}' is not {encoding.removesuffix('-sig').upper()} from byte {error.start} on",
            hint="save it as UTF-8",
        ) from None


def _separated(text: str) -> tuple[str, str]:
    """The text without a line that names its separator (`sep=;`), and the separator."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return rest, first.strip()[-1]
    sample = text[: 64 * 1024]
    scores = {each: _evenness(sample, each) for each in _SEPARATORS}
    best = max(_SEPARATORS, key=lambda each: scores[each])
    return text, best if scores[best] > 0 else ","


def _evenness(sample: str, separator: str) -> float:
    """How well a separator cuts a sample into rows of one width: the share of rows that have it, times its columns."""
    try:
        rows = list(csv.reader(io.StringIO(sample, newline=""), delimiter=separator))[:_SAMPLE]
    except csv.Error:
        return 0.0
    widths = Counter(len(row) for row in rows if any(row))
    if not widths:
        return 0.0
    width, count = max(widths.items(), key=lambda pair: (pair[1] * (pair[0] > 1), pair[0]))
    return 0.0 if width < 2 else count / widths.total() + min(width, 20) / 100
