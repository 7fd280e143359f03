"""Planters of problems of outages, loads and people."""

from __future__ import annotations

from random import Random

from insight.fragile import downstream, load
from insight.late import Problem
from insight.model import DAY, Entry, Party, Service, Time, World, party_of
from insight.outages import blocked
from insight.plants import Plant, chosen, inner, leads_to, serving, stopped_needs

CARRIER = "river crossing"


def no_stand_in(world: World, draw: Random) -> Plant | None:
    """Somebody who is one of a kind loses the stand-in, or a role is left with one person."""
    roles = [key for key, party in world.parties.items() if party.kind == "role" and not load(world, key)]
    key = chosen(draw, [*roles, *(key for key, party in world.parties.items() if party.backup)])
    if key is None:
        return None
    for backup in world.parties[key].backup:
        del world.parties[backup]
    world.parties[key].backup = []
    if key in roles:
        world.parties[key].headcount = draw.choice((1, None))
    gone = {party_of(node) for node in blocked(world, [key])} - {key}
    numbers = {"reach": float(len(gone)), "others": len(world.parties) - 1.0}
    return Plant(_one("no-stand-in", key), (key,), stopped_needs(world, key), numbers)


def common_cause_of_alternative(world: World, draw: Random) -> Plant | None:
    """All members of an alternative rest on the same team."""
    entry = chosen(draw, (entry for entry in world.entries if len(entry.members) > 1))
    return None if entry is None else _common(world, entry.members, draw)


def common_cause_of_stand_in(world: World, draw: Random) -> Plant | None:
    """Somebody and the stand-in rest on the same team."""
    key = chosen(draw, (key for key, party in world.parties.items() if party.backup and party.services))
    if key is None:
        return None
    party = world.parties[key]
    nodes = [f"{key}/{name}" if name else key for name in party.services]
    return _common(world, [*nodes, *party.backup], draw)


def _common(world: World, nodes: list[str], draw: Random) -> Plant:
    service = Service(lead=30, promise=Time(45))
    world.parties[CARRIER] = Party("team", draw.randint(3, 9), services={"passage": service})
    world.entries += [Entry(node, [f"{CARRIER}/passage"], waits=False) for node in nodes]
    gone = {party_of(node) for node in blocked(world, [CARRIER])} - {CARRIER}
    subjects = (CARRIER, *dict.fromkeys(party_of(node) for node in nodes))
    numbers = {"reach": float(len(gone)), "others": len(world.parties) - 1.0}
    return Plant(_one("common-cause", CARRIER), subjects, stopped_needs(world, CARRIER), numbers)


def slow_recovery(world: World, draw: Random) -> Plant | None:
    """A team comes back later than one of its customers can wait."""
    teams = set(serving(world))
    entry = chosen(draw, (entry for entry in inner(world) if party_of(entry.provider) in teams))
    if entry is None or party_of(entry.customer) == party_of(entry.provider):
        return None
    key = party_of(entry.provider)
    entry.tolerates = draw.choice((60, 120, 240))
    recovery = entry.tolerates * draw.choice((2, 3, 5))
    for service in world.parties[key].services.values():
        service.recovery = recovery
    for other in world.entries:
        if party_of(other.provider) == key and other is not entry:
            other.tolerates = None
    numbers = {"tolerates": float(entry.tolerates), "recovery": float(recovery)}
    return Plant(_one("slow-recovery", key), (key, entry.provider), stopped_needs(world, key), numbers)


def overload(world: World, draw: Random) -> Plant | None:
    """A team is asked for more than it can do."""
    return _overload(world, draw, peak=False)


def overload_at_peak(world: World, draw: Random) -> Plant | None:
    """A team has time enough, except when everybody asks at once."""
    return _overload(world, draw, peak=True)


def _overload(world: World, draw: Random, *, peak: bool) -> Plant | None:
    teams = (key for key in serving(world) if load(world, key) > 0.1 and len(world.parties[key].services) == 1)
    key = chosen(draw, teams)
    if key is None:
        return None
    party = world.parties[key]
    (name, service), wanted = next(iter(party.services.items())), draw.uniform(0.95, 1.9)
    if peak:
        service.peak = round(wanted * (party.headcount or 1) * DAY / (service.effort or 1))
    else:
        more = wanted / load(world, key)
        for entry in world.served_by(f"{key}/{name}"):
            entry.per_day = round((entry.per_day or 0) * more)
        service.peak = None
    kind = "overload-at-peak" if peak else "overload"
    numbers = {"load": load(world, key), "peak": load(world, key, peak=True)}
    return Plant(_one(kind, key), (key, f"{key}/{name}"), leads_to(world, f"{key}/{name}"), numbers)


def dissatisfaction_direct(world: World, draw: Random) -> Plant | None:
    """An end customer is unhappy with what it gets."""
    return _dissatisfaction(world, draw, direct=True)


def dissatisfaction_on_the_way(world: World, draw: Random) -> Plant | None:
    """Customers inside are unhappy with somebody who serves no end customer directly."""
    return _dissatisfaction(world, draw, direct=False)


def _dissatisfaction(world: World, draw: Random, *, direct: bool) -> Plant | None:
    front = {party_of(need.provider) for need in world.needs()}
    key = chosen(draw, (key for key in serving(world) if (key in front) == direct))
    if key is None:
        return None
    score, needs = round(draw.uniform(1.3, 2.4), 1), world.needs()
    for entry in world.entries:
        if party_of(entry.provider) == key and (not direct or entry in needs):
            entry.score, entry.answers = score, draw.randint(8, 40)
        elif party_of(entry.provider) == key:
            entry.score, entry.answers = None, 0
    hurt = dict.fromkeys(id(n) for name in world.parties[key].services for n in leads_to(world, f"{key}/{name}"))
    answers = sum(entry.answers for entry in world.entries if party_of(entry.provider) == key)
    numbers = {"score": score, "answers": float(answers)}
    return Plant(_one("dissatisfaction", key), (key,), tuple(n for n in needs if id(n) in hurt), numbers)


def importance_inversion(world: World, draw: Random) -> Plant | None:
    """Somebody rates low what a critical need further on cannot do without."""
    wanted = {need.provider for need in world.needs() if need.importance == 4}
    entry = chosen(draw, (entry for entry in inner(world) if wanted & downstream(world, entry.customer)))
    if entry is None:
        return None
    entry.importance = draw.choice((1, 2))
    hurt = tuple(need for need in stopped_needs(world, party_of(entry.provider)) if need.importance == 4)
    return Plant(_one("importance-inversion", entry.provider), (entry.provider, entry.customer), hurt)


def _one(kind: str, subject: str) -> frozenset[Problem]:
    return frozenset({(kind, subject)})
