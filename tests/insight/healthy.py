"""Healthy maps: realistic times and loads with comfortable margins, so that there is nothing to say."""

from __future__ import annotations

from random import Random

from insight.clockwork import Case, arrival
from insight.fragile import load
from insight.model import DAY, Entry, Party, Service, Time, World, party_of
from insight.names import HELPERS, SITUATIONS
from insight.outages import blocked
from insight.problems import problems, stray_ends
from insight.structure import bones
from insight.writing import written

SCALES = ((5, 60), (30, 240), (120, 960))
"""The shortest and the longest step of a map, in minutes: a kitchen, an office, a building site."""


def healthy_world(seed: int | str) -> World:
    """A world without any of the problems; the same for the same seed."""
    for attempt in range(100):
        draw = Random(f"healthy {seed} {attempt}")  # noqa: S311 - a test map, not a secret
        world = bones(draw)
        flesh(world, draw)
        if 10 <= len(world.parties) <= 40 and not stray_ends(world) and not problems(world) and _relaxed(world):
            return world
    raise AssertionError(f"no healthy world in a hundred attempts for {seed!r}")


def healthy(seed: int) -> str:
    """The text of a healthy map, the same for the same seed."""
    return written(healthy_world(seed), f"healthy {seed}")


def _relaxed(world: World) -> bool:
    """Whether everybody is less than 60 % busy."""
    return all(load(world, key) < 0.6 for key in world.parties)


def flesh(world: World, draw: Random) -> None:
    """Times, promises, measurements, frequencies, scores, and what happens now and then."""
    shortest, longest = draw.choice(SCALES)
    for key, party in world.parties.items():
        for service in party.services.values():
            _times(service, draw, shortest, longest)
        if party.kind == "team" and draw.random() < 0.2:
            _recovery(world, key, draw)
    _entries(world, draw)
    for key, party in world.parties.items():
        if party.services and party.headcount and draw.random() < 0.6:
            _load(world, key, draw)
    _now_and_then(world, draw, shortest)
    for need in world.needs():
        _need(world, need, draw)
    for need in world.needs():
        if need.importance in (1, 2) and _ranked_higher(world, need):
            need.importance = None


def rounded(minutes: float) -> int:
    """Up to the next five minutes, as people say it."""
    return -int(-minutes // 5) * 5


def _times(service: Service, draw: Random, shortest: int, longest: int) -> None:
    """A lead time, seldom a batch, mostly a promise that leaves room, sometimes a measurement that agrees."""
    service.lead = rounded(draw.randint(shortest, longest))
    if draw.random() < 0.15:
        service.every = max(service.lead // 10 * 10, 10)
    if draw.random() < 0.85:
        service.promise = Time(rounded(service.step * draw.uniform(1.25, 1.5)))
    if draw.random() < 0.3:
        service.actual = round(service.step * draw.uniform(0.97, 1.03))


def _recovery(world: World, party: str, draw: Random) -> None:
    """The party comes back sooner than each of its customers needs it."""
    hours = draw.randint(1, 6)
    for name, service in world.parties[party].services.items():
        service.recovery = hours * 60
        for entry in world.served_by(f"{party}/{name}"):
            entry.tolerates = hours * 60 * 2


def _entries(world: World, draw: Random) -> None:
    """What customers inside need, and how content everybody is."""
    for entry in world.entries:
        promise = world.service(entry.provider).promise
        if len(entry.members) > 1:
            continue
        if promise and draw.random() < 0.4:
            entry.within = Time(rounded(promise.minutes * draw.uniform(1.15, 1.6)))
            entry.importance = entry.importance or draw.choice((None, 3, 4))
        if entry.waits and draw.random() < 0.15:
            entry.handoff = rounded(draw.randint(1, 20))
        if world.parties[party_of(entry.provider)].headcount and draw.random() < 0.4:
            entry.score, entry.answers = round(draw.uniform(3.6, 4.7), 1), draw.randint(6, 40)


def _load(world: World, party: str, draw: Random) -> None:
    """An effort, and frequencies from everybody, that keep the party less than 60 % busy."""
    found = world.parties[party]
    share = draw.uniform(0.15, 0.55) / len(found.services)
    for name, service in found.services.items():
        entries = world.served_by(f"{party}/{name}")
        service.effort = min(rounded(draw.uniform(0.2, 0.9) * (service.lead or 5)), DAY)
        hours = share * (found.headcount or 1) * DAY / len(entries)
        for entry in entries:
            entry.per_day = max(int(hours / service.effort), 1)
        demand = sum(entry.per_day or 0 for entry in entries)
        if draw.random() < 0.25 and len(found.services) == 1:
            service.peak = round(demand * 1.3)


def _now_and_then(world: World, draw: Random, shortest: int) -> None:
    """Something that is needed only in a situation or in some of the cases, and is always there in time."""
    inside = [entry.provider for entry in world.entries if entry.customer != entry.provider and "/" in entry.provider]
    for name in draw.sample(HELPERS, draw.choice((0, 0, 1, 2))):
        world.parties[name] = Party(
            "team", 3, services={"help": Service(lead=shortest, promise=Time(rounded(shortest * 1.3)))}
        )
        entry = Entry(draw.choice(inside), [f"{name}/help"])
        if draw.random() < 0.5:
            entry.when = draw.choice([situation for situation in SITUATIONS if situation not in world.situations])
            world.situations.append(entry.when)
        else:
            entry.share = draw.choice((0.1, 0.2, 0.3, 0.4))
        world.entries.append(entry)


def _need(world: World, need: Entry, draw: Random) -> None:
    """How soon an end customer needs it: with room, even if everybody takes as long as promised, and then some."""
    if need.within is None or draw.random() < 0.6:
        slowest = max(arrival(world, need, Case(rare=True, pace=pace)) for pace in ("stated", "promised"))
        need.within = Time(rounded(slowest * draw.uniform(1.35, 1.8)), "start")


def _ranked_higher(world: World, need: Entry) -> bool:
    """Whether the provider's outage also stops what somebody else calls critical: then nobody calls it a trifle."""
    gone = blocked(world, [party_of(need.provider)])
    return any(entry.importance == 4 and entry.provider in gone for entry in world.entries)
