"""A party is asked for more than it can do, or for almost as much.

Demand over capacity (or demand times effort over headcount) is at or above the limit, 85 % unless you say otherwise: from
there on requests wait long, and at 100 % ever longer; or all demand at its `peak` is more than it can do at all. Reported
only where every customer says how often it asks; otherwise `icmap analyze` says whom to ask.

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
from icmap.model.quantities import Seconds, parse_share
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
    peak: Seconds = option(
        Type.SHARE, "above which utilisation at the peak (default 100%)", default=parse_share("100%")
    )


def find(scope: Scope, options: Options) -> Iterator[Problem]:
    """A problem for each party at or above the limit, all demand known, or above its own at the peak."""
    for load in scope.study.of(loads).values():
        usual = 0.0 if load.lower_bound else load.utilisation or 0.0
        peak = load.peak_utilisation or 0.0
        if usual >= float(options.limit) or peak > float(options.peak):
            party = scope.org.parties[load.party]
            yield Problem(
                findings.overload(load),
                span_of(party, "capacity" if "capacity" in party.places else "headcount"),
                "ask who can wait, do without or be served by somebody else, before adding people",
                related=tuple(_askers(scope, load.party)),
                subjects=(load.party,),
                number=round(max(usual, peak), 6),
            )


def _askers(scope: Scope, party: str) -> Iterator[Related]:
    """The largest customers first."""
    graph = scope.study.parties
    asked = [each for customer in graph.predecessors(party) for each in graph.edges[customer, party]["dependencies"]]
    rated = [(each.frequency.per_hour, each) for each in asked if each.frequency and each.frequency.per_hour]
    for _, each in sorted(rated, key=lambda pair: (-pair[0], pair[1].span[:3]))[:_SHOWN]:
        yield Related(span_of(each, "frequency"), f"{quoted(each.customer)} asks {each.frequency}")


CHECK = Check("overloaded", Severity.WARNING, find, Options)
