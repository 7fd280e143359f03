"""What is broken between customers and providers, kind by kind, once for each dependency as it is written.

Source: the comparisons of `icmap.measures.agreements`. Empty where nothing is broken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from icmap.measures.agreements import Agreement, Breach, Kind, ServicePromise, Verdict, agreements
from icmap.model import Dependency
from icmap.study import Study

__all__ = ["broken_needs", "broken_promises"]


def broken_needs(study: Study, kind: Kind) -> Iterable[tuple[Agreement, Breach]]:
    """Every dependency with a broken comparison of a kind: of one that stands for several services the worst (ties: the first)."""
    worst: dict[Dependency, tuple[Agreement, Breach]] = {}
    for each in study.of(agreements).dependencies:
        for breach in each.breaches:
            if breach.kind is kind:
                before = worst.get(each.link.dependency)
                if before is None or (breach.excess_time or 0) > (before[1].excess_time or 0):
                    worst[each.link.dependency] = each, breach
    return worst.values()


def broken_promises(study: Study, kind: Kind) -> Iterator[tuple[ServicePromise, Breach]]:
    """Every service whose promise has a broken comparison of a kind with its own times."""
    for each in study.of(agreements).services:
        for breach in each.comparisons:
            if breach.kind is kind and breach.verdict is Verdict.BROKEN:
                yield each, breach
