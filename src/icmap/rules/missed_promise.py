"""A promise that measured times do not keep.

The measured median (`actual`) is longer than the promise of the same clock: more than half of the requests come late. Where
a customer has measured for itself, that stands against the promise too.

*Wrong*

```yaml
icmap: 1
parties:
  ward: {kind: external customer, depends_on: [pharmacy]}
  pharmacy:
    kind: team
    promise: 2h
    actual: {median: 200 min, n: 40}        # ← here
```

*Right*

```yaml
icmap: 1
parties:
  ward: {kind: external customer, depends_on: [pharmacy]}
  pharmacy:
    kind: team
    promise: 4h
    actual: {median: 200 min, n: 40}
```

Source: Information Technology Infrastructure Library (operational level agreements).
"""

from __future__ import annotations

from collections.abc import Iterator

from icmap.diagnostics import Severity
from icmap.locations import Span, span_of
from icmap.measures.agreements import Breach, Kind
from icmap.rules._agreed import broken_needs, broken_promises, excess, promise_here, span_at_service, timed
from icmap.rules._rule import Check, NoOptions, Problem, Scope
from icmap.rules._words import from_clock, quoted

__all__ = ["CHECK"]

_HINT = "promise what can be kept, or find out what the time goes into"


def find(scope: Scope, options: NoOptions) -> Iterator[Problem]:  # noqa: ARG001 - a rule's signature
    """A problem for each service, and for each customer with measured times of its own."""
    for each, breach in broken_promises(scope, Kind.MISSED_PROMISE):
        span = span_at_service(scope, each.node, "actual")
        yield _problem(scope, each.node, breach, span, (each.node,))
    for need, breach in broken_needs(scope, Kind.MISSED_PROMISE):
        link = need.link
        if link.dependency.actual is not None:
            yield _problem(
                scope, link.provider, breach, span_of(link.dependency, "actual"), (link.customer, link.provider)
            )


def _problem(scope: Scope, node: str, breach: Breach, span: Span, subjects: tuple[str, ...]) -> Problem:
    whom = f" to {quoted(subjects[0])}" if len(subjects) > 1 else ""
    promised, taken = timed(scope, breach.allowed), timed(scope, breach.taken)
    message = f"{quoted(node)} promises {promised}{from_clock(breach.clock)} and takes {taken}{whom}, as measured"
    return Problem(message, span, _HINT, (promise_here(scope, node),), subjects, excess(breach))


CHECK = Check("missed-promise", Severity.WARNING, __doc__, find)
