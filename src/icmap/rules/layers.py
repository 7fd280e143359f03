"""A dependency that points up: from a lower layer to one above it.

Layers are listed from the customers' side down: who serves guests first, who serves those next. A layer may depend on
itself and on any layer below it, never on one above. A party belongs to the first layer that names it or a party that it
is part of; parties in no layer are free. Dependencies that are not waited for (`waits: false`) or optional count too.

*Wrong*

```yaml
icmap: 1
parties:
  waiters: {kind: team, depends_on: [kitchen]}
  kitchen: {kind: team, depends_on: [purchasing]}
  purchasing: {kind: team, depends_on: [waiters]}      # ← here
checks:
  layers: [waiters, kitchen, purchasing]
```

*Right*

```yaml
icmap: 1
parties:
  waiters: {kind: team, depends_on: [kitchen]}
  kitchen: {kind: team, depends_on: [purchasing]}
  purchasing: {kind: team}
checks:
  layers: [waiters, kitchen, purchasing]
```

Source: Dijkstra, E. W. (1968), The structure of the THE multiprogramming system.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from icmap.diagnostics import Related, Severity
from icmap.model import Dependency, OrgMap
from icmap.model.entries import dependencies, two_ends
from icmap.model.keys import Type
from icmap.model.selectors import Selector, selected
from icmap.records import dataclass
from icmap.rules._rule import Check, Problem, Scope, option
from icmap.text.characters import quoted

__all__ = ["CHECK"]


@dataclass(frozen=True, slots=True)
class Options:
    """The layers, uppermost first."""

    layers: tuple[Selector, ...] = option(Type.SELECTORS, "the layers, uppermost first; a list of selectors")


def find(scope: Scope, options: Options) -> Iterator[Problem]:
    """A problem for each dependency as written that points up."""
    layer = _layer_of(scope.org, options.layers)
    for each in dependencies(scope.org):
        lower, upper = layer.get(each.customer), layer.get(each.provider)
        if lower is not None and upper is not None and upper < lower:
            yield _problem(each, lower=options.layers[lower], upper=options.layers[upper])


def _layer_of(org: OrgMap, layers: Sequence[Selector]) -> dict[str, int]:
    """The number of each party's layer, the first that it fits."""
    found: dict[str, int] = {}
    for number, layer in enumerate(layers):
        for party in selected(org, layer):
            found.setdefault(party, number)
    return found


def _problem(dependency: Dependency, *, lower: Selector, upper: Selector) -> Problem:
    customer, provider = map(quoted, two_ends(dependency))
    return Problem(
        f"the dependency of {customer} on {provider} points up, from the layer {quoted(str(lower))} to"
        f" {quoted(str(upper))} above it",
        dependency.span,
        "turn it round, go through a party below, or move one of the two to another layer",
        related=(Related(upper.span, "the checks say so here"),),
        subjects=two_ends(dependency),
    )


CHECK = Check("layers", Severity.ERROR, find, Options, must_be_asked=True, listed="layers")
