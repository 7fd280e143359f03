"""Goals: what is waited for at a node, the node itself when it is done or single tokens that come to it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from icmap.kernels.decided import Decided, slowest_chain
from icmap.kernels.firing import NEVER, Fired, Times
from icmap.records import dataclass

__all__ = ["Goal", "chain_to", "goal_rests", "goal_time", "sinks", "starts_and_sinks", "ways_to", "ways_to_nodes"]


@dataclass(frozen=True, slots=True)
class Goal:
    """A node that has to be done (no `tokens`), or tokens that have to come (`node` -1), with all links of these."""

    node: int
    tokens: tuple[int, ...] = ()
    links: tuple[int, ...] = ()


def starts_and_sinks(
    goal: Goal, decided: Decided, fired: Fired, *, done: int, time: int
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Where a search back from a goal begins: its node, or the links that counted, by how much each comes before a time.

    `done` is when the goal is reached.
    """
    if not goal.tokens:
        return [(goal.node, time - done)], []
    return [], sinks(goal, decided, fired, time)


def goal_time(goal: Goal, fired: Fired, times: Times) -> int:
    """When a goal is reached in a firing, in ticks; NEVER if it is not."""
    if not goal.tokens:
        ready = fired.ready[goal.node]
        return NEVER if ready == NEVER else ready + times.own[goal.node]
    found = [fired.arrival[token] for token in goal.tokens]
    return NEVER if NEVER in found else max(found)


def sinks(goal: Goal, decided: Decided, fired: Fired, time: int) -> list[tuple[int, int]]:
    """The links that counted at a goal of tokens, each with how much later it may come before that is after a time."""
    return [(link, time - fired.arrival[link]) for link in goal.links if decided.counts[link]]


def chain_to(goal: Goal, decided: Decided, fired: Fired, time: int) -> list[int]:
    """The links of one slowest chain to a goal, first work first; ties: the least provider at each step from the end.

    Empty where nothing is waited for, or only a given link.
    """
    if not goal.tokens:
        return slowest_chain(decided, goal.node)
    last = [link for link, slack in sinks(goal, decided, fired, time) if not slack]
    if not last:
        return []
    link = min(last, key=lambda each: (decided.provider[each], each))
    return [*slowest_chain(decided, decided.provider[link]), link]


def goal_rests(goal: Goal, decided: Decided, resting: Sequence[int], given: Collection[int]) -> bool:
    """Whether a goal rests on some given links: by a node that does (`resting`), or because one of them counted at it."""
    if not goal.tokens:
        return bool(resting[goal.node])
    met = [link for link in decided.met if link in given and link in goal.links]
    return bool(met) or any(resting[decided.provider[link]] for link in goal.links if decided.counts[link])


def ways_to_nodes(decided: Decided, most: int) -> list[int]:
    """By how many slowest chains each node is ready (1 where it waits for nothing), counted up to `most`."""
    ways = [0] * decided.size
    for node in decided.order:
        found = sum(ways[decided.provider[link]] for link in decided.incoming[node] if not decided.waited[link])
        ways[node] = min(found, most) or 1
    return ways


def ways_to(goal: Goal, decided: Decided, fired: Fired, *, time: int, ways: Sequence[int], most: int) -> int:
    """How many slowest chains there are to a goal, from those to the nodes."""
    if not goal.tokens:
        return ways[goal.node]
    found = (ways[decided.provider[link]] for link, slack in sinks(goal, decided, fired, time) if not slack)
    return min(sum(found), most) or 1
