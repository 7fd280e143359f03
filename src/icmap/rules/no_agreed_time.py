"""A dependency that matters much, and nobody has said when.

Its customer rates it high or critical, yet neither the provider promises a time nor does the customer say what it needs.
Then everybody has a time in mind, and finds out late that it was another one.

*Wrong*

```yaml
icmap: 1
parties:
  board: {kind: external customer, depends_on: [{finance: {importance: critical}}]}      # ← here
  finance: {kind: team}
```

*Right*

```yaml
icmap: 1
parties:
  board: {kind: external customer, depends_on: [{finance: {importance: critical, within: 3d}}]}
  finance: {kind: team}
```

Also right: the provider's `promise`; an importance that is not rated high.
"""

from __future__ import annotations

from collections.abc import Iterator

from icmap.diagnostics import Severity
from icmap.locations import span_of
from icmap.measures.agreements import Kind
from icmap.measures.breaches import broken_needs
from icmap.model.entries import two_ends
from icmap.rules._rule import Check, Problem, Scope
from icmap.wording import findings

__all__ = ["CHECK"]


def find(scope: Scope) -> Iterator[Problem]:
    """A problem for each dependency of high importance without a promise or a need."""
    for need, _ in broken_needs(scope.study, Kind.NO_AGREED_TIME):
        link = need.link
        yield Problem(
            findings.no_agreed_time(link),
            span_of(link.dependency, "importance"),
            "ask both: what the customer needs (within), what the provider commits to (promise)",
            subjects=two_ends(link.dependency),
        )


CHECK = Check("no-agreed-time", Severity.NOTE, find)
