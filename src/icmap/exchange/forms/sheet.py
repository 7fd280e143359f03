"""The form as a workbook and as Markdown, and the answers that stand in them."""

from __future__ import annotations

import base64
import io
import json
import re
from typing import Any

import xlsxwriter

from icmap.errors import IcmapError
from icmap.exchange.forms.form import ASPECTS, Form, Question, form_json
from icmap.exchange.tables.sheet import Sheet, as_text
from icmap.exchange.written.workbook import OPTIONS
from icmap.formats.escaping import markdown_text

__all__ = ["answers_in_markdown", "answers_in_sheets", "form_markdown", "form_workbook"]

_HIDDEN = "icmap form"
_CELL = 30_000
_HOW = {
    "time": "like 3 days, 4 h or 30 min", "three": "like 2 days; or best, mostly, worst: 1 day, 2 days, 5 days", "rate": "like 3 per week, daily, 120/day",
    "choice": "low, medium, high or critical", "name": "a name",
}  # fmt: skip
_MARK = re.compile(r"<!-- icmap form ([A-Za-z0-9+/=]+) -->")
_LINE = re.compile(r"^(?:\*\*)?Answer ([0-9]+)(?: (\w+))?(?:\*\*)?:[ \t]*(.*)$", re.MULTILINE)


def _rows(form: Form) -> list[tuple[int, Question, str, str]]:
    """Each line to answer: the number of its question, the question, which aspect, how to write it."""
    low, high = form.scale
    scores = f"{low} (poor) to {high} (excellent)"
    return [
        (number, each, aspect, scores if aspect else _HOW[each.kind])
        for number, each in enumerate(form.questions)
        for aspect in (ASPECTS if each.kind == "scores" else ("",))
    ]


def form_workbook(form: Form) -> bytes:
    """The workbook: question, how to answer, answer; what icmap needs to read it back stands in a hidden sheet."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, dict(OPTIONS))
    sheet = book.add_worksheet("Questions")
    head = book.add_format({"bold": True, "bg_color": "#1B3A57", "font_color": "#FFFFFF"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    open_ = book.add_format({"bg_color": "#FFF9DB", "border": 1, "valign": "top", "num_format": "@"})
    for column, (title, width) in enumerate(
        (("No.", 6), ("Question", 70), ("Your answer", 26), ("How", 36), ("Note", 40))
    ):
        sheet.write_string(0, column, title, head)
        sheet.set_column(column, column, width)
    for row, (number, question, aspect, how) in enumerate(_rows(form), 1):
        text = f"{question.text} {aspect.capitalize()}" if aspect else question.text
        sheet.write_string(row, 0, f"{number + 1}{' ' + aspect if aspect else ''}", wrap)
        sheet.write_string(row, 1, text, wrap)
        sheet.write_blank(row, 2, None, open_)
        sheet.write_string(row, 3, how, wrap)
        sheet.write_string(row, 4, question.hint, wrap)
    sheet.freeze_panes(1, 0)
    hidden = book.add_worksheet(_HIDDEN)
    text = json.dumps(form_json(form), ensure_ascii=True)
    for row, start in enumerate(range(0, len(text), _CELL)):
        hidden.write_string(row, 0, text[start : start + _CELL])
    hidden.hide()
    book.close()
    return content.getvalue()


def answers_in_sheets(sheets: list[Sheet], where: str) -> dict[str, Any]:
    """The answers that stand in a workbook, as the page would have saved them."""
    hidden = next((sheet for sheet in sheets if sheet.name == _HIDDEN), None)
    asked = next((sheet for sheet in sheets if sheet.name == "Questions"), None)
    if hidden is None or asked is None:
        raise IcmapError(f"'{where}' is no form of icmap", hint="send back the workbook that icmap ask made, as it is")
    form = _parsed("".join(as_text(row[0]) for row in hidden.rows if row), where)
    given = {as_text(row[0]).strip(): as_text(row[2]).strip() for row in asked.rows[1:] if len(row) > 2}
    return {"icmap_answers": 1, "id": "", "by": "", "date": "", "form": form, "answers": _collected(form, given)}


def form_markdown(form: Form) -> str:
    """The form as a text to answer in any editor."""
    lines = [
        f"# Questions to {markdown_text(form.name)}",
        "",
        "Write behind each *Answer*; leave empty what you do not know.",
        "",
    ]
    last = -1
    for number, question, aspect, how in _rows(form):
        if number != last:
            lines += [
                f"## {number + 1}. {markdown_text(question.text)}",
                "",
                *([markdown_text(question.hint), ""] if question.hint else []),
            ]
        lines += [f"*{how}*", "", f"**Answer {number + 1}{' ' + aspect if aspect else ''}**: ", ""]
        last = number
    packed = base64.b64encode(json.dumps(form_json(form), ensure_ascii=True).encode()).decode()
    return "\n".join([*lines, "Your name, if you like: ", "", f"<!-- icmap form {packed} -->", ""])


def answers_in_markdown(text: str, where: str) -> dict[str, Any]:
    """The answers that stand in a Markdown form."""
    found = _MARK.search(text)
    if found is None:
        raise IcmapError(f"'{where}' is no form of icmap: its last line is missing", hint="send back the whole text")
    try:
        form = _parsed(base64.b64decode(found[1]).decode("utf-8"), where)
    except ValueError:
        raise IcmapError(f"'{where}' is no form that icmap has made", hint="ask for a new one") from None
    given = {
        f"{each[1]}{' ' + each[2] if each[2] else ''}": each[3].strip().strip("*").strip()
        for each in _LINE.finditer(text)
    }
    by = re.search(r"^Your name, if you like:[ \t]*(.*)$", text, re.MULTILINE)
    return {
        "icmap_answers": 1,
        "id": "",
        "by": by[1].strip() if by else "",
        "date": "",
        "form": form,
        "answers": _collected(form, given),
    }


def _parsed(text: str, where: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise IcmapError(f"'{where}' is no form that icmap has made", hint="ask for a new one") from None
    return value if isinstance(value, dict) else {}


def _collected(form: dict[str, Any], given: dict[str, str]) -> list[Any]:
    questions = form.get("questions")
    answers: list[Any] = []
    for number, each in enumerate(questions if isinstance(questions, list) else (), 1):
        if isinstance(each, dict) and each.get("kind") == "scores":
            scores = {aspect: given[f"{number} {aspect}"] for aspect in ASPECTS if given.get(f"{number} {aspect}")}
            answers.append(scores or None)
        else:
            answers.append(given.get(str(number)) or None)
    return answers
