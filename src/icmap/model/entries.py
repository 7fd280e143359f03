"""What is written under `depends_on`, without any graph: every dependency, alternatives opened, and which parties are groups."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.model import AnyOf, Dependency, Entry, OrgMap, Party

__all__ = ["groups", "leaves", "written"]


def written(party: Party) -> Iterator[Dependency]:
    """Every dependency of a party and of its services, as written, alternatives opened."""
    yield from leaves(party.depends_on)
    for service in party.services:
        yield from leaves(service.depends_on)


def leaves(entries: tuple[Entry, ...]) -> Iterator[Dependency]:
    """Every dependency among entries; recursion is bounded by the depth of a file."""
    for entry in entries:
        if isinstance(entry, AnyOf):
            yield from leaves(entry.members)
        else:
            yield entry


def groups(org: OrgMap) -> frozenset[str]:
    """The ids of the parties that are only a box round others: no services, no dependencies, no customers."""
    boxes = {party.part_of for party in org.parties.values() if party.part_of}
    if not boxes:
        return frozenset()
    served = {dependency.provider for party in org.parties.values() for dependency in written(party)}
    return frozenset(
        box for box in boxes if box in org.parties and box not in served and not _is_active(org.parties[box])
    )


def _is_active(party: Party) -> bool:
    return bool(party.services or party.depends_on)
