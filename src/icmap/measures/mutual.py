"""Who serves each other: mutual pairs and coupled groups of parties. Neither is a failure; waiting loops are elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import log2
from typing import TYPE_CHECKING

import networkx as nx

from icmap.model.quantities import Seconds
from icmap.records import dataclass
from icmap.study import Study

if TYPE_CHECKING:
    from icmap.model import Dependency

__all__ = ["MutualPair", "balance", "coupled_groups", "mutual_pairs", "rate_of", "services_given"]


@dataclass(frozen=True, slots=True, eq=False)
class MutualPair:
    """Two parties that serve each other: what `first` gets from `second`, and what `second` gets from `first`."""

    first: str
    second: str
    first_gets: tuple[Dependency, ...]
    second_gets: tuple[Dependency, ...]


def mutual_pairs(study: Study) -> tuple[MutualPair, ...]:
    """Every pair with a dependency each way in the party graph, by id, the lower id first."""
    edges = study.parties.edges
    return tuple(
        MutualPair(one, other, edges[one, other]["dependencies"], edges[other, one]["dependencies"])
        for one, other in edges
        if one < other and study.parties.has_edge(other, one)
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
