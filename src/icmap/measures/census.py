"""The dyad census of the party graph and what it says about reciprocity."""

from __future__ import annotations

from dataclasses import dataclass

from icmap.document import named
from icmap.study import Study

__all__ = ["Census", "Dyads", "census"]


@dataclass(frozen=True, slots=True)
class Dyads:
    """Pairs of parties with a dependency both ways, one way, none."""

    mutual: int
    asymmetric: int
    none: int = named("null")


@dataclass(frozen=True, slots=True)
class Census:
    """The dyads (Holland & Leinhardt 1970) and three measures of reciprocity, None where undefined.

    `edge_reciprocity` 2M/(2M+A) is the share of dependencies that are returned, `dyad_reciprocity` M/(M+A) the share
    of connected pairs that are mutual; both undefined without dependencies. `rho` is (r - a)/(1 - a) with the edge
    reciprocity r and the density a (Garlaschelli & Loffredo 2004): 0 for as much as by chance; undefined without
    dependencies, and where everyone depends on everyone.
    """

    parties: int
    dependencies: int
    dyads: Dyads
    edge_reciprocity: float | None
    dyad_reciprocity: float | None
    rho: float | None


def census(study: Study) -> Census:
    """The census of the party graph; several dependencies between two parties in one direction count once."""
    graph = study.parties
    size, edges = graph.number_of_nodes(), graph.number_of_edges()
    returned = sum(1 for customer, provider in graph.edges if graph.has_edge(provider, customer))
    mutual, asymmetric = returned // 2, edges - returned
    dyads = Dyads(mutual, asymmetric, size * (size - 1) // 2 - mutual - asymmetric)
    if not edges:
        return Census(size, edges, dyads, None, None, None)
    reciprocity, density = returned / edges, edges / (size * (size - 1))
    rho = (reciprocity - density) / (1 - density) if edges < size * (size - 1) else None
    return Census(size, edges, dyads, reciprocity, mutual / (mutual + asymmetric), rho)
