"""Who serves each other: mutual pairs and coupled groups of parties. Neither is a failure; waiting loops are elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import log2

import networkx as nx

from icmap.encoding import Hidden, Inline
from icmap.locations import Span
from icmap.measures.scores import Rating, pair_rating
from icmap.model import Dependency
from icmap.model.quantities import Seconds
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Direction", "MutualPair", "balance", "coupled_groups", "mutual_pairs", "rate_of", "services_given"]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Direction:
    """What one party of a pair gives the other: services, requests per working hour (unknown: None), and how that is rated."""

    customer: Hidden[str]
    provider: Hidden[str]
    dependencies: Hidden[tuple[Dependency, ...]]
    services: tuple[str, ...]
    per_hour: float | None
    rating: Inline[Rating]
    span: Inline[Span]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class MutualPair:
    """Two parties that serve each other.

    `balance`: log₂ of how much more often the first serves the second; `gap`: by how much better the first is rated.
    """

    first: str
    second: str
    first_serves_second: Direction
    second_serves_first: Direction
    balance: float | None
    gap: float | None


def mutual_pairs(study: Study) -> tuple[MutualPair, ...]:
    """Every pair with a dependency each way in the party graph, by id, the lower id first."""
    graph = study.parties
    return tuple(_pair(study, *ends) for ends in graph.edges if ends[0] < ends[1] and graph.has_edge(*ends[::-1]))


def _pair(study: Study, first: str, second: str) -> MutualPair:
    there, back = (
        _direction(study, provider=first, customer=second),
        _direction(study, provider=second, customer=first),
    )
    scores = there.rating.score, back.rating.score
    return MutualPair(
        first=first,
        second=second,
        first_serves_second=there,
        second_serves_first=back,
        balance=balance(rate_of(back.dependencies), rate_of(there.dependencies)),
        gap=None if scores[0] is None or scores[1] is None else scores[0] - scores[1],
    )


def _direction(study: Study, *, customer: str, provider: str) -> Direction:
    dependencies = study.parties.edges[customer, provider]["dependencies"]
    rate = rate_of(dependencies)
    return Direction(
        customer=customer,
        provider=provider,
        dependencies=dependencies,
        services=services_given(study, dependencies),
        per_hour=None if rate is None else float(rate),
        rating=pair_rating(study, customer=customer, provider=provider),
        span=dependencies[0].span,
    )


def coupled_groups(study: Study) -> tuple[tuple[str, ...], ...]:
    """The strongly connected components of the party graph with more than one member: all serve all, if indirectly.

    Each sorted by id, the largest first. A mutual pair lies in one; a map without a way round has none.
    """
    found = (tuple(sorted(members)) for members in nx.strongly_connected_components(study.parties) if len(members) > 1)
    return tuple(sorted(found, key=lambda members: (-len(members), members)))


def rate_of(dependencies: Sequence[Dependency]) -> Seconds | None:
    """How often per working hour they are asked for together; unknown where one of them is, or is on demand."""
    total: Seconds = 0
    for each in dependencies:
        if each.frequency is None or each.frequency.per_hour is None:
            return None
        total += each.frequency.per_hour
    return total


def balance(served: Seconds | None, serves: Seconds | None) -> float | None:
    """log₂ of one rate over the other: 0 for as often, 1 for twice as often, -1 for half; unknown or no rate: None."""
    if not served or not serves:
        return None
    return log2(Fraction(serves) / Fraction(served))


def services_given(study: Study, dependencies: Sequence[Dependency]) -> tuple[str, ...]:
    """The names of the services that these dependencies are for, each once, in the order of the file.

    A bare party stands for all that it lists; one that lists none has none to name.
    """
    names: dict[str, None] = {}
    for each in dependencies:
        listed = [service.name for service in study.org.parties[each.provider].services]
        names.update(dict.fromkeys([each.service] if each.service is not None else listed))
    return tuple(names)
