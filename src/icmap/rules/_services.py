"""What is delivered to others, without a graph: each service that some other party needs."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.locations import Span
from icmap.model import Dependency, OrgMap, Party, Service
from icmap.records import dataclass
from icmap.rules._places import edges

__all__ = ["Delivered", "delivered"]


@dataclass(frozen=True, slots=True)
class Delivered:
    """One service (None: of a party that lists none) that another party needs, and whether anybody waits for it."""

    party: Party
    service: Service | None
    is_waited_for: bool

    @property
    def name(self) -> str:
        """The name of its node."""
        return self.party.id if self.service is None else f"{self.party.id}/{self.service.name}"

    @property
    def span(self) -> Span:
        """Where it is first written."""
        return self.party.span if self.service is None or self.service.implicit else self.service.span


def delivered(org: OrgMap) -> Iterator[Delivered]:
    """Every service that another party needs, in the order of the parties."""
    needs: dict[str, list[Dependency]] = {}
    for edge in edges(org):
        if edge.customer != edge.provider:
            needs.setdefault(edge.provider, []).append(edge.dependency)
    for party in org.parties.values():
        for service in party.services or (None,):
            needed = [
                each for each in needs.get(party.id, ()) if service is None or each.service in (None, service.name)
            ]
            if needed:
                yield Delivered(party, service, any(each.waits and not each.optional for each in needed))
