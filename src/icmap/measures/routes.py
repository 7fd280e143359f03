"""The ways to each need: its slowest chain, and every link that is almost as slow, by how much it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from icmap.kernels.backward import Backward
from icmap.kernels.decided import slowest_chain
from icmap.kernels.firing import NEVER
from icmap.kernels.goals import chain_to, starts_and_sinks
from icmap.measures.needs import Need, needs
from icmap.measures.network import Network
from icmap.measures.schedule import Schedule, schedule
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["STEPS", "TOLD", "Route", "all_searched", "reducible", "routes"]

STEPS = 1_500_000
"""How many links all searches and chains together may have; needs that are left out then say so."""

TOLD = 200_000
"""How many links the chains and runners-up of all needs together may have before no more runners-up are looked for."""


@dataclass(frozen=True, slots=True, eq=False)
class Route:
    """The slowest chain to a need (links by number, first work first), and the search back from it.

    The search has gone far enough to know the drag of everything on the chain and `runners_up`: the slowest chains
    through the non-critical links of the least slack, each as (slack, links). `complete`: the search was not cut;
    `all_runners_up`: neither were they.
    """

    need: Need
    chain: tuple[int, ...]
    search: Backward
    runners_up: tuple[tuple[int, tuple[int, ...]], ...]
    complete: bool
    all_runners_up: bool


def routes(study: Study) -> tuple[Route, ...]:
    """The routes to all needs that are ever met, in their order; the latest are searched first.

    One search costs what is almost as slow as the chain, not the whole map (see `Backward`).
    """
    plan = study.of(schedule)
    found: dict[int, Route] = {}
    steps, told = STEPS, TOLD
    every = study.of(needs)
    for place in sorted(range(len(every)), key=lambda each: (-every[each].ticks, each)):
        if every[place].ticks != NEVER and steps > 0:
            route = _route(plan, every[place], study.question.runners_up if told > 0 else 0, steps)
            found[place] = replace(route, all_runners_up=route.complete and told > 0)
            steps -= len(route.search.links) + 2 * len(route.chain) + 1
            told -= len(route.chain) + sum(len(links) for _, links in route.runners_up)
    return tuple(found[place] for place in sorted(found))


def all_searched(study: Study) -> bool:
    """Whether every need that is ever met was searched as far as needed."""
    found = study.of(routes)
    wanted = sum(need.ticks != NEVER for need in study.of(needs))
    return len(found) == wanted and all(route.complete for route in found)


def _route(plan: Schedule, need: Need, runners_up: int, steps: int) -> Route:
    chain = tuple(chain_to(need.goal, plan.decided, plan.fired, need.ticks))
    search = Backward(
        plan.decided, *starts_and_sinks(need.goal, plan.decided, plan.fired, done=need.ticks, time=need.ticks)
    )
    complete = search.go_on(_farthest_saving(plan, need, chain), steps)
    found = tuple(_slower_chains(search, runners_up, steps)) if complete else ()
    return Route(need, chain, search, found, complete, complete)


def reducible(compiled: Network, link: int) -> int:
    """What a link would take less if its provider took no time, in ticks: all but the way."""
    return compiled.times.link[link] - compiled.handoff[link]


def _farthest_saving(plan: Schedule, need: Need, chain: tuple[int, ...]) -> int:
    """The most that one party on the chain can save: no chain that lacks more can take over before it is all saved."""
    compiled = plan.compiled
    saving = {} if need.goal.tokens else {need.end: compiled.times.own[need.goal.node]}
    for link in chain:
        party = compiled.links[link].dependency.provider
        saving[party] = saving.get(party, 0) + reducible(compiled, link)
    return max(saving.values(), default=0)


def _slower_chains(search: Backward, wanted: int, steps: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """One chain for each link of the least slack above 0 that no earlier chain of them runs through."""
    told: set[int] = set()
    place = 0
    while wanted and len(search.links) <= steps:
        if place == len(search.links) and search.next_link() is None:
            return
        link, slack = search.links[place]
        place += 1
        if slack and link not in told:
            chain = _through(search, link)
            told.update(chain)
            wanted -= 1
            yield slack, chain


def _through(search: Backward, link: int) -> tuple[int, ...]:
    decided = search.decided
    before = slowest_chain(decided, decided.provider[link])
    return (*before, link, *search.onward_from(decided.customer[link]))
