"""The network: degrees, brokerage, cut points, communities and reciprocity, for those who ask for it."""

from __future__ import annotations

from collections.abc import Sequence

from icmap.analyses._analysis import Analysis
from icmap.analyses._telling import listed
from icmap.document import Block, Column, Paragraph, Section, Table
from icmap.kernels.betweenness import EXACT_UP_TO
from icmap.measures.brokerage import Brokerage, brokerage, cut_points, hubs
from icmap.measures.census import Census, Dyads, census
from icmap.measures.communities import Communities, communities
from icmap.model.quantities import format_number
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["ANALYSIS", "Network", "NetworkParty"]

TERMS = {
    "degree": "How many customers and how many providers a party has in the party graph.",
    "brokerage": "Betweenness: the share of ordered pairs of other parties whose shortest path leads through this one "
    "(Freeman 1977; Brandes 2001), normalised by (n - 1)(n - 2). Where parties × (parties + dependencies) exceeds "
    f"{EXACT_UP_TO:,} it is estimated from sampled pivots (Brandes & Pich 2007), with seed, number of pivots and the "
    "largest standard error. It assumes that one surviving path is enough, so it says nothing about failure.",
    "cut-point": "A party without which some others are no longer connected, directions left aside (articulation "
    "point, Hopcroft & Tarjan 1973). It assumes that one surviving path is enough, so it says nothing about failure.",
    "hub": "A party whose brokerage is in the top 5 % and above 3 times the mean, in maps of 10 parties or more.",
    "community": "Parties with more dependencies among one another than chance would give (Blondel et al. 2008).",
    "modularity": "How well communities part the network: 0 is no better than chance (Newman & Girvan 2004).",
    "standard-error": "How far an estimate from a sample is typically off.",
}


@dataclass(frozen=True, slots=True)
class NetworkParty:
    """One party in the network; `community` is the place of its own in the list of communities, from 1."""

    party: str
    customers: int
    providers: int
    brokerage: float
    hub: bool
    cut_point: bool
    community: int


@dataclass(frozen=True, slots=True)
class Network:
    """Every party by id, how brokerage was found (`pivots` 0: exactly), communities and the census."""

    parties: tuple[NetworkParty, ...]
    pivots: int
    seed: int | None
    standard_error: float | None
    communities: tuple[tuple[str, ...], ...]
    modularity: float | None
    dyads: Dyads
    edge_reciprocity: float | None
    dyad_reciprocity: float | None
    rho: float | None


def compute(study: Study) -> Network:
    """The numbers of network analysis on the party graph; empty for an empty map."""
    found, groups, counted = study.of(brokerage), study.of(communities), study.of(census)
    sampled = bool(found.pivots)
    return Network(
        tuple(_parties(study, found, groups)),
        found.pivots,
        found.seed if sampled else None,
        found.standard_error if sampled else None,
        groups.members,
        groups.modularity,
        counted.dyads,
        counted.edge_reciprocity,
        counted.dyad_reciprocity,
        counted.rho,
    )


def _parties(study: Study, found: Brokerage, groups: Communities) -> list[NetworkParty]:
    community = {party: place for place, members in enumerate(groups.members, 1) for party in members}
    graph, hub, cuts = study.parties, study.of(hubs), study.of(cut_points)
    return [
        NetworkParty(
            party, graph.in_degree(party), graph.out_degree(party), found.of[party],
            party in hub, party in cuts, community[party],
        )
        for party in graph
    ]  # fmt: skip


def describe(study: Study) -> Section:
    """The parties by brokerage, the communities, and reciprocity with the name of each measure."""
    result = study.of(compute)
    if not result.parties:
        return Section(ANALYSIS.name, ANALYSIS.title, (Paragraph("The map has no parties."),), healthy=True)
    blocks: tuple[Block, ...] = (
        _table(study, result),
        Paragraph(_how(result), "remark"),
        Paragraph(_communities(study, result)),
        Paragraph(_reciprocity(study.of(census))),
    )
    return Section(ANALYSIS.name, ANALYSIS.title, blocks, healthy=True)


def _table(study: Study, result: Network) -> Table:
    ordered = sorted(result.parties, key=lambda each: (-each.brokerage, -each.customers - each.providers, each.party))
    top = ordered[: study.question.top]
    columns = (
        Column("Party"), Column("Customers", "number"), Column("Providers", "number"), Column("Brokerage", "number"),
        Column("Cut point"), Column("Community", "number"),
    )  # fmt: skip
    rows = tuple(_row(study, each) for each in top)
    note = f"The {len(top)} with the most brokerage of {len(ordered)} are shown." if len(top) < len(ordered) else ""
    return Table(columns, rows, note=note)


def _row(study: Study, each: NetworkParty) -> tuple[str, ...]:
    share = f"{each.brokerage:.4f}"
    cut, hub = "yes" if each.cut_point else "", " (hub)" if each.hub else ""
    return study.name(each.party), str(each.customers), str(each.providers), share + hub, cut, str(each.community)


def _how(result: Network) -> str:
    how = "Brokerage is exact (betweenness, normalised by (n - 1)(n - 2))."
    if result.pivots:
        how = (
            f"Brokerage is estimated from {result.pivots} of {len(result.parties)} parties, drawn with seed "
            f"{result.seed}; its standard error is at most {result.standard_error:.4f}."
        )
    return f"{how} Brokerage and cut points assume that one surviving path is enough: see outages for who stops."


def _communities(study: Study, result: Network) -> str:
    several = [each for each in result.communities if len(each) > 1]
    if not several:
        return "No communities: nobody depends on anybody."
    largest = [_members(study, each) for each in several[: study.question.top]]
    rest = f"; {len(several) - len(largest)} more" if len(several) > len(largest) else ""
    parted = format_number(result.modularity or 0.0, 2)
    count = f"{len(several)} communities" if len(several) > 1 else "1 community"
    return f"{count} (Louvain, modularity {parted}): {'; '.join(largest)}{rest}."


def _members(study: Study, members: Sequence[str]) -> str:
    return listed([study.name(party) for party in members], 4)


def _reciprocity(found: Census) -> str:
    counts = found.dyads
    pairs = f"Dyad census: {counts.mutual} mutual, {counts.asymmetric} asymmetric, {counts.null} null. "
    if found.edge_reciprocity is None or found.dyad_reciprocity is None:
        return f"{pairs}Without dependencies no reciprocity is defined."
    rho = "undefined (all dependencies are there)" if found.rho is None else f"{found.rho:.4f}"
    return (
        f"{pairs}Edge reciprocity 2M/(2M+A): {found.edge_reciprocity:.4f}. Dyadic reciprocity M/(M+A): "
        f"{found.dyad_reciprocity:.4f}. Garlaschelli and Loffredo's ρ: {rho}."
    )


ANALYSIS = Analysis(
    "network",
    "Network",
    "degrees, brokerage, cut points, communities and reciprocity",
    compute,
    describe,
    TERMS,
    usual=False,
)
