"""From one map that was read to what its checks find: settings, rules, suppressions, in this order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from icmap.checking.mistakes import INVALID_CHECKS
from icmap.checking.settings import RuleSettings, Settings, read_checks
from icmap.checking.suppressions import Suppressions, read_suppressions
from icmap.checking.wanted import Wanted
from icmap.diagnostics import Diagnostic, Related, Severity, in_reading_order
from icmap.loading import Loaded
from icmap.loading.selectors import SelectorReader
from icmap.model.selectors import selected
from icmap.records import dataclass
from icmap.rules import NAMES, Check, Problem, Scope, check_named

__all__ = ["Checked", "check_map", "diagnostic"]

_RELATED = 20
"""So many other places are reported with a finding."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one map, in reading order, the rules that ran, and from which severity on it fails.

    No rule ran on a map with mistakes: what they would say of half a map may not be true. `no_day` are the rules that
    would have run had a day been given.
    """

    loaded: Loaded
    found: tuple[Diagnostic, ...]
    ran: tuple[str, ...]
    fail_on: Severity
    no_day: tuple[str, ...] = ()


def check_map(loaded: Loaded, wanted: Wanted) -> Checked:
    """Everything that is to be reported about one map. Mistakes come alone: the rules wait until the map can be read."""
    org, own = loaded.org, loaded.checks
    quotable = own is None or own.quotable
    reader = SelectorReader(org.file, org.calendar, names=org.parties, as_rule=INVALID_CHECKS, quotable=quotable)
    settings = read_checks(None if own is None else own.node, Settings(), reader)
    for policy in wanted.policies:
        settings = policy.over(settings, org.calendar)
    if mistakes := (*loaded.errors, *reader.mistakes):
        return Checked(loaded, in_reading_order(mistakes), (), settings.fail_on)
    chosen = tuple(_chosen(settings, wanted))
    no_day = tuple(each.name for each in chosen if each.needs_day and wanted.as_of is None)
    ran = tuple(each for each in chosen if each.name not in no_day)
    found = _run(loaded, ran, settings, wanted)
    return Checked(loaded, in_reading_order(found), tuple(each.name for each in ran), settings.fail_on, no_day)


def _chosen(settings: Settings, wanted: Wanted) -> Iterator[Check]:
    """The rules to run: those named by `--select`, else those that are on, in both cases without the ignored ones."""
    for name in NAMES:
        if name not in wanted.ignore and (wanted.select is None or name in wanted.select):
            check = check_named(name)
            own = settings.of(check)
            if own.asked and (wanted.select is not None or not own.off):
                yield check


def _run(loaded: Loaded, checks: Sequence[Check], settings: Settings, wanted: Wanted) -> Iterator[Diagnostic]:
    """What these rules find and nobody suppressed, then what is wrong with the suppressions themselves."""
    asked = frozenset(settings.rules) | (wanted.select or frozenset())
    scope = Scope(loaded.org, wanted.as_of, asked, loaded.findings.diagnostics)
    suppressions = read_suppressions(loaded.sources, NAMES)
    found = [(check, each) for check in checks for each in _found_by(check, settings.of(check), scope)]
    yield from _once(found, suppressions)
    own = {"bare-suppression": suppressions.bare, "unused-suppression": suppressions.unused(map(_name, checks))}
    for check in checks:
        yield from (diagnostic(check, settings.of(check), each) for each in own.get(check.name, ()))


def _name(check: Check) -> str:
    return check.name


def _found_by(check: Check, settings: RuleSettings, scope: Scope) -> Iterator[Diagnostic]:
    for asked in settings.asked:
        exempt = frozenset[str]().union(*(selected(scope.org, each) for each in asked.exempt))
        for problem in check.problems(scope, asked.options):
            if not (exempt and any(subject.partition("/")[0] in exempt for subject in problem.subjects)):
                yield diagnostic(check, settings, problem, asked.because)


def diagnostic(check: Check, settings: RuleSettings, problem: Problem, because: str = "") -> Diagnostic:
    """The finding of a problem: its severity as set, else as the rule says; the reason behind the check in its message."""
    severity = settings.severity or problem.severity or check.severity or Severity.WARNING
    message = f"{problem.message}, because {because}" if because else problem.message
    return Diagnostic(
        check.name,
        severity,
        message,
        problem.span,
        problem.hint,
        related=problem.related[:_RELATED],
        subjects=problem.subjects,
        number=problem.number,
    )


def _once(found: Iterable[tuple[Check, Diagnostic]], suppressions: Suppressions) -> Iterator[Diagnostic]:
    """The findings that nobody suppressed; of several rules about one problem of the same subjects the gravest.

    Of equally grave ones the first rule in the list is reported. The others stand beside it, and go with it where it is
    suppressed; a suppression of one of them takes only that one away.
    """
    groups: dict[object, list[Diagnostic]] = {}
    for number, (check, each) in enumerate(found):
        groups.setdefault((check.about, each.subjects) if check.about else number, []).append(each)
    for group in groups.values():
        gravest = max(group, key=lambda each: each.severity.rank)
        others = [each for each in group if each.rule != gravest.rule and not suppressions.hides(each)]
        beside = [Related(each.span, f"{each.rule}: {each.message}") for each in others]
        for each in group:
            if each.rule == gravest.rule and not suppressions.hides(each):
                yield replace(each, related=(*each.related, *beside)) if beside else each
