"""A party takes longer to come back than a customer can go without it.

Its `recovery` is longer than the first customer hit `tolerates`. Reported once per party, with that customer; where
somebody does not say how long they can go without, it is undecided.

*Wrong*

```yaml
icmap: 1
parties:
  shop: {kind: external customer, depends_on: [{till system: {tolerates: 1h}}]}
  till system: {kind: team, recovery: 1d}        # ← here
```

*Right*

```yaml
icmap: 1
parties:
  shop: {kind: external customer, depends_on: [{till system: {tolerates: 1h}}]}
  till system: {kind: team, recovery: 30 min}
```

Source: ISO 22301 (recovery time objective against maximum tolerable period of disruption).
"""

from __future__ import annotations

from collections.abc import Iterator

from icmap.diagnostics import Related, Severity
from icmap.locations import Span, span_of
from icmap.measures.recovery import SlowRecovery, slow_recoveries
from icmap.model.quantities import hours
from icmap.rules._rule import Check, Problem, Scope
from icmap.text.characters import quoted
from icmap.wording import findings

__all__ = ["CHECK"]


def find(scope: Scope) -> Iterator[Problem]:
    """A problem for each party that comes back too late for its first customer."""
    for slow in scope.study.of(slow_recoveries):
        yield Problem(
            findings.slow_recovery(slow, scope.org.calendar),
            _recovery_span(scope, slow.party),
            "name a backup, hold a stock, or find out what would bring it back sooner",
            related=tuple(_tolerates(scope, slow)),
            subjects=(slow.party, slow.customer),
            number=hours(slow.recovery - slow.hit),
        )


def _recovery_span(scope: Scope, party: str) -> Span:
    owner = scope.org.parties[party]
    slowest = max((each for each in owner.services if each.recovery), key=lambda each: each.recovery or 0, default=None)
    return span_of(owner, "recovery") if slowest is None or owner.recovery else span_of(slowest, "recovery")


def _tolerates(scope: Scope, slow: SlowRecovery) -> Iterator[Related]:
    graph = scope.study.parties
    if graph.has_edge(slow.customer, slow.party):
        for each in graph.edges[slow.customer, slow.party]["dependencies"]:
            if each.tolerates is not None:
                yield Related(span_of(each, "tolerates"), f"{quoted(slow.customer)} says so here")


CHECK = Check("slow-recovery", Severity.WARNING, find)
