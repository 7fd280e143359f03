"""Services that wait for one another, so that none of them can start.

Each needs what another delivers before it can begin, and the way of waiting leads back to where it began. If every one of
them is a named service, that is certain: after a full stop none comes back by itself, an *error*. If a party without
services is in it, the map does not say what waits for what; the two may simply serve each other, as pilots and cabin crew
do: a *note* that asks which of them waits.

*Wrong*

```yaml
icmap: 1
parties:
  customer: {kind: external customer, depends_on: [sales/offers]}
  sales:
    services:
      offers: {depends_on: [legal/reviews]}      # ← here
  legal:
    services:
      reviews: {depends_on: [sales/offers]}
```

*Right*

```yaml
icmap: 1
parties:
  customer: {kind: external customer, depends_on: [sales/offers]}
  sales:
    services:
      drafts: {}
      offers: {depends_on: [legal/reviews]}
  legal:
    services:
      reviews: {depends_on: [sales/drafts]}
```

Also right: `waits: false` where a stock, a draft or the last result is enough to start, `optional: true` where work goes
on without it, an alternative (`any_of`) outside the loop.

Source: Tarjan, R. (1972), Depth-first search and linear graph algorithms; loops are the strongly connected components of
what never fires.
"""

from __future__ import annotations

from collections.abc import Iterator

from icmap.diagnostics import Related, Severity
from icmap.graph import Link
from icmap.measures.loops import WaitingLoop, waiting_loops
from icmap.rules._rule import Check, NoOptions, Problem, Scope
from icmap.rules._words import RELATED, quoted

__all__ = ["CHECK"]

_TOLD = 4


def find(scope: Scope, options: NoOptions) -> Iterator[Problem]:  # noqa: ARG001 - a rule's signature
    """A problem for each loop, told once, from its first place in the file."""
    for loop in scope.study.of(waiting_loops):
        yield _problem(loop)


def _problem(loop: WaitingLoop) -> Problem:
    first, *others = loop.example
    related = tuple(Related(each.dependency.span, _waits(each)) for each in others[:RELATED])
    return Problem(
        _message(loop),
        first.dependency.span,
        _hint(loop),
        related,
        loop.services,
        severity=Severity.ERROR if loop.certain else Severity.NOTE,
    )


def _waits(link: Link) -> str:
    return f"{quoted(link.customer)} waits for {quoted(link.provider)}"


def _message(loop: WaitingLoop) -> str:
    return _waiting(loop) if loop.certain else _serving(loop)


def _serving(loop: WaitingLoop) -> str:
    """Of parties that may simply serve each other nobody says that they wait."""
    names = [quoted(link.customer) for link in loop.example]
    if len(names) == 2:
        return f"{names[0]} and {names[1]} serve each other, and the map does not say which waits for which"
    shown = ", ".join(names[:_TOLD])
    more = f" and {len(names) - _TOLD} more" if len(names) > _TOLD else ""
    return f"{shown}{more} serve one another in a circle, and the map does not say who waits for whom"


def _waiting(loop: WaitingLoop) -> str:
    first, *others = loop.example
    if not others:
        return f"{quoted(first.customer)} waits for itself"
    told = "".join(f", which waits for {quoted(link.provider)}" for link in others[:_TOLD])
    left = len(others) - _TOLD
    more = f", and so on over {left} more back to {quoted(first.customer)}" if left > 0 else ""
    whole = len(loop.services) - len(loop.example)
    rest = f" ({len(loop.services)} services are caught in one another like this)" if whole > 0 else ""
    return _waits(first) + told + more + rest


def _hint(loop: WaitingLoop) -> str:
    if loop.certain:
        return "set waits: false where a draft or the last result is enough to start"
    return "say which waits: name the services, or set waits: false or optional: true where one does not"


CHECK = Check("waiting-loop", Severity.ERROR, __doc__, find)
