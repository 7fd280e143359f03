"""The dyad census: how many pairs of parties serve each other, one the other, or not at all; and reciprocity."""

from __future__ import annotations

from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Census", "Dyads", "census"]


@dataclass(frozen=True, slots=True)
class Dyads:
    """All pairs of parties: with a dependency both ways, one way, none (Holland & Leinhardt 1970: M, A, N)."""

    mutual: int
    asymmetric: int
    null: int


@dataclass(frozen=True, slots=True)
class Census:
    """The census and three measures of reciprocity, each of which another author calls just *reciprocity*.

    `edge_reciprocity` 2M/(2M+A): the share of dependencies that are returned. `dyad_reciprocity` M/(M+A): the share of
    connected pairs that are mutual. `rho` (r - a)/(1 - a), with r the first and a the density: above 0 where more is
    returned than by chance (Garlaschelli & Loffredo 2004). None without dependencies; rho also where all are there.
    """

    dyads: Dyads
    edge_reciprocity: float | None
    dyad_reciprocity: float | None
    rho: float | None


def census(study: Study) -> Census:
    """The census of the party graph; a party's need of itself is in no pair, several between two parties are one."""
    graph = study.parties
    parties, edges = graph.number_of_nodes(), graph.number_of_edges()
    mutual = sum(1 for one, other in graph.edges if one < other and graph.has_edge(other, one))
    asymmetric = edges - 2 * mutual
    pairs = parties * (parties - 1) // 2
    dyads = Dyads(mutual, asymmetric, pairs - mutual - asymmetric)
    if not edges:
        return Census(dyads, None, None, None)
    returned, density = 2 * mutual / edges, edges / (2 * pairs)
    rho = None if edges == 2 * pairs else (returned - density) / (1 - density)
    return Census(dyads, returned, mutual / (mutual + asymmetric), rho)
