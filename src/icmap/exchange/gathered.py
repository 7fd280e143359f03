"""What the files of an import say, before it is a map: parties, services and dependencies with the texts of their keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, NamedTuple

from icmap.exchange.names import Names
from icmap.exchange.remarks import Remarks
from icmap.records import dataclass

__all__ = ["Gathered", "Link", "Record", "Value"]

Value = str | tuple[Any, ...] | Mapping[str, Any]
"""A value as the map will have it: a text, a list, or a mapping of keys to values."""


class Link(NamedTuple):
    """Which dependency: its two ends, and what tells it from another one between the same two."""

    customer: str
    customer_service: str
    provider: str
    service: str
    when: tuple[str, ...] = ()
    alternative: str = ""

    @property
    def reference(self) -> str:
        """The provider as the map names it."""
        return f"{self.provider}/{self.service}" if self.service else self.provider


class Record(dict[str, Value]):
    """The keys of one party, service or dependency; `places` says where each was read."""

    __slots__ = ("places",)

    def __init__(self) -> None:
        self.places: dict[str, object] = {}


@dataclass(slots=True)
class Gathered:
    """Everything that was read, in the order read. Nothing in it refers to a party that is not in it."""

    top: dict[str, Value] = field(default_factory=dict)
    parties: dict[str, Record] = field(default_factory=dict)
    services: dict[tuple[str, str], Record] = field(default_factory=dict)
    links: dict[Link, Record] = field(default_factory=dict)
    names: Names = field(default_factory=Names)
    remarks: Remarks = field(default_factory=Remarks)
    conflicts: list[str] = field(default_factory=list)

    def party(self, name: str, where: object) -> str:
        """The id of a party by what it is called somewhere; it is there from now on."""
        id_ = self.names.id_of(name, where, self.remarks)
        if id_ not in self.parties and id_:
            record = self.parties[id_] = Record()
            label = self.names.label(id_)
            if label != id_:
                record["name"] = label
        return id_

    def service(self, party: str, name: str, where: object) -> str:
        """The name of a party's service as the map has it; the service is there from now on."""
        id_ = self.names.service_of(party, name, where, self.remarks)
        if id_:
            self.services.setdefault((party, id_), Record())
        return id_

    def link(self, link: Link) -> tuple[Record, bool]:
        """The record of a dependency, and whether it is new."""
        found = self.links.get(link)
        if found is not None:
            return found, False
        record = self.links[link] = Record()
        if link.when:
            record["when"] = link.when[0] if len(link.when) == 1 else link.when
        for party, service in ((link.customer, link.customer_service), (link.provider, link.service)):
            if service:
                self.services.setdefault((party, service), Record())
        return record, True

    def put(self, record: Record, key: str, value: Value, where: object) -> None:
        """Set a key; where it has another value already, the first one stays and the conflict is said."""
        before = record.get(key)
        if before is None:
            record[key] = value
            record.places[key] = where
        elif isinstance(before, dict) and isinstance(value, dict) and not (before.keys() & value.keys()):
            record[key] = {**before, **value}
        elif before != value:
            self._conflict(record, key, value, where)

    def _conflict(self, record: Record, key: str, value: Value, where: object) -> None:
        earlier = record.places.get(key, "")
        message = f"{key} is {spoken(value)} here, and {spoken(record[key])} at {earlier}"
        self.conflicts.append(f"{where}: {message}")
        self.remarks.warn(where, message, "the first one is taken: make them the same")


def spoken(value: Value) -> str:
    """A value in a sentence."""
    if isinstance(value, str):
        return f"'{value}'"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {spoken(each)}" for key, each in value.items())
    return " / ".join(str(each) for each in value)
