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
from icmap.measures.agreements import Agreement, Breach, Kind
from icmap.rules._agreed import broken_needs, excess, need_span, promise_here, timed
from icmap.rules._rule import Check, NoOptions, Problem, Scope
from icmap.rules._words import RELATED, quoted

__all__ = ["CHECK"]


def find(scope: Scope, options: NoOptions) -> Iterator[Problem]:  # noqa: ARG001 - a rule's signature
    """A problem for each need of an end customer that kept promises do not meet."""
    for need, breach in broken_needs(scope, Kind.BROKEN_CHAIN):
        yield _problem(scope, need, breach)


def _problem(scope: Scope, need: Agreement, breach: Breach) -> Problem:
    link = need.link
    part = breach.chain.largest if breach.chain else None
    named = _PARTS[part.kind].format(quoted(part.service)) if part else "it"
    longest = f", {timed(scope, part.time)} of it {named}" if part else ""
    return Problem(
        f"{quoted(link.customer)} needs {quoted(link.provider)} within {timed(scope, breach.allowed)} from the start; if"
        f" everybody just keeps their promise it is {timed(scope, breach.taken)}{longest}",
        need_span(link.dependency),
        f"shorten {named}, or agree with {quoted(link.customer)} on a longer time",
        tuple(_promises(scope, breach)),
        (link.customer, link.provider),
        excess(breach),
    )


_PARTS = {
    "promise": "the promise of {}",
    "step": "the time of {}, which promises none",
    "batch": "the wait for the turn of {}",
    "handoff": "the way from {}",
}


def _promises(scope: Scope, breach: Breach) -> Iterator[Related]:
    """The promises along the chain, the last work first."""
    for node in breach.chain.promises[::-1][:RELATED] if breach.chain else ():
        yield promise_here(scope, node)


CHECK = Check("broken-chain", Severity.WARNING, __doc__, find)
