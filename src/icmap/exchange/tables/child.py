"""The process that opens a workbook: it reads the file from stdin, and writes its cells to stdout, pickled.

It runs as a script of its own, within bounds of memory, so that a workbook made to hurt hurts nobody: whatever happens
here, the parent says a sentence. It imports nothing of icmap.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import re
import sys
import zipfile
import zlib
from typing import Any

_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\shidden=[\"'](?:1|true)[\"']")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_CHUNK = 1 << 20
_TAIL = 4096


def read(content: bytes, bounds: tuple[int, int, int]) -> dict[str, Any]:
    """The sheets of a workbook, or in which word it was not possible."""
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except calamine.PasswordError:
        return {"problem": "is protected by a password", "hint": "save it without one"}
    except calamine.CalamineError:
        return {"problem": "is no workbook that can be read", "hint": "open it in a spreadsheet and save it as .xlsx"}
    hidden = hidden_rows(content)
    sheets = []
    for number, about in enumerate(book.sheets_metadata):
        if about.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        is_hidden = about.visible != calamine.SheetVisibleEnum.Visible
        sheet = book.get_sheet_by_index(number)
        rows, problem = cells(sheet, bounds)
        if problem:
            return {"problem": problem, "hint": "take out what is no part of the table"}
        sheets.append((about.name, is_hidden, hidden.get(about.name, 0) if hidden is not None else -1, rows))
    return {"sheets": sheets}


def cells(sheet: Any, bounds: tuple[int, int, int]) -> tuple[list[list[Any]], str]:
    """The rows of a sheet from its first cell, merged cells filled in; or what there is too much of."""
    most_columns, most_rows, most_cells = bounds
    height, width = (each + 1 for each in sheet.end or (-1, -1))
    if width > most_columns:
        return [], f"has {width:,} columns in the sheet '{sheet.name}': at most {most_columns:,} can be read"
    if height > most_rows or height * width > most_cells:
        return [], f"has {height:,} rows in the sheet '{sheet.name}': at most {most_rows:,} can be read"
    rows = sheet.to_python(skip_empty_area=False)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        merge(rows, top, left, bottom, right)
    return rows, ""


def merge(rows: list[list[Any]], top: int, left: int, bottom: int, right: int) -> None:
    """Every cell of a merged range says what its first one says."""
    if top >= len(rows) or left >= len(rows[top]):
        return
    value = rows[top][left]
    for row in rows[top : bottom + 1]:
        for column in range(left, min(right + 1, len(row))):
            row[column] = value


def hidden_rows(content: bytes) -> dict[str, int] | None:
    """How many rows of each sheet are hidden, in an .xlsx; None for what cannot be asked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                return None
            return {name: _count(archive, path) for name, path in _sheet_files(archive)}
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, NotImplementedError):
        return None


def _sheet_files(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    import html

    targets = {
        _attribute(each, b"Id"): _attribute(each, b"Target")
        for each in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels"))
    }
    found = []
    for each in _SHEET.findall(archive.read("xl/workbook.xml")):
        target = targets.get(_attribute(each, rb"\w+:id"), "")
        path = target[1:] if target.startswith("/") else f"xl/{target}"
        if path in archive.namelist():
            found.append((html.unescape(_attribute(each, b"name")), path))
    return found


def _attribute(element: bytes, name: bytes) -> str:
    found = re.search(rb"\s" + name + rb"=(?:\"([^\"]*)\"|'([^']*)')", element)
    return (found[1] or found[2] or b"").decode("utf-8") if found else ""


def _count(archive: zipfile.ZipFile, path: str) -> int:
    count, tail = 0, b""
    with archive.open(path) as stream:
        while chunk := stream.read(_CHUNK):
            text = tail + chunk
            end = text.rfind(b"<", max(0, len(text) - _TAIL))
            tail, text = (text[end:], text[:end]) if end > 0 else (b"", text)
            count += len(_HIDDEN_ROW.findall(text))
    return count + len(_HIDDEN_ROW.findall(tail))


def main() -> int:
    """Read stdin, write stdout; the exit code."""
    memory, *bounds = (int(each) for each in sys.argv[1:])
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    try:
        answer = read(sys.stdin.buffer.read(), (bounds[0], bounds[1], bounds[2]))
    except MemoryError:
        return 9
    sys.stdout.buffer.write(pickle.dumps(answer, protocol=5))
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    os._exit(main())  # a process that read a workbook has nothing to take down
