"""What is broken between customers and providers, kind by kind, once for each dependency as it is written.

Source: the comparisons of `icmap.measures.agreements`. Empty where nothing is broken.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from icmap.graph import Choice, Input, Link, links_of
from icmap.measures.agreements import Agreement, Breach, Kind, ServicePromise, Verdict, agreements
from icmap.model import Dependency
from icmap.study import Study

__all__ = ["broken_needs", "broken_promises"]


def broken_needs(study: Study, kind: Kind) -> Iterable[tuple[Agreement, Breach]]:
    """Every dependency with a broken comparison of a kind: of one that stands for several services the worst (ties: the first).

    A member of an alternative that is too late is no unmet need while enough others are soon enough.
    """
    worst: dict[Dependency, tuple[Agreement, Breach]] = {}
    covered = study.of(_covered) if kind is Kind.UNMET_NEED else ()
    for each in study.of(agreements).dependencies:
        for breach in each.breaches:
            if breach.kind is kind and each.link not in covered:
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


def _covered(study: Study) -> frozenset[Link]:
    """The members of the alternatives that deliver soon enough as a whole."""
    late = {
        each.link
        for each in study.of(agreements).dependencies
        if any(breach.kind is Kind.UNMET_NEED for breach in each.breaches)
    }
    choices = (each for node in study.services for each in study.step(node).inputs if isinstance(each, Choice))
    return frozenset(link for each in choices if _is_soon_enough(each, late) for link in links_of((each,)))


def _is_soon_enough(each: Input, late: Collection[Link]) -> bool:
    if isinstance(each, Link):
        return each not in late
    soon = sum(_is_soon_enough(member, late) for member in each.members)
    return soon >= (each.at_least if isinstance(each, Choice) else len(each.members))
