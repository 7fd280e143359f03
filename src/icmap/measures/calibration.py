"""Computed against measured: where the map's own times do not add up to what somebody has clocked, and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from icmap.encoding import Keyed
from icmap.graph import Step
from icmap.kernels.decided import slowest_chain
from icmap.kernels.firing import NEVER, Fired, Times, run
from icmap.kernels.goals import goal_time
from icmap.measures.needs import Need, needs
from icmap.measures.network import own_time
from icmap.measures.requests import request_tolerance
from icmap.measures.schedule import Schedule, schedule
from icmap.measures.upstream import leading_to_needs
from icmap.measures.verdicts import Verdict
from icmap.model.quantities import Clock, Estimate, Seconds
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["STEPS", "Calibration", "Moved", "Widest", "calibration"]

STEPS = 3_000_000
"""How many services and links all firings with a measured time together may pass."""

_MUCH = 10
"""A need is moved if its arrival changes by more than one part in so many."""


@dataclass(frozen=True, slots=True)
class Widest:
    """The service, or upstream of it on its slowest chain, whose three-point estimate is the widest."""

    service: str
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Moved:
    """A need that the measured time moves: it arrives at another time by more than 10 %, or is broken where it was kept.

    `arrival` and `verdict` are those with the measured time in place of the computed one.
    """

    need: Keyed[Need]
    arrival: Seconds
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Calibration:
    """One service that has both a computed and a measured time of the same clock, in seconds.

    From request its lead time + every/2 stands against the measured median, from start its `done`. `ratio` is
    computed / measured (None for a measured 0); `off` if that is more than the threshold (25 %) away from 1 for certain:
    a lower bound is off only where it is too long. `widest` is the estimate to look at first. `moved` are the needs that
    the measured time would move, those whose verdict changes first, then by how much.
    """

    service: str
    clock: Clock
    computed: Seconds
    measured: Seconds
    lower_bound: bool
    ratio: float | None
    off: bool
    widest: Widest | None
    moved: tuple[Moved, ...]


def calibration(study: Study) -> tuple[Calibration, ...]:
    """All comparisons for the services upstream of a need: those that move one first, then off ones, then by size."""
    plan = study.of(schedule)
    nodes, _ = leading_to_needs(plan, study.of(needs))
    compared = [each for node in nodes if (each := _compare(study, plan.compiled.nodes[node]))]
    effects = _Effects(study, plan)
    largest_first = sorted(compared, key=lambda each: (-abs(float(each.computed - each.measured)), each.service))
    found = (replace(each, moved=effects.of(each)) for each in largest_first)
    return tuple(sorted(found, key=lambda each: (not each.moved, not each.off)))


def _compare(study: Study, service: str) -> Calibration | None:
    step = study.step(service)
    if step.actual is None or step.actual.median is None:
        return None
    moment = study.of(schedule).moment(service)
    clock: Clock = "start" if step.actual.from_start else "request"
    computed = moment.done if clock == "start" else _from_request(step)
    if computed is None:
        return None
    lower = clock == "start" and moment.lower_bound
    least = moment.at_least if lower and moment.at_least is not None else computed
    measured = step.actual.median
    return Calibration(
        service,
        clock,
        computed,
        measured,
        lower,
        float(computed / measured) if measured else None,
        _is_off(computed, least, measured, lower_bound=lower, threshold=study.question.thresholds.calibration),
        _widest(study, _up_to(study, service) if clock == "start" else [service]),
        (),
    )


def _from_request(step: Step) -> Seconds | None:
    return None if step.basis in {"unknown", "measured"} else own_time(step)


def _is_off(computed: Seconds, least: Seconds, measured: Seconds, *, lower_bound: bool, threshold: float) -> bool:
    allowed = measured * threshold
    return float(least - measured) > allowed or (not lower_bound and float(measured - computed) > allowed)


def _widest(study: Study, services: Sequence[str]) -> Widest | None:
    """The widest range among the services that make up the computed time (ties: the first by name)."""
    ranges = [
        Widest(node, estimate)
        for node in sorted(services)
        if (estimate := study.step(node).lead_time) is not None and estimate.is_range
    ]
    return max(ranges, key=lambda each: each.estimate.pessimistic - each.estimate.optimistic, default=None)


def _up_to(study: Study, service: str) -> list[str]:
    """The services on the slowest chain to a service, itself included."""
    plan = study.of(schedule)
    chain = slowest_chain(plan.decided, plan.compiled.index[service])
    return [service, *(plan.compiled.links[link].provider for link in chain)]


class _Effects:
    """What a measured time in place of the computed one does to the needs, as far as the steps go."""

    def __init__(self, study: Study, plan: Schedule) -> None:
        self.study, self.plan = study, plan
        self.needs = [need for need in study.of(needs) if need.ticks != NEVER]
        self.steps = STEPS

    def of(self, each: Calibration) -> tuple[Moved, ...]:
        """The needs that it moves, those whose verdict changes first, then those that move most."""
        plan = self.plan
        cost = plan.compiled.gates.size + len(plan.compiled.links)
        if each.computed == each.measured or self.steps < cost:
            return ()
        self.steps -= cost
        times = self._with(each)
        found = list(self._moved(each, run(plan.compiled.gates, times), times))
        return tuple(sorted(found, key=lambda one: (one.verdict is one.need.verdict, -_share(one))))

    def _with(self, each: Calibration) -> Times:
        """The plan's times with the measured one in place: from request the service's own, from start when it is done."""
        compiled, base = self.plan.compiled, self.plan.times
        node = compiled.index[each.service]
        own, link, given = list(base.own), list(base.link), dict(base.given)
        ticks = compiled.ticks(each.measured)
        later = ticks - own[node]
        for out in compiled.gates.outgoing[node]:
            if each.clock == "start":
                given.setdefault(out, ticks + compiled.handoff[out])
            elif compiled.links[out].dependency.lead_time is None:
                link[out] += later
        if each.clock == "request":
            own[node] = ticks
        return replace(base, own=own, link=link, given=given)

    def _moved(self, each: Calibration, fired: Fired, times: Times) -> Iterator[Moved]:
        for need in self.needs:
            arrival = self._arrival(need, each, fired, times)
            before: Seconds = need.arrival or 0
            verdict = self._verdict(need, each, arrival)
            changed = {verdict, need.verdict} >= {Verdict.BROKEN} and verdict is not need.verdict
            if changed or _MUCH * max(arrival - before, before - arrival) > before:
                yield Moved(need, arrival, verdict)

    def _arrival(self, need: Need, each: Calibration, fired: Fired, times: Times) -> Seconds:
        if each.clock == "start" and need.goal.node >= 0 and need.customer == each.service:
            return each.measured
        return self.plan.compiled.seconds(goal_time(need.goal, fired, times))

    def _verdict(self, need: Need, each: Calibration, arrival: Seconds) -> Verdict:
        """The verdict with the measured time; where something is unknown, that stays so unless it is broken."""
        if need.within is None or need.taken is None:
            return need.verdict
        broken = arrival > need.within.time
        if need.clock == "request":
            broken = need.verdict is Verdict.BROKEN
            links = [link for link in need.links if link.provider == each.service and link.dependency.lead_time is None]
            if each.clock == "request" and links:
                left = request_tolerance(self.study, need.inputs, links, need.within.time)
                broken = left < each.measured - each.computed
        if broken:
            return Verdict.BROKEN
        return Verdict.UNDECIDED if need.taken.lower_bound else Verdict.KEPT


def _share(one: Moved) -> float:
    """By which share of its arrival a need moves."""
    before: Seconds = one.need.arrival or 0
    return abs(float(one.arrival - before)) / float(before) if before else 1.0
