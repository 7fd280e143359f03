"""What is asked of a check: policies, rules, the day, accepted findings; read from paths and names, all mistakes at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from os import PathLike, fspath

from icmap.checking.baseline import Baseline
from icmap.checking.baseline_file import read_baseline
from icmap.checking.mistakes import MISTAKES
from icmap.checking.policy import Policy, read_policies
from icmap.checking.selection import rules_named
from icmap.diagnostics import Diagnostic, Findings, MapError, Severity, in_reading_order
from icmap.loading.loaded import source_lines
from icmap.loading.reading import Source
from icmap.records import dataclass

__all__ = ["Wanted", "read_wanted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked: policies in their order, rules, the day it is, what fails, and the accepted findings.

    Without `select` the rules that are on run; without `fail_on` maps and policies say from which severity on it fails.
    """

    policies: tuple[Policy, ...] = ()
    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    as_of: date | None = None
    fail_on: Severity | None = None
    baseline: Baseline = Baseline()


def read_wanted(
    *,
    policies: Iterable[str | PathLike[str]] = (),
    baseline: str | None = None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] = (),
    as_of: date | None = None,
    fail_on: Severity | None = None,
) -> Wanted:
    """What is asked, from the paths of policies and of a baseline, and from names and patterns of rules.

    Raises `IcmapError` for a file that cannot be opened and a rule that does not exist, `MapError` with all mistakes in
    policies, or in the baseline.
    """
    read, policy_mistakes = read_policies([fspath(each) for each in policies])
    _refuse(policy_mistakes, [each.source for each in read])
    accepted = Baseline()
    if baseline is not None:
        accepted, mistakes, source = read_baseline(baseline)
        _refuse(mistakes, [source])
    return Wanted(
        policies=read,
        select=None if select is None else rules_named(select),
        ignore=rules_named(ignore),
        as_of=as_of,
        fail_on=fail_on,
        baseline=accepted,
    )


def _refuse(mistakes: Sequence[Diagnostic], sources: Sequence[Source]) -> None:
    if mistakes:
        raise MapError(Findings(in_reading_order(mistakes), MISTAKES, source_lines(mistakes, sources)))
