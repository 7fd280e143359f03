"""The workbook: filters, frozen headings, real numbers, colour by severity; nothing in it is ever a formula or a link."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Iterable, Mapping
from typing import Any

import xlsxwriter

from icmap.exchange.written.tabs import Tab

__all__ = ["OPTIONS", "workbook"]

OPTIONS: Mapping[str, Any] = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "nan_inf_to_errors": False,
}  # fmt: skip
"""How every workbook is made: what a map says stays text."""

_MADE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - XlsxWriter takes it without a zone
"""The moment at which every workbook was made: bytes that are the same on every run know no clock."""
_FORMATS = {"hours": "0.00", "share": "0 %", "number": "0.##", "text": "@", "truth": "General"}
_APART = {"indent": 1}
_BAD, _DOUBTFUL = {"bg_color": "#F8D7C8"}, {"bg_color": "#FFF3CD"}
_WIDEST, _NARROWEST = 60, 8
_LONGEST = 32_000
_LINE, _MOST_LINES = 15, 25
_LONG_TEXTS = {"What to fix first": 100}


def workbook(tabs: Iterable[Tab], title: str) -> bytes:
    """The bytes of a workbook with a sheet for each table; the same on every run."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, dict(OPTIONS))
    book.set_properties({"title": title, "comments": "made by icmap", "created": _MADE})
    head = book.add_format(
        {"bold": True, "bg_color": "#1B3A57", "font_color": "#FFFFFF", "text_wrap": True, "valign": "top"}
    )
    formats = {
        (holds, severity): book.add_format(
            {
                "num_format": code,
                "valign": "top",
                "text_wrap": holds == "text",
                **(_APART if holds == "text" else {}),
                **colour,
            }
        )
        for holds, code in _FORMATS.items()
        for severity, colour in ((0, {}), (1, _DOUBTFUL), (2, _BAD))
    }
    for tab in tabs:
        _write(book.add_worksheet(tab.title), tab, head, formats)
    book.close()
    return content.getvalue()


def _write(sheet: Any, tab: Tab, head: Any, formats: Mapping[tuple[str, int], Any]) -> None:
    for column, each in enumerate(tab.heads):
        sheet.write_string(0, column, each.heading, head)
    for number, row in enumerate(tab.rows, 1):
        severity = tab.severe[number - 1] if tab.severe else 0
        for column, (each, value) in enumerate(zip(tab.heads, row, strict=True)):
            _cell(sheet, number, column, value, formats[each.holds, severity])
    _lay_out(sheet, tab)


def _cell(sheet: Any, row: int, column: int, value: object, form: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, form)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, form)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, form)
    else:
        sheet.write_string(row, column, str(value)[:_LONGEST], form)


def _lay_out(sheet: Any, tab: Tab) -> None:
    """Headings stay in sight, every column has a filter and is as wide as what stands in it; printed on one page's width."""
    sheet.freeze_panes(1, 1 if len(tab.heads) > 2 else 0)
    if tab.heads:
        sheet.autofilter(0, 0, max(1, len(tab.rows)), len(tab.heads) - 1)
    sheet.set_row(0, 2 * _LINE)
    widths = [_width(tab, column) for column in range(len(tab.heads))]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for number, row in enumerate(tab.rows, 1):
        lines = max(
            (math.ceil(len(_shown(value)) / width) for value, width in zip(row, widths, strict=True)), default=1
        )
        if lines > 1:
            sheet.set_row(number, _LINE * min(lines, _MOST_LINES))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _width(tab: Tab, column: int) -> int:
    heading = tab.heads[column].heading
    longest = max((len(_shown(row[column])) for row in tab.rows[:1000]), default=0)
    return min(_LONG_TEXTS.get(heading, _WIDEST), max(_NARROWEST, longest + 3, min(len(heading) + 3, 20)))


def _shown(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value if value is not None else "")
