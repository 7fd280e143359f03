"""A baseline: findings that were there when the guard was put up, each known by its rule and subjects, not by its line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from icmap.checks._check import Problem
from icmap.checks._options import Notebook, kind_of, text, unknown_key
from icmap.diagnostics import Diagnostic
from icmap.loading.nodes import Items, Pairs, Scalar, Tree
from icmap.loading.text import shown
from icmap.locations import NOWHERE, Span
from icmap.records import dataclass

__all__ = ["Accepted", "Baseline", "Sorted", "baseline_text", "read_baseline", "sort_out", "with_findings"]

VERSION = "1"
_HEADER = "icmap_baseline"
_KEYS = ("rule", "subjects", "number", "owner", "reason", "until")
_WORSE = 1.10
"""A number that is more than 10 % above the accepted one is told again."""

_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Accepted:
    """One accepted finding: its key, its number then, and what people wrote beside it."""

    rule: str
    subjects: tuple[str, ...]
    number: float | None = None
    owner: str = ""
    reason: str = ""
    until: date | None = None
    span: Span = NOWHERE

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """What it is known by."""
        return self.rule, self.subjects


@dataclass(frozen=True, slots=True)
class Baseline:
    """All accepted findings, in the order of their keys."""

    accepted: tuple[Accepted, ...] = ()


@dataclass(frozen=True, slots=True)
class Sorted:
    """What a baseline makes of findings: for each the finding that is told or None; the entries that apply; the stale ones."""

    told: tuple[Diagnostic | None, ...]
    kept: tuple[Accepted, ...]
    stale: tuple[Accepted, ...]

    def stale_problems(self) -> Iterator[Problem]:
        """The stale entries as findings."""
        for each in self.stale:
            message = f"'{shown(each.rule)}' no longer finds {_named(each.subjects)}: this entry is stale"
            yield Problem(
                message, each.span, "take it out, or run with --prune-baseline", subjects=(each.rule, *each.subjects)
            )


def _named(subjects: Sequence[str]) -> str:
    return ", ".join(f"'{shown(each)}'" for each in subjects) or "anything"


def sort_out(baseline: Baseline, found: Sequence[Diagnostic], ran: Iterable[str], as_of: date | None) -> Sorted:
    """Take the accepted findings out; one entry accepts one finding.

    A finding is told although it is accepted if its number got worse by more than 10 %, or if the entry's `until` is
    over on the given day. Improving never fails. Entries of rules that did not run everywhere are not judged.
    """
    judged = set(ran)
    entries = _by_key(baseline)
    told: list[Diagnostic | None] = []
    kept: list[Accepted] = []
    for each in found:
        candidates = entries.get((each.rule, each.subjects))
        entry = candidates.pop() if candidates else None
        told.append(each if entry is None else _no_longer(entry, each, as_of))
        kept += [] if entry is None else [_improved(entry, each)]
    left = [each for listed in entries.values() for each in listed]
    kept += [each for each in left if each.rule not in judged]
    return Sorted(tuple(told), _in_order(kept), _in_order(each for each in left if each.rule in judged))


def _by_key(baseline: Baseline) -> dict[tuple[str, tuple[str, ...]], list[Accepted]]:
    """The entries by what they are known by, the largest number last."""
    entries: dict[tuple[str, tuple[str, ...]], list[Accepted]] = {}
    for each in _in_order(baseline.accepted):
        entries.setdefault(each.key, []).append(each)
    return entries


def _improved(entry: Accepted, found: Diagnostic) -> Accepted:
    """The entry with the lower number where the finding got better: what was gained is not given back unseen."""
    if entry.number is None or found.number is None or found.number >= entry.number:
        return entry
    return replace(entry, number=found.number)


def _no_longer(entry: Accepted, found: Diagnostic, as_of: date | None) -> Diagnostic | None:
    """The finding as it is told where the entry accepts it no longer."""
    if as_of is not None and entry.until is not None and entry.until < as_of:
        return replace(found, message=f"{found.message} (accepted until {entry.until.isoformat()})")
    if found.number is None or entry.number is None or found.number <= entry.number * _WORSE + 10**-_DECIMALS:
        return None
    before, now = (f"{round(each, 2):g}" for each in (entry.number, found.number))
    return replace(found, message=f"{found.message} (it was accepted at {before}, now it is {now})")


def _in_order(entries: Iterable[Accepted]) -> tuple[Accepted, ...]:
    return tuple(sorted(entries, key=lambda each: (*each.key, each.number or 0.0, each.span[:3])))


def with_findings(baseline: Baseline, found: Iterable[Diagnostic], ran: Iterable[str]) -> Baseline:
    """The baseline that accepts these findings; what people wrote beside an entry stays with it.

    Entries of rules that did not run everywhere stay as they are.
    """
    judged = set(ran)
    entries = _by_key(baseline)
    kept: list[Accepted] = []
    for one in found:
        before = entries.get((one.rule, one.subjects))
        kept.append(replace(before.pop() if before else Accepted(one.rule, one.subjects), number=one.number))
    kept += [each for listed in entries.values() for each in listed if each.rule not in judged]
    return Baseline(_in_order(kept))


def baseline_text(baseline: Baseline) -> str:
    """The baseline as JSON that is YAML as well: an entry a line, sorted, so that a diff tells what changed."""
    entries = [_line(each) for each in _in_order(baseline.accepted)]
    inner = "\n    " + ",\n    ".join(entries) + "\n  " if entries else ""
    return f'{{\n  "{_HEADER}": {VERSION},\n  "findings": [{inner}]\n}}\n'


def _line(entry: Accepted) -> str:
    values: dict[str, object] = {"rule": entry.rule, "subjects": list(entry.subjects)}
    if entry.number is not None:
        values["number"] = round(entry.number, _DECIMALS)
    values |= {key: value for key in ("owner", "reason") if (value := getattr(entry, key))}
    if entry.until is not None:
        values["until"] = entry.until.isoformat()
    return json.dumps(values, ensure_ascii=False, allow_nan=False)


def read_baseline(tree: Pairs, notebook: Notebook) -> Baseline:
    """The baseline that a file holds; every mistake goes into the notebook."""
    version, findings = tree.get(_HEADER), tree.get("findings")
    for key, _ in tree:
        if key.text not in (_HEADER, "findings"):
            unknown_key(key, (_HEADER, "findings"), notebook)
    if not (isinstance(version, Scalar) and version.text == VERSION):
        span = tree.span if version is None else version.span
        notebook.note(
            span, f"this is no baseline: it does not say '{_HEADER}: {VERSION}'", "make one with --write-baseline"
        )
    if findings is None or (isinstance(findings, Scalar) and not findings.text):
        return Baseline()
    if not isinstance(findings, Items):
        notebook.note(
            findings.span, f"'findings' is a list, this is {kind_of(findings)}", "make one with --write-baseline"
        )
        return Baseline()
    entries = [_accepted(each, notebook) for each in findings]
    return Baseline(_in_order(each for each in entries if each is not None))


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
