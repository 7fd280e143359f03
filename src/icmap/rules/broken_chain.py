"""An end customer gets it too late even when everybody keeps their promise.

Each promise may look harmless; one after the other they take longer than the customer at the end can wait. The chain is
walked with everybody's promise in place of their own time, and the promise that takes most of it is named.

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
from icmap.measures.kept import kept_promises
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
    blame = breach.blame or link.provider
    return Problem(
        f"{quoted(link.customer)} needs {quoted(link.provider)} within {timed(scope, breach.allowed)} from the start; if"
        f" everybody just keeps their promise it is {timed(scope, breach.taken)},"
        f" {timed(scope, breach.blame_time)} of it the promise of {quoted(blame)}",
        need_span(link.dependency),
        f"shorten the promise of {quoted(blame)}, or agree with {quoted(link.customer)} on a longer time",
        tuple(_promises(scope, need, blame)),
        (link.customer, link.provider),
        excess(breach),
    )


def _promises(scope: Scope, need: Agreement, blame: str) -> Iterator[Related]:
    """The promises along the chain, work by work; at least the one that takes most of it."""
    kept = scope.study.of(kept_promises).get(need.link)
    chain = kept.promises if kept else ()
    for node in (chain or (blame,))[:RELATED]:
        yield promise_here(scope, node)


CHECK = Check("broken-chain", Severity.WARNING, __doc__, find)
