"""Planters of problems of time: needs, chains, loops, situations, shares."""

from __future__ import annotations

from random import Random

from insight.clockwork import NORMAL, Case, arrival
from insight.healthy import rounded
from insight.late import in_loops
from insight.model import Entry, Party, Service, Time, World, party_of
from insight.plants import Plant, broken_needs, chosen, inner, of_clock, stuck_needs
from insight.problems import problems

STORM = "storm"
CREW = "siding crew"


def broken_from_start(world: World, draw: Random) -> Plant | None:
    """An end customer needs it sooner than the whole chain can bring it."""
    need = chosen(draw, of_clock(world, "start"))
    if need is None:
        return None
    found = arrival(world, need)
    need.within = Time(int(found * draw.uniform(0.4, 0.85)), "start")
    return _broken(need, found)


def broken_from_request(world: World, draw: Random) -> Plant | None:
    """An end customer needs it sooner after asking than its provider promises, or takes where it promises nothing."""
    need = chosen(draw, world.needs())
    if need is None:
        return None
    service = world.service(need.provider)
    takes = service.promise.minutes if service.promise else service.actual or service.step + need.handoff
    need.within = Time(int(takes * draw.uniform(0.4, 0.85)))
    return _broken(need, takes)


def _broken(need: Entry, takes: float) -> Plant:
    within = need.within.minutes if need.within else 0
    numbers = {"takes": takes, "within": within, "late": takes - within}
    subjects = (party_of(need.customer), need.provider)
    return Plant(frozenset({("broken-need", need.provider)}), subjects, (need,), numbers)


def broken_chain(world: World, draw: Random) -> Plant | None:
    """The need is kept as things are, and broken as soon as everybody takes as long as promised."""
    promised = Case(pace="promised")
    roomy = [n for n in of_clock(world, "start") if arrival(world, n, promised) > arrival(world, n) * 1.15]
    need = chosen(draw, roomy)
    if need is None:
        return None
    now, then = arrival(world, need), arrival(world, need, promised)
    need.within = Time(int(now + (then - now) * draw.uniform(0.3, 0.7)), "start")
    numbers = {"takes": now, "promised": then, "within": need.within.minutes}
    subjects = (party_of(need.customer), need.provider)
    return Plant(frozenset({("broken-chain", need.provider)}), subjects, (need,), numbers)


def waiting_loop(world: World, draw: Random) -> Plant | None:
    """Somebody further back waits for somebody further on; every member is a named service."""
    paths = [path for path in _only_paths(world) if len({party_of(node) for node in path}) > 1]
    path = chosen(draw, paths)
    if path is None:
        return None
    loaded = world.service(path[0]).effort is not None
    back = Entry(path[-1], [path[0]], per_day=1 if loaded else None)
    world.entries.append(back)
    if in_loops(world) != set(path) or any(_harm_when_opened(world, edge) for edge in _edges(world, path)):
        return None
    return Plant(frozenset(("waiting-loop", node) for node in path), path, stuck_needs(world))


def _only_paths(world: World) -> list[tuple[str, ...]]:
    """The ways of two to four named services, customer first, that have no second way beside them."""
    ahead: dict[str, list[str]] = {}
    for entry in world.entries:
        if not entry.optional and not entry.when and entry not in world.needs():
            ahead.setdefault(entry.customer, []).extend(member for member in entry.members if "/" in member)
    found: list[tuple[str, ...]] = []
    for start in ahead:
        ways: list[tuple[str, ...]] = [(start,)]
        for _ in range(3):
            ways = [(*way, node) for way in ways for node in ahead.get(way[-1], [])]
            found += ways
    return [way for way in found if _ways(ahead, way[0], way[-1]) == 1 and _waited(world, way)]


def _ways(ahead: dict[str, list[str]], start: str, goal: str) -> int:
    """How many ways there are from one node to another."""
    return 1 if start == goal else sum(_ways(ahead, node, goal) for node in ahead.get(start, []))


def _waited(world: World, way: tuple[str, ...]) -> bool:
    """Whether each on the way waits for the next in every case."""
    return len(_edges(world, way)) == len(way) - 1


def _edges(world: World, way: tuple[str, ...]) -> list[Entry]:
    """The entries between each on the way and the next, the way back included."""
    pairs = set(zip(way, (*way[1:], way[0]), strict=True))
    return [entry for entry in inner(world) if (entry.customer, entry.provider) in pairs]


def _harm_when_opened(world: World, edge: Entry) -> bool:
    """Whether there would be a problem beside the loop if it were opened here."""
    place = world.entries.index(edge)
    world.entries.pop(place)
    harm = bool(problems(world))
    world.entries.insert(place, edge)
    return harm


def situation_breaks(world: World, draw: Random) -> Plant | None:
    """In a situation somebody on the way also waits for a crew that takes too long."""
    entry = _slow_crew(world, draw)
    if entry is None:
        return None
    entry.when = STORM
    world.situations.append(STORM)
    return _sometimes(world, Case(situation=STORM), {("situation", STORM)}, (STORM, CREW))


def share_breaks(world: World, draw: Random) -> Plant | None:
    """In less than half of the cases somebody on the way also waits for a crew that takes too long."""
    only = not any(entry.share for entry in world.entries)
    entry = _slow_crew(world, draw) if only else None
    if entry is None:
        return None
    entry.share = draw.choice((0.1, 0.2, 0.3, 0.4))
    hurt = broken_needs(world, Case(rare=True))
    return _sometimes(world, Case(rare=True), {("share", need.provider) for need in hurt}, (entry.customer, CREW))


def _slow_crew(world: World, draw: Random) -> Entry | None:
    """A crew behind the provider of a need that takes longer than the need has room for."""
    need = chosen(draw, [need for need in of_clock(world, "start") if world.service(need.provider).lead])
    if need is None or need.within is None:
        return None
    room = need.within.minutes - world.service(need.provider).step - need.handoff
    lead = rounded(max(room, 10) * draw.uniform(1.1, 1.6))
    world.parties[CREW] = Party("team", 4, services={"help": Service(lead=lead, promise=Time(rounded(lead * 1.2)))})
    world.entries.append(Entry(need.provider, [f"{CREW}/help"]))
    return world.entries[-1]


def _sometimes(world: World, case: Case, found: set[tuple[str, str]], subjects: tuple[str, ...]) -> Plant | None:
    hurt = broken_needs(world, case)
    if not hurt or hurt[0].within is None:
        return None
    numbers = {"normally": arrival(world, hurt[0], NORMAL), "takes": arrival(world, hurt[0], case)}
    numbers["within"] = hurt[0].within.minutes
    return Plant(frozenset(found), (*subjects, *(need.provider for need in hurt)), hurt, numbers)
