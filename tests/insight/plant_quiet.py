"""Planters of things that look like problems and are none: nothing must be claimed."""

from __future__ import annotations

from random import Random

from insight.clockwork import Case, arrival
from insight.healthy import rounded
from insight.model import Entry, Party, Service, Time, World, party_of
from insight.plants import Plant, chosen, inner, serving

FORWARDER = "freight forwarder"
COUSIN = "Leonie"


def measured_elsewhere(world: World, draw: Random) -> Plant | None:
    """A measurement far from what was stated, where it moves no need by a tenth and changes no verdict."""
    node = chosen(draw, [node for node in world.nodes() if world.service(node).lead])
    if node is None:
        return None
    service = world.service(node)
    service.actual = rounded(service.step * draw.choice((0.5, 1.5, 1.9)))
    service.promise = Time(max(rounded(service.actual * 1.1), service.promise.minutes)) if service.promise else None
    case = Case(measured=frozenset({node}))
    same = all(abs(arrival(world, n, case) - arrival(world, n)) < arrival(world, n) * 0.08 for n in world.needs())
    return _nothing(node) if same and abs(service.actual - service.step) >= 10 else None


def thin_answers(world: World, draw: Random) -> Plant | None:
    """A very bad score by too few people to be shown."""
    key = chosen(draw, serving(world))
    if key is None:
        return None
    entries = [entry for entry in world.entries if party_of(entry.provider) == key]
    for entry in entries:
        entry.score, entry.answers = None, 0
    draw.choice(entries).answers = 3
    for entry in entries:
        entry.score = 1.2 if entry.answers else None
    return _nothing(key)


def optional_person(world: World, draw: Random) -> Plant | None:
    """Somebody whom nobody stands in for, and work goes on all the same."""
    entry = chosen(draw, inner(world))
    if entry is None:
        return None
    world.parties[COUSIN] = Party("person", services={"advice": Service(lead=60, promise=Time(90))})
    world.entries.append(Entry(entry.customer, [f"{COUSIN}/advice"], optional=True))
    return _nothing(COUSIN)


def early_recovery(world: World, draw: Random) -> Plant | None:
    """An outage that is over before anybody has to stop."""
    key = chosen(draw, serving(world))
    if key is None:
        return None
    for service in world.parties[key].services.values():
        service.recovery = 120
    for entry in world.entries:
        if party_of(entry.provider) == key:
            entry.tolerates = 240
    return _nothing(key)


def circle_of_stock(world: World, draw: Random) -> Plant | None:
    """Two depend on each other, and one of them does not wait."""
    entry = chosen(draw, (e for e in inner(world) if party_of(e.customer) != party_of(e.provider)))
    if entry is None or world.service(entry.customer).effort is not None:
        return None
    world.entries.append(Entry(entry.provider, [entry.customer], waits=False))
    return _nothing(entry.provider, entry.customer)


def slow_alternative(world: World, draw: Random) -> Plant | None:
    """One of several suppliers is very slow; the others are there sooner."""
    entry = chosen(draw, (entry for entry in world.entries if len(entry.members) > 1))
    if entry is None:
        return None
    before = [arrival(world, need) for need in world.needs()]
    slow = max(entry.members, key=lambda member: world.service(member).step)
    world.service(slow).lead = rounded(world.service(slow).step * 5)
    world.service(slow).promise = world.service(slow).actual = None
    return _nothing(slow) if before == [arrival(world, need) for need in world.needs()] else None


def receiving_supplier(world: World, draw: Random) -> Plant | None:
    """A supplier that depends on somebody inside is no end customer."""
    node = chosen(draw, (node for node in world.nodes() if "/" in node and world.service(node).effort is None))
    if node is None:
        return None
    world.parties[FORWARDER] = Party("supplier")
    world.entries.append(Entry(FORWARDER, [node]))
    return _nothing(FORWARDER)


def _nothing(*subjects: str) -> Plant:
    return Plant(frozenset(), subjects)
