"""Importance inversion: a dependency is rated low or medium, and something that is rated critical rests on it.

If its provider is out, a dependency further on that is rated critical is not met. Only ratings that stand in the file
count, only plain needs (no alternatives, nothing optional) are followed, and a critical dependency on the same provider
is no inversion but another opinion.
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
    """A dependency that is rated below what rests on it; `way` leads from its customer on, the critical one last."""

    link: Inline[Link]
    way: tuple[Link, ...]

    @property
    def critical(self) -> Hidden[Link]:
        """The dependency that is rated critical and not met if this one is not."""
        return self.way[-1]


def inversions(study: Study) -> tuple[Inversion, ...]:
    """Each such dependency as written once, with a shortest way to a critical one, by customer and as written."""
    plain = _plain_links(study)
    onward = _onward(plain)
    found: dict[Dependency, Inversion] = {}
    for link in plain:
        if _is_rated_low(link.dependency) and link.customer in onward and link.dependency not in found:
            found[link.dependency] = Inversion(link, tuple(_way(link, onward)))
    return tuple(found.values())


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


def _way(link: Link, onward: Mapping[str, Link]) -> Iterator[Link]:
    each = onward[link.customer]
    while each.dependency.importance is not Importance.CRITICAL:
        yield each
        each = onward[each.customer]
    yield each
