"""Rework that goes round: how often work is done in a group of services that send it back to each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx

from icmap.graph import Link
from icmap.kernels.transformation import transformation
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["ReworkGroup", "rework_groups"]


@dataclass(frozen=True, slots=True)
class ReworkGroup:
    """Services that depend on one another in a circle, some of which work again because of another.

    `total_work` is how often each does its work in the end (1: once), by service; None where it never ends, or where the
    group is too large, then `spectral_radius` is None too. `drivers` send most of it round. `unknown` counts the
    dependencies inside without a share of rework, counted as 0.
    """

    services: tuple[str, ...]
    spectral_radius: float | None
    total_work: Mapping[str, float] | None
    drivers: tuple[str, ...]
    unknown: int

    @property
    def converges(self) -> bool | None:
        """Whether the work comes to an end; None where the group is too large to say."""
        return None if self.spectral_radius is None else self.total_work is not None


def rework_groups(study: Study) -> tuple[ReworkGroup, ...]:
    """The work transformation matrix of each strongly connected component of services with rework inside.

    All entries count, optional and alternative ones too. A[customer, provider] is the share of its work that the
    customer does again because of the provider (of a bare party, an equal part for each of its services); U = (I - A)⁻¹·1
    if the spectral radius is below 1, else it does not converge (Smith & Eppinger 1997). Sorted by first service.
    """
    components = [sorted(each) for each in nx.strongly_connected_components(study.services)]
    found = (_group(study, members) for members in sorted(components) if _goes_round(study, members))
    return tuple(group for group in found if group is not None)


def _goes_round(study: Study, members: Sequence[str]) -> bool:
    return len(members) > 1 or study.services.has_edge(members[0], members[0])


def _group(study: Study, members: Sequence[str]) -> ReworkGroup | None:
    links = _links_inside(study, members)
    matrix = _matrix(study, links, {node: rank for rank, node in enumerate(members)})
    if not matrix:
        return None
    result = transformation(len(members), matrix)
    unknown = len({link.dependency for link in links if link.dependency.rework is None})
    drivers = tuple(members[driver] for driver in result.drivers)
    work = None if result.work is None else dict(zip(members, result.work, strict=True))
    return ReworkGroup(tuple(members), result.radius, work, drivers, unknown)


def _links_inside(study: Study, members: Sequence[str]) -> list[Link]:
    inside, edges = set(members), study.services.edges
    pairs = ((node, other) for node in members for other in study.services.successors(node) if other in inside)
    return [link for pair in pairs for link in edges[pair]["links"]]


def _matrix(study: Study, links: Sequence[Link], rank: dict[str, int]) -> dict[tuple[int, int], float]:
    """The shares above 0; several dependencies between the same two services add up."""
    matrix: dict[tuple[int, int], float] = {}
    for link in links:
        if link.dependency.rework:
            cell = rank[link.customer], rank[link.provider]
            matrix[cell] = matrix.get(cell, 0.0) + float(link.dependency.rework) / _parts(study, link)
    return matrix


def _parts(study: Study, link: Link) -> int:
    """Into how many services a dependency on a bare party is divided."""
    if link.dependency.service is not None:
        return 1
    return max(1, len(study.org.parties[link.dependency.provider].services))
