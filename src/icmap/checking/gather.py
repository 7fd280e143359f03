"""From what was found in each map to one result: the baseline taken out, what is left in order, and whether it fails."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce

from icmap.checking.baseline import Baseline, Sorted, sort_out, with_findings
from icmap.checking.mistakes import MISTAKES
from icmap.checking.run import Checked, Wanted, diagnostic
from icmap.checking.settings import Settings
from icmap.diagnostics import Diagnostic, Findings, Rule, Severity, in_reading_order
from icmap.errors import IcmapError
from icmap.loading.loaded import source_lines
from icmap.loading.reading import Source
from icmap.model.quantities import Calendar
from icmap.records import dataclass
from icmap.rules import NAMES, check_named

__all__ = ["Outcome", "accepting", "files_within", "gather", "statistics"]

_STALE = "stale-baseline"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is told of all maps, whether that fails the run, and the baseline without its stale entries."""

    findings: Findings
    failed: bool
    pruned: Baseline


def files_within(checked: Checked, files: Sequence[str]) -> frozenset[str]:
    """The names under which a map knows these files. Raises `IcmapError` for one that it does not include."""
    known = {os.path.realpath(each.name): each.name for each in checked.loaded.sources}
    missing = next((file for file in files if os.path.realpath(file) not in known), None)
    if missing is not None:
        raise IcmapError(f"'{checked.loaded.org.file}' does not include '{missing}'", hint="add it under include:")
    return frozenset(known[os.path.realpath(file)] for file in files)


def gather(
    checked: Sequence[Checked],
    wanted: Wanted,
    *,
    baseline: Baseline = Baseline(),
    fail_on: Severity | None = None,
    within: frozenset[str] | None = None,
) -> Outcome:
    """The findings of all maps as one, those of `within` only if given; `fail_on` overrules what maps and policies say."""
    found = [each for one in checked for each in one.found]
    sorted_out = sort_out(baseline, found, _ran_everywhere(checked), wanted.as_of)
    limits = [fail_on or one.fail_on for one in checked for _ in one.found]
    left = [
        (each, limit)
        for each, limit in zip(sorted_out.told, limits, strict=True)
        if each is not None and _concerns(each, within)
    ]
    failed = any(each.severity.rank >= limit.rank for each, limit in left)
    stale, stale_fails = _stale(sorted_out, wanted, fail_on) if within is None else ([], False)
    told = in_reading_order([*(each for each, _ in left), *stale])
    findings = Findings(told, _rules(checked, told), _lines(checked, wanted, told))
    return Outcome(findings, failed or stale_fails, Baseline(sorted_out.kept))


def _concerns(found: Diagnostic, within: frozenset[str] | None) -> bool:
    """Whether a finding stands in one of these files, or has another of its places there."""
    spans = (found.span, *(each.span for each in found.related))
    return within is None or any(span.file in within for span in spans)


def accepting(checked: Sequence[Checked], baseline: Baseline) -> Baseline:
    """The baseline that accepts all that the rules have found; mistakes are never accepted."""
    found = [each for one in checked for each in one.found if each.rule in one.ran]
    return with_findings(baseline, found, _ran_everywhere(checked))


def _ran_everywhere(checked: Sequence[Checked]) -> frozenset[str]:
    """Only these can be called stale: a rule that did not run on one of the maps might have found it there."""
    return frozenset.intersection(*(frozenset(one.ran) for one in checked)) if checked else frozenset()


def _stale(sorted_out: Sorted, wanted: Wanted, fail_on: Severity | None) -> tuple[list[Diagnostic], bool]:
    """The stale entries as findings. They fail the run only where a policy gives them a severity: improving is no fault."""
    check = check_named(_STALE)
    settings = reduce(lambda base, policy: policy.over(base, Calendar()), wanted.policies, Settings())
    rule = settings.of(check)
    chosen = wanted.select is None or _STALE in wanted.select
    if rule.off or not chosen or _STALE in wanted.ignore:
        return [], False
    found = [diagnostic(check, rule, each) for each in sorted_out.stale_problems()]
    limit = fail_on or settings.fail_on
    return found, rule.severity is not None and any(each.severity.rank >= limit.rank for each in found)


def _rules(checked: Sequence[Checked], told: Iterable[Diagnostic]) -> tuple[Rule, ...]:
    """The rules that ran on any map, then those of the mistakes that are told."""
    ran = {name for one in checked for name in one.ran} | {each.rule for each in told if each.rule in NAMES}
    mistakes = {each.rule for each in told} - ran
    return (
        *(check_named(name).rule for name in NAMES if name in ran),
        *(rule for rule in MISTAKES if rule.name in mistakes),
    )


def _lines(checked: Sequence[Checked], wanted: Wanted, told: Sequence[Diagnostic]) -> dict[tuple[str, int], str]:
    sources: dict[str, Source] = {each.source.name: each.source for each in wanted.policies}
    sources |= {each.name: each for one in checked for each in one.loaded.sources}
    return source_lines(told, sources.values())


def statistics(findings: Findings) -> Iterator[str]:
    """How often each rule found something, the most frequent first, and the sum, as lines."""
    counts = Counter((each.rule, str(each.severity)) for each in findings.diagnostics)
    width = max((len(str(count)) for count in counts.values()), default=1)
    for (rule, severity), count in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        yield f"{count:>{width}}  {severity:<7}  {rule}"
