"""A party with more customers than it can look after.

Who serves very many has many needs to balance, and often nobody who speaks for them all. It may be right for a central
service; then leave that out with `except`. Counted are parties, each once; more than `limit` (10 unless you say otherwise) are too many.

*Wrong*

```yaml
icmap: 1
parties:
  it: {kind: team}        # ← here
  shop: {kind: team, depends_on: [it]}
  office: {kind: team, depends_on: [it]}
  warehouse: {kind: team, depends_on: [it]}
checks:
  too-many-customers: {limit: 2}
```

*Right*

```yaml
icmap: 1
parties:
  it: {kind: team}
  shop: {kind: team, depends_on: [it]}
  office: {kind: team, depends_on: [it]}
  warehouse: {kind: team, depends_on: [office]}
checks:
  too-many-customers: {limit: 2}
```

Source: Henry, S. & Kafura, D. (1981), Software structure metrics based on information flow (fan-in and fan-out).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from icmap.model.entries import dependencies
from icmap.model.keys import Type
from icmap.records import dataclass
from icmap.rules._rule import Check, Problem, Scope, option
from icmap.text.characters import quoted

__all__ = ["CHECK"]


@dataclass(frozen=True, slots=True)
class Options:
    """How many are too many."""

    limit: int = option(Type.COUNT, "how many customers a party may have (default 10)", default=10)


def find(scope: Scope, options: Options) -> Iterator[Problem]:
    """A problem for each party with more than the limit."""
    pairs = {(each.provider, each.customer) for each in dependencies(scope.org) if each.provider != each.customer}
    for party, count in sorted(Counter(provider for provider, _ in pairs).items()):
        if count > options.limit:
            yield Problem(
                f"{quoted(party)} serves {count} other parties, more than {options.limit}",
                scope.org.parties[party].span,
                "perhaps it is several services, or some customers can go through another party",
                subjects=(party,),
                number=float(count),
            )


CHECK = Check("too-many-customers", None, find, Options)
