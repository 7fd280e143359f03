"""A dependency that the checks forbid.

An organisation has lines that work should not cross: sales does not go to the regulator by itself, nobody builds on a
system that is being switched off. Each item says from which customers to which providers nobody may depend, and `because`
tells whoever runs into it why.

*Wrong*

```yaml
icmap: 1
parties:
  sales: {kind: department}
  account manager: {kind: role, headcount: 3, part_of: sales, depends_on: [banking authority]}   # ← here
  banking authority: {kind: regulator}
checks:
  forbidden-dependency:
    - {customer: {part_of: sales}, provider: {kind: regulator}, because: legal speaks to regulators}
```

*Right*

```yaml
icmap: 1
parties:
  sales: {kind: department}
  account manager: {kind: role, headcount: 3, part_of: sales, depends_on: [legal]}
  legal: {kind: team, depends_on: [banking authority]}
  banking authority: {kind: regulator}
checks:
  forbidden-dependency:
    - {customer: {part_of: sales}, provider: {kind: regulator}, because: legal speaks to regulators}
```

Source: Murphy, G., Notkin, D. & Sullivan, K. (1995), Software reflexion models.
"""

from __future__ import annotations

from collections.abc import Iterator

from icmap.diagnostics import Severity
from icmap.records import dataclass
from icmap.rules._options import option, selector
from icmap.rules._places import Edge, edges, rule_stands_here
from icmap.rules._rule import Check, Problem, Scope
from icmap.rules._selector import Selector, selected

__all__ = ["CHECK"]


@dataclass(frozen=True, slots=True)
class Options:
    """From whom to whom nobody may depend."""

    customer: Selector = option(selector, "whose dependencies are looked at")
    provider: Selector = option(selector, "on whom they must not depend")


def find(scope: Scope, options: Options) -> Iterator[Problem]:
    """A problem for each dependency as written, alternatives and optional ones among them."""
    customers, providers = selected(scope.org, options.customer), selected(scope.org, options.provider)
    for each in edges(scope.org):
        if each.customer in customers and each.provider in providers and each.customer != each.provider:
            yield _problem(each, options)


def _problem(edge: Edge, options: Options) -> Problem:
    return Problem(
        f"{edge.told} is forbidden by the checks",
        edge.span,
        "take the dependency out, or go through a party that may have it",
        (rule_stands_here(options.customer.span),),
        edge.subjects,
    )


CHECK = Check("forbidden-dependency", Severity.ERROR, __doc__, find, Options, must_be_asked=True, many=True)
