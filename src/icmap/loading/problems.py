"""Where mistakes are collected while reading goes on: one desk per file, one pile per map."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from icmap.diagnostics import Diagnostic, Related, Rule, Severity
from icmap.limits import LIMITS
from icmap.loading.rules import RULES_BY_NAME
from icmap.locations import Place, Span, span_at

__all__ = ["Desk", "Pile"]

_FIRST = "mend those above first"
_HIDDEN = "what the file says is not repeated: it is a link, or lies outside the working folder"


@dataclass(slots=True)
class Pile:
    """All findings of one map, in the order found; beyond the limit they are only counted.

    Mistakes and remarks are counted apart: however many remarks there are, no mistake is lost, and none is made.
    """

    found: list[Diagnostic] = field(default_factory=list)
    kept: Counter[bool] = field(default_factory=Counter)
    untold: Counter[Severity] = field(default_factory=Counter)
    suggested: int = 0

    def add(self, diagnostic: Diagnostic) -> None:
        """Keep a finding, or count it."""
        is_mistake = diagnostic.severity is Severity.ERROR
        if self.kept[is_mistake] < LIMITS.told:
            self.kept[is_mistake] += 1
            self.found.append(diagnostic)
        else:
            self.untold[diagnostic.severity] += 1

    def may_suggest(self) -> bool:
        """Whether one more unknown name may be looked for among all names; counts it."""
        self.suggested += 1
        return self.suggested <= LIMITS.suggestions

    def told(self) -> list[Diagnostic]:
        """The findings that were kept; where some were not, the last one is followed by how many, as grave as they."""
        if not self.untold:
            return self.found
        message = f"{self.untold.total():,} further findings are not told"
        gravest = max(self.untold, key=lambda severity: severity.rank)
        return [*self.found, Diagnostic("limit-exceeded", gravest, message, self.found[-1].span, _FIRST)]


@dataclass(slots=True)
class Desk:
    """Findings about one file. Of a file that may not be quoted only the rule's summary is told, never a value.

    `as_rule`: all mistakes are told under the name of this rule (what is wrong in a policy is no mistake of a map), and
    remarks are not told at all.
    """

    file: str
    pile: Pile
    quotable: bool = True
    as_rule: Rule | None = None

    def report(
        self,
        rule: str,
        message: str,
        place: Place,
        hint: str = "",
        *,
        related: tuple[Related, ...] = (),
        subjects: tuple[str, ...] = (),
    ) -> None:
        """Report a finding at a place of this file."""
        known = RULES_BY_NAME[rule]
        if self.as_rule is not None:
            if known.severity is not Severity.ERROR:
                return
            known = self.as_rule
        span = span_at(self.file, place)
        if not self.quotable:
            message, hint, related, subjects = known.summary, _HIDDEN, (), ()
        self.pile.add(Diagnostic(known.name, known.severity, message, span, hint, related=related, subjects=subjects))

    def span(self, place: Place) -> Span:
        """The span of a place of this file."""
        return span_at(self.file, place)
