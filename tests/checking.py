"""Small helpers of these tests: what is found in a map given as text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from icmap.checking.baseline import Baseline
from icmap.checking.baseline_file import read_baseline
from icmap.checking.gather import Outcome, gather
from icmap.checking.policy import read_policies
from icmap.checking.run import Wanted, check_map
from icmap.diagnostics import Diagnostic, Severity
from icmap.loading import parse
from icmap.loading.documents import read_document
from icmap.rules._options import Notebook


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
    wanted = Wanted(policies, select, as_of=as_of)
    return gather([check_map(parse(text, "org.yaml"), wanted)], wanted, baseline=baseline, fail_on=fail_on)


def found(text: str, rule: str, **more: object) -> tuple[Diagnostic, ...]:
    """The findings of one rule."""
    done = outcome(text, **more)  # type: ignore[arg-type]
    return tuple(each for each in done.findings.diagnostics if each.rule == rule)


def told(text: str, rule: str, **more: object) -> list[str]:
    """The messages of one rule."""
    return [each.message for each in found(text, rule, **more)]


def mistakes_of(path: Path) -> list[str]:
    """What is wrong with a baseline file, with its place."""
    document = read_document(str(path))
    notebook = Notebook(mistakes=list(document.mistakes))
    read_baseline(document.tree, notebook)
    return [f"{each.span.line}:{each.span.column} {each.message}" for each in notebook.mistakes]


def baseline_of(path: Path) -> Baseline:
    notebook = Notebook()
    baseline = read_baseline(read_document(str(path)).tree, notebook)
    assert not notebook.mistakes, notebook.mistakes
    return baseline
