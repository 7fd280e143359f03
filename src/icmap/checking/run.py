"""From a map that was read to what its checks find: settings, rules, suppressions, in this order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from icmap.checking.policy import Policy
from icmap.checking.settings import Asked, RuleSettings, Settings, read_checks
from icmap.checking.suppressions import Suppressions, read_suppressions
from icmap.diagnostics import Diagnostic, Severity, in_reading_order
from icmap.loading import Loaded
from icmap.model import OrgMap
from icmap.records import dataclass
from icmap.rules import NAMES, Check, check_named
from icmap.rules._options import Notebook
from icmap.rules._rule import Problem, Scope

__all__ = ["Checked", "Wanted", "check_map", "diagnostic"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for: the policies in their order, the rules (None: those that are on), and the day."""

    policies: tuple[Policy, ...] = ()
    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one map, in reading order, the rules that ran, and from which severity on it fails.

    No rule ran on a map with mistakes: what they would say of half a map may not be true.
    """

    loaded: Loaded
    found: tuple[Diagnostic, ...]
    ran: tuple[str, ...]
    fail_on: Severity
    no_day: tuple[str, ...] = ()
    """The rules that would have run if somebody had said what day it is."""


def check_map(loaded: Loaded, wanted: Wanted) -> Checked:
    """Everything that is to be told about one map. Mistakes come alone: the rules wait until the map can be read."""
    notebook = Notebook(loaded.org.calendar, names=loaded.org.parties, quotable=loaded.sources[0].quotable)
    settings = read_checks(loaded.checks.tree if loaded.checks else None, Settings(), notebook)
    for policy in wanted.policies:
        settings = policy.over(settings, loaded.org.calendar)
    mistakes = (*loaded.errors, *notebook.mistakes)
    if mistakes:
        return Checked(loaded, in_reading_order(mistakes), (), settings.fail_on)
    run = _Run(loaded, wanted, settings)
    found, ran = run.found()
    return Checked(loaded, in_reading_order(found), ran, settings.fail_on, run.no_day)


def diagnostic(check: Check, settings: RuleSettings, problem: Problem, because: str = "") -> Diagnostic:
    """The finding of a problem: its severity as set, else as the rule says; the reason behind the check in its message."""
    severity = settings.severity or problem.severity or check.severity or Severity.WARNING
    message = f"{problem.message}, because {because}" if because else problem.message
    return Diagnostic(
        check.name, severity, message, problem.span, problem.hint, problem.related, problem.subjects, problem.number
    )


class _Run:
    """One run of the chosen rules over one map."""

    def __init__(self, loaded: Loaded, wanted: Wanted, settings: Settings) -> None:
        self._wanted = wanted
        self._settings = settings
        self._sources = loaded.sources
        asked = frozenset(settings.rules) | (wanted.select or frozenset())
        self.no_day = tuple(each.name for each in self._chosen() if each.needs_day and wanted.as_of is None)
        self._scope = Scope(loaded.org, wanted.as_of, asked, loaded.findings.diagnostics)

    def found(self) -> tuple[list[Diagnostic], tuple[str, ...]]:
        """What is told, and the rules that ran."""
        chosen = [check for check in self._chosen() if check.name not in self.no_day]
        ran = tuple(check.name for check in chosen)
        suppressions = read_suppressions(self._sources, NAMES)
        told = [each for check in chosen for each in self._told_by(check) if not suppressions.hides(each)]
        return told + list(self._about_suppressions(suppressions, ran)), ran

    def _chosen(self) -> Iterator[Check]:
        """The rules to run: those named by `--select`, else those that are on, in both cases without the ignored ones."""
        select = self._wanted.select
        for name in NAMES:
            if name not in self._wanted.ignore and (select is None or name in select):
                settings = self._settings.of(check_named(name))
                if settings.asked and (select is not None or not settings.off):
                    yield check_named(name)

    def _told_by(self, check: Check) -> Iterator[Diagnostic]:
        settings = self._settings.of(check)
        for asked in settings.asked:
            for problem in check.find(self._scope, asked.options):
                if not _is_exempt(problem, asked, self._scope.org):
                    yield diagnostic(check, settings, problem, asked.because)

    def _about_suppressions(self, suppressions: Suppressions, ran: Sequence[str]) -> Iterator[Diagnostic]:
        yield from self._told_as("bare-suppression", suppressions.bare, ran)
        yield from self._told_as("unused-suppression", suppressions.unused(ran), ran)

    def _told_as(self, name: str, problems: Iterable[Problem], ran: Sequence[str]) -> Iterator[Diagnostic]:
        if name in ran:
            check = check_named(name)
            yield from (diagnostic(check, self._settings.of(check), each) for each in problems)


def _is_exempt(problem: Problem, asked: Asked, org: OrgMap) -> bool:
    """Whether a party that the problem is about is left out."""
    parties = (subject.partition("/")[0] for subject in problem.subjects)
    return bool(asked.exempt) and any(
        selector.matches(org.parties[party], org)
        for party in parties
        if party in org.parties
        for selector in asked.exempt
    )
