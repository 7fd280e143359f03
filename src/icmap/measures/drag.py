"""Drag: what a need gains if a service, or a whole party, took no time; and who is the slower one then.

Drag (Devaux 1999) = arrival - arrival(with its lead times, overrides and batches 0; handoffs stay). Saving more than
that helps nobody. Without alternatives only what lies on a slowest chain has drag, and one sweep per need finds all of
it; where alternatives lie upstream of the need it is computed again with each candidate at 0, within a budget of steps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace

from icmap.encoding import Keyed
from icmap.graph import Link
from icmap.kernels.decided import decide
from icmap.kernels.firing import Fired, Times, run
from icmap.kernels.goals import Goal, chain_to, goal_time
from icmap.kernels.jumps import branch, saving_of_some, savings
from icmap.kernels.leading import fed_by_alternatives, leading_to
from icmap.measures.needs import Need, needs
from icmap.measures.routes import Route, all_searched, reducible, routes
from icmap.measures.schedule import Schedule, schedule
from icmap.model.quantities import Seconds
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["STEPS", "Drag", "Drags", "drags", "takeover"]

STEPS = 3_000_000
"""How many services and links all recomputations together may pass."""


@dataclass(frozen=True, slots=True)
class Drag:
    """The most that `subject` (a service's node name, or a party's id) can save a need, in seconds.

    `branch` is the service whose chain then takes over, the last one before it joins the old chain; None where the
    chain stays the slowest until all is saved.
    """

    subject: str
    need: Keyed[Need]
    time: Seconds
    branch: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Drags:
    """The largest drag of each service (by node name) and each party (by id) that has one above 0 for any need.

    Of needs that gain as much the first is named. `services_for` and `parties_for` hold the drags for each need, the
    largest first (ties: by name). `complete`: nothing was left out.
    """

    services: Mapping[str, Drag]
    parties: Mapping[str, Drag]
    services_for: Mapping[Need, tuple[Drag, ...]]
    parties_for: Mapping[Need, tuple[Drag, ...]]
    complete: bool


def drags(study: Study) -> Drags:
    """The drag of everything, for all needs; empty for an empty map."""
    work = _Work(study.of(schedule), study.of(routes))
    for route in work.routes:
        if work.has_alternatives(route):
            work.retried.append(route)
        else:
            work.sweep(route)
    work.try_again()
    complete = work.complete and all_searched(study)
    order = {need: place for place, need in enumerate(study.of(needs))}
    return Drags(
        _largest(work.services, order), _largest(work.parties, order),
        _by_need(work.services, order), _by_need(work.parties, order), complete,
    )  # fmt: skip


def _largest(found: Iterable[Drag], order: Mapping[Need, int]) -> Mapping[str, Drag]:
    largest: dict[str, Drag] = {}
    for drag in found:
        known = largest.get(drag.subject)
        if (
            known is None
            or drag.time > known.time
            or (drag.time == known.time and order[drag.need] < order[known.need])
        ):
            largest[drag.subject] = drag
    return dict(sorted(largest.items()))


def _by_need(found: Iterable[Drag], order: Mapping[Need, int]) -> Mapping[Need, tuple[Drag, ...]]:
    by_need: dict[Need, list[Drag]] = {}
    for drag in found:
        by_need.setdefault(drag.need, []).append(drag)
    return {
        need: tuple(sorted(by_need[need], key=lambda each: (-each.time, each.subject)))
        for need in order
        if need in by_need
    }


def takeover(study: Study, drag: Drag) -> tuple[Link, ...]:
    """The slowest chain to that need once the subject takes no time: links, first work first; one firing."""
    plan = study.of(schedule)
    nodes = [
        number for number, name in enumerate(plan.compiled.nodes) if drag.subject in (name, plan.compiled.party[number])
    ]
    times = without_time(plan, nodes)
    fired = run(plan.compiled.gates, times)
    return tuple(plan.compiled.links[link] for link in _chain(plan, drag.need.goal, times, fired))


def without_time(plan: Schedule, nodes: Iterable[int]) -> Times:
    """The plan's times with these services' lead times, overrides and batches 0; the way stays."""
    compiled = plan.compiled
    own, link = list(plan.times.own), list(plan.times.link)
    for node in nodes:
        own[node] = 0
        for out in compiled.gates.outgoing[node]:
            link[out] = compiled.handoff[out]
    return replace(plan.times, own=own, link=link)


def _chain(plan: Schedule, goal: Goal, times: Times, fired: Fired) -> list[int]:
    decided = decide(plan.compiled.gates, fired, times.given)
    return chain_to(goal, decided, fired, goal_time(goal, fired, times))


@dataclass(eq=False)
class _Work:
    """The drags found so far, and what is left of the budget."""

    plan: Schedule
    routes: tuple[Route, ...]
    services: list[Drag] = field(default_factory=list)
    parties: list[Drag] = field(default_factory=list)
    retried: list[Route] = field(default_factory=list)
    complete: bool = True
    steps: int = STEPS

    def __post_init__(self) -> None:
        self.nodes_of: dict[str, list[int]] = {}
        for node, party in enumerate(self.plan.compiled.party):
            self.nodes_of.setdefault(party, []).append(node)
        self.mixed = fed_by_alternatives(self.plan.compiled.gates, self.plan.decided)

    def has_alternatives(self, route: Route) -> bool:
        """Whether an alternative may change when this need is met."""
        gates, goal = self.plan.compiled.gates, route.need.goal
        if not goal.tokens:
            return bool(self.mixed[goal.node])
        first_gate = len(gates.provider)
        return any(token >= first_gate for token in goal.tokens) or any(
            self.mixed[gates.provider[link]] for link in goal.links
        )

    def _saves(self, link: int) -> int:
        return reducible(self.plan.compiled, link)

    def sweep(self, route: Route) -> None:
        """All drags for one need without alternatives upstream."""
        nodes = _nodes_on(self.plan, route)
        own = self.plan.times.own
        for node, saving in zip(nodes, savings(route.search, nodes, own, self._saves), strict=True):
            if saving.time:
                self._note(self.services, self.plan.compiled.nodes[node], route, saving.time, saving.branch)
        self._sweep_parties(route, nodes)

    def _sweep_parties(self, route: Route, nodes: list[int]) -> None:
        """A party whose only service so near the chain is one has that one's drag; others are passed once each."""
        party_of = self.plan.compiled.party
        near: dict[str, list[int]] = {party: [] for party in sorted({party_of[node] for node in nodes})}
        for node in route.search.slack:
            if party_of[node] in near:
                near[party_of[node]].append(node)
        for party, found in near.items():
            if len(found) > 1:
                self._pass(route, party, found, nodes)
        alone = {party for party, found in near.items() if len(found) == 1 or len(self.nodes_of[party]) == 1}
        single = {self.plan.compiled.nodes[node]: party_of[node] for node in nodes if party_of[node] in alone}
        self.parties += [
            Drag(single[drag.subject], drag.need, drag.time, drag.branch)
            for drag in self.services[-len(nodes) :]
            if drag.need is route.need and drag.subject in single
        ]

    def _pass(self, route: Route, party: str, near: list[int], nodes: list[int]) -> None:
        cost = len(route.search.links)
        if self.steps < cost:
            self.complete = False
            return
        self.steps -= cost
        time, chain = saving_of_some(route.search, frozenset(near), self.plan.times.own, self._saves)
        if time:
            joins = None if set(near) & set(chain) else branch(nodes[::-1], chain)
            self._note(self.parties, party, route, time, joins)

    def _note(self, found: list[Drag], subject: str, route: Route, time: int, joins: int | None) -> None:
        compiled = self.plan.compiled
        name = None if joins is None else compiled.nodes[joins]
        found.append(Drag(subject, route.need, compiled.seconds(time), name))

    def try_again(self) -> None:
        """Fire again with each candidate at 0, for all needs with alternatives upstream at once: chains first."""
        if not self.retried:
            return
        done: dict[tuple[int, ...], None] = {}
        for node in self._candidates():
            party = self.plan.compiled.party[node]
            whole = tuple(self.nodes_of[party])
            if not self._try(self.services, self.plan.compiled.nodes[node], (node,)):
                return
            if len(whole) == 1:
                self.parties += self._as_party(node, party)
            elif whole not in done:
                done[whole] = None
                if not self._try(self.parties, party, whole):
                    return

    def _as_party(self, node: int, party: str) -> Iterator[Drag]:
        retried = {route.need for route in self.retried}
        name = self.plan.compiled.nodes[node]
        for drag in reversed(self.services):
            if drag.subject != name or drag.need not in retried:
                return
            yield replace(drag, subject=party)

    def _candidates(self) -> list[int]:
        """What takes time and leads to one of these needs; what lies on their chains comes first."""
        plan = self.plan
        first = dict.fromkeys(node for route in self.retried for node in _nodes_on(plan, route))
        goals = [route.need.goal for route in self.retried]
        ends = [goal.node for goal in goals if not goal.tokens]
        ends += [plan.compiled.gates.provider[link] for goal in goals for link in goal.links]
        upstream, _ = leading_to(plan.compiled.gates, plan.decided, plan.fired, plan.times.given, ends)
        return [node for node in dict.fromkeys([*first, *upstream]) if self._takes_time(node)]

    def _takes_time(self, node: int) -> bool:
        outgoing = self.plan.compiled.gates.outgoing[node]
        return self.plan.times.own[node] > 0 or any(self._saves(link) for link in outgoing)

    def _try(self, found: list[Drag], subject: str, nodes: tuple[int, ...]) -> bool:
        plan = self.plan
        cost = plan.compiled.gates.size + len(plan.compiled.links)
        if self.steps < cost:
            self.complete = False
            return False
        self.steps -= cost
        times = without_time(plan, nodes)
        fired = run(plan.compiled.gates, times)
        for route in self.retried:
            saved = route.need.ticks - goal_time(route.need.goal, fired, times)
            if saved:
                self._note(found, subject, route, saved, self._joins(route, nodes, times, fired))
        return True

    def _joins(self, route: Route, zero: tuple[int, ...], times: Times, fired: Fired) -> int | None:
        goal, provider = route.need.goal, self.plan.compiled.gates.provider
        links = _chain(self.plan, goal, times, fired)
        chain = [*_own(goal), *(provider[link] for link in reversed(links))]
        return None if set(zero) & set(chain) else branch(_nodes_on(self.plan, route)[::-1], chain)


def _nodes_on(plan: Schedule, route: Route) -> list[int]:
    """The services on the slowest chain, first work first; the end's own last where it works."""
    return [*(plan.compiled.gates.provider[link] for link in route.chain), *_own(route.need.goal)]


def _own(goal: Goal) -> tuple[int, ...]:
    return () if goal.tokens else (goal.node,)
