"""A customer needs something sooner than it gets it.

What the customer needs (`within`) is less than what the provider promises; where nothing is promised, than what was
measured, or else than what the map computes. Only times of the same clock are compared, and against a lower bound a need
is broken only if the bound breaks it. It is a *warning* where the customer is an end customer, where the need is rated
high or critical, and where it is the promise that is too long, for then the two have to talk; otherwise a *note*.

*Wrong*

```yaml
icmap: 1
parties:
  checkout: {kind: team, depends_on: [{security/reviews: {within: 2d}}]}      # ← here
  security:
    kind: team
    services: {reviews: {promise: 5d}}
```

*Right*

```yaml
icmap: 1
parties:
  checkout: {kind: team, depends_on: [{security/reviews: {within: 5d}}]}
  security:
    kind: team
    services: {reviews: {promise: 5d}}
```

Source: Zeithaml, V., Parasuraman, A. & Berry, L. (1990), Delivering Quality Service (gap between need and standard).
"""

from __future__ import annotations

from collections.abc import Iterator

from icmap.diagnostics import Related, Severity
from icmap.locations import first_span, span_of
from icmap.measures.agreements import Agreement, Breach, Kind
from icmap.measures.breaches import broken_needs
from icmap.model import Dependency, Importance
from icmap.model.entries import two_ends
from icmap.model.quantities import hours
from icmap.rules._rule import Check, Problem, Scope
from icmap.wording import findings

__all__ = ["CHECK"]


def find(scope: Scope) -> Iterator[Problem]:
    """A problem for each need that is broken."""
    for need, breach in broken_needs(scope.study, Kind.UNMET_NEED):
        link = need.link
        yield Problem(
            findings.unmet_need(need, breach, scope.org.calendar),
            span_of(link.dependency, "within"),
            "agree on one time: what the customer can wait, what the provider can keep",
            related=(_evidence(scope, need, breach),),
            subjects=two_ends(link.dependency),
            number=hours(breach.excess_time),
            severity=_severity(scope, link.dependency, breach),
        )


def _severity(scope: Scope, needed: Dependency, breach: Breach) -> Severity:
    """A warning where an end customer is hurt, where it matters much, and where the two have agreed on too long a time."""
    is_end = needed.customer in scope.study.end_set
    grave = is_end or needed.importance >= Importance.HIGH or breach.against == "promise"
    return Severity.WARNING if grave else Severity.NOTE


def _evidence(scope: Scope, need: Agreement, breach: Breach) -> Related:
    """Where the other time is written."""
    step = scope.study.step(need.link.provider)
    if breach.against == "promise":
        promised = findings.promise(step.node, step.promise, scope.org.calendar)
        return Related(first_span("promise", step.service, step.party), promised)
    if breach.against == "actual":
        own = need.link.dependency if need.link.dependency.actual is not None else None
        span = span_of(own, "actual") if own else first_span("actual", step.service, step.party)
        return Related(span, "measured here")
    return Related(first_span("lead_time", step.service, step.party), "its own time is written here")


CHECK = Check("unmet-need", Severity.WARNING, find, mildest=Severity.NOTE, about="late")
