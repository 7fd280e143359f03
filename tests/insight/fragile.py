"""Problems of outages and of people in a little world: who has no stand-in, what fails together, who is overloaded."""

from __future__ import annotations

from collections.abc import Iterator

from insight.late import Problem
from insight.model import DAY, Entry, World, party_of
from insight.outages import blocked, first_hits

MIDPOINT = 3.0
BUSY = 0.85
ENOUGH_ANSWERS = 5


def fragile(world: World) -> Iterator[Problem]:
    """Every problem that time does not show."""
    ends = {need.customer for need in world.needs()}
    yield from _outages(world, ends)
    yield from _common_causes(world, ends)
    yield from _loads(world)
    yield from _dissatisfied(world)
    yield from _inversions(world)


def downstream(world: World, node: str) -> set[str]:
    """The node and all that depend on it, in any way that stops work."""
    seen = {node}
    todo = [node]
    while todo:
        here = todo.pop()
        fresh = {entry.customer for entry in world.served_by(here) if not entry.optional} - seen
        seen |= fresh
        todo += sorted(fresh)
    return seen


def load(world: World, party: str, *, peak: bool = False) -> float:
    """How busy a party is; at its peak, where a service names one."""
    found = world.parties[party]
    total = 0.0
    for name, service in found.services.items():
        entries = world.served_by(f"{party}/{name}" if name else party)
        demand = service.other_demand + sum(
            (entry.per_day or 0) * entry.at_least / len(entry.members) for entry in entries
        )
        rate = service.peak if peak and service.peak is not None else demand
        total += (
            rate / service.capacity if service.capacity else rate * (service.effort or 0) / (found.headcount or 1) / DAY
        )
    return total


def score(world: World, party: str) -> float | None:
    """What customers think of a party, weighted by importance; None where too few have answered."""
    said = [entry for entry in world.entries if party_of(entry.provider) == party and entry.score is not None]
    if sum(entry.answers for entry in said) < ENOUGH_ANSWERS:
        return None
    weights = [entry.importance or 2 for entry in said]
    return sum((entry.score or 0) * weight for entry, weight in zip(said, weights, strict=True)) / sum(weights)


def _outages(world: World, ends: set[str]) -> Iterator[Problem]:
    """Parties without a stand-in, and those that come back later than somebody can wait."""
    for key, party in world.parties.items():
        stopped = blocked(world, [key])
        if party.one_of_a_kind and not party.backup and key not in ends and stopped & ends:
            yield "no-stand-in", key
        recovery = max((service.recovery or 0 for service in party.services.values()), default=0)
        if recovery and any(
            hit is not None and hit < recovery for node, hit in first_hits(world, key).items() if party_of(node) != key
        ):
            yield "slow-recovery", key


def _common_causes(world: World, ends: set[str]) -> Iterator[Problem]:
    """Parties whose outage takes all members of an alternative, or a party together with those who stand in for it."""
    for key in world.parties:
        stopped = blocked(world, [key])
        gone = {party_of(node) for node in stopped}
        for entry in world.entries:
            together = len(entry.members) > 1 and stopped.issuperset(entry.members)
            if together and downstream(world, entry.customer) & ends and key not in map(party_of, entry.members):
                yield "common-cause", key
        for other, party in world.parties.items():
            if party.backup and other in gone and gone.issuperset(party.backup) and key not in (other, *party.backup):
                yield "common-cause", key


def _loads(world: World) -> Iterator[Problem]:
    """Parties that are too busy, and those that are so at their peak only."""
    for key in world.parties:
        if load(world, key) >= BUSY:
            yield "overload", key
        elif load(world, key, peak=True) >= BUSY:
            yield "overload-at-peak", key


def _dissatisfied(world: World) -> Iterator[Problem]:
    """Parties rated below the midpoint."""
    for key in world.parties:
        found = score(world, key)
        if found is not None and found < MIDPOINT:
            yield "dissatisfaction", key


def _inversions(world: World) -> Iterator[Problem]:
    """Dependencies rated low or medium whose provider's outage blocks a critical one further on."""
    needs = world.needs()
    for entry in world.entries:
        if entry in needs or entry.importance not in (1, 2) or entry.optional or entry.when or len(entry.members) > 1:
            continue
        stopped = blocked(world, [party_of(entry.provider)])
        if entry.customer in stopped and any(
            _hit(other, stopped & downstream(world, entry.customer)) for other in world.entries
        ):
            yield "importance-inversion", entry.provider


def _hit(entry: Entry, stopped: set[str]) -> bool:
    """Whether a critical dependency has lost its provider."""
    return (entry.importance or 0) == 4 and entry.provider in stopped
