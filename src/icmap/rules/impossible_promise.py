"""A promise that is shorter than what the provider itself needs.

Its own lead time, and half a period where it works in batches (`every`), already take longer than it promises from request;
a promise from start is shorter than the whole chain to it. Nobody can keep that, whoever is asked first.

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
from icmap.measures.agreements import Breach, Kind
from icmap.rules._agreed import broken_promises, excess, span_at_service, timed
from icmap.rules._rule import Check, NoOptions, Problem, Scope
from icmap.rules._words import from_clock, quoted

__all__ = ["CHECK"]


def find(scope: Scope, options: NoOptions) -> Iterator[Problem]:  # noqa: ARG001 - a rule's signature
    """A problem for each service whose promise is shorter than its own time."""
    for each, breach in broken_promises(scope, Kind.IMPOSSIBLE_PROMISE):
        yield _problem(scope, each.node, breach)


def _problem(scope: Scope, node: str, breach: Breach) -> Problem:
    promised, taken = timed(scope, breach.allowed), timed(scope, breach.taken)
    needs = "is done only" if breach.clock == "start" else "takes"
    after = " after it" if breach.clock == "start" else " by itself"
    return Problem(
        f"{quoted(node)} promises {promised}{from_clock(breach.clock)}, but {needs} {taken}{after}",
        span_at_service(scope, node, "promise"),
        "promise what can be kept, or correct the lead time",
        (Related(span_at_service(scope, node, "lead_time"), "its own time is written here"),),
        (node,),
        excess(breach),
    )


CHECK = Check("impossible-promise", Severity.NOTE, __doc__, find)
