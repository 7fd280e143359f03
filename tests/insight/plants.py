"""What a planter hands back, and what all planters need to find a good place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from math import inf
from random import Random
from typing import TypeVar

from insight.clockwork import NORMAL, Case, arrival
from insight.fragile import downstream
from insight.late import Problem, badness
from insight.model import Entry, World, party_of
from insight.outages import blocked

T = TypeVar("T")


@dataclass(frozen=True)
class Plant:
    """One problem put into a world."""

    problems: frozenset[Problem]
    """All that the arithmetic must find afterwards, and nothing else; empty for what must not be claimed."""
    subjects: tuple[str, ...]
    """Parties, services or situations; a finding that names one of them is about this problem."""
    hurt: tuple[Entry, ...] = ()
    """The needs that are hurt, the worst first."""
    numbers: dict[str, float] = field(default_factory=dict)
    """Minutes, rates or shares that a sentence about it may tell."""


Planter = Callable[[World, Random], Plant | None]
"""Puts a problem into a healthy world; None where the world has no place for it."""


def chosen(draw: Random, options: Iterable[T]) -> T | None:
    """One of the options, or None if there is none."""
    found = list(options)
    return draw.choice(found) if found else None


def inner(world: World) -> list[Entry]:
    """The plain entries of parties inside that hold always and are waited for."""
    needs = world.needs()
    return [
        e for e in world.entries if e not in needs and len(e.members) == 1 and e.waits and not e.when and not e.share
    ]


def of_clock(world: World, clock: str) -> list[Entry]:
    """The needs that count from request, or from the start."""
    return [need for need in world.needs() if need.within and need.within.clock == clock]


def leads_to(world: World, node: str) -> tuple[Entry, ...]:
    """The needs that a node is on the way of, the most important first."""
    onward = downstream(world, node)
    return _ranked([need for need in world.needs() if need.provider in onward])


def stopped_needs(world: World, party: str) -> tuple[Entry, ...]:
    """The needs that nobody meets while the party is out."""
    gone = blocked(world, [party])
    return _ranked([need for need in world.needs() if need.provider in gone])


def broken_needs(world: World, case: Case = NORMAL) -> tuple[Entry, ...]:
    """The needs that are broken in this case, the worst first."""
    hurt = [need for need in world.needs() if badness(world, need, case) > 0]
    return tuple(sorted(hurt, key=lambda need: -badness(world, need, case)))


def stuck_needs(world: World) -> tuple[Entry, ...]:
    """The needs that a waiting loop stops."""
    return _ranked([need for need in world.needs() if arrival(world, need) == inf])


def serving(world: World) -> list[str]:
    """The parties inside with a headcount that somebody depends on, teams mostly."""
    used = {
        party_of(member) for entry in world.entries if not entry.when and not entry.share for member in entry.members
    }
    return [key for key, party in world.parties.items() if key in used and party.headcount and party.kind == "team"]


def _ranked(needs: list[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(needs, key=lambda need: -(need.importance or 2)))
