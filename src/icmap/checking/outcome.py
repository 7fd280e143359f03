"""From what was found in each map to one result: the baseline taken out, what is left in order, and whether it fails."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce

from icmap.checking.baseline import Baseline, Sorted, sort_out, with_findings
from icmap.checking.mistakes import MISTAKES
from icmap.checking.run import Checked, check_map, diagnostic
from icmap.checking.settings import Settings
from icmap.checking.wanted import Wanted
from icmap.diagnostics import Diagnostic, Findings, Rule, in_reading_order
from icmap.errors import IcmapError
from icmap.loading import Loaded
from icmap.loading.loaded import source_lines
from icmap.model.quantities import Calendar
from icmap.records import dataclass
from icmap.rules import NAMES, check_named

__all__ = ["Outcome", "check", "statistics"]

_STALE = "stale-baseline"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is reported of all maps, and whether that fails the run.

    `baseline` is what would be written now: with all that is accepted, else without the entries that are found no more.
    `no_day` are the rules that did not run for want of a date.
    """

    findings: Findings
    failed: bool
    baseline: Baseline
    no_day: tuple[str, ...] = ()


def check(
    maps: Sequence[Loaded], wanted: Wanted = Wanted(), *, within: Sequence[str] = (), accept: bool = False
) -> Outcome:
    """Run the rules over maps: the findings of all as one, in reading order.

    `within` are files of the one map given: only what concerns them is reported. `accept` takes everything that is found
    now into the baseline first, so that nothing but mistakes is left.
    """
    checked = [check_map(each, wanted) for each in maps]
    files = _files_within(checked[0].loaded, within) if within else None
    if accept:
        wanted = replace(wanted, baseline=_accepting(checked, wanted.baseline))
    outcome = _outcome(checked, wanted, files)
    return replace(outcome, baseline=wanted.baseline) if accept else outcome


def _files_within(loaded: Loaded, files: Sequence[str]) -> frozenset[str]:
    """The names under which a map knows these files. Raises `IcmapError` for one that it does not include."""
    known = {os.path.realpath(each.name): each.name for each in loaded.sources}
    missing = next((file for file in files if os.path.realpath(file) not in known), None)
    if missing is not None:
        raise IcmapError(f"'{loaded.org.file}' does not include '{missing}'", hint="add it under include:")
    return frozenset(known[os.path.realpath(file)] for file in files)


def _accepting(checked: Sequence[Checked], baseline: Baseline) -> Baseline:
    """The baseline that accepts all that the rules have found, and nothing else; mistakes are never accepted."""
    found = [each for one in checked for each in one.found if each.rule in one.ran]
    return with_findings(baseline, found, _ran_everywhere(checked))


def _ran_everywhere(checked: Sequence[Checked]) -> frozenset[str]:
    """Only these can be called stale: a rule that did not run on one of the maps might have found it there."""
    return frozenset.intersection(*(frozenset(one.ran) for one in checked)) if checked else frozenset()


def _outcome(checked: Sequence[Checked], wanted: Wanted, within: frozenset[str] | None) -> Outcome:
    """The findings that the baseline does not accept, with what is stale in it."""
    found = [(each, wanted.fail_on or one.fail_on) for one in checked for each in one.found]
    sorted_out = sort_out(wanted.baseline, [each for each, _ in found], _ran_everywhere(checked), wanted.as_of)
    left = [
        (each, limit)
        for each, (_, limit) in zip(sorted_out.left, found, strict=True)
        if each is not None and _concerns(each, within)
    ]
    stale, stale_fails = _stale(sorted_out, wanted) if within is None else ([], False)
    shown = in_reading_order([*(each for each, _ in left), *stale])
    failed = stale_fails or any(each.severity.rank >= limit.rank for each, limit in left)
    no_day = tuple(sorted({rule for each in checked for rule in each.no_day}))
    findings = Findings(shown, _rules(checked, shown), _lines(checked, wanted, shown))
    return Outcome(findings, failed, Baseline(sorted_out.kept), no_day)


def _concerns(found: Diagnostic, within: frozenset[str] | None) -> bool:
    """Whether a finding stands in one of these files, or has another of its places there."""
    spans = (found.span, *(each.span for each in found.related))
    return within is None or any(span.file in within for span in spans)


def _stale(sorted_out: Sorted, wanted: Wanted) -> tuple[list[Diagnostic], bool]:
    """The stale entries as findings. They fail the run only where a policy gives them a severity: improving is no fault."""
    own = check_named(_STALE)
    settings = reduce(lambda base, policy: policy.over(base, Calendar()), wanted.policies, Settings())
    rule = settings.of(own)
    chosen = wanted.select is None or _STALE in wanted.select
    if rule.off or not chosen or _STALE in wanted.ignore:
        return [], False
    found = [diagnostic(own, rule, each) for each in sorted_out.stale_problems()]
    limit = wanted.fail_on or settings.fail_on
    return found, rule.severity is not None and any(each.severity.rank >= limit.rank for each in found)


def _rules(checked: Sequence[Checked], shown: Iterable[Diagnostic]) -> tuple[Rule, ...]:
    """The rules that ran on any map, then those of the mistakes that are reported."""
    ran = {name for one in checked for name in one.ran} | {each.rule for each in shown if each.rule in NAMES}
    mistakes = {each.rule for each in shown} - ran
    return (
        *(check_named(name).rule for name in NAMES if name in ran),
        *(rule for rule in MISTAKES if rule.name in mistakes),
    )


def _lines(checked: Sequence[Checked], wanted: Wanted, shown: Sequence[Diagnostic]) -> dict[tuple[str, int], str]:
    sources = {each.source.name: each.source for each in wanted.policies}
    sources |= {each.name: each for one in checked for each in one.loaded.sources}
    return source_lines(shown, sources.values())


def statistics(findings: Findings) -> Iterator[str]:
    """How often each rule found something, the most frequent first, and the sum, as lines."""
    counts = Counter((each.rule, str(each.severity)) for each in findings.diagnostics)
    width = max((len(str(count)) for count in counts.values()), default=1)
    for (rule, severity), count in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        yield f"{count:>{width}}  {severity:<7}  {rule}"
