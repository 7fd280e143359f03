"""Two parties serve each other, and only one of them promises a time.

A mutual pair works best on equal terms: who asks for a promise gives one. The finding stands at the dependency that has
none.

*Wrong*

```yaml
icmap: 1
parties:
  pilots: {kind: team, promise: 10 min, depends_on: [{cabin: {waits: false}}]}       # ← here
  cabin: {kind: team, depends_on: [pilots]}
```

*Right*

```yaml
icmap: 1
parties:
  pilots: {kind: team, promise: 10 min, depends_on: [{cabin: {waits: false}}]}
  cabin: {kind: team, promise: 5 min, depends_on: [pilots]}
```

Source: Thompson, J. (1967), Organizations in Action (reciprocal interdependence, coordinated by mutual adjustment).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from icmap.diagnostics import Related, Severity
from icmap.graph import node_name, nodes_of
from icmap.measures.mutual import mutual_pairs
from icmap.model import Dependency
from icmap.rules._rule import Check, Problem, Scope
from icmap.text.characters import quoted

__all__ = ["CHECK"]


def find(scope: Scope) -> Iterator[Problem]:
    """A problem for each mutual pair in which one side promises and the other does not."""
    for pair in scope.study.of(mutual_pairs):
        to_first, to_second = (
            _promised(scope, pair.second_serves_first.dependencies),
            _promised(scope, pair.first_serves_second.dependencies),
        )
        if to_first and not to_second:
            yield _problem(
                customer=pair.second,
                provider=pair.first,
                missing=pair.first_serves_second.dependencies,
                given=pair.second_serves_first.dependencies,
            )
        elif to_second and not to_first:
            yield _problem(
                customer=pair.first,
                provider=pair.second,
                missing=pair.second_serves_first.dependencies,
                given=pair.first_serves_second.dependencies,
            )


def _promised(scope: Scope, dependencies: Sequence[Dependency]) -> bool:
    nodes = (node for each in dependencies for node in _nodes(scope, each) if node in scope.study.services)
    return any(scope.study.step(node).promise is not None for node in nodes)


def _nodes(scope: Scope, dependency: Dependency) -> Sequence[str]:
    if dependency.service is not None:
        return (node_name(dependency.provider, dependency.service),)
    return nodes_of(scope.org.parties[dependency.provider])


def _problem(*, customer: str, provider: str, missing: Sequence[Dependency], given: Sequence[Dependency]) -> Problem:
    one, other = quoted(customer), quoted(provider)
    return Problem(
        f"{one} promises {other} a time, {other} promises {one} none",
        missing[0].span,
        f"ask {other} for a promise of its own",
        related=(Related(given[0].span, "the other direction, with a promise"),),
        subjects=(customer, provider),
    )


CHECK = Check("one-sided-promise", Severity.NOTE, find)
