"""What is broken between customers and providers, kind by kind, once for each dependency as it is written.

Source: the comparisons of `icmap.measures.agreements`. Empty where nothing is broken.
"""

from __future__ import annotations

from collections.abc import Iterator

from icmap.measures.agreements import Agreement, Breach, Kind, ServicePromise, Verdict, agreements
from icmap.model import Dependency
from icmap.study import Study

__all__ = ["broken_needs", "broken_promises"]


def broken_needs(study: Study, kind: Kind) -> Iterator[tuple[Agreement, Breach]]:
    """Every dependency with a broken comparison of a kind; of a bare party with several services, each of them.

    Two services of one customer that take the same entry from their party are one.
    """
    seen: set[tuple[Dependency, str]] = set()
    for each in study.of(agreements).dependencies:
        for breach in each.breaches:
            key = each.link.dependency, each.link.provider
            if breach.kind is kind and key not in seen:
                seen.add(key)
                yield each, breach


def broken_promises(study: Study, kind: Kind) -> Iterator[tuple[ServicePromise, Breach]]:
    """Every service whose promise has a broken comparison of a kind with its own times."""
    for each in study.of(agreements).services:
        for breach in each.comparisons:
            if breach.kind is kind and breach.verdict is Verdict.BROKEN:
                yield each, breach
