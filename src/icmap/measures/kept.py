"""When everybody just keeps their promise: when the needs are met then, and which part of the chain takes most.

Ready as in the schedule with, for every service that promises, its promise (from request) in place of lead time +
every/2, or its promise from start as its done. Handoffs stay; a customer's own lead time gives way to the promise too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from icmap.encoding import Keyed
from icmap.kernels.decided import Decided, decide, resting_on
from icmap.kernels.firing import NEVER, Fired, Times
from icmap.kernels.goals import Goal, chain_to, goal_rests, goal_time
from icmap.measures.firing import fire
from icmap.measures.needs import Need, needs
from icmap.measures.parts import Part, largest_part, parts_of_step, way_part
from icmap.measures.schedule import Schedule, schedule, unknown_counts
from icmap.measures.verdicts import Measured, Verdict, judged
from icmap.model.quantities import Seconds, Timed
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["KeptChain", "kept_promises"]


@dataclass(frozen=True, slots=True, eq=False)
class KeptChain:
    """When a need is met if everybody just keeps their promise, in seconds, against what is needed from start.

    `parts` add up to the arrival, first work first. Where a time that nobody promised is unknown, the arrival is a lower
    bound; where it passes an alternative with an unknown member, `at_least` is the bound; where it rests on an opened
    loop it is `undecided`, whatever it is.
    """

    need: Keyed[Need]
    arrival: Seconds
    at_least: Seconds
    lower_bound: bool
    verdict: Verdict
    parts: tuple[Part, ...]

    @property
    def largest(self) -> Part | None:
        """The part that takes longest (ties: the first by service); None where nothing takes any time."""
        return largest_part(self.parts)

    @property
    def is_most(self) -> bool:
        """Whether the largest part takes more than half of the whole."""
        return self.largest is not None and 2 * self.largest.time > self.arrival

    @property
    def promises(self) -> tuple[str, ...]:
        """The services that promise a part of it, first work first."""
        return tuple(part.service for part in self.parts if part.kind == "promise")


def kept_promises(study: Study) -> Mapping[Need, KeptChain]:
    """For every need that is stated from start and is ever met."""
    wanted = [need for need in study.of(needs) if need.clock == "start" and need.ticks != NEVER]
    return _World(study, wanted).chains() if wanted else {}


class _World:
    """The same map where everybody takes exactly as long as promised."""

    def __init__(self, study: Study, wanted: Sequence[Need]) -> None:
        self.study, self.wanted = study, wanted
        self.plan: Schedule = study.of(schedule)
        self.compiled = self.plan.compiled
        self.promise: dict[int, Timed] = {
            number: promise
            for number, node in enumerate(self.compiled.nodes)
            if (promise := study.step(node).promise) is not None
        }
        self.times = self._times()
        self.fired = fire(self.compiled, times=self.times)
        self.least = fire(self.compiled, times=replace(self.times, unsure=[0] * len(self.times.unsure)))
        self.decided, quickest = (self._decide(each) for each in (self.fired, self.least))
        self.assumed = resting_on(self.decided, self.plan.times.given)
        groups = [need.goal.links for need in wanted]
        self.unknown = unknown_counts(self.times, (self.decided, quickest), groups)

    def _decide(self, fired: Fired) -> Decided:
        return decide(self.compiled.gates, fired, self.times.given)

    def _times(self) -> Times:
        base = self.plan.times
        own, link, unsure, given = list(base.own), list(base.link), list(base.unsure), dict(base.given)
        for node, promise in self.promise.items():
            ticks = self.compiled.ticks(promise.time)
            if promise.clock == "request":
                own[node] = ticks
            for out in self.compiled.gates.outgoing[node]:
                link[out], unsure[out] = ticks + self.compiled.handoff[out], 0
                if promise.clock == "start":
                    given.setdefault(out, link[out])
        return replace(base, own=own, link=link, unsure=unsure, given=given)

    def chains(self) -> Mapping[Need, KeptChain]:
        """The kept chain of each need."""
        return {need: self._chain(place, need) for place, need in enumerate(self.wanted)}

    def _chain(self, place: int, need: Need) -> KeptChain:
        goal, seconds = need.goal, self.compiled.seconds
        time, least = (self._met(goal, fired) for fired in (self.fired, self.least))
        fixed = self._promised_from_start(goal.node)
        unknown = self.unknown[place + self.compiled.gates.size if goal.tokens else goal.node]
        lower = fixed is None and (unknown > 0 or least != time)
        assumed = fixed is None and goal_rests(goal, self.decided, self.assumed, self.plan.times.given)
        verdict = Verdict.UNDECIDED
        if need.within and not assumed:
            verdict = judged(need.within.time, Measured(seconds(least), "start", lower))
        parts = tuple(part for part in self._parts(goal, time) if part.time)
        return KeptChain(need, seconds(time), seconds(least), lower or assumed, verdict, parts)

    def _met(self, goal: Goal, fired: Fired) -> int:
        fixed = self._promised_from_start(goal.node)
        return goal_time(goal, fired, self.times) if fixed is None else self.compiled.ticks(fixed.time)

    def _promised_from_start(self, node: int) -> Timed | None:
        promise = self.promise.get(node)
        return promise if promise and promise.clock == "start" else None

    def _parts(self, goal: Goal, time: int) -> Iterator[Part]:
        """The parts of the slowest chain; a promise from start stands for all before it."""
        if self._promised_from_start(goal.node):
            yield self._promised(goal.node)
            return
        chain = chain_to(goal, self.decided, self.fired, time)
        provider = self.decided.provider
        first = provider[chain[0]] if chain else goal.node
        yield from self._begins_with(
            goal.links if first < 0 else self._into(first), time if first < 0 else self.fired.ready[first]
        )
        for link in chain:
            yield from self._own_parts(provider[link], link)
            yield way_part(self.compiled.links[link])
        if not goal.tokens:
            yield from self._own_parts(goal.node, None)

    def _into(self, node: int) -> Sequence[int]:
        return [link for link in self.decided.met if self.decided.customer[link] == node]

    def _begins_with(self, links: Sequence[int], ready: int) -> Iterator[Part]:
        """The promise from start that a chain begins with: it came last."""
        for link in links:
            promised = link in self.times.given and link not in self.plan.times.given
            if promised and self.fired.arrival[link] == ready:
                yield self._promised(self.decided.provider[link])
                yield way_part(self.compiled.links[link])
                return

    def _promised(self, node: int) -> Part:
        return Part("promise", self.compiled.nodes[node], self.promise[node].time)

    def _own_parts(self, node: int, link: int | None) -> Iterator[Part]:
        if node in self.promise:
            yield self._promised(node)
            return
        own = None if link is None else self.compiled.links[link].dependency.lead_time
        yield from parts_of_step(self.study.step(self.compiled.nodes[node]), own)
