"""Per need what is critical on its way and who comes next; per end customer when it has everything."""

from __future__ import annotations

from collections.abc import Iterable

from icmap.encoding import Inline, Keyed
from icmap.graph import Link
from icmap.kernels.decided import slowest_chain
from icmap.kernels.firing import NEVER
from icmap.measures.needs import Need, needs
from icmap.measures.network import batch_wait
from icmap.measures.routes import Route, routes
from icmap.measures.schedule import Schedule, schedule
from icmap.measures.slack import slacks
from icmap.model.quantities import Seconds
from icmap.records import dataclass
from icmap.study import Study

__all__ = [
    "Chain",
    "ChainLink",
    "EndCustomer",
    "RunnerUp",
    "WhyNot",
    "chain_links",
    "chains",
    "end_customers",
    "why_not",
]


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """The slowest chain through a dependency that is not critical; `slack`: how much it lacks to the slowest of all."""

    slack: Seconds
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ChainLink:
    """One dependency of a chain: what the provider takes for this customer, its wait for a batch, and the way.

    The times of a chain and the end's own add up to the arrival; `lead_time` is None where it is unknown (counted as 0).
    """

    link: Inline[Link]
    lead_time: Seconds | None
    batch_wait: Seconds
    handoff: Seconds


def chain_links(study: Study, links: Iterable[Link]) -> tuple[ChainLink, ...]:
    """The dependencies of a chain with their times, first work first."""
    return tuple(_chain_link(study, link) for link in links)


def _chain_link(study: Study, link: Link) -> ChainLink:
    step = study.step(link.provider)
    estimate = link.dependency.lead_time or step.lead_time
    return ChainLink(link, estimate.mean if estimate else None, batch_wait(step), link.dependency.handoff)


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """How the time of a need comes about: all dependencies whose delay makes it later, and the next slower chains.

    `complete` is false where the budget of steps left something out.
    """

    need: Need
    critical: tuple[Link, ...]
    runners_up: tuple[RunnerUp, ...]
    complete: bool


def chains(study: Study) -> tuple[Chain, ...]:
    """The chain to every need, in the order of the needs."""
    critical = _critical_links(study)
    found = {route.need: route for route in study.of(routes)}
    plan = study.of(schedule)
    return tuple(_chain(plan, need, found.get(need), critical.get(need, [])) for need in study.of(needs))


def _critical_links(study: Study) -> dict[Need, list[Link]]:
    found: dict[Need, list[Link]] = {}
    for link, late in study.of(slacks).critical.items():
        for need in late:
            found.setdefault(need, []).append(link)
    return found


def _chain(plan: Schedule, need: Need, route: Route | None, critical: list[Link]) -> Chain:
    complete = route.all_runners_up if route else need.ticks == NEVER
    return Chain(need, tuple(critical), _runners_up(plan, route) if route else (), complete)


def _runners_up(plan: Schedule, route: Route) -> tuple[RunnerUp, ...]:
    compiled = plan.compiled
    return tuple(
        RunnerUp(compiled.seconds(slack), tuple(compiled.links[link] for link in links))
        for slack, links in route.runners_up
    )


@dataclass(frozen=True, slots=True, eq=False)
class EndCustomer:
    """An end customer with its needs, and when the last of them (`last`) is met: a total, never a verdict.

    `done` is None where it has no need, or one is never met. `unknown` is the most that any one of the needs waits for:
    what two of them share is not counted twice.
    """

    end_customer: str
    needs: Keyed[tuple[Need, ...]]
    last: Keyed[Need | None]
    done: Seconds | None
    at_least: Seconds | None
    lower_bound: bool
    unknown: int
    assumed: bool


def end_customers(study: Study) -> tuple[EndCustomer, ...]:
    """Every end customer that has a need (with `to`, that party), by id."""
    found: dict[str, list[Need]] = {}
    for need in study.of(needs):
        found.setdefault(need.end, []).append(need)
    return tuple(_end_customer(end, tuple(own)) for end, own in sorted(found.items()))


def _end_customer(end: str, own: tuple[Need, ...]) -> EndCustomer:
    ever = all(need.arrival is not None for need in own)
    last = max(own, key=lambda need: need.ticks) if ever else None
    return EndCustomer(
        end, own, last,
        done=last.arrival if last else None,
        at_least=max((need.at_least or 0 for need in own), default=0) if last else None,
        lower_bound=any(need.lower_bound for need in own),
        unknown=max((need.unknown for need in own), default=0),
        assumed=any(need.assumed for need in own),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class WhyNot:
    """Why a party is not on the slowest chain to a need.

    `slack` is by how much its slowest service stays off it (0: it is on one), `through` the slowest chain through it,
    `slower` the slowest chain of all.
    """

    party: str
    need: Keyed[Need]
    slack: Seconds
    through: tuple[Link, ...]
    slower: tuple[Link, ...]


def why_not(study: Study) -> tuple[WhyNot, ...]:
    """For the party asked for by `--why-not`, one answer per need that it leads to; empty if none was asked."""
    party = study.question.why_not
    if party is None:
        return ()
    plan = study.of(schedule)
    nodes = [node for node, owner in enumerate(plan.compiled.party) if owner == party]
    return tuple(answer for route in study.of(routes) if (answer := _why_not(plan, route, party, nodes)))


def _why_not(plan: Schedule, route: Route, party: str, nodes: list[int]) -> WhyNot | None:
    search = route.search
    while not any(node in search.slack for node in nodes):
        if search.next_link() is None:
            return None
    node = min((node for node in nodes if node in search.slack), key=lambda each: (search.slack[each], each))
    through = (*slowest_chain(plan.decided, node), *search.onward_from(node))
    links = plan.compiled.links
    return WhyNot(
        party,
        route.need,
        plan.compiled.seconds(search.slack[node]),
        tuple(links[link] for link in through),
        tuple(links[link] for link in route.chain),
    )
