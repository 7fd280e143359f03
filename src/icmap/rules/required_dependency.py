"""A party that does not depend on whom the checks require.

Some needs everybody has, and a map that leaves one out is most likely unfinished: every team needs IT, whoever handles
money needs the auditor. Each item says which customers must depend directly on at least one of which providers. Who is
such a provider itself needs none; groups, which are no nodes, are left out.

*Wrong*

```yaml
icmap: 1
parties:
  shop: {kind: team, depends_on: [warehouse, it]}
  warehouse: {kind: team}                       # ← here
  it: {kind: department}
checks:
  required-dependency:
    - {customer: {kind: team}, provider: it}
```

*Right*

```yaml
icmap: 1
parties:
  shop: {kind: team, depends_on: [warehouse, it]}
  warehouse: {kind: team, depends_on: [it]}
  it: {kind: department}
checks:
  required-dependency:
    - {customer: {kind: team}, provider: it}
```

Source: Murphy, G., Notkin, D. & Sullivan, K. (1995), Software reflexion models (absences).
"""

from __future__ import annotations

from collections.abc import Iterator

from icmap.diagnostics import Related, Severity
from icmap.model import Party
from icmap.model.entries import written
from icmap.model.keys import Type
from icmap.model.selectors import Selector, selected
from icmap.records import dataclass
from icmap.rules._rule import Check, Problem, Scope, option
from icmap.text.characters import quoted

__all__ = ["CHECK"]


@dataclass(frozen=True, slots=True)
class Options:
    """Who must depend on whom."""

    customer: Selector = option(Type.SELECTOR, "who must depend")
    provider: Selector = option(Type.SELECTOR, "on at least one of these, directly")


def find(scope: Scope, options: Options) -> Iterator[Problem]:
    """A problem for each party that depends on none of the providers."""
    providers = selected(scope.org, options.provider)
    for party in sorted(selected(scope.org, options.customer) - providers - scope.groups):
        if not any(each.provider in providers for each in written(scope.org.parties[party])):
            yield _problem(scope.org.parties[party], options.provider, known=bool(providers))


def _problem(party: Party, provider: Selector, *, known: bool) -> Problem:
    wanted = quoted(str(provider))
    missing = f"the map has no party {wanted}: add it, or correct the check"
    return Problem(
        f"{quoted(party.id)} does not depend on {wanted}, as the checks require",
        party.span,
        f"add {wanted} to its depends_on, or leave it out with `except`" if known else missing,
        related=(Related(provider.span, "the checks say so here"),),
        subjects=(party.id, str(provider)),
    )


CHECK = Check("required-dependency", Severity.ERROR, find, Options, must_be_asked=True, many=True)
