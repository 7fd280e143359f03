"""What a rule is: what it is called, how bad it is, what may be set, and the function that finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from icmap.diagnostics import Diagnostic, Related, Rule, Severity
from icmap.locations import Span
from icmap.model import OrgMap
from icmap.model.entries import groups

if TYPE_CHECKING:
    from icmap.study import Study
from icmap.records import dataclass

__all__ = ["Check", "NoOptions", "Problem", "Scope", "found_elsewhere"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule found: a sentence (lower case, no full stop) at one place, what to do, and the other places.

    `subjects` are ids or node names, in order: with the rule's name they are what a baseline knows the finding by.
    `number` is its measure where it has one: larger is worse. `severity` is only for a rule that has two.
    """

    message: str
    span: Span
    hint: str = ""
    related: tuple[Related, ...] = ()
    subjects: tuple[str, ...] = ()
    number: float | None = None
    severity: Severity | None = None


@dataclass(eq=False)
class Scope:
    """What a rule looks at: the map, its study (made when first asked, for it takes networkx), and the day it is.

    `asked` are the rules that a policy, the map or the command line names. `remarks` are what reading the map found
    that is no mistake.
    """

    org: OrgMap
    as_of: date | None = None
    asked: frozenset[str] = frozenset()
    remarks: Sequence[Diagnostic] = ()

    @cached_property
    def study(self) -> Study:
        """The map under study, in the normal case."""
        from icmap.study import Study  # noqa: PLC0415 - networkx costs 60 ms: rules without a graph do without

        return Study(self.org)

    @cached_property
    def groups(self) -> frozenset[str]:
        """The parties that are only a box round others."""
        return groups(self.org)

    def name(self, party: str) -> str:
        """What people call a party."""
        return self.org.parties[party].name


@dataclass(frozen=True, slots=True)
class NoOptions:
    """Nothing but what every rule has."""


@dataclass(frozen=True, slots=True)
class Check:
    """A rule. `severity` is the default, None is off. The module's docstring is the manual page: its first line the summary.

    `find(scope, options)` is called once for each set of options. A rule that `must be asked` has no default set: it
    looks for nothing until the checks of a map or policy say what; `many` of them may be given, as a list. `listed` is
    the option that a plain list gives. One that `needs_day` does not run where nobody says what day it is.
    """

    name: str
    severity: Severity | None
    manual: str
    find: Callable[[Scope, Any], Iterable[Problem]]
    options: type = NoOptions
    must_be_asked: bool = False
    many: bool = False
    listed: str = ""
    needs_day: bool = False

    @property
    def summary(self) -> str:
        """The first line of the manual page."""
        return self.manual.strip().splitlines()[0].rstrip(".")

    @property
    def rule(self) -> Rule:
        """The rule as the formats know it."""
        return Rule(self.name, self.severity or Severity.WARNING, self.summary, self.page)

    @property
    def page(self) -> str:
        """The manual page: the docstring, then what is set by default and what may be set, as Markdown."""
        listed = "\n".join(f"* `{each.name}`: {each.metadata['means']}" for each in fields(self.options))
        settings = f"*Options*, beside `severity`, `except` and `because`:\n\n{listed}\n\n" if listed else ""
        return f"{self.manual.strip()}\n\n{settings}{self._default}\n"

    @property
    def _default(self) -> str:
        if self.must_be_asked:
            return f"*Default*: looks for nothing until `checks` say what, then {self.severity}."
        return f"*Default*: {self.severity or 'off'}."


def found_elsewhere(scope: Scope, options: Any) -> Iterable[Problem]:  # noqa: ARG001 - a rule's signature
    """Nothing: what this rule tells is found while suppressions or the baseline are applied."""
    return ()
