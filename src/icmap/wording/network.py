"""The figures of the network in words: how brokerage was found, the communities, reciprocity with its measures' names."""

from __future__ import annotations

from icmap.measures.brokerage import Brokerage
from icmap.measures.census import Census
from icmap.measures.communities import Communities
from icmap.model.quantities import format_number
from icmap.wording.lists import counted, first, listed
from icmap.wording.names import Words

__all__ = ["EMPTY", "communities", "how_sampled", "hubs_sampled", "reciprocity"]

EMPTY = "the map has no parties"

_MEMBERS = 4


def how_sampled(found: Brokerage) -> str:
    """Whether brokerage is exact, and what it does not say."""
    how = "brokerage is exact (betweenness, normalised by (n - 1)(n - 2))"
    if found.pivots:
        how = f"brokerage is {_sampled(found)}"
    return f"{how}. Brokerage and cut points assume that one surviving path is enough: see outages for who stops"


def hubs_sampled(found: Brokerage) -> str:
    """How hubs were found, where brokerage is not exact."""
    return f"hubs are {_sampled(found)}"


def _sampled(found: Brokerage) -> str:
    error = f"its standard error is at most {found.standard_error:.4f}"
    return f"estimated from {found.pivots} of {len(found.of)} parties, drawn with seed {found.seed}; {error}"


def communities(words: Words, found: Communities, most: int) -> str:
    """How many communities there are, how well they part the map, and who is in the largest."""
    several = [each for each in found.members if len(each) > 1]
    if not several:
        return "no communities: nobody depends on anybody"
    largest, _ = first(several, most)
    names = [listed([words.study.name(party) for party in each], _MEMBERS) for each in largest]
    rest = [f"{len(several) - len(largest)} more"] if len(several) > len(largest) else []
    parted = f"(Louvain, modularity {format_number(found.modularity or 0.0, 2)})"
    return f"{counted(len(several), 'community', 'communities')} {parted}: {'; '.join(names + rest)}"


def reciprocity(found: Census) -> str:
    """The dyad census and the three measures of reciprocity, each with its name."""
    counts = found.dyads
    pairs = f"dyad census: {counts.mutual} mutual, {counts.asymmetric} asymmetric, {counts.null} null"
    if found.edge_reciprocity is None or found.dyad_reciprocity is None:
        return f"{pairs}. Without dependencies no reciprocity is defined"
    rho = "undefined (all dependencies are there)" if found.rho is None else f"{found.rho:.4f}"
    return (
        f"{pairs}. Edge reciprocity 2M/(2M+A): {found.edge_reciprocity:.4f}. Dyadic reciprocity M/(M+A): "
        f"{found.dyad_reciprocity:.4f}. Garlaschelli and Loffredo's ρ: {rho}"
    )
