"""Importance inversions: a dependency rated low or medium in the file, whose provider's outage blocks a critical one further on.

Only plain entries count: an alternative or an optional one stops nobody by itself. An entry that holds for several
services of its customer is found once, on a shortest way to the critical one. Empty where nothing is rated.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping

from icmap.encoding import Hidden, Inline
from icmap.graph import Link
from icmap.model import Dependency, Importance
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Inversion", "inversions"]


@dataclass(frozen=True, slots=True, eq=False)
class Inversion:
    """The dependency that is rated low, the critical one that rests on it, and the links between the two."""

    link: Inline[Link]
    critical: Link
    between: Hidden[tuple[Link, ...]]

    @property
    def importance(self) -> str:
        """How it is rated."""
        return str(self.link.dependency.importance)


def inversions(study: Study) -> tuple[Inversion, ...]:
    """Every such dependency once, by customer and provider."""
    plain = list(_plain_links(study))
    onward = _onward(plain)
    found: dict[Dependency, Inversion] = {}
    for link in plain:
        needed = link.dependency
        if _is_rated_low(needed) and link.customer in onward and needed not in found:
            critical, between = _way(link, onward)
            found[needed] = Inversion(link, critical, between)
    return tuple(sorted(found.values(), key=lambda each: (each.link.customer, each.link.provider)))


def _plain_links(study: Study) -> Iterator[Link]:
    """The needs without alternative that work cannot go on without."""
    for node in study.services:
        for each in study.step(node).inputs:
            if isinstance(each, Link) and not each.dependency.optional:
                yield each


def _is_rated_low(dependency: Dependency) -> bool:
    return "importance" in dependency.places and dependency.importance <= Importance.MEDIUM


def _onward(plain: list[Link]) -> Mapping[str, Link]:
    """For each service whose outage leaves a critical dependency unmet, the next link on a shortest way to it."""
    needs: dict[str, list[Link]] = {}
    for link in plain:
        needs.setdefault(link.customer, []).append(link)
    onward: dict[str, Link] = {}
    for link in plain:
        if link.dependency.importance is Importance.CRITICAL:
            onward.setdefault(link.provider, link)
    waiting = deque(onward)
    while waiting:
        for link in needs.get(waiting.popleft(), ()):
            if link.provider not in onward:
                onward[link.provider] = link
                waiting.append(link.provider)
    return onward


def _way(link: Link, onward: Mapping[str, Link]) -> tuple[Link, tuple[Link, ...]]:
    """The critical link that rests on another, and the links on the way to it."""
    between: list[Link] = []
    each = onward[link.customer]
    while each.dependency.importance is not Importance.CRITICAL:
        between.append(each)
        each = onward[each.customer]
    return each, tuple(between)
