"""All problems of a little world, found by plain arithmetic that shares nothing with icmap."""

from __future__ import annotations

from insight.fragile import fragile
from insight.late import Problem, late
from insight.model import World, party_of


def problems(world: World) -> set[Problem]:
    """The kind and the subject of everything that is wrong; empty for a healthy world."""
    return {*late(world), *fragile(world)}


def stray_ends(world: World) -> set[str]:
    """Inside parties that would be end customers by the rules: they depend, and nobody depends on them."""
    depend = {party_of(entry.customer) for entry in world.entries} - {need.customer for need in world.needs()}
    served = {party_of(member) for entry in world.entries for member in entry.members}
    return depend - served - {backup for party in world.parties.values() for backup in party.backup}
