"""The dependencies as they are written, for rules that need no graph, and the places they tell."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.diagnostics import Related
from icmap.locations import Span
from icmap.model import Dependency, OrgMap
from icmap.model.entries import written
from icmap.records import dataclass
from icmap.text.characters import shown

__all__ = ["Edge", "edges", "rule_stands_here"]


@dataclass(frozen=True, slots=True)
class Edge:
    """One dependency as written, in words."""

    dependency: Dependency

    @property
    def customer(self) -> str:
        """The id of the customer."""
        return self.dependency.customer

    @property
    def provider(self) -> str:
        """The id of the provider."""
        return self.dependency.provider

    @property
    def span(self) -> Span:
        """Where it is written."""
        return self.dependency.span

    @property
    def subjects(self) -> tuple[str, str]:
        """Customer and provider, with their services where these are named."""
        service = self.dependency.customer_service
        return self.customer if service is None else f"{self.customer}/{service}", self.dependency.reference

    @property
    def told(self) -> str:
        """The dependency as the subject of a sentence."""
        customer, provider = (shown(each) for each in self.subjects)
        return f"the dependency of '{customer}' on '{provider}'"


def edges(org: OrgMap) -> Iterator[Edge]:
    """Every dependency of the map, in the order of its parties."""
    for party in org.parties.values():
        for dependency in written(party):
            yield Edge(dependency)


def rule_stands_here(span: Span) -> Related:
    """The place in the checks that asks for this."""
    return Related(span, "the checks say so here")
