"""The empty workbook to send out: what it asks stands in its headings, their notes and drop-down lists."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from icmap.exchange.written.workbook import OPTIONS
from icmap.model.kinds import KINDS

__all__ = ["template"]

_ROWS = 500
_HOW_OFTEN = ("daily", "weekly", "monthly", "quarterly", "yearly", "on demand")
_IMPORTANCE = ("low", "medium", "high", "critical")
_KINDS = tuple(kind.name for kind in KINDS)

_SHEETS: tuple[tuple[str, tuple[tuple[str, str, object], ...]], ...] = (
    (
        "Parties",
        (
            ("Name", "Everybody who serves or is served: a person, team, system, supplier, customer. One a row.", None),
            ("Kind", "What it is. Choose from the list; leave it empty where you do not know.", _KINDS),
            ("Part of", "The department or unit it belongs to, named as in this sheet.", "names"),
            ("Owner", "Who answers for it.", None),
            ("Headcount", "How many people.", "number"),
            ("Backup", "Who stands in, named as in this sheet; several with ; between them.", None),
            ("Description", "Anything a reader should know.", None),
        ),
    ),
    (
        "Needs",
        (
            ("Customer", "Who needs something. Name it as in the sheet Parties.", "names"),
            ("Provider", "From whom.", "names"),
            ("Service", "What is needed: payslips, checked plates, approved invoices.", None),
            ("Within (h)", "How soon it is needed, in working hours, from the moment the provider has all that it needs.", "number"),
            ("How often", "daily, weekly, 3 per week, 120/day, on demand.", _HOW_OFTEN),
            ("Importance", "How much it matters to the customer.", _IMPORTANCE),
            ("Communication", "How content the customer is with it: 1 (not at all) to 5 (very).", "score"),
            ("Productivity", "The same for what is delivered.", "score"),
            ("Responsiveness", "The same for how quickly it reacts.", "score"),
            ("Answers", "How many people gave these scores.", "number"),
            ("Description", "Anything else.", None),
        ),
    ),
    (
        "Services",
        (
            ("Party", "Who delivers it. Name it as in the sheet Parties.", "names"),
            ("Service", "What is delivered, named as in the sheet Needs. Empty: all that it delivers.", None),
            ("Lead time optimistic (h)", "From having all that is needed to delivery, in working hours, if all goes well.", "number"),
            ("Lead time (h)", "The same as it mostly is. This one number is enough.", "number"),
            ("Lead time pessimistic (h)", "The same on a bad day.", "number"),
            ("Promise (h)", "What was promised, in working hours.", "number"),
            ("Actual (h)", "What was measured: the median, in working hours.", "number"),
            ("Backup", "Who stands in.", "names"),
            ("Capacity", "How much can be done at most: 10/day, 3 per week.", None),
        ),
    ),
)  # fmt: skip


def template() -> bytes:
    """The bytes of the workbook; `icmap import` reads what comes back without another word."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, dict(OPTIONS))
    head = book.add_format({"bold": True, "bg_color": "#1B3A57", "font_color": "#FFFFFF", "text_wrap": True})
    for title, columns in _SHEETS:
        sheet = book.add_worksheet(title)
        sheet.freeze_panes(1, 1)
        for number, (heading, note, allowed) in enumerate(columns):
            sheet.write_string(0, number, heading, head)
            sheet.write_comment(0, number, note, {"author": "icmap", "x_scale": 2, "y_scale": 1.2})
            sheet.set_column(number, number, 28 if allowed in ("names", None) else 16)
            _allow(sheet, number, allowed)
    book.close()
    return content.getvalue()


def _allow(sheet: Any, column: int, allowed: object) -> None:
    """A list to choose from, or which numbers are numbers; what is not in a list may be written all the same."""
    area = (1, column, _ROWS, column)
    if allowed == "names":
        sheet.data_validation(
            *area, {"validate": "list", "source": f"=Parties!$A$2:$A${_ROWS + 1}", "error_type": "warning"}
        )
    elif allowed == "number":
        sheet.data_validation(
            *area,
            {
                "validate": "decimal",
                "criteria": ">=",
                "value": 0,
                "error_message": "a number, in the unit of the heading",
            },
        )
    elif allowed == "score":
        sheet.data_validation(
            *area,
            {
                "validate": "decimal",
                "criteria": "between",
                "minimum": 1,
                "maximum": 5,
                "error_message": "a score from 1 to 5",
            },
        )
    elif isinstance(allowed, tuple):
        sheet.data_validation(*area, {"validate": "list", "source": list(allowed), "error_type": "warning"})
