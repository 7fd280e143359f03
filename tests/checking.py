"""Small helpers of these tests: what is found in a map given as text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from icmap.checking import Outcome, Wanted, check
from icmap.checking.baseline import Baseline
from icmap.checking.baseline_file import read_baseline
from icmap.checking.policy import read_policies
from icmap.diagnostics import Diagnostic, Severity
from icmap.loading import parse


def outcome(
    text: str,
    *,
    policy: Path | None = None,
    select: frozenset[str] | None = None,
    baseline: Baseline = Baseline(),
    fail_on: Severity | None = None,
    as_of: date | None = None,
) -> Outcome:
    policies, mistakes = read_policies([str(policy)] if policy else [])
    assert not mistakes, mistakes
    wanted = Wanted(policies=policies, select=select, as_of=as_of, baseline=baseline, fail_on=fail_on)
    return check([parse(text, "org.yaml")], wanted)


def found(text: str, rule: str, **more: object) -> tuple[Diagnostic, ...]:
    """The findings of one rule."""
    done = outcome(text, **more)  # type: ignore[arg-type]
    return tuple(each for each in done.findings.diagnostics if each.rule == rule)


def told(text: str, rule: str, **more: object) -> list[str]:
    """The messages of one rule."""
    return [each.message for each in found(text, rule, **more)]


def mistakes_of(path: Path) -> list[str]:
    """What is wrong with a baseline file, with its place."""
    return [f"{each.span.line}:{each.span.column} {each.message}" for each in read_baseline(str(path))[1]]


def baseline_of(path: Path) -> Baseline:
    baseline, mistakes, _ = read_baseline(str(path))
    assert not mistakes, mistakes
    return baseline
