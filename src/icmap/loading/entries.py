"""Reading `depends_on`: references, attributes, alternatives, and lines of the flat list."""

from __future__ import annotations

from typing import Any

from icmap.loading.drafts import Flat
from icmap.loading.nodes import Node, word
from icmap.loading.option_lists import Options
from icmap.loading.texts import Reader, is_empty
from icmap.loading.values import Values
from icmap.locations import Place
from icmap.model import AnyOf, Dependency, Entry
from icmap.model.attributes import ALTERNATIVE, ENTRY, FLAT
from icmap.model.keys import Type
from icmap.records import dataclass
from icmap.text.characters import id_problem, normal, shown

__all__ = ["Entries"]

_Named = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class _Given:
    """The attributes that an alternative gives to its members, and where they stand."""

    fields: dict[str, Any]
    places: dict[str, Place]


_NOTHING = _Given({}, {})
_OF_ALTERNATIVES = frozenset({"any_of", "at_least"})
"""Keys that look like references where an alternative is written as a mapping of references."""


class Entries:
    """The reader of the entries of one file; a reference that is written often is taken apart once."""

    def __init__(self, values: Values) -> None:
        self._values = values
        self._desk = values.desk
        self._file = values.desk.file
        self._references: dict[str, _Named] = {}
        named: dict[Type, Reader] = {
            Type.SERVICE: self.service_name,
            Type.REFERENCE: self.reference,
            Type.MEMBERS: _as_it_is,
        }
        named |= Options(values).readers
        self._entry_keys = values.readers(ENTRY, named)
        self._alternative_keys = values.readers(ALTERNATIVE, named)
        self._flat_keys = values.readers(FLAT, named)

    def read(self, node: Node, customer: str, service: str | None) -> list[Entry]:
        """The entries of a `depends_on`: a list, or a mapping of references to attributes."""
        content = node[0]
        owner = (customer, service)
        if type(content) is list:
            read = [self._item(item, owner, _NOTHING) for item in content]
        elif type(content) is tuple:
            read = [self._referred(key, value, owner, _NOTHING) for key, value in content]
        else:
            read = []
            if not is_empty(node):
                self._values.wrong_type(node, "depends_on", "a list or a mapping", "write [a, b]")
        return [entry for entry in read if entry is not None]

    def _item(self, node: Node, owner: _Named, given: _Given) -> Entry | None:
        """One item of a list of entries."""
        content = node[0]
        if type(content) is tuple:
            if len(content) == 1 and content[0][0][0] != "any_of":
                key, value = content[0]
                return self._referred(key, value, owner, given)
            if any(key[0] == "any_of" for key, _ in content):
                return self._alternative(node, owner, given)
        elif type(content) is str:
            named = self.reference(node, "depends_on")
            if named is None:
                return None
            return Dependency(*owner, *named, **given.fields, file=self._file, place=node[1], places=given.places)
        self._say_no_entry(node)
        return None

    def _say_no_entry(self, node: Node) -> None:
        content = node[0]
        if type(content) is tuple and content:
            names = f"'{shown(content[0][0][0])}' and '{shown(content[1][0][0])}'"
            hint = "begin each entry with a dash, and indent its attributes further than its name"
            self._desk.report("invalid-entry", f"{names} stand in one entry", content[0][0][1], hint)
        elif content is not None:
            hint = "write `- party`, or `- party: {frequency: daily}`"
            self._desk.report("invalid-entry", f"an entry names a party, and this is {_an_empty(node)}", node[1], hint)

    def _referred(self, key: Node, value: Node, owner: _Named, given: _Given) -> Entry | None:
        """A reference with its attributes."""
        named = self.reference(key, "depends_on")
        if named is None and key[0] in _OF_ALTERNATIVES:
            return None
        fields, places = given.fields.copy(), given.places.copy()
        if type(value[0]) is tuple:
            self._values.read(value[0], self._entry_keys, fields, places)
        elif not is_empty(value):
            self._values.mapping(value, key[0])
        if named is None:
            return None
        if "service" in fields:
            named = self._with_service(named, fields.pop("service"), places.pop("service"))
        return Dependency(*owner, *named, **fields, file=self._file, place=key[1], places=places)

    def _with_service(self, named: _Named, service: str, place: Place) -> _Named:
        if named[1] is not None and named[1] != service:
            message = f"the reference names the service '{shown(named[1])}', and the attribute '{shown(service)}'"
            self._desk.report("invalid-entry", message, place, "name the service once")
            return named
        return named[0], service

    def _alternative(self, node: Node, owner: _Named, given: _Given) -> Entry | None:
        """Any of some entries; all attributes but the frequency go to the members that have none of their own."""
        shared = _Given(given.fields.copy(), given.places.copy())
        fields: dict[str, Any] = shared.fields
        places = shared.places
        self._values.read(node[0], self._alternative_keys, fields, places)
        listed: Node = fields.pop("any_of", (None, node[1]))
        at_least: int = fields.pop("at_least", 1)
        frequency = fields.pop("frequency", None)
        own = {key: places.pop(key) for key in ("any_of", "at_least", "frequency") if key in places}
        if type(listed[0]) is not list:
            self._values.wrong_type(listed, "any_of", "a list", "write any_of: [a, b]")
            return None
        read = [self._item(item, owner, shared) for item in listed[0]]
        members = tuple(entry for entry in read if entry is not None)
        at_least = self._enough(at_least, len(read), own.get("at_least", int(node[1])))
        if not members:
            return None
        return AnyOf(members, min(at_least, len(members)), frequency, self._file, node[1], places | own)

    def _enough(self, at_least: int, members: int, place: Place) -> int:
        if 1 <= at_least <= members:
            return at_least
        message = f"at least {at_least} of {members} cannot be met" if at_least else "at least 0 asks for nothing"
        self._desk.report("invalid-alternative", message, place, f"write a number from 1 to {max(1, members)}")
        return max(1, min(at_least, members))

    def reference(self, node: Node, key: str) -> _Named | None:
        """The party and the service that a reference names: `party` or `party/service`."""
        content = node[0]
        if type(content) is not str:
            self._values.wrong_type(node, key, "a reference")
            return None
        known = self._references.get(content)
        if known is None:
            party, slash, service = normal(content).partition("/")
            problem = id_problem(party) or (id_problem(service) if slash else "")
            if problem:
                self._say_no_reference(node, problem)
                return None
            known = self._references[content] = (party, service if slash else None)
        return known

    def _say_no_reference(self, node: Node, problem: str) -> None:
        if problem == "is a word of the format":
            hint = "write an alternative as an item of a list: `- any_of: [a, b]`"
        else:
            hint = "write party or party/service"
        self._desk.report("invalid-id", f"the reference '{shown(node[0])}' {problem}", node[1], hint)

    def service_name(self, node: Node, key: str) -> str | None:
        """The name of a service as an attribute."""
        name = self._values.name(node, key)
        if name is None:
            return None
        name = normal(name)
        problem = id_problem(name)
        if problem:
            self._values.invalid("invalid-id", node, key, problem, "write the service as its provider lists it")
            return None
        return name

    def flat(self, node: Node) -> Flat | None:
        """One line of the flat list `dependencies`."""
        if type(node[0]) is not tuple:
            self._values.wrong_type(node, "dependencies", "a list of mappings", "write `- {customer: a, provider: b}`")
            return None
        fields: dict[str, Any] = {}
        places: dict[str, Place] = {}
        self._values.read(node[0], self._flat_keys, fields, places)
        customer, provider = fields.pop("customer", None), fields.pop("provider", None)
        if customer is None or provider is None:
            self._say_one_end(node)
            return None
        if "service" in fields:
            provider = self._with_service(provider, fields.pop("service"), places.pop("service"))
        place, where = places.pop("provider"), places.pop("customer")
        ends: dict[str, Any] = {"customer": customer[0], "customer_service": customer[1]}
        ends |= {"provider": provider[0], "service": provider[1]}
        return Flat(Dependency(**ends, **fields, file=self._file, place=place, places=places), where)

    def _say_one_end(self, node: Node) -> None:
        written = {key[0] for key, _ in node[0]}
        for end in ("customer", "provider"):
            if end not in written:
                self._desk.report("missing-value", f"this dependency names no {end}", node[1], f"add `{end}: …`")


def _as_it_is(node: Node, _key: str) -> Node:
    return node


def _an_empty(node: Node) -> str:
    return "an empty mapping" if node[0] == () else word(node)
