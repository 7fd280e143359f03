"""What is written under `depends_on`, without any graph: every dependency, alternatives opened, and which parties are groups."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.model import AnyOf, Dependency, Entry, OrgMap, Party, Service

__all__ = ["delivered", "dependencies", "groups", "leaves", "two_ends", "written"]


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


def dependencies(org: OrgMap) -> Iterator[Dependency]:
    """Every dependency of the map as written, in the order of its parties."""
    for party in org.parties.values():
        yield from written(party)


def two_ends(dependency: Dependency) -> tuple[str, str]:
    """Customer and provider of a dependency as written, with their services where these are named."""
    service = dependency.customer_service
    customer = dependency.customer if service is None else f"{dependency.customer}/{service}"
    return customer, dependency.reference


def delivered(org: OrgMap) -> Iterator[tuple[Party, Service | None, tuple[Dependency, ...]]]:
    """Each service (None: of a party that lists none) that another party needs, with those needs; parties in order."""
    needs: dict[str, list[Dependency]] = {}
    for each in dependencies(org):
        if each.customer != each.provider:
            needs.setdefault(each.provider, []).append(each)
    for party in org.parties.values():
        for service in party.services or (None,):
            own = [each for each in needs.get(party.id, ()) if service is None or each.service in {None, service.name}]
            if own:
                yield party, service, tuple(own)


def groups(org: OrgMap) -> frozenset[str]:
    """The ids of the parties that are only a box round others: no services, no dependencies, no customers."""
    boxes = {party.part_of for party in org.parties.values() if party.part_of}
    if not boxes:
        return frozenset()
    served = {each.provider for each in dependencies(org)}
    return frozenset(
        box for box in boxes if box in org.parties and box not in served and not _is_active(org.parties[box])
    )


def _is_active(party: Party) -> bool:
    return bool(party.services or party.depends_on)
