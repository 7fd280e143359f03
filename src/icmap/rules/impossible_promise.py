"""A promise that is shorter than what the provider itself needs.

Its own lead time, and half a period where it works in batches (`every`), already take longer than it promises from request;
a promise from start is shorter than the whole chain to it. Nobody can keep that, whoever is asked first. It is a
*warning* where an end customer counts on it, or a customer who rates it high or critical; otherwise a *note*.

*Wrong*

```yaml
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [payroll]}
  payroll: {kind: team, lead_time: 2d, promise: 1d}        # ← here
```

*Right*

```yaml
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [payroll]}
  payroll: {kind: team, lead_time: 2d, promise: 3d}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from icmap.diagnostics import Related, Severity
from icmap.locations import first_span
from icmap.measures.agreements import Kind
from icmap.measures.breaches import broken_promises
from icmap.model import Importance
from icmap.model.quantities import hours
from icmap.rules._rule import Check, Problem, Scope
from icmap.wording import findings

__all__ = ["CHECK"]


def find(scope: Scope) -> Iterator[Problem]:
    """A problem for each service whose promise is shorter than its own time."""
    for each, breach in broken_promises(scope.study, Kind.IMPOSSIBLE_PROMISE):
        step = scope.study.step(each.node)
        yield Problem(
            findings.impossible_promise(each, breach, scope.org.calendar),
            first_span("promise", step.service, step.party),
            "promise what can be kept, or correct the lead time",
            related=(Related(first_span("lead_time", step.service, step.party), "its own time is written here"),),
            subjects=(each.node,),
            number=hours(breach.excess_time),
            severity=_severity(scope, each.node),
        )


def _severity(scope: Scope, node: str) -> Severity:
    """A warning where an end customer counts on it, or somebody to whom it matters much."""
    graph = scope.study.services
    asked = (link.dependency for customer in graph.predecessors(node) for link in graph.edges[customer, node]["links"])
    grave = any(each.customer in scope.study.end_set or each.importance >= Importance.HIGH for each in asked)
    return Severity.WARNING if grave else Severity.NOTE


CHECK = Check("impossible-promise", Severity.WARNING, find, mildest=Severity.NOTE, about="promise")
