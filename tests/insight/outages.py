"""Who stops when somebody is out, by the plainest method: try it, until nothing changes any more."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

from insight.model import Entry, World, party_of


def blocked(world: World, out: Iterable[str]) -> set[str]:
    """The nodes that cannot work while the parties of `out` are out."""
    missing = set(out)
    stopped: set[str] = set()
    entries = [entry for entry in world.entries if _holds(entry)]
    while True:
        more = {
            node for node in world.nodes() if party_of(node) in missing and not _stood_in(world, node, stopped, missing)
        }
        more |= {entry.customer for entry in entries if _up(entry, stopped) < entry.at_least}
        if more <= stopped:
            return stopped
        stopped |= more


def _holds(entry: Entry) -> bool:
    """Whether work stops without the entry in the normal case."""
    return not entry.optional and entry.when is None


def _up(entry: Entry, stopped: set[str]) -> int:
    """How many members still work."""
    return sum(member not in stopped for member in entry.members)


def _stood_in(world: World, node: str, stopped: set[str], missing: set[str]) -> bool:
    """Whether one of the backups is there with all its services; who is out stands in for nobody."""
    for backup in world.parties[party_of(node)].backup:
        nodes = [other for other in world.nodes() if party_of(other) == backup]
        if backup not in missing and not stopped.intersection(nodes):
            return True
    return False


def reach(world: World, party: str) -> set[str]:
    """The other parties that stop, at least partly, when this one is out."""
    return {party_of(node) for node in blocked(world, [party])} - {party}


def first_hits(world: World, party: str) -> dict[str, float | None]:
    """How long after the outage each node that stops is hit; None where a tolerance on the way is not known."""
    stopped = blocked(world, [party])
    hits: dict[str, float | None] = {node: 0.0 for node in stopped if party_of(node) == party}
    for _ in stopped:
        for entry in world.entries:
            if not _holds(entry) or _up(entry, stopped) >= entry.at_least or party_of(entry.customer) == party:
                continue
            found = _hit(entry, hits)
            if found is not _LATER:
                hits[entry.customer] = _sooner(hits.get(entry.customer, inf), found)
    return hits


_LATER = inf


def _hit(entry: Entry, hits: dict[str, float | None]) -> float | None:
    """When the entry can no longer be met: after the member that makes too few of them."""
    times = [hits.get(member, _LATER) for member in entry.members]
    if any(time is None for time in times) or entry.tolerates is None:
        return None if any(time is not _LATER for time in times) else _LATER
    known = sorted(time for time in times if time is not None)
    last = known[len(known) - entry.at_least]
    return last if last is _LATER else last + entry.tolerates


def _sooner(first: float | None, second: float | None) -> float | None:
    """The lesser of two times, unknown if one is."""
    return None if first is None or second is None else min(first, second)
