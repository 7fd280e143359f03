"""A customer needs something sooner than it gets it.

What the customer needs (`within`) is less than what the provider promises: a *warning*, for the two have to talk. Where
nothing is promised, it is compared with what was measured, or else with what the map computes: a *note*. Only times of
the same clock are compared, and against a lower bound a need is broken only if the bound breaks it.

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
from icmap.locations import span_of
from icmap.measures.agreements import Agreement, Breach, Kind
from icmap.rules._agreed import broken_needs, excess, need_span, promise_here, span_at_service, timed
from icmap.rules._rule import Check, NoOptions, Problem, Scope
from icmap.rules._words import from_clock, quoted

__all__ = ["CHECK"]

_TAKES = {"promise": "promises {}", "actual": "takes {}, as measured", "computed": "takes {}, as the map computes it"}


def find(scope: Scope, options: NoOptions) -> Iterator[Problem]:  # noqa: ARG001 - a rule's signature
    """A problem for each need that is broken."""
    for need, breach in broken_needs(scope, Kind.UNMET_NEED):
        yield _problem(scope, need, breach)


def _problem(scope: Scope, need: Agreement, breach: Breach) -> Problem:
    link = need.link
    takes = _TAKES[breach.against].format(timed(scope, breach.taken))
    within = f"within {timed(scope, breach.allowed)}{from_clock(breach.clock)}"
    return Problem(
        f"{quoted(link.customer)} needs {quoted(link.provider)} {within}, which {takes}",
        need_span(link.dependency),
        "agree on one time: what the customer can wait, what the provider can keep",
        tuple(_evidence(scope, need, breach)),
        (link.customer, link.provider),
        excess(breach),
        Severity.WARNING if breach.against == "promise" else Severity.NOTE,
    )


def _evidence(scope: Scope, need: Agreement, breach: Breach) -> Iterator[Related]:
    """Where the other time is written."""
    if breach.against == "promise":
        yield promise_here(scope, need.link.provider)
    elif need.link.dependency.actual is not None and breach.against == "actual":
        yield Related(span_of(need.link.dependency, "actual"), "measured here")
    else:
        attribute = "actual" if breach.against == "actual" else "lead_time"
        said = "measured here" if breach.against == "actual" else "its own time is written here"
        yield Related(span_at_service(scope, need.link.provider, attribute), said)


CHECK = Check("unmet-need", Severity.WARNING, __doc__, find)
