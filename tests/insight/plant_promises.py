"""Planters of problems of promises and measurements."""

from __future__ import annotations

from math import inf
from random import Random

from insight.clockwork import Case, arrival, critical
from insight.healthy import rounded
from insight.late import kept
from insight.model import Entry, Service, Time, World
from insight.plants import Plant, broken_needs, chosen, inner, leads_to, of_clock


def missed(world: World, draw: Random) -> Plant | None:
    """What was measured is longer than what was promised; nobody stated a lead time."""
    node = chosen(draw, _promising(world))
    if node is None:
        return None
    service = world.service(node)
    promise = service.promise.minutes if service.promise else 0
    service.lead, service.every = None, 0
    service.actual = rounded(promise * draw.uniform(1.05, 1.5)) + 5
    return _plant(world, "missed-promise", node, {"promise": promise, "actual": service.actual})


def impossible(world: World, draw: Random) -> Plant | None:
    """The promise is shorter than the provider's own lead time and half of its batch."""
    node = chosen(draw, (node for node in _promising(world) if world.service(node).step > 10))
    if node is None:
        return None
    service = world.service(node)
    service.promise = Time(max(int(service.step * draw.uniform(0.3, 0.8)) // 5 * 5, 5))
    service.actual = None
    return _plant(world, "impossible-promise", node, {"promise": service.promise.minutes, "takes": service.step})


def too_long(world: World, draw: Random) -> Plant | None:
    """Somebody inside needs it sooner than its provider promises."""
    entry = chosen(draw, (entry for entry in inner(world) if world.service(entry.provider).promise))
    if entry is None:
        return None
    promise = world.service(entry.provider).promise
    minutes = promise.minutes if promise else 0
    entry.within = Time(max(int(minutes * draw.uniform(0.4, 0.85)), 1))
    return _plant(world, "promise-too-long", entry.provider, {"promise": minutes, "within": entry.within.minutes})


def silent(world: World, draw: Random) -> Plant | None:
    """An important dependency on the slowest chain of a need, and nobody has said how soon."""
    needs = world.needs()
    need = chosen(draw, needs)
    slowest = [] if need is None else [e for e in critical(world, need) if e not in needs and len(e.members) == 1]
    entry = chosen(draw, slowest)
    if entry is None:
        return None
    entry.importance, entry.within = draw.choice((3, 4)), None
    world.service(entry.provider).promise = None
    return _plant(world, "silent-critical-dependency", entry.provider, {}, entry.customer)


def calibration_verdict(world: World, draw: Random) -> Plant | None:
    """What was measured, in place of what was computed, breaks a need that is kept by the stated times."""
    found = _measurable(world, draw)
    if found is None:
        return None
    need, node, service = found
    room = (need.within.minutes if need.within else 0) - arrival(world, need)
    service.actual = rounded(service.step + room * draw.uniform(1.2, 2))
    return _calibration(world, node)


def calibration_shift(world: World, draw: Random) -> Plant | None:
    """What was measured moves the arrival of a need by more than a tenth; the need is kept all the same."""
    found = _measurable(world, draw)
    if found is None:
        return None
    need, node, service = found
    moved = draw.choice((-1, 1, 1)) * arrival(world, need) * draw.uniform(0.13, 0.25)
    service.actual = max(round(service.step + moved), 1)
    plant = _calibration(world, node)
    changed = any(kept(world, n, Case(measured=frozenset({node}))) is False for n in world.needs())
    return None if changed else plant


def _promising(world: World) -> list[str]:
    """The services that promise a time from request and lead to a need."""
    return [node for node in world.nodes() if world.service(node).promise and leads_to(world, node)]


def _plant(world: World, kind: str, node: str, numbers: dict[str, float], *more: str) -> Plant:
    return Plant(frozenset({(kind, node)}), (node, *more), leads_to(world, node), numbers)


def _measurable(world: World, draw: Random) -> tuple[Entry, str, Service] | None:
    """A need, a service on its slowest chain, and nothing about that service that a measurement could contradict."""
    need = chosen(draw, of_clock(world, "start"))
    if need is None or arrival(world, need) == inf:
        return None
    node = chosen(draw, sorted({e.provider for e in critical(world, need) if len(e.members) == 1}))
    if node is None:
        return None
    service = world.service(node)
    service.promise = None
    for entry in world.served_by(node):
        if entry not in world.needs():
            entry.within, entry.importance = None, None
    return need, node, service


def _calibration(world: World, node: str) -> Plant:
    case = Case(measured=frozenset({node}))
    moved = sorted(world.needs(), key=lambda need: arrival(world, need) / arrival(world, need, case))
    hurt = broken_needs(world, case) or tuple(n for n in moved if arrival(world, n) != arrival(world, n, case))
    service = world.service(node)
    numbers = {"computed": service.step, "actual": service.actual or 0}
    if hurt:
        numbers |= {"takes": arrival(world, hurt[0]), "measured": arrival(world, hurt[0], case)}
    return Plant(frozenset({("calibration", node)}), (node, *(need.provider for need in hurt)), hurt, numbers)
