"""What is remarkable in a map: bottlenecks by rank, one slowest chain, waiting loops; by service and by party."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from icmap.graph import Link, fold
from icmap.measures.bottlenecks import bottlenecks
from icmap.measures.loops import waiting_loops
from icmap.measures.needs import Need
from icmap.measures.schedule import schedule
from icmap.model import Dependency
from icmap.model.quantities import Seconds
from icmap.pictures.options import Wish
from icmap.pictures.views.stories import story
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["MOST_RANKED", "Marks", "Pair", "marks", "party_ids"]

MOST_RANKED = 5
"""How many bottlenecks get a number: more would say that everything is one."""

Pair = tuple[str, str]
"""A provider and its customer."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The remarkable: parties by rank (1 is worst); the need that is told, its slowest chain, and the loops, by node and pair."""

    ranks: Mapping[str, int]
    need: Need | None
    chain_nodes: frozenset[str]
    chain_pairs: frozenset[Pair]
    chain_needs: frozenset[Dependency]
    loop_nodes: frozenset[str]
    loop_pairs: frozenset[Pair]
    done: Mapping[str, Seconds]

    def folded(self, party: Mapping[str, str]) -> Marks:
        """The same about the parties to which services belong."""
        return Marks(
            self.ranks,
            self.need,
            frozenset(party[node] for node in self.chain_nodes),
            _folded(self.chain_pairs, party),
            self.chain_needs,
            frozenset(party[node] for node in self.loop_nodes),
            _folded(self.loop_pairs, party),
            _latest(self.done, party),
        )

    def through(self, ways: Iterable[tuple[Pair, Pair, Pair]]) -> Marks:
        """With the ways through gates: (member, gate) and (gate, customer) are on the chain where (member, customer) is."""
        more = {each for pair, into, out in ways if pair in self.chain_pairs for each in (into, out)}
        return replace(self, chain_pairs=self.chain_pairs | more)


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


def marks(study: Study, wish: Wish) -> Marks:
    """The marks of a study, with the need that is asked for, else the worst; empty for an empty map."""
    told = story(study, wish)
    chain = told.chain if told else ()
    loops = study.of(waiting_loops)
    return Marks(
        study.of(_ranks),
        told,
        frozenset(
            [*([told.customer] if told else ()), *(node for link in chain for node in (link.provider, link.customer))]
        ),
        _pairs(chain),
        frozenset(link.dependency for link in chain),
        frozenset(node for loop in loops for node in loop.services),
        _pairs(link for loop in loops for link in loop.example),
        study.of(_done),
    )


def _pairs(links: Iterable[Link]) -> frozenset[Pair]:
    return frozenset((link.provider, link.customer) for link in links)


def _ranks(study: Study) -> Mapping[str, int]:
    """The worst bottlenecks by their place: those of the whole map, whatever a picture is about."""
    whole = Study(study.org, replace(study.question, level=None, to=None, need=None, by=None))
    found = [row.party for row in whole.of(bottlenecks) if row.reasons]
    return {party: place for place, party in enumerate(found[:MOST_RANKED], 1)}
