"""A questionnaire for one party: its questions, and the digest by which a changed or foreign one is known."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from icmap.errors import IcmapError
from icmap.records import dataclass

__all__ = ["ASPECTS", "Form", "Question", "form_from", "form_json"]

VERSION = 1
ASPECTS = ("communication", "productivity", "responsiveness")


@dataclass(frozen=True, slots=True)
class Question:
    """One question: what it is about, which key of the map it fills, and how it is asked.

    `party` and `service` are whose service it is; `customer` (and `customer_service`, `when`) are empty where the provider
    is asked about the service itself. `kind` says what an answer is: `time`, `three` times, `rate`, `choice`, `scores`, `name`.
    """

    key: str
    kind: str
    text: str
    hint: str
    party: str
    service: str = ""
    customer: str = ""
    customer_service: str = ""
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """The questions to one party of a map; `party` is its id, `name` what it is called, `hidden` how the map was anonymised."""

    map_name: str
    party: str
    name: str
    questions: tuple[Question, ...]
    scale: tuple[str, str] = ("1", "5")
    hidden: str = ""

    @property
    def digest(self) -> str:
        """The fingerprint of everything that is asked."""
        return hashlib.sha256(_canonical(_plain(self)).encode()).hexdigest()


def _plain(form: Form) -> dict[str, Any]:
    questions = [{name: getattr(each, name) for name in Question.__slots__} for each in form.questions]
    own = {"map": form.map_name, "party": form.party, "name": form.name, "scale": form.scale, "hidden": form.hidden}
    return {"icmap_form": VERSION, **own, "questions": questions}


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def form_json(form: Form) -> dict[str, Any]:
    """The form as plain JSON types, with its digest."""
    return json.loads(json.dumps({**_plain(form), "digest": form.digest}))  # type: ignore[no-any-return]


def form_from(value: Any, where: str) -> Form:
    """The form of an answer file. Raises `IcmapError` for what is none, and for one that was changed by hand."""
    if not isinstance(value, Mapping) or value.get("icmap_form") != VERSION:
        raise IcmapError(f"'{where}' is no answer to a form of icmap", hint="forms are made by icmap ask")
    try:
        form = Form(
            str(value["map"]),
            str(value["party"]),
            str(value["name"]),
            tuple(_question(each) for each in value["questions"]),
            (str(value["scale"][0]), str(value["scale"][1])),
            str(value["hidden"]),
        )
    except (KeyError, TypeError, IndexError, ValueError):
        raise IcmapError(f"'{where}' is no form that icmap has made", hint="ask for a new one") from None
    if value.get("digest") != form.digest:
        raise IcmapError(
            f"'{where}' was changed after icmap made it: its questions are not those of its digest",
            hint="answer the form as it was sent",
        )
    return form


def _question(value: Mapping[str, Any]) -> Question:
    texts = {name: str(value[name]) for name in Question.__slots__ if name != "when"}
    return Question(**texts, when=tuple(str(each) for each in value["when"]))
