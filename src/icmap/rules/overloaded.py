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
from icmap.measures.load import Load, loads
from icmap.model.quantities import Seconds, exact, format_share, parse_share
from icmap.records import dataclass
from icmap.rules._options import option, share
from icmap.rules._rule import Check, Problem, Scope
from icmap.rules._words import quoted

__all__ = ["CHECK"]

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Options:
    """From where on it is too much."""

    limit: Seconds = option(share, "from which utilisation on (default 85%)", default=parse_share("85%"))


def find(scope: Scope, options: Options) -> Iterator[Problem]:
    """A problem for each party at or above the limit, all demand known."""
    for load in scope.study.of(loads).values():
        if load.utilisation is not None and not load.lower_bound and load.utilisation >= float(exact(options.limit)):
            yield _problem(scope, load, load.utilisation)


def _problem(scope: Scope, load: Load, utilisation: float) -> Problem:
    party = scope.org.parties[load.party]
    ever = ", so the queue grows without end" if load.unstable else ""
    attribute = "capacity" if "capacity" in party.places else "headcount"
    return Problem(
        f"{quoted(load.party)} is asked for {format_share(utilisation)} of what it can do{ever}",
        span_of(party, attribute),
        "ask who can wait, do without or be served by somebody else, before adding people",
        tuple(_askers(scope, load.party)),
        (load.party,),
        round(utilisation, 6),
    )


def _askers(scope: Scope, party: str) -> Iterator[Related]:
    """The largest customers first."""
    graph = scope.study.parties
    asked = [each for customer in graph.predecessors(party) for each in graph.edges[customer, party]["dependencies"]]
    rated = [(each.frequency.per_hour, each) for each in asked if each.frequency and each.frequency.per_hour]
    for _, each in sorted(rated, key=lambda pair: (-pair[0], pair[1].span[:3]))[:_SHOWN]:
        yield Related(span_of(each, "frequency"), f"{quoted(each.customer)} asks {each.frequency}")


CHECK = Check("overloaded", Severity.WARNING, __doc__, find, Options)
