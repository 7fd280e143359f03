"""An end customer gets it too late even when everybody keeps their promise.

Each promise may look harmless; one after the other they take longer than the customer at the end can wait. The chain is
walked with everybody's promise in place of their own time, and the part that takes longest is named: a promise, a step
without one, a wait for a turn, a way.

*Wrong*

```yaml
icmap: 1
parties:
  guests:
    kind: external customer
    depends_on:
      - waiters: {within: {time: 40 min, from: start}}      # ← here
  waiters: {kind: team, promise: 10 min, depends_on: [kitchen]}
  kitchen: {kind: team, promise: 35 min}
```

*Right*

```yaml
icmap: 1
parties:
  guests:
    kind: external customer
    depends_on:
      - waiters: {within: {time: 40 min, from: start}}
  waiters: {kind: team, promise: 10 min, depends_on: [kitchen]}
  kitchen: {kind: team, promise: 25 min}
```

Source: Davis, F. & Manrodt, K. (1996), Customer-Responsive Management (chains of internal service agreements).
"""

from __future__ import annotations

from collections.abc import Iterator

from icmap.diagnostics import Related, Severity
from icmap.locations import first_span, span_of
from icmap.measures.agreements import Agreement, Breach, Kind
from icmap.measures.breaches import broken_needs
from icmap.model.entries import two_ends
from icmap.model.quantities import hours
from icmap.rules._rule import Check, Problem, Scope
from icmap.text.characters import quoted
from icmap.wording import findings

__all__ = ["CHECK"]


def find(scope: Scope) -> Iterator[Problem]:
    """A problem for each need of an end customer that kept promises do not meet."""
    for need, breach in broken_needs(scope.study, Kind.BROKEN_CHAIN):
        yield _problem(scope, need, breach)


def _problem(scope: Scope, need: Agreement, breach: Breach) -> Problem:
    link = need.link
    part = breach.chain.largest if breach.chain else None
    return Problem(
        findings.broken_chain(need, breach, scope.org.calendar),
        span_of(link.dependency, "within"),
        f"shorten {findings.chain_part(part) if part else 'it'}, or agree with {quoted(link.customer)} on a longer time",
        related=tuple(_promises(scope, breach)),
        subjects=two_ends(link.dependency),
        number=hours(breach.excess_time),
    )


def _promises(scope: Scope, breach: Breach) -> Iterator[Related]:
    """The promises along the chain, the last work first."""
    for step in map(scope.study.step, breach.chain.promises[::-1] if breach.chain else ()):
        promised = findings.promise(step.node, step.promise, scope.org.calendar)
        yield Related(first_span("promise", step.service, step.party), promised)


CHECK = Check("broken-chain", Severity.WARNING, find, about="late")
