"""Services that wait for one another, so that none of them can start.

Each needs what another delivers before it can begin, and the way of waiting leads back to where it began. If every one of
them is a named service, that is certain: after a full stop none comes back by itself, an *error*. If a party without
services is in it, the map does not say what waits for what; the two may simply serve each other, as pilots and cabin crew
do: a *note* that asks which of them waits.

*Wrong*

```yaml
icmap: 1
parties:
  customer: {kind: external customer, depends_on: [sales/offers]}
  sales:
    services:
      offers: {depends_on: [legal/reviews]}      # ← here
  legal:
    services:
      reviews: {depends_on: [sales/offers]}
```

*Right*

```yaml
icmap: 1
parties:
  customer: {kind: external customer, depends_on: [sales/offers]}
  sales:
    services:
      drafts: {}
      offers: {depends_on: [legal/reviews]}
  legal:
    services:
      reviews: {depends_on: [sales/drafts]}
```

Also right: `waits: false` where a stock, a draft or the last result is enough to start, `optional: true` where work goes
on without it, an alternative (`any_of`) outside the loop.

Source: Tarjan, R. (1972), Depth-first search and linear graph algorithms; loops are the strongly connected components of
what never fires.
"""

from __future__ import annotations

from collections.abc import Iterator

from icmap.diagnostics import Related, Severity
from icmap.measures.loops import waiting_loops
from icmap.rules._rule import Check, Problem, Scope
from icmap.wording import findings

__all__ = ["CHECK"]

_CERTAIN = "set waits: false where a draft or the last result is enough to start"
_UNCERTAIN = "say which waits: name the services, or set waits: false or optional: true where one does not"


def find(scope: Scope) -> Iterator[Problem]:
    """A problem for each loop, reported once, from its first place in the file."""
    for loop in scope.study.of(waiting_loops):
        first, *others = loop.example
        yield Problem(
            findings.loop(loop),
            first.dependency.span,
            _CERTAIN if loop.certain else _UNCERTAIN,
            related=tuple(Related(each.dependency.span, findings.link_wait(each)) for each in others),
            subjects=loop.services,
            severity=Severity.ERROR if loop.certain else Severity.NOTE,
        )


CHECK = Check("waiting-loop", Severity.ERROR, find, mildest=Severity.NOTE)
