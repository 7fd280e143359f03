"""What there is to know about one party: the typed result behind every kind of card."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from icmap.card.also import Said, what_else
from icmap.card.lines import Line, customer_lines, provider_lines
from icmap.graph import Link, Step
from icmap.measures.blocked import blocked
from icmap.measures.chains import WhyNot, why_not
from icmap.measures.drag import drags
from icmap.measures.load import Load, loads
from icmap.measures.loops import waiting_loops
from icmap.measures.mutual import coupled_groups, mutual_pairs
from icmap.measures.schedule import schedule
from icmap.measures.slack import slacks
from icmap.model.quantities import Seconds, Timed
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Outage", "PartyCard", "ServiceCard", "Through", "party_card"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCard:
    """One service of the party with its times: what the file says, and where the map puts it.

    `total_float` is None where it leads to no end customer, where an alternative absorbs any delay (`covered`), or
    where it is not known.
    """

    service: str
    critical: bool
    covered: bool
    lower_bound: bool
    assumed: bool
    lead_time: Seconds | None
    every: Seconds | None
    promise: Timed | None
    ready: Seconds | None
    done: Seconds | None
    total_float: Seconds | None


@dataclass(frozen=True, slots=True)
class Through:
    """The slowest chain through the party to the end customer that it delays soonest; `slack`: what it may be late."""

    end_customer: str
    links: tuple[Link, ...]
    slack: Seconds | None


@dataclass(frozen=True, slots=True)
class Outage:
    """Who stops if the party is away, itself not counted, and who stands in for it (for all of its services)."""

    stops: tuple[str, ...]
    end_customers: tuple[str, ...]
    stand_ins: tuple[str, ...]
    stands_in_for: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyCard:
    """Everything about one party: ids of parties, names of nodes, each list sorted.

    `drag` is what the end customer `drag_end` gains if the party took no time (None: nothing). `waiting_loops` are the
    services of each loop that one of its services is in.
    """

    party: str
    services: tuple[ServiceCard, ...]
    customers: tuple[Line, ...]
    providers: tuple[Line, ...]
    indirect_customers: tuple[str, ...]
    indirect_providers: tuple[str, ...]
    outage: Outage
    load: Load | None
    chain: Through | None
    mutual: tuple[str, ...]
    coupled_group: tuple[str, ...]
    waiting_loops: tuple[tuple[str, ...], ...]
    also: tuple[Said, ...]
    drag_end: str | None
    drag: Seconds | None


def party_card(study: Study, party: str) -> PartyCard:
    """The card of a party of the map; a mere group has empty lists. The study asks why it is not on a chain."""
    nodes = [node for node in study.services if study.step(node).party.id == party]
    customers, providers = customer_lines(study, party), provider_lines(study, party)
    drag = study.of(drags).parties.get(party)
    return PartyCard(
        party=party,
        services=tuple(_service(study, node) for node in nodes),
        customers=customers,
        providers=providers,
        indirect_customers=_further(study, nodes, study.services.predecessors, [line.customer for line in customers]),
        indirect_providers=_further(study, nodes, study.services.successors, [line.provider for line in providers]),
        outage=_outage(study, party, nodes),
        load=study.of(loads).get(party),
        chain=_chain(study.of(why_not)),
        mutual=tuple(_mutual(study, party)),
        coupled_group=next((group for group in study.of(coupled_groups) if party in group), ()),
        waiting_loops=tuple(
            each.services for each in study.of(waiting_loops) if not set(nodes).isdisjoint(each.services)
        ),
        also=what_else(study, party),
        drag_end=drag.need.end if drag else None,
        drag=drag.time if drag else None,
    )


def _service(study: Study, node: str) -> ServiceCard:
    step, moment, slack = study.step(node), study.of(schedule).moment(node), study.of(slacks).services[node]
    return ServiceCard(
        service=node,
        critical=slack.critical,
        covered=slack.covered,
        lower_bound=moment.lower_bound,
        assumed=moment.assumed,
        lead_time=step.lead_time.mean if step.lead_time else None,
        every=step.every,
        promise=step.promise,
        ready=moment.ready,
        done=moment.done,
        total_float=slack.total,
    )


def _further(
    study: Study, nodes: Sequence[str], onward: Callable[[str], Iterable[str]], direct: Iterable[str]
) -> tuple[str, ...]:
    """The parties further along than the direct ones, by id: one walk over the service graph."""
    seen, waiting = set(nodes), list(nodes)
    while waiting:
        for node in onward(waiting.pop()):
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    near = {study.step(node).party.id for node in (*nodes, *direct)}
    return tuple(sorted({study.step(node).party.id for node in seen} - near))


def _outage(study: Study, party: str, nodes: Sequence[str]) -> Outage:
    stopped = blocked(study, [party])
    steps: list[Step] = [study.step(node) for node in nodes]
    named = [set(step.backup) for step in steps]
    others = {step.party.id for step in map(study.step, study.services) if party in step.backup}
    return Outage(
        tuple(each for each in stopped.parties if each != party),
        tuple(each for each in stopped.end_customers if each != party),
        tuple(sorted(set.intersection(*named))) if named else (),
        tuple(sorted(others)),
    )


def _chain(answers: Sequence[WhyNot]) -> Through | None:
    """Of the end customers that the party leads to, the one that it delays soonest; ties by id."""
    if not answers:
        return None
    first = min(answers, key=lambda each: each.slack)
    return Through(first.need.end, first.through, first.slack)


def _mutual(study: Study, party: str) -> Iterator[str]:
    for pair in study.of(mutual_pairs):
        if party in (pair.first, pair.second):
            yield pair.second if pair.first == party else pair.first
