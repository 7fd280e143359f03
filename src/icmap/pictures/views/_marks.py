"""What is remarkable in a map: bottlenecks by rank, the slowest chains, waiting loops; by service and by party."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from icmap.graph import Link, fold
from icmap.measures.bottlenecks import bottlenecks
from icmap.measures.chains import end_customers
from icmap.measures.loops import waiting_loops
from icmap.measures.schedule import schedule
from icmap.model.quantities import Seconds
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["MOST_CHAINS", "MOST_RANKED", "Marks", "marks", "party_ids"]

MOST_CHAINS = 5
"""How many end customers have their slowest chain marked: those that wait longest."""
MOST_RANKED = 5
"""How many bottlenecks get a number: more would say that everything is one."""

Pair = tuple[str, str]
"""A provider and its customer."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The remarkable: parties by rank (1 is worst); nodes and (provider, customer) pairs of chains and loops.

    `some_chains`: only those to the end customers that wait longest are marked, else every line would be.
    """

    ranks: Mapping[str, int]
    chain_services: frozenset[str]
    chain_pairs: frozenset[Pair]
    loop_services: frozenset[str]
    loop_pairs: frozenset[Pair]
    done: Mapping[str, Seconds]
    some_chains: bool

    def folded(self, party: Mapping[str, str]) -> Marks:
        """The same about the parties to which services belong."""
        return Marks(
            self.ranks,
            frozenset(party[node] for node in self.chain_services),
            _folded(self.chain_pairs, party),
            frozenset(party[node] for node in self.loop_services),
            _folded(self.loop_pairs, party),
            _latest(self.done, party),
            self.some_chains,
        )


def _folded(pairs: Iterable[Pair], party: Mapping[str, str]) -> frozenset[Pair]:
    return frozenset((party[one], party[other]) for one, other in pairs if party[one] != party[other])


def _latest(done: Mapping[str, Seconds], party: Mapping[str, str]) -> Mapping[str, Seconds]:
    found: dict[str, Seconds] = {}
    for node, time in done.items():
        found[party[node]] = max(time, found.get(party[node], 0))
    return found


def _done(study: Study) -> Mapping[str, Seconds]:
    """When each service is done; what never is stands last."""
    plan = study.of(schedule)
    moments = {node: plan.moment(node).done for node in study.services}
    last = max((time for time in moments.values() if time is not None), default=0)
    return {node: last if time is None else time for node, time in moments.items()}


def party_ids(study: Study) -> Mapping[str, str]:
    """The party as which each service is drawn, folded to the level asked for."""
    level = study.question.level
    folded = fold(study.org, level) if level is not None else {}
    owners = {node: study.step(node).party.id for node in study.services}
    return {node: folded.get(owner, owner) for node, owner in owners.items()}


def marks(study: Study) -> Marks:
    """The marks of a study; empty for an empty map."""
    told = sorted(
        (need for end in study.of(end_customers) if (need := end.last) and need.chain),
        key=lambda need: -(need.arrival or 0),
    )
    slowest = [link for need in told[:MOST_CHAINS] for link in need.chain]
    ends = [need.customer for need in told[:MOST_CHAINS]]
    loops = study.of(waiting_loops)
    return Marks(
        _ranks(study),
        frozenset([*ends, *(node for link in slowest for node in (link.provider, link.customer))]),
        _pairs(slowest),
        frozenset(node for loop in loops for node in loop.services),
        _pairs(link for loop in loops for link in loop.example),
        _done(study),
        len(told) > MOST_CHAINS,
    )


def _pairs(links: Iterable[Link]) -> frozenset[Pair]:
    return frozenset((link.provider, link.customer) for link in links)


def _ranks(study: Study) -> Mapping[str, int]:
    found = [row.party for row in study.of(bottlenecks) if row.reasons]
    return {party: place for place, party in enumerate(found[:MOST_RANKED], 1)}
