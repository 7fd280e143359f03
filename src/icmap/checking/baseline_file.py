"""The file of a baseline: JSON that is YAML as well, so that every mistake in it has a place."""

from __future__ import annotations

import json
import re
from datetime import date

from icmap.checking.baseline import Accepted, Baseline
from icmap.diagnostics import Diagnostic
from icmap.loading.documents import read_document
from icmap.loading.nodes import Items, Pairs, Scalar, Tree
from icmap.loading.options import Notebook, kind_of, text, unknown_key
from icmap.loading.reading import Source
from icmap.text.characters import shown

__all__ = ["baseline_text", "read_baseline"]

_VERSION = "1"
_HEADER = "icmap_baseline"
_KEYS = ("rule", "subjects", "number", "owner", "reason", "until")
_DECIMALS = 6


def baseline_text(baseline: Baseline) -> str:
    """The baseline as JSON that is YAML as well: an entry a line, sorted, so that a diff tells what changed."""
    entries = [_line(each) for each in sorted(baseline.accepted, key=Accepted.order)]
    inner = "\n    " + ",\n    ".join(entries) + "\n  " if entries else ""
    return f'{{\n  "{_HEADER}": {_VERSION},\n  "findings": [{inner}]\n}}\n'


def _line(entry: Accepted) -> str:
    values: dict[str, object] = {"rule": entry.rule, "subjects": list(entry.subjects)}
    if entry.number is not None:
        values["number"] = round(entry.number, _DECIMALS)
    values |= {key: value for key in ("owner", "reason") if (value := getattr(entry, key))}
    if entry.until is not None:
        values["until"] = entry.until.isoformat()
    return json.dumps(values, ensure_ascii=False, allow_nan=False)


def read_baseline(path: str) -> tuple[Baseline, tuple[Diagnostic, ...], Source]:
    """The baseline that a file holds, and every mistake in it. Raises `IcmapError` for one that cannot be opened."""
    document = read_document(path)
    notebook = Notebook(mistakes=list(document.mistakes), quotable=document.quotable)
    baseline = Baseline() if notebook.mistakes else _baseline(document.tree, notebook)
    return baseline, tuple(notebook.mistakes), Source(document.tree.span.file, document.text, document.quotable)


def _baseline(tree: Pairs, notebook: Notebook) -> Baseline:
    version, findings = tree.get(_HEADER), tree.get("findings")
    for key, _ in tree:
        if key.text not in (_HEADER, "findings"):
            unknown_key(key, (_HEADER, "findings"), notebook)
    if not (isinstance(version, Scalar) and version.text == _VERSION):
        span = tree.span if version is None else version.span
        notebook.note(
            span, f"this is no baseline: it does not say '{_HEADER}: {_VERSION}'", "make one with --write-baseline"
        )
    if findings is None or (isinstance(findings, Scalar) and not findings.text):
        return Baseline()
    if not isinstance(findings, Items):
        notebook.note(
            findings.span, f"'findings' is a list, this is {kind_of(findings)}", "make one with --write-baseline"
        )
        return Baseline()
    entries = [_accepted(each, notebook) for each in findings]
    return Baseline(tuple(sorted((each for each in entries if each is not None), key=Accepted.order)))


def _accepted(tree: Tree, notebook: Notebook) -> Accepted | None:
    if not isinstance(tree, Pairs):
        notebook.note(tree.span, f"a finding is a mapping, this is {kind_of(tree)}", "write {rule: …, subjects: […]}")
        return None
    for key, _ in tree:
        if key.text not in _KEYS:
            unknown_key(key, _KEYS, notebook)
    rule = _text(tree, "rule", notebook)
    subjects = _subjects(tree, notebook)
    if rule is None or subjects is None:
        return None
    owner, reason = (_text(tree, key, notebook, needed=False) or "" for key in ("owner", "reason"))
    return Accepted(rule, subjects, _number(tree, notebook), owner, reason, _date(tree, notebook), tree.span)


def _text(tree: Pairs, key: str, notebook: Notebook, *, needed: bool = True) -> str | None:
    value = tree.get(key)
    if value is not None:
        return text(value, key, notebook)
    if needed:
        notebook.note(tree.span, f"this finding has no '{key}'", "make the file anew with --write-baseline")
    return None


def _subjects(tree: Pairs, notebook: Notebook) -> tuple[str, ...] | None:
    value = tree.get("subjects")
    if not isinstance(value, Items):
        span = tree.span if value is None else value.span
        notebook.note(span, "'subjects' is a list of names", "make the file anew with --write-baseline")
        return None
    found = [text(each, "subjects", notebook) for each in value]
    return None if None in found else tuple(each for each in found if each is not None)


_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?(e-?[0-9]{1,2})?", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def _number(tree: Pairs, notebook: Notebook) -> float | None:
    written = _text(tree, "number", notebook, needed=False)
    if written is None or _NUMBER.fullmatch(written):
        return None if written is None else float(written)
    _not_read(tree, "number", f"is no number: '{shown(written)}'", notebook)
    return None


def _date(tree: Pairs, notebook: Notebook) -> date | None:
    written = _text(tree, "until", notebook, needed=False)
    if written is None:
        return None
    try:
        return date.fromisoformat(written if _DATE.fullmatch(written) else "")
    except ValueError:
        _not_read(tree, "until", f"is no date like 2026-12-31: '{shown(written)}'", notebook)
        return None


def _not_read(tree: Pairs, key: str, problem: str, notebook: Notebook) -> None:
    value = tree.get(key)
    notebook.note(
        tree.span if value is None else value.span, f"'{key}' {problem}", "make the file anew with --write-baseline"
    )
