"""Tables as csv: every cell quoted, and what a spreadsheet would take for a formula made a text."""

from __future__ import annotations

import csv
import io

from icmap.exchange.written.tabs import Tab, Value

__all__ = ["csv_text"]

_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def csv_text(tab: Tab) -> str:
    """The text of a table, the names of its columns first; dots for decimals, UTF-8."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, quoting=csv.QUOTE_ALL, lineterminator="\n")
    own = tab.title == "Map"
    writer.writerow([head.heading if own else head.name for head in tab.heads])
    writer.writerows([[_cell(value) for value in row] for row in tab.rows])
    return made.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = f"{value:.12f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_STARTS) else text
