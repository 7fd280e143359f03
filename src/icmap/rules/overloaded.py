"""A party is asked for more than it can do, or for almost as much.

Demand over capacity (or demand times effort over headcount) is at or above the limit, 85 % unless you say otherwise: from
there on requests wait long, and at 100 % ever longer. Told only where every customer has said how often it asks; otherwise
`icmap analyze` says whom to ask.

*Wrong*

```yaml
icmap: 1
parties:
  shops: {kind: external customer, depends_on: [{security: {frequency: 19/week}}]}
  security: {kind: team, capacity: 20/week}        # ← here
```

*Right*

```yaml
icmap: 1
parties:
  shops: {kind: external customer, depends_on: [{security: {frequency: 12/week}}]}
  security: {kind: team, capacity: 20/week}
```

Source: Kingman, J. (1961), The single server queue in heavy traffic; Hopp, W. & Spearman, M. (2011), Factory Physics.
"""

from __future__ import annotations

from collections.abc import Iterator

from icmap.diagnostics import Related, Severity
from icmap.locations import span_of
from icmap.measures.load import loads
from icmap.model.keys import Type
from icmap.model.quantities import Seconds, exact, parse_share
from icmap.records import dataclass
from icmap.rules._rule import Check, Problem, Scope, option
from icmap.text.characters import quoted
from icmap.wording import findings

__all__ = ["CHECK"]

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Options:
    """From where on it is too much."""

    limit: Seconds = option(Type.SHARE, "from which utilisation on (default 85%)", default=parse_share("85%"))


def find(scope: Scope, options: Options) -> Iterator[Problem]:
    """A problem for each party at or above the limit, all demand known."""
    for load in scope.study.of(loads).values():
        if load.utilisation is not None and not load.lower_bound and load.utilisation >= float(exact(options.limit)):
            party = scope.org.parties[load.party]
            yield Problem(
                findings.overload(load, load.utilisation),
                span_of(party, "capacity" if "capacity" in party.places else "headcount"),
                "ask who can wait, do without or be served by somebody else, before adding people",
                related=tuple(_askers(scope, load.party)),
                subjects=(load.party,),
                number=round(load.utilisation, 6),
            )


def _askers(scope: Scope, party: str) -> Iterator[Related]:
    """The largest customers first."""
    graph = scope.study.parties
    asked = [each for customer in graph.predecessors(party) for each in graph.edges[customer, party]["dependencies"]]
    rated = [(each.frequency.per_hour, each) for each in asked if each.frequency and each.frequency.per_hour]
    for _, each in sorted(rated, key=lambda pair: (-pair[0], pair[1].span[:3]))[:_SHOWN]:
        yield Related(span_of(each, "frequency"), f"{quoted(each.customer)} asks {each.frequency}")


CHECK = Check("overloaded", Severity.WARNING, find, Options)
