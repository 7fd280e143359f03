"""A dependency is rated low or medium, and something critical rests on it.

If its provider is out, a dependency further on that is rated critical is not met: whoever gave the low rating looked at
the own desk only. Only ratings that stand in the file count, only plain needs (no alternatives, nothing optional) are
followed, and a critical dependency on the same provider is no inversion but another opinion.

*Wrong*

```yaml
icmap: 1
parties:
  patients: {kind: external customer, depends_on: [{surgery: {importance: critical, within: 5d}}]}
  surgery: {kind: team, depends_on: [{sterile supply: {importance: low}}]}        # ← here
  sterile supply: {kind: team}
```

*Right*

```yaml
icmap: 1
parties:
  patients: {kind: external customer, depends_on: [{surgery: {importance: critical, within: 5d}}]}
  surgery: {kind: team, depends_on: [{sterile supply: {importance: critical, within: 1d}}]}
  sterile supply: {kind: team}
```

Also right: `optional: true` where the work really goes on without it, or an alternative.
"""

from __future__ import annotations

from collections.abc import Iterator

from icmap.diagnostics import Related, Severity
from icmap.locations import span_of
from icmap.measures.inversions import Inversion, inversions
from icmap.model.entries import two_ends
from icmap.rules._rule import Check, Problem, Scope
from icmap.wording import findings

__all__ = ["CHECK"]

_FIRST = 3
"""So many links of a long way are told, and the critical one."""


def find(scope: Scope) -> Iterator[Problem]:
    """A problem for each dependency as written that is rated below what rests on it."""
    yield from map(_problem, scope.study.of(inversions))


def _problem(found: Inversion) -> Problem:
    link = found.link
    way = found.way if len(found.way) <= _FIRST else (*found.way[:_FIRST], found.critical)
    return Problem(
        findings.inversion(link, found.critical),
        span_of(link.dependency, "importance"),
        "rate it by what rests on it, or say that work goes on without it (optional: true)",
        related=tuple(Related(each.dependency.span, findings.link_need(each)) for each in way),
        subjects=two_ends(link.dependency),
    )


CHECK = Check("importance-inversion", Severity.WARNING, find)
