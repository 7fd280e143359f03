"""When things arrive in a little world: longest paths, with the k-th member of an alternative, by plain recursion."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Literal

from insight.model import Entry, World, party_of

Pace = Literal["stated", "promised"]


@dataclass(frozen=True)
class Case:
    """What is assumed while times are added up."""

    situation: str | None = None
    rare: bool = False
    """Whether the entries needed in less than half of the cases are waited for."""
    pace: Pace = "stated"
    measured: frozenset[str] = frozenset()
    """Services that take what was measured."""
    instant: frozenset[str] = frozenset()
    """Parties that take no time at all: what a chain is without them."""


NORMAL = Case()


def counts(entry: Entry, case: Case) -> bool:
    """Whether the entry holds in this case and somebody waits for it."""
    if entry.optional or not entry.waits or (entry.when is not None and entry.when != case.situation):
        return False
    return entry.share is None or entry.share >= 0.5 or case.rare


def step(world: World, node: str, case: Case) -> float:
    """What one service adds to a chain in this case."""
    service = world.service(node)
    if party_of(node) in case.instant:
        return 0
    if case.pace == "promised" and service.promise and service.promise.clock == "request":
        return service.promise.minutes
    if node in case.measured and service.actual is not None:
        return service.actual
    return service.step


def clock(world: World, case: Case = NORMAL) -> Callable[[str], float]:
    """A function that tells when a node is done; infinite where it waits for itself."""
    known: dict[str, float] = {}
    upstream: dict[str, list[Entry]] = {}
    for entry in world.entries:
        if counts(entry, case):
            upstream.setdefault(entry.customer, []).append(entry)

    def done(node: str) -> float:
        if node not in known:
            known[node] = inf  # whoever asks again before the answer is there waits for itself
            promise = world.service(node).promise
            if case.pace == "promised" and promise and promise.clock == "start":
                known[node] = promise.minutes
            else:
                ready = max((_met(entry, done) for entry in upstream.get(node, ())), default=0.0)
                known[node] = ready + step(world, node, case)
        return known[node]

    return done


def _met(entry: Entry, done: Callable[[str], float]) -> float:
    """When enough members of an entry have delivered."""
    return sorted(done(member) + entry.handoff for member in entry.members)[entry.at_least - 1]


def arrival(world: World, need: Entry, case: Case = NORMAL) -> float:
    """When a need is met, counted from the start of its whole chain."""
    return _met(need, clock(world, case))


def slack(world: World, need: Entry, case: Case = NORMAL) -> float | None:
    """How much sooner than needed a need is met (negative: too late); None where nobody said how soon."""
    if need.within is None:
        return None
    if need.within.clock == "start":
        return need.within.minutes - arrival(world, need, case)
    return need.within.minutes - _from_request(world, need, case)


def _from_request(world: World, need: Entry, case: Case) -> float:
    """The provider's promise, else what was measured, else what it takes."""
    service = world.service(need.provider)
    if service.promise and service.promise.clock == "request":
        return service.promise.minutes
    if service.actual is not None:
        return service.actual
    return step(world, need.provider, case) + need.handoff


def waiting(world: World) -> set[str]:
    """The nodes that wait for themselves, or for somebody who does."""
    return {node for node in world.nodes() if clock(world)(node) == inf}


def drag(world: World, need: Entry, party: str) -> float:
    """How much sooner the need would be met if the party took no time."""
    return arrival(world, need) - arrival(world, need, Case(instant=frozenset({party})))


def critical(world: World, need: Entry) -> list[Entry]:
    """The entries on the slowest chains of a need: those that cannot come later without making it later."""
    before = arrival(world, need)
    late: list[Entry] = []
    for entry in world.entries:
        if counts(entry, NORMAL):
            entry.handoff += 1
            if arrival(world, need) > before:
                late.append(entry)
            entry.handoff -= 1
    return late
