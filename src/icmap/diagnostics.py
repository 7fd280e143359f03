"""What is wrong, where, and what to do about it: severities, rules, diagnostics and their reading order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import KW_ONLY, field
from enum import StrEnum

from icmap.errors import IcmapError
from icmap.locations import Span
from icmap.records import dataclass

__all__ = ["Diagnostic", "Findings", "MapError", "Related", "Rule", "Severity", "in_reading_order"]


class Severity(StrEnum):
    """How bad a finding is; `rank` grows with it."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for a note, 1 for a warning, 2 for an error."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be found, by its kebab-case name (the smell, not the cure)."""

    name: str
    severity: Severity
    summary: str
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a finding, and what it has to do with it."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: a sentence (lower case, no full stop) at one primary place, with any number of related ones.

    `subjects` are the ids the finding is about, in order; `number` is its measure where it has one.
    """

    rule: str
    severity: Severity
    message: str
    span: Span
    hint: str = ""
    _: KW_ONLY
    related: tuple[Related, ...] = ()
    subjects: tuple[str, ...] = ()
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found, in reading order, with the rules that ran and the source lines the findings point at."""

    diagnostics: tuple[Diagnostic, ...]
    rules: tuple[Rule, ...] = ()
    lines: Mapping[tuple[str, int], str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.diagnostics)

    def __repr__(self) -> str:
        return f"<Findings: {len(self)}>"


class MapError(IcmapError):
    """What was read has mistakes; `findings` holds each with its place."""

    def __init__(self, findings: Findings) -> None:
        mistakes = [each for each in findings.diagnostics if each.severity is Severity.ERROR]
        first = f"{mistakes[0].span}: {mistakes[0].message}" if mistakes else "it cannot be read"
        more = f", and {len(mistakes) - 1} more mistake{'s' * (len(mistakes) > 2)}" if len(mistakes) > 1 else ""
        super().__init__(f"{first}{more}", hint=mistakes[0].hint if mistakes else "")
        self.findings = findings


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sorted by file, line, column, then rule and message; what is said twice at one place is said once."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda found: (*found.span[:3], found.rule, found.message)))
