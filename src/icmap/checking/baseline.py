"""A baseline: findings that were there when the guard was put up, each known by its rule and subjects, not by its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import KW_ONLY, replace
from datetime import date

from icmap.diagnostics import Diagnostic
from icmap.locations import NOWHERE, Span
from icmap.records import dataclass
from icmap.rules import Problem
from icmap.text.characters import quoted

__all__ = ["Accepted", "Baseline", "Sorted", "sort_out", "with_findings"]

_WORSE = 1.10
"""A number that is more than 10 % above the accepted one is reported again."""

_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Accepted:
    """One accepted finding: its key, its number then, and what people wrote beside it."""

    rule: str
    subjects: tuple[str, ...]
    _: KW_ONLY
    number: float | None = None
    owner: str = ""
    reason: str = ""
    until: date | None = None
    span: Span = NOWHERE

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """What it is known by."""
        return self.rule, self.subjects

    def order(self) -> tuple[object, ...]:
        """By what it is known by; of two alike the lower number first."""
        return *self.key, self.number or 0.0, self.span[:3]


@dataclass(frozen=True, slots=True)
class Baseline:
    """All accepted findings, in the order of their keys."""

    accepted: tuple[Accepted, ...] = ()


@dataclass(frozen=True, slots=True)
class Sorted:
    """What a baseline makes of findings: for each the finding that is left or None; the entries that apply; the stale ones."""

    left: tuple[Diagnostic | None, ...]
    kept: tuple[Accepted, ...]
    stale: tuple[Accepted, ...]

    def stale_problems(self) -> Iterator[Problem]:
        """The stale entries as findings."""
        for each in self.stale:
            what = ", ".join(map(quoted, each.subjects)) or "anything"
            message = f"{quoted(each.rule)} no longer finds {what}: this entry is stale"
            hint = "take it out, or run with --prune-baseline"
            yield Problem(message, each.span, hint, subjects=(each.rule, *each.subjects))


def sort_out(baseline: Baseline, found: Sequence[Diagnostic], ran: Iterable[str], as_of: date | None) -> Sorted:
    """Take the accepted findings out; one entry accepts one finding.

    A finding is reported although it is accepted if its number got worse by more than 10 %, or if the entry's `until` is
    over on the given day. Improving never fails. Entries of rules that did not run everywhere are not judged.
    """
    judged = set(ran)
    entries = _by_key(baseline)
    left: list[Diagnostic | None] = []
    kept: list[Accepted] = []
    for each in found:
        candidates = entries.get((each.rule, each.subjects))
        entry = candidates.pop() if candidates else None
        left.append(each if entry is None else _no_longer(entry, each, as_of))
        kept += [] if entry is None else [_improved(entry, each)]
    unmatched = [each for listed in entries.values() for each in listed]
    kept += [each for each in unmatched if each.rule not in judged]
    return Sorted(tuple(left), _in_order(kept), _in_order(each for each in unmatched if each.rule in judged))


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
    """The finding as it is reported where the entry accepts it no longer."""
    if as_of is not None and entry.until is not None and entry.until < as_of:
        return replace(found, message=f"{found.message} (accepted until {entry.until.isoformat()})")
    if found.number is None or entry.number is None or found.number <= entry.number * _WORSE + 10**-_DECIMALS:
        return None
    before, now = (f"{round(each, 2):g}" for each in (entry.number, found.number))
    return replace(found, message=f"{found.message} (it was accepted at {before}, now it is {now})")


def _in_order(entries: Iterable[Accepted]) -> tuple[Accepted, ...]:
    return tuple(sorted(entries, key=Accepted.order))


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
