"""Whose time is asked for: the end customers, or the one party that was chosen."""

from __future__ import annotations

from icmap.errors import IcmapError
from icmap.graph import receiving_nodes
from icmap.kernels.firing import NEVER, Fired
from icmap.measures.schedule import Schedule, done_ticks, schedule
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Target", "done_of", "targets"]


@dataclass(frozen=True, slots=True)
class Target:
    """A party, the services at which its time is taken (by number), and when the last of them is done, in ticks.

    `done` is NEVER where one of them never fires, or where the party is only a box round others.
    """

    end: str
    nodes: tuple[int, ...]
    done: int


def targets(study: Study) -> tuple[Target, ...]:
    """The end customers in the order of their ids; with `--to PARTY` that party alone."""
    plan = study.of(schedule)
    return tuple(_target(study, plan, end) for end in _asked(study))


def _asked(study: Study) -> tuple[str, ...]:
    chosen = study.question.to
    if chosen is None:
        return study.ends
    if chosen not in study.org.parties:
        raise IcmapError(f"there is no party '{chosen}' in the map", hint="give a party by its id")
    return (chosen,)


def _target(study: Study, plan: Schedule, end: str) -> Target:
    index = plan.compiled.index
    nodes = tuple(index[node] for node in receiving_nodes(study.org.parties[end]) if node in index)
    return Target(end, nodes, done_of(plan.fired, plan, nodes))


def done_of(fired: Fired, plan: Schedule, nodes: tuple[int, ...]) -> int:
    """When the last of these services is done in a firing with the plan's own times, in ticks."""
    times = [done_ticks(fired, plan.times, node) for node in nodes]
    return NEVER if NEVER in times else max(times, default=NEVER)
