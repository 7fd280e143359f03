"""The file of a baseline: JSON that is YAML as well, so that every mistake in it has a place."""

from __future__ import annotations

import json
from typing import Any

from icmap.checking.baseline import Accepted, Baseline
from icmap.checking.mistakes import INVALID_CHECKS
from icmap.diagnostics import Diagnostic
from icmap.loading.documents import read_document
from icmap.loading.nodes import Node
from icmap.loading.reading import Source
from icmap.loading.typed import TypedReader
from icmap.model.keys import Key, Keys, Type
from icmap.model.quantities import format_number

__all__ = ["baseline_text", "read_baseline"]

_HEADER = Key("icmap_baseline", Type.NAME, "The version of this format.")
_FILE: Keys = (_HEADER, Key("findings", Type.ANYTHING, "The accepted findings."))
_FINDING: Keys = (
    Key("rule", Type.TEXT, "The rule that finds it."),
    Key("subjects", Type.WORDS, "What it is about: with the rule what the finding is known by."),
    Key("number", Type.NUMBER, "How bad it was when it was accepted."),
    Key("owner", Type.TEXT, "Who has accepted it."),
    Key("reason", Type.TEXT, "Why."),
    Key("until", Type.DATE, "Until which day it is accepted."),
)
_ANEW = "make the file anew with --write-baseline"
_DECIMALS = 6


def baseline_text(baseline: Baseline) -> str:
    """The baseline as JSON that is YAML as well: an entry a line, sorted, so that a diff tells what changed."""
    entries = [_line(each) for each in sorted(baseline.accepted, key=Accepted.order)]
    inner = "\n    " + ",\n    ".join(entries) + "\n  " if entries else ""
    return f'{{\n  "{_HEADER.name}": 1,\n  "findings": [{inner}]\n}}\n'


def _line(entry: Accepted) -> str:
    """One entry; its number in plain digits, without an exponent."""
    values = {
        "rule": entry.rule,
        "subjects": list(entry.subjects),
        "number": None,
        "owner": entry.owner,
        "reason": entry.reason,
    }
    parts = {key: json.dumps(value, ensure_ascii=False) for key, value in values.items() if value or key == "subjects"}
    if entry.number is not None:
        parts["number"] = format_number(entry.number, _DECIMALS)
    if entry.until is not None:
        parts["until"] = f'"{entry.until.isoformat()}"'
    return "{" + ", ".join(f'"{key}": {parts[key]}' for key in (*values, "until") if key in parts) + "}"


def read_baseline(path: str) -> tuple[Baseline, tuple[Diagnostic, ...], Source]:
    """The baseline that a file holds, and every mistake in it. Raises `IcmapError` for one that cannot be opened."""
    document = read_document(path)
    content = document.content
    reader = TypedReader(content.file, as_rule=INVALID_CHECKS, quotable=content.quotable)
    accepted = () if document.mistakes else _accepted(content.node, reader)
    source = Source(content.file, document.text, content.quotable)
    return Baseline(tuple(sorted(accepted, key=Accepted.order))), (*document.mistakes, *reader.mistakes), source


def _accepted(node: Node, reader: TypedReader) -> tuple[Accepted, ...]:
    found = reader.fields(node, _FILE, "a baseline", {Type.ANYTHING: lambda each, _: each})
    if found.values.get(_HEADER.name) != "1":
        reader.say(node, f"this is no baseline: it does not say '{_HEADER.name}: 1'", "make one with --write-baseline")
    listed = [] if "findings" not in found.values else reader.listed(found.values["findings"], "findings", _ANEW)
    entries = (_entry(each, reader) for each in listed)
    return tuple(each for each in entries if each is not None)


def _entry(node: Node, reader: TypedReader) -> Accepted | None:
    def subjects(each: Node, key: str) -> tuple[str, ...] | None:
        texts = [reader.text(subject, key) for subject in reader.listed(each, key, _ANEW)]
        return (
            tuple(text for text in texts if text is not None) if type(each[0]) is list and None not in texts else None
        )

    if type(node[0]) is not tuple:
        reader.wrong_type(node, "findings", "a list of mappings", _ANEW)
        return None
    found = reader.fields(node, _FINDING, "findings", {Type.WORDS: subjects})
    for missing in sorted({"rule", "subjects"} - {key[0] for key, _ in node[0]}):
        reader.say(node, f"this finding has no '{missing}'", _ANEW)
    given: dict[str, Any] = dict(found.values)
    if not {"rule", "subjects"} <= given.keys():
        return None
    number = given.pop("number", None)
    return Accepted(**given, number=None if number is None else float(number), span=found.span())
