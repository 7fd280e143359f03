"""What else the map says of a party, its services and its dependencies: every key for which the card has no place of its own."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.graph import node_name
from icmap.locations import Located
from icmap.model import Dependency, Party, Service
from icmap.model.attributes import DEPENDENCY, PARTY, SERVICE, said
from icmap.model.entries import written
from icmap.model.keys import Keys
from icmap.model.written import in_map_words
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Said", "what_else"]

_TOLD = frozenset({"name", "kind", "external", "end", "part_of", "headcount", "owner", "promise", "backup"})
_TOLD_OF_DEPENDENCIES = frozenset(
    {"optional", "waits", "when", "within", "frequency", "importance", "actual", "satisfaction"}
)
_USUAL = Dependency("", None, "")


@dataclass(frozen=True, slots=True)
class Said:
    """One key of the map in the map's words: of a party or service by its node name, or of what `customer` gets from it."""

    provider: str
    customer: str | None
    key: str
    text: str


def what_else(study: Study, party: str) -> tuple[Said, ...]:
    """The party's own keys, those of its services, of what it needs and of what others need of it, in this order."""
    own = study.org.parties[party]
    return (*_of(study, own, PARTY, party), *_of_services(study, own), *_of_dependencies(study, party))


def _of_services(study: Study, party: Party) -> Iterator[Said]:
    for service in party.services:
        yield from _of(study, service, SERVICE, node_name(party.id, service.name))


def _of(study: Study, thing: Party | Service, keys: Keys, node: str) -> Iterator[Said]:
    for key, text in _texts(study, thing, keys):
        if key not in _TOLD:
            yield Said(node, None, key, text)


def _of_dependencies(study: Study, party: str) -> Iterator[Said]:
    for each in (each for one in study.org.parties.values() for each in written(one)):
        if party in (each.customer, each.provider) and each.customer != each.provider:
            customer = node_name(each.customer, each.customer_service)
            for key, text in _texts(study, each, DEPENDENCY):
                if key not in _TOLD_OF_DEPENDENCIES:
                    yield Said(each.reference, customer, key, text)


def _texts(study: Study, thing: Located, keys: Keys) -> Iterator[tuple[str, str]]:
    for key in said(keys):
        value = getattr(thing, key.attribute)
        if not isinstance(thing, Dependency) or value != getattr(_USUAL, key.attribute):
            text = in_map_words(key.type, value, study.org.calendar, study.org.units)
            if text:
                yield key.name, text
