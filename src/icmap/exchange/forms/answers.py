"""Answers as they come back: read, known by the digest of their form, each person's counted once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from icmap.errors import IcmapError
from icmap.exchange.forms.form import Form, form_from
from icmap.exchange.forms.sheet import answers_in_markdown, answers_in_sheets
from icmap.exchange.tables.workbook import WORKBOOKS, Guard, read_workbook, unguarded
from icmap.loading.reading import read_bytes
from icmap.records import dataclass

__all__ = ["Answers", "read_answers"]

_LARGEST = 8 << 20
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """One person's answers to one form: a value for each question, None where there is none."""

    where: str
    form: Form
    values: tuple[Any, ...]
    by: str
    date: str
    id: str

    @property
    def who(self) -> tuple[str, str]:
        """What tells one person's answers to a form from another's: a name, else the number of the page, else what is said."""
        return self.form.digest, self.by.casefold() or self.id or json.dumps(self.values, sort_keys=True, default=str)


def read_answers(paths: Iterable[str], guard: Guard = unguarded) -> tuple[tuple[Answers, ...], int]:
    """The answers of all files, and how many of them were repeated: of one person's answers to a form the latest counts.

    Raises `IcmapError` for a file that is no answer, and for one whose form was changed.
    """
    found: dict[tuple[str, str], Answers] = {}
    repeated = 0
    for path in paths:
        each = _answers(path, guard)
        earlier = found.get(each.who)
        repeated += earlier is not None
        if earlier is None or each.date >= earlier.date:
            found[each.who] = each
    return tuple(found.values()), repeated


def _answers(path: str, guard: Guard) -> Answers:
    content = read_bytes(path, _LARGEST)
    if len(content) > _LARGEST:
        raise IcmapError(f"'{path}' is too large for an answer", hint="an answer has a few kilobytes")
    suffix = PurePath(path).suffix.lower()
    if suffix in WORKBOOKS:
        return _checked(path, answers_in_sheets(read_workbook(path, content, guard), path))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise IcmapError(f"'{path}' is no answer to a form of icmap", hint="forms are made by icmap ask") from None
    if suffix in {".md", ".txt", ".markdown"}:
        return _checked(path, answers_in_markdown(text, path))
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise IcmapError(
            f"'{path}' is no answer to a form of icmap: it is no JSON", hint="send back the file that the page saved"
        ) from None
    return _checked(path, value)


def _checked(path: str, value: Any) -> Answers:
    if not isinstance(value, dict) or value.get("icmap_answers") != 1:
        raise IcmapError(f"'{path}' is no answer to a form of icmap", hint="send back the file that the page saved")
    form = form_from(value.get("form"), path)
    values = value.get("answers")
    if not isinstance(values, list) or len(values) != len(form.questions):
        raise IcmapError(
            f"'{path}' was changed: it has not one answer for each question", hint="answer the form as it was sent"
        )
    by, date, id_ = (str(value.get(key) or "")[:100] for key in ("by", "date", "id"))
    return Answers(path, form, tuple(values), " ".join(by.split()), date if _DATE.fullmatch(date) else "", id_)
