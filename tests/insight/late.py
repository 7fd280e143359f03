"""Problems of time in a little world: needs, promises, loops, situations, measurements."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from insight.clockwork import NORMAL, Case, arrival, critical, slack, waiting
from insight.model import Entry, World

Problem = tuple[str, str]
"""The kind of a problem, and the node it is about (for needs: the provider)."""


def late(world: World) -> Iterator[Problem]:
    """Every problem of time."""
    yield from _needs(world)
    yield from (("waiting-loop", node) for node in in_loops(world))
    yield from _promises(world)
    yield from _inside(world)
    yield from _cases(world)
    yield from _measured(world)
    yield from _silent(world)


def kept(world: World, need: Entry, case: Case = NORMAL) -> bool | None:
    """Whether a need is kept; None where nobody said how soon, or where it waits for itself."""
    found = slack(world, need, case)
    return None if found is None or found == -inf else found >= 0


def badness(world: World, need: Entry, case: Case = NORMAL) -> float:
    """How badly a need is broken, times its importance; 0 where it is not."""
    found = slack(world, need, case)
    if need.within is None or found is None or found >= 0 or found == -inf:
        return 0
    return -found / (need.within.minutes - found) * (need.importance or 2)


def in_loops(world: World) -> set[str]:
    """The nodes that wait for themselves: they wait, and somebody among those they wait for waits for them."""
    stuck = waiting(world)
    ahead = {node: {m for e in world.entries if e.customer == node for m in e.members if m in stuck} for node in stuck}
    return {node for node in stuck if node in _onward(ahead, node)}


def _onward(ahead: dict[str, set[str]], node: str) -> set[str]:
    """All that can be come to from a node, itself only if there is a way back."""
    seen: set[str] = set()
    todo = [node]
    while todo:
        fresh = ahead[todo.pop()] - seen
        seen |= fresh
        todo += sorted(fresh)
    return seen


def _needs(world: World) -> Iterator[Problem]:
    """Broken needs, and those broken as soon as everybody takes as long as promised."""
    for need in world.needs():
        if kept(world, need) is False:
            yield "broken-need", need.provider
        elif need.within and need.within.clock == "start" and kept(world, need, Case(pace="promised")) is False:
            yield "broken-chain", need.provider


def _promises(world: World) -> Iterator[Problem]:
    """Promises that are missed or cannot be kept."""
    for node in world.nodes():
        service = world.service(node)
        if service.promise is None or service.promise.clock != "request":
            continue
        promise = service.promise.minutes
        if service.actual is not None and service.actual > promise:
            yield "missed-promise", node
        elif service.lead is not None and service.step > promise:
            yield "impossible-promise", node


def _inside(world: World) -> Iterator[Problem]:
    """What somebody inside needs sooner than it is promised, or takes where nothing is promised."""
    needs = world.needs()
    for entry in world.entries:
        if entry not in needs and kept(world, entry) is False:
            yield "promise-too-long", entry.provider


def _cases(world: World) -> Iterator[Problem]:
    """Needs that are kept, but not in a situation or in a share of the cases."""
    for need in world.needs():
        if not kept(world, need):
            continue
        for situation in world.situations:
            if kept(world, need, Case(situation=situation)) is False:
                yield "situation", situation
        if kept(world, need, Case(rare=True)) is False:
            yield "share", need.provider


def _measured(world: World) -> Iterator[Problem]:
    """Measured times that change the verdict of a need, or its arrival by more than a tenth."""
    for node in world.nodes():
        service = world.service(node)
        if service.actual is None or service.lead is None:
            continue
        case = Case(measured=frozenset({node}))
        for need in world.needs():
            before, after = arrival(world, need), arrival(world, need, case)
            if before < inf and (abs(after - before) > before / 10 or kept(world, need, case) != kept(world, need)):
                yield "calibration", node


def _silent(world: World) -> Iterator[Problem]:
    """Important dependencies on a slowest chain of which nobody has said how soon."""
    for need in world.needs():
        if arrival(world, need) == inf:
            continue
        for entry in critical(world, need):
            promised = all(world.service(member).promise for member in entry.members)
            if (entry.importance or 2) >= 3 and entry.within is None and not promised:
                yield "silent-critical-dependency", entry.provider
