"""Somebody without whom an end customer gets nothing, and the map names no stand-in.

Looked at is what is one of a kind: a person, a system, a supplier or partner outside, a role without or with `headcount: 1`,
any party with `headcount: 1`. Its outage alone must block an end customer, alternatives and backups counted. Teams and
departments are left out: they rarely vanish. The sentence is about the map: perhaps somebody does stand in, and nobody
has written it down.

*Wrong*

```yaml
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [payroll]}
  payroll: {kind: team, depends_on: [jeff]}
  jeff: {kind: person}                      # ← here
```

*Right*

```yaml
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [payroll]}
  payroll: {kind: team, depends_on: [jeff]}
  jeff: {kind: person, backup: [amy]}
  amy: {kind: person}
```

Also right: `any_of: [jeff, amy]` where either can do it; `optional: true` where work goes on without; a `headcount` above 1.

Source: Vesely, W. et al. (1981), Fault Tree Handbook, NUREG-0492 (single failures).
"""

from __future__ import annotations

from collections.abc import Iterator

from icmap.diagnostics import Related, Severity
from icmap.measures.outages import outages
from icmap.rules._rule import Check, Problem, Scope
from icmap.text.characters import quoted
from icmap.wording import findings

__all__ = ["CHECK"]

_SHOWN = 3


def find(scope: Scope) -> Iterator[Problem]:
    """A problem for each party that is one of a kind, blocks an end customer, and has no stand-in."""
    for outage in scope.study.of(outages).parties:
        if outage.stand_in is False:
            party = scope.org.parties[outage.party]
            yield Problem(
                findings.no_stand_in(party, outage),
                party.span,
                "name who stands in (backup: [...]), let customers choose (any_of), or say that work goes on without (optional: true)",
                related=tuple(_needs(scope, party.id)),
                subjects=(party.id,),
                number=float(outage.reach),
            )


def _needs(scope: Scope, party: str) -> Iterator[Related]:
    """Where its customers say that they need it, the first three."""
    graph = scope.study.parties
    for customer in sorted(graph.predecessors(party))[:_SHOWN]:
        needed = next((each for each in graph.edges[customer, party]["dependencies"] if not each.optional), None)
        if needed is not None:
            yield Related(needed.span, f"{quoted(customer)} needs it")


CHECK = Check("no-stand-in", Severity.WARNING, find)
