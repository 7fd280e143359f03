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

from icmap.diagnostics import Related, Severity
from icmap.locations import Span, first_span, span_of
from icmap.measures.agreements import Breach, Kind
from icmap.measures.breaches import broken_needs, broken_promises
from icmap.model.quantities import hours
from icmap.rules._rule import Check, Problem, Scope
from icmap.wording import findings

__all__ = ["CHECK"]


def find(scope: Scope) -> Iterator[Problem]:
    """A problem for each service, and for each customer with measured times of its own."""
    for each, breach in broken_promises(scope.study, Kind.MISSED_PROMISE):
        step = scope.study.step(each.node)
        yield _problem(scope, each.node, breach, first_span("actual", step.service, step.party))
    for need, breach in broken_needs(scope.study, Kind.MISSED_PROMISE):
        link = need.link
        if link.dependency.actual is not None:
            span = span_of(link.dependency, "actual")
            yield _problem(scope, link.provider, breach, span, customer=link.customer)


def _problem(scope: Scope, node: str, breach: Breach, span: Span, *, customer: str | None = None) -> Problem:
    step, calendar = scope.study.step(node), scope.org.calendar
    promise = first_span("promise", step.service, step.party)
    return Problem(
        findings.missed_promise(node, breach, calendar, customer=customer),
        span,
        "promise what can be kept, or find out what the time goes into",
        related=(Related(promise, findings.promise(node, step.promise, calendar)),),
        subjects=(node,) if customer is None else (customer, node),
        number=hours(breach.excess_time),
    )


CHECK = Check("missed-promise", Severity.WARNING, find, about="promise")
