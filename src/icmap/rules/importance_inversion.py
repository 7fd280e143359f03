"""A dependency is rated low or medium, and something critical rests on it.

If its provider is out, a dependency further on that is rated critical is not met: whoever gave the low rating looked at
the own desk only. Only ratings that stand in the file count, only plain needs (no alternatives, nothing optional) are
followed, and a critical dependency on the same provider is no inversion but another opinion.

*Wrong*

```yaml
icmap: 1
parties:
  patients: {kind: external customer, depends_on: [{surgery: {importance: critical, within: 5d}}]}
  surgery: {kind: team, depends_on: [{sterile supply: {importance: low}}]}        # ← here
  sterile supply: {kind: team}
```

*Right*

```yaml
icmap: 1
parties:
  patients: {kind: external customer, depends_on: [{surgery: {importance: critical, within: 5d}}]}
  surgery: {kind: team, depends_on: [{sterile supply: {importance: critical, within: 1d}}]}
  sterile supply: {kind: team}
```

Also right: `optional: true` where the work really goes on without it, or an alternative.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from icmap.diagnostics import Related, Severity
from icmap.graph import Link
from icmap.locations import span_of
from icmap.model import Dependency, Importance
from icmap.model.entries import two_ends
from icmap.records import dataclass
from icmap.rules._rule import Check, Problem, Scope
from icmap.wording import findings

if TYPE_CHECKING:
    from icmap.study import Study

__all__ = ["CHECK"]

_FIRST = 3
"""So many links of a long way are told, and the critical one."""


def find(scope: Scope) -> Iterator[Problem]:
    """A problem for each dependency as written that is rated below what rests on it."""
    plain = _plain_links(scope.study)
    onward = _onward(plain)
    told: set[Dependency] = set()
    for link in plain:
        needed = link.dependency
        if _is_rated_low(needed) and link.customer in onward and needed not in told:
            told.add(needed)
            yield _problem(link, onward)


def _plain_links(study: Study) -> list[Link]:
    """The needs without alternative that work cannot go on without."""
    return [
        each
        for node in study.services
        for each in study.step(node).inputs
        if isinstance(each, Link) and not each.dependency.optional
    ]


def _is_rated_low(dependency: Dependency) -> bool:
    return "importance" in dependency.places and dependency.importance <= Importance.MEDIUM


@dataclass(frozen=True, slots=True)
class _Onward:
    """What rests on a service: the next link on a shortest way to a critical dependency, and that dependency."""

    next: Link
    critical: Link


def _onward(plain: list[Link]) -> Mapping[str, _Onward]:
    """For each service whose outage leaves a critical dependency unmet, the way to it."""
    needs: dict[str, list[Link]] = {}
    for link in plain:
        needs.setdefault(link.customer, []).append(link)
    onward: dict[str, _Onward] = {}
    for link in plain:
        if link.dependency.importance is Importance.CRITICAL:
            onward.setdefault(link.provider, _Onward(link, link))
    waiting = deque(onward)
    while waiting:
        customer = waiting.popleft()
        for link in needs.get(customer, ()):
            if link.provider not in onward:
                onward[link.provider] = _Onward(link, onward[customer].critical)
                waiting.append(link.provider)
    return onward


def _way(link: Link, onward: Mapping[str, _Onward]) -> Iterator[Link]:
    """The links from a customer on up to the critical one; of a long way the first, and that one."""
    critical = onward[link.customer].critical
    each = onward[link.customer].next
    for _ in range(_FIRST):
        if each is critical:
            break
        yield each
        each = onward[each.customer].next
    yield critical


def _problem(link: Link, onward: Mapping[str, _Onward]) -> Problem:
    return Problem(
        findings.inversion(link, onward[link.customer].critical),
        span_of(link.dependency, "importance"),
        "rate it by what rests on it, or say that work goes on without it (optional: true)",
        related=tuple(Related(each.dependency.span, findings.link_need(each)) for each in _way(link, onward)),
        subjects=two_ends(link.dependency),
    )


CHECK = Check("importance-inversion", Severity.WARNING, find)
