"""The two graphs with plain attributes only, so that networkx and what reads its files can work with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from icmap.graph import Link, Step
from icmap.measures.scores import dependency_rating
from icmap.model import Dependency, Party
from icmap.model.attributes import DEPENDENCY, INHERITED, PARTY, SERVICE
from icmap.model.keys import Key
from icmap.model.plain import Plain, plain_attributes
from icmap.study import Study

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["plain_party_graph", "plain_service_graph"]

_OWN = tuple(key for key in PARTY if key not in SERVICE)
_OF_NODES = tuple(key for key in _OWN if key.name not in {"name", "external", "end"})
"""What is said of a party and holds for each of its services."""


def plain_service_graph(study: Study) -> nx.DiGraph[str]:
    """The service graph: a node says what the service says or takes from its party, and whose it is.

    An edge says what the dependency between the two says. Of several dependencies between two it is the most important one (ties:
    the first written), with the sum of all frequencies and how many there are.
    """
    graph: nx.DiGraph[str] = _empty(study)
    for node in study.services:
        graph.add_node(node, **_of_step(study, study.step(node)))
    edges: Iterable[tuple[str, str, tuple[Link, ...]]] = study.services.edges.data("links")
    for customer, provider, links in edges:
        graph.add_edge(customer, provider, **_of_edge(study, [link.dependency for link in links]))
    return graph


def plain_party_graph(study: Study) -> nx.DiGraph[str]:
    """The party graph, folded to the level asked for; attributes as in the service graph."""
    graph: nx.DiGraph[str] = _empty(study)
    for party in study.parties:
        graph.add_node(party, **_of_party(study, study.org.parties[party]))
    edges: Iterable[tuple[str, str, tuple[Dependency, ...]]] = study.parties.edges.data("dependencies")
    for customer, provider, dependencies in edges:
        graph.add_edge(customer, provider, **_of_edge(study, dependencies))
    return graph


def _empty(study: Study) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = type(study.services)(name=study.org.name)
    return graph


def _of_step(study: Study, step: Step) -> Plain:
    def value(key: Key) -> Any:
        return step.inherited(key.attribute) if key.attribute in INHERITED else getattr(own, key.attribute)

    party, own = step.party, step.service or step.party
    named = party.name if step.service is None else f"{party.name} ({step.service.name})"
    whose: Plain = {"label": named, "party": party.id}
    if step.service is not None:
        whose["service"] = step.service.name
    theirs = plain_attributes(lambda key: getattr(party, key.attribute), _OF_NODES, study.org.calendar)
    return {**whose, **_place(study, party), **theirs, **plain_attributes(value, SERVICE, study.org.calendar)}


def _of_party(study: Study, party: Party) -> Plain:
    said = plain_attributes(lambda key: getattr(party, key.attribute), PARTY, study.org.calendar)
    return {"label": party.name, **_place(study, party), **said, **_place(study, party)}


def _place(study: Study, party: Party) -> Plain:
    return {"external": party.is_external, "end": party.id in study.end_set}


def _of_edge(study: Study, dependencies: Sequence[Dependency]) -> Plain:
    first = max(dependencies, key=lambda each: each.importance)
    said = plain_attributes(lambda key: getattr(first, key.attribute), DEPENDENCY, study.org.calendar)
    rates = [each.frequency.per_hour for each in dependencies if each.frequency and each.frequency.per_hour is not None]
    if rates:
        said["frequency_per_hour"] = float(sum(rates))
    if "source" in said:  # an edge has a source already, its customer: node-link JSON would lose one of the two
        said["said_by"] = said.pop("source")
    rating = dependency_rating(study, first)
    if rating.score is not None:
        said["satisfaction"] = rating.score
    return {"dependencies": len(dependencies), **said}
