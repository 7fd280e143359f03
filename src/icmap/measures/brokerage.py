"""Who stands between others: betweenness and cut points of the party graph, and who is a hub."""

from __future__ import annotations

from math import ceil, fsum

from icmap.kernels.betweenness import betweenness
from icmap.kernels.cut_points import articulation_points
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Brokerage", "brokerage", "cut_points", "hubs"]


@dataclass(frozen=True, slots=True)
class Brokerage:
    """The brokerage of each party by id, from 0 to 1; how it was found.

    `pivots` is 0 where it is exact; otherwise it is estimated from so many parties drawn with `seed`, and
    `standard_error` is the largest standard error among the parties.
    """

    of: dict[str, float]
    pivots: int
    seed: int
    standard_error: float


def brokerage(study: Study) -> Brokerage:
    """Betweenness on the party graph divided by (n - 1)(n - 2) (Freeman 1977; Brandes 2001; Brandes & Pich 2007).

    The share of ordered pairs of other parties whose shortest path leads through this one, several shortest paths
    sharing. 0 for all where there are fewer than three parties. See `kernels.betweenness` for when it is sampled.
    """
    graph, seed = study.parties, study.question.seed
    number = {party: place for place, party in enumerate(graph)}
    found = betweenness([[number[each] for each in graph.successors(party)] for party in graph], seed=seed)
    pairs = max((len(number) - 1) * (len(number) - 2), 1)
    of = {party: value / pairs for party, value in zip(number, found.sums, strict=True)}
    return Brokerage(of, found.pivots, seed, max(found.errors, default=0.0) / pairs)


def cut_points(study: Study) -> frozenset[str]:
    """The articulation points of the undirected party graph: without one of them some are no longer connected."""
    graph = study.parties
    number = {party: place for place, party in enumerate(graph)}
    neighbours: list[set[int]] = [set() for _ in number]
    for customer, provider in graph.edges:
        neighbours[number[customer]].add(number[provider])
        neighbours[number[provider]].add(number[customer])
    parties = list(number)
    return frozenset(parties[place] for place in articulation_points([sorted(each) for each in neighbours]))


def hubs(study: Study) -> frozenset[str]:
    """The parties whose brokerage is in the top 5 % and above 3 times the mean, in maps of 10 parties or more.

    The top 5 % are rounded up to whole parties; who is level with the last of them belongs to them.
    """
    limits = study.question.thresholds
    of = study.of(brokerage).of
    if len(of) < limits.hub_parties:
        return frozenset()
    least = sorted(of.values(), reverse=True)[ceil(len(of) * limits.hub_top) - 1]
    mean = fsum(of.values()) / len(of)
    return frozenset(party for party, value in of.items() if value >= least and value > limits.hub_times_mean * mean)
