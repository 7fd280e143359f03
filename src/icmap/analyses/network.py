"""The network: degrees, brokerage, cut points, communities and reciprocity, for those who ask for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from icmap.analyses._analysis import Analysis
from icmap.document import Block, Column, Paragraph, Section, Table
from icmap.encoding import Inline
from icmap.kernels.betweenness import EXACT_UP_TO
from icmap.measures.brokerage import Brokerage, brokerage, cut_points, hubs
from icmap.measures.census import Census, census
from icmap.measures.communities import Communities, communities
from icmap.records import dataclass
from icmap.study import Study
from icmap.wording import network as wording
from icmap.wording.lists import first
from icmap.wording.names import Words, sentence

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


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkParty:
    """One party in the network; `community` is the place of its own in the list of communities, from 1."""

    party: str
    customers: int
    providers: int
    brokerage: float
    hub: bool
    cut_point: bool
    community: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Every party by id, how brokerage was found (`pivots` 0: exactly), communities and the census."""

    parties: tuple[NetworkParty, ...]
    pivots: int
    seed: int | None
    standard_error: float | None
    communities: tuple[tuple[str, ...], ...]
    modularity: float | None
    census: Inline[Census]


def compute(study: Study) -> Network:
    """The numbers of network analysis on the party graph; empty for an empty map."""
    found, groups = study.of(brokerage), study.of(communities)
    sampled = bool(found.pivots)
    return Network(
        parties=tuple(_parties(study, found, groups)),
        pivots=found.pivots,
        seed=found.seed if sampled else None,
        standard_error=found.standard_error if sampled else None,
        communities=groups.members,
        modularity=groups.modularity,
        census=study.of(census),
    )


def _parties(study: Study, found: Brokerage, groups: Communities) -> Iterator[NetworkParty]:
    community = {party: place for place, members in enumerate(groups.members, 1) for party in members}
    graph, hub, cuts = study.parties, study.of(hubs), study.of(cut_points)
    for party in graph:
        yield NetworkParty(
            party=party,
            customers=graph.in_degree(party),
            providers=graph.out_degree(party),
            brokerage=found.of[party],
            hub=party in hub,
            cut_point=party in cuts,
            community=community[party],
        )


def describe(study: Study) -> Section:
    """The parties by brokerage, the communities, and reciprocity with the name of each measure."""
    if not study.parties:
        return Section(ANALYSIS.name, ANALYSIS.title, (Paragraph(sentence(wording.EMPTY)),), healthy=True)
    words, top = study.of(Words), study.question.top
    blocks: tuple[Block, ...] = (
        _table(study, study.of(compute).parties),
        Paragraph(sentence(wording.how_sampled(study.of(brokerage))), "remark"),
        Paragraph(sentence(wording.communities(words, study.of(communities), top))),
        Paragraph(sentence(wording.reciprocity(study.of(census)))),
    )
    return Section(ANALYSIS.name, ANALYSIS.title, blocks, healthy=True)


def _table(study: Study, parties: Sequence[NetworkParty]) -> Table:
    ordered = sorted(parties, key=lambda each: (-each.brokerage, -each.customers - each.providers, each.party))
    top, note = first(ordered, study.question.top, "with the most brokerage")
    columns = (
        Column("Party"), Column("Customers", "number"), Column("Providers", "number"), Column("Brokerage", "number"),
        Column("Cut point"), Column("Community", "number"),
    )  # fmt: skip
    return Table(columns, tuple(_row(study, each) for each in top), note=note)


def _row(study: Study, each: NetworkParty) -> tuple[str, ...]:
    share = f"{each.brokerage:.4f}{' (hub)' if each.hub else ''}"
    cut = "yes" if each.cut_point else ""
    return study.name(each.party), str(each.customers), str(each.providers), share, cut, str(each.community)


ANALYSIS = Analysis(
    "network",
    "Network",
    "degrees, brokerage, cut points, communities and reciprocity",
    compute,
    describe,
    TERMS,
    usual=False,
)
