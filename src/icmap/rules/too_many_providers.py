"""A party with more providers than it can look after.

Who waits for very many is late as soon as one of them is, and spends its days chasing. Perhaps one of them could deliver
what several do now. Counted are parties, each once; more than `limit` (10 unless you say otherwise) are too many.

*Wrong*

```yaml
icmap: 1
parties:
  shop: {kind: team, depends_on: [it, office, warehouse]}        # ← here
  it: {kind: team}
  office: {kind: team}
  warehouse: {kind: team}
checks:
  too-many-providers: {limit: 2}
```

*Right*

```yaml
icmap: 1
parties:
  shop: {kind: team, depends_on: [it, office]}
  it: {kind: team}
  office: {kind: team, depends_on: [warehouse]}
  warehouse: {kind: team}
checks:
  too-many-providers: {limit: 2}
```

Source: Henry, S. & Kafura, D. (1981), Software structure metrics based on information flow (fan-in and fan-out).
"""

from __future__ import annotations

from collections.abc import Iterator

from icmap.model.entries import written
from icmap.model.keys import Type
from icmap.records import dataclass
from icmap.rules._rule import Check, Problem, Scope, option
from icmap.text.characters import quoted

__all__ = ["CHECK"]


@dataclass(frozen=True, slots=True)
class Options:
    """How many are too many."""

    limit: int = option(Type.COUNT, "how many providers a party may have (default 10)", default=10)


def find(scope: Scope, options: Options) -> Iterator[Problem]:
    """A problem for each party with more than the limit."""
    for party in scope.org.parties.values():
        count = len({each.provider for each in written(party)} - {party.id})
        if count > options.limit:
            yield Problem(
                f"{quoted(party.id)} needs {count} other parties, more than {options.limit}",
                party.span,
                "perhaps some of these can deliver together, or one of them for the others",
                subjects=(party.id,),
                number=float(count),
            )


CHECK = Check("too-many-providers", None, find, Options)
