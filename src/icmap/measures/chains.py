"""Per end customer: when it is done, the slowest chain, everything critical on the way, and who comes next."""

from __future__ import annotations

from collections.abc import Iterable

from icmap.graph import Link
from icmap.kernels.decided import slowest_chain
from icmap.kernels.firing import NEVER
from icmap.measures.routes import Route, routes
from icmap.measures.schedule import Moment, Schedule, schedule
from icmap.measures.slack import slacks
from icmap.measures.targets import Target, targets
from icmap.model.quantities import Seconds
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["MOST_TIES", "Chain", "RunnerUp", "WhyNot", "chains", "why_not"]

MOST_TIES = 10**300
"""Equally slow chains are counted up to this number."""


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """The slowest chain through a dependency that is not critical; `slack`: how much it lacks to the slowest of all."""

    slack: Seconds
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """How an end customer's time comes about.

    `node` is the service of its own that is done last (None: it never is, or it is only a box). `links` is one slowest
    chain, first work first (ties: the least name at each step from the end back; `slowest_chains` counts how many are
    equally slow, this one included, up to `MOST_TIES`). `critical` are all dependencies whose delay makes this end
    later. `complete` is false (and `slowest_chains` None) where the budget of steps left something out.
    """

    end: str
    node: str | None
    done: Seconds | None
    at_least: Seconds | None
    lower_bound: bool
    unknown: int
    assumed: bool
    links: tuple[Link, ...]
    slowest_chains: int | None
    critical: tuple[Link, ...]
    runners_up: tuple[RunnerUp, ...]
    complete: bool


def chains(study: Study) -> tuple[Chain, ...]:
    """The chain to every end customer (or to the party asked for by `--to`), by its id."""
    plan = study.of(schedule)
    critical = _critical_links(study)
    found = {route.target.end: route for route in study.of(routes)}
    return tuple(
        _chain(plan, target, found.get(target.end), critical.get(target.end, ())) for target in study.of(targets)
    )


def _critical_links(study: Study) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    for link, ends in study.of(slacks).critical.items():
        for end in ends:
            found.setdefault(end, []).append(link)
    return found


def _chain(plan: Schedule, target: Target, route: Route | None, critical: Iterable[Link]) -> Chain:
    compiled = plan.compiled
    moments = [plan.moment(compiled.nodes[node]) for node in target.nodes]
    done = None if target.done == NEVER else compiled.seconds(target.done)
    return Chain(
        end=target.end,
        node=compiled.nodes[route.node] if route else None,
        done=done,
        at_least=None if done is None else max(each.at_least or 0 for each in moments),
        lower_bound=any(each.lower_bound for each in moments),
        unknown=_unknown(moments),
        assumed=any(each.assumed for each in moments),
        links=tuple(compiled.links[link] for link in route.chain) if route else (),
        slowest_chains=_count(route) if route else 0,
        critical=tuple(critical),
        runners_up=_runners_up(plan, route) if route else (),
        complete=route.all_runners_up if route else done is None,
    )


def _unknown(moments: Iterable[Moment]) -> int:
    """The most that any one of an end's own services waits for: what two of them share is not told twice."""
    return max((each.unknown for each in moments), default=0)


def _runners_up(plan: Schedule, route: Route) -> tuple[RunnerUp, ...]:
    compiled = plan.compiled
    return tuple(
        RunnerUp(compiled.seconds(slack), tuple(compiled.links[link] for link in links))
        for slack, links in route.runners_up
    )


def _count(route: Route) -> int | None:
    """How many chains take as long as the slowest: counted forward over the critical links; None if these are cut."""
    search = route.search
    decided = search.decided
    if not route.complete:
        return None
    critical = (node for node, slack in search.slack.items() if not slack)
    count: dict[int, int] = {}
    for node in sorted(critical, key=decided.rank.__getitem__):
        ways = sum(count[decided.provider[link]] for link in decided.incoming[node] if not decided.waited[link])
        count[node] = min(ways, MOST_TIES) or 1
    return min(MOST_TIES, sum(count[node] for node, slack in search.starts.items() if not slack))


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why a party is not on the slowest chain to an end customer.

    `slack` is by how much its slowest service stays off it (0: it is on one), `through` the slowest chain through it,
    `slower` the slowest chain of all. `slack` is None where no chain from it reaches this end.
    """

    party: str
    end: str
    slack: Seconds | None
    through: tuple[Link, ...]
    slower: tuple[Link, ...]


def why_not(study: Study) -> tuple[WhyNot, ...]:
    """For the party asked for by `--why-not`, one answer per end customer that it leads to; empty if none was asked."""
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
        route.target.end,
        plan.compiled.seconds(search.slack[node]),
        tuple(links[link] for link in through),
        tuple(links[link] for link in route.chain),
    )
