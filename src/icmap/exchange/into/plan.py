"""What an import changes in a map: what is new, what has another value, what cannot be changed in place, what is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from icmap.exchange.gathered import Gathered, Link, Record
from icmap.exchange.into.layout import Edits, Node, layout
from icmap.exchange.into.splicing import add_items, add_pairs, block, set_pairs, take_out
from icmap.exchange.keys import FIELDS, IN_ENTRY, IN_PARTY, IN_SERVICE, in_order
from icmap.exchange.written.yaml import flow, grouped, scalar
from icmap.loading import Loaded
from icmap.locations import Located, span_of
from icmap.model import Dependency, OrgMap, Party, Service
from icmap.model.entries import groups, written
from icmap.model.quantities import Timed
from icmap.records import dataclass

__all__ = ["Changes", "Plan"]


@dataclass(slots=True)
class Changes:
    """What was done, each in a line."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    conflicting: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """How much of each."""
        counts = [
            (self.added, "added"),
            (self.changed, "changed"),
            (self.conflicting, "conflicting"),
            (self.gone, "taken out"),
        ]
        return ", ".join(f"{len(lines)} {what}" for lines, what in counts if lines or what in {"added", "changed"})


class Plan:
    """The changes to one map, file by file; `new` is what the import says, read as a map of its own."""

    def __init__(self, loaded: Loaded, gathered: Gathered, new: OrgMap) -> None:
        self.old, self.new, self.gathered = loaded.org, new, gathered
        self.changes = Changes()
        self._first = loaded.sources[0].name
        self._edits = {source.name: Edits(source.text) for source in loaded.sources}
        self._layouts: dict[str, tuple[Node, dict[tuple[int, int], Node]]] = {}
        self._links = {_link_of(each): each for party in self.old.parties.values() for each in written(party)}
        self._new_links = {_link_of(each): each for party in new.parties.values() for each in written(party)}
        self._unlisted: dict[str, dict[str, Any]] = {}
        self._shared = Counter((each.file, each.place) for each in self._links.values())

    def made(self, *, prune: bool) -> dict[str, str]:
        """The new text of every file that changes, by its name."""
        wanted: dict[str, dict[str, Any]] = {}
        for party, record in self.gathered.parties.items():
            self._party(party, record, wanted)
        for (party, service), record in self.gathered.services.items():
            self._service(party, service, record, wanted)
        self._entries(wanted)
        self._write(wanted)
        if prune:
            self._prune()
        return {name: edits.done() for name, edits in self._edits.items() if edits}

    def _party(self, party: str, record: Record, wanted: dict[str, dict[str, Any]]) -> None:
        old = self.old.parties.get(party)
        if old is None:
            wanted[party] = dict(in_order(record, IN_PARTY))
            self.changes.added.append(f"party {party}")
            return
        values = self._differing(record, IN_PARTY, old, self.new.parties[party], party)
        if values:
            wanted.setdefault(party, {}).update(values)

    def _service(self, party: str, name: str, record: Record, wanted: dict[str, dict[str, Any]]) -> None:
        old = next((each for each in self._services(party) if each.name == name), None)
        if old is not None and not old.implicit:
            new = next(each for each in self.new.parties[party].services if each.name == name)
            values = self._differing(record, IN_SERVICE, old, new, f"{party}/{name}")
        else:
            values = dict(in_order(record, IN_SERVICE))
            if old is not None and not values:
                return
            self.changes.added.append(f"service {party}/{name}")
            wanted.setdefault(party, {}).setdefault("services", {}).setdefault(name, {})
        if values:
            wanted.setdefault(party, {}).setdefault("services", {}).setdefault(name, {}).update(values)

    def _services(self, party: str) -> tuple[Service, ...]:
        return self.old.parties[party].services if party in self.old.parties else ()

    def _differing(
        self, record: Record, order: tuple[str, ...], old: Party | Service | Dependency, new: Any, what: str
    ) -> dict[str, Any]:
        """The values of a record that the map has not, or has otherwise; those it cannot take are conflicts."""
        values: dict[str, Any] = {}
        for key, value in in_order(record, order):
            before, after = (getattr(each, FIELDS.get(key, key), None) for each in (old, new))
            node = self._value_node(old, key)
            if key.startswith("x-") or not hasattr(old, FIELDS.get(key, key)):
                if node is None or node.value != value:
                    values[key] = value
                    (self.changes.added if node is None else self.changes.changed).append(
                        f"{what}: {key} {flow(value)}"
                    )
            elif _differs(before, after):
                value = _on_the_same_clock(before, after, value)  # noqa: PLW2901 - the sheet says how long, not from when
                if value is None:
                    continue
                if key not in old.places:
                    values[key] = value
                    self.changes.added.append(f"{what}: {key} {flow(value)}")
                elif node is None or node.kind == "alias":
                    self.changes.conflicting.append(
                        f"{what}: {key} is written by an alias or for several; it would be {flow(value)}"
                    )
                else:
                    values[key] = value
                    text = self._edits[old.file].text[node.start : node.end]
                    self.changes.changed.append(f"{what}: {key} {' '.join(text.split())[:60]} -> {flow(value)}")
        return values

    def _layout(self, file: str) -> tuple[Node, dict[tuple[int, int], Node]]:
        if file not in self._layouts:
            self._layouts[file] = layout(self._edits[file].text)
        return self._layouts[file]

    def _node(self, thing: Located) -> Node | None:
        """The node of an id or a reference; None where it is written somewhere else for several."""
        span = span_of(thing)
        if span.file not in self._edits or (
            isinstance(thing, Dependency) and self._shared[thing.file, thing.place] > 1
        ):
            return None
        return self._layout(span.file)[1].get((span.line, span.column))

    def _value_node(self, thing: Party | Service | Dependency, key: str) -> Node | None:
        node = self._node(thing)
        about = _attributes(node) if isinstance(thing, Dependency) else (node.value_of() if node else None)
        return about.get(key) if about is not None and about.kind == "map" else None

    def _entries(self, wanted: dict[str, dict[str, Any]]) -> None:
        fresh: dict[tuple[str, str], list[tuple[Link, Record]]] = {}
        for link, record in self.gathered.links.items():
            bare = link._replace(alternative="")
            old = self._links.get(bare)
            if old is None:
                fresh.setdefault((link.customer, link.customer_service), []).append((link, record))
                self.changes.added.append(f"{_customer(link)} depends on {link.reference}")
                continue
            new = self._new_links[bare]
            values = self._differing(
                record,
                tuple(key for key in IN_ENTRY if key != "when"),
                old,
                new,
                f"{_customer(link)} on {link.reference}",
            )
            values.pop("when", None)
            values.pop("at_least", None)
            if values and not self._set_entry(old, values):
                self.changes.conflicting.append(
                    f"{_customer(link)} on {link.reference}: it is written for several; change it by hand"
                )
        for (party, service), entries in fresh.items():
            about = wanted.setdefault(party, {})
            if service:
                about = about.setdefault("services", {}).setdefault(service, {})
            about["depends_on"] = [_entry(each) for each in grouped(entries)]

    def _set_entry(self, old: Dependency, values: Mapping[str, Any]) -> bool:
        node = self._node(old)
        if node is None:
            return False
        edits = self._edits[old.file]
        about = _attributes(node)
        if about is None:
            one = f"{edits.text[node.start : node.end]}: {flow(values)}"
            edits.replace(node.start, node.end, f"{{{one}}}" if node.parent and node.parent.flow else one)
        elif about.kind == "alias":
            return False
        else:
            key = about.key_of() or node
            set_pairs(edits, key, about, values)
        return True

    def _write(self, wanted: dict[str, dict[str, Any]]) -> None:
        """Put what is wanted of each party where the party is written; new ones below the last one of the first file."""
        fresh = {party: about for party, about in wanted.items() if party not in self.old.parties}
        for party, about in wanted.items():
            if party not in fresh:
                self._into_party(self.old.parties[party], about)
        root = self._layout(self._first)[0]
        edits = self._edits[self._first]
        there = root.get("parties")
        if there is None and (fresh or self._unlisted):
            known = [] if self._listed_elsewhere else [each for each in self.old.parties if each not in wanted]
            lines = [f"  {scalar(party)}:" for party in known]
            lines += [
                line for party, about in {**self._unlisted, **fresh}.items() for line in _party_lines(party, about)
            ]
            edits.lines_after(len(edits.text.rstrip()), ["", "parties:", *lines])
        elif fresh and there is not None and there.kind == "map" and not there.flow and there.children:
            blank = there.column - 3
            lines = [
                " " * max(0, blank) + line for party, about in fresh.items() for line in _party_lines(party, about)
            ]
            edits.lines_after(there.end, lines)
        elif fresh and there is not None and there.kind == "map":
            add_pairs(edits, there, fresh)
        elif fresh and there is not None:
            edits.lines_after(
                there.end, [line for party, about in fresh.items() for line in _party_lines(party, about)]
            )

    @property
    def _listed_elsewhere(self) -> bool:
        return any(self._layout(name)[0].get("parties") is not None for name in self._edits)

    def _into_party(self, party: Party, about: dict[str, Any]) -> None:
        node = self._node(party)
        value = node.value_of() if node else None
        section = node.parent.key_of() if node and node.parent else None
        if value is None or node is None or section is None or section.value != "parties":
            self._unlisted[party.id] = about
            return
        if value.kind == "alias":
            self.changes.conflicting.append(f"{party.id}: it is written by an alias; change it by hand")
            return
        edits = self._edits[party.file]
        about = self._with_entries(edits, value, about)
        services = about.get("services")
        if isinstance(services, dict) and value.kind == "map":
            listed = value.get("services")
            for name, each in list(services.items()):
                service = listed.get(name) if listed is not None else None
                if listed is not None and service is not None:
                    left = self._with_entries(edits, service, each)
                    key = next(found for found, _ in listed.pairs if found.value == name)
                    services.pop(name)
                    if left:
                        set_pairs(edits, key, service, left)
            if not services:
                about.pop("services")
        if about:
            set_pairs(edits, node, value, about)

    def _with_entries(self, edits: Edits, value: Node, about: dict[str, Any]) -> dict[str, Any]:
        """What is left once new entries stand behind those that are there."""
        there = value.get("depends_on") if value.kind == "map" else None
        if "depends_on" in about and there is not None and there.kind in {"list", "map"}:
            plain = there.kind != "map" or all(
                isinstance(each, str) or (len(each) == 1) for each in about["depends_on"]
            )
            if plain:
                about = dict(about)
                add_items(edits, there, about.pop("depends_on"))
        return about

    def _prune(self) -> None:
        """Take out the dependencies and the parties that the import does not name; groups stay."""
        named = {link._replace(alternative="") for link in self.gathered.links}
        kept = set(self.gathered.parties) | groups(self.old)
        for party in self.old.parties.values():
            if party.id not in kept:
                self._take_out(party, party.id)
        for link, old in self._links.items():
            if link not in named and link.customer in kept:
                self._take_out(old, f"{_customer(link)} on {link.reference}")

    def _take_out(self, thing: Party | Dependency, what: str) -> None:
        node = self._node(thing)
        if node is None:
            self.changes.conflicting.append(f"{what}: it is written for several; take it out by hand")
            return
        first, last = _extent(node)
        take_out(self._edits[thing.file], first, last)
        self.changes.gone.append(what)


def _differs(before: object, after: object) -> bool:
    return before != after and not (
        isinstance(before, tuple) and isinstance(after, tuple) and sorted(map(str, before)) == sorted(map(str, after))
    )


def _on_the_same_clock(before: object, after: object, value: Any) -> Any:
    """A time without a clock keeps the clock that the map has; None where it is then the same."""
    if not (
        isinstance(before, Timed) and isinstance(after, Timed) and before.clock == "start" and isinstance(value, str)
    ):
        return value
    return None if before.time == after.time else {"time": value, "from": "start"}


def _customer(link: Link) -> str:
    return f"{link.customer}/{link.customer_service}" if link.customer_service else link.customer


def _link_of(each: Dependency) -> Link:
    return Link(each.customer, each.customer_service or "", each.provider, each.service or "", tuple(each.when))


def _attributes(node: Node | None) -> Node | None:
    """The mapping (or what stands for it) of the attributes of an entry, from the node of its reference."""
    if node is None:
        return None
    key = node.key_of()
    if key is not None and key.value == "provider":
        return node.parent
    return node.value_of()


def _extent(node: Node) -> tuple[Node, Node]:
    """From where to where a party or an entry is written, from the node of its id or reference."""
    key, value = node.key_of(), node.value_of()
    if key is not None and key.value == "provider" and node.parent is not None:
        return node.parent, node.parent
    if value is None:
        return node, node
    whole = node.parent
    if whole is not None and whole.parent is not None and whole.parent.kind == "list" and len(whole.pairs) == 1:
        return whole, whole
    return node, value


def _entry(members: list[tuple[Link, Record]]) -> Any:
    told = [_told(*each) for each in members]
    if not members[0][0].alternative:
        return told[0]
    needed = next((record["at_least"] for _, record in members if "at_least" in record), "1")
    return {"any_of": told} | ({"at_least": needed} if needed != "1" else {})


def _told(link: Link, record: Record) -> Any:
    own = {key: value for key, value in in_order(record, IN_ENTRY) if key != "at_least"}
    return {link.reference: own} if own else link.reference


def _party_lines(party: str, about: Mapping[str, Any]) -> list[str]:
    if not about:
        return [f"  {scalar(party)}:"]
    whole = f"  {scalar(party)}: {flow(about)}"
    if len(whole) <= 100 and "depends_on" not in about and "services" not in about:
        return [whole]
    return [f"  {scalar(party)}:", *(line for name, value in about.items() for line in block(name, value, 4))]
