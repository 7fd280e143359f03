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

from icmap.diagnostics import Related, Severity
from icmap.model.entries import dependencies, two_ends
from icmap.model.keys import Type
from icmap.model.selectors import Selector, selected
from icmap.records import dataclass
from icmap.rules._rule import Check, Problem, Scope, option
from icmap.text.characters import quoted

__all__ = ["CHECK"]


@dataclass(frozen=True, slots=True)
class Options:
    """From whom to whom nobody may depend."""

    customer: Selector = option(Type.SELECTOR, "whose dependencies are looked at")
    provider: Selector = option(Type.SELECTOR, "on whom they must not depend")


def find(scope: Scope, options: Options) -> Iterator[Problem]:
    """A problem for each dependency as written, alternatives and optional ones among them."""
    customers, providers = selected(scope.org, options.customer), selected(scope.org, options.provider)
    for each in dependencies(scope.org):
        if each.customer in customers and each.provider in providers and each.customer != each.provider:
            customer, provider = map(quoted, two_ends(each))
            yield Problem(
                f"the dependency of {customer} on {provider} is forbidden by the checks",
                each.span,
                "take the dependency out, or go through a party that may have it",
                related=(Related(options.customer.span, "the checks say so here"),),
                subjects=two_ends(each),
            )


CHECK = Check("forbidden-dependency", Severity.ERROR, find, Options, must_be_asked=True, many=True)
