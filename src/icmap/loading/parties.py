"""Reading parties and their services into drafts."""

from __future__ import annotations

from icmap.diagnostics import Related
from icmap.loading.drafts import Draft, Flat, ServiceDraft
from icmap.loading.entries import Entries
from icmap.loading.nodes import Node
from icmap.loading.option_lists import Options
from icmap.loading.values import Values
from icmap.model.attributes import PARTY, SERVICE
from icmap.model.keys import Type
from icmap.text.characters import id_problem, normal, shown

__all__ = ["Parties", "Read"]

_RENAMED = tuple((key.name, key.field) for key in PARTY if key.field)


class Read:
    """What all files of a map said so far: the parties by id, and the lines of the flat list."""

    def __init__(self) -> None:
        self.parties: dict[str, Draft] = {}
        self.flat: list[Flat] = []
        self.lists_parties = False
        self.complete = True
        self.repeated: list[tuple[Draft, Draft]] = []


class Parties:
    """The reader of the parties of one file."""

    def __init__(self, values: Values, entries: Entries, read: Read) -> None:
        self._values = values
        self._desk = values.desk
        self._entries = entries
        self._read = read
        own = {Type.ENTRIES: _as_it_is, Type.SERVICES: _as_it_is, **Options(values).readers}
        self._party_keys = values.readers(PARTY, own)
        self._service_keys = values.readers(SERVICE, own)

    def party(self, key: Node, node: Node) -> None:
        """Read one party."""
        party = self._id(key, "party")
        if party is None:
            return
        draft = Draft(party, self._desk.file, key[1])
        content = node[0]
        if type(content) is tuple:
            fields, places = draft.fields, draft.places
            self._values.read(content, self._party_keys, fields, places)
            depends_on, services = fields.pop("depends_on", None), fields.pop("services", None)
            for name, kept in _RENAMED:
                if name in fields:
                    fields[kept] = fields.pop(name)
                    places[kept] = places[name]
            if services is not None:
                self._services(services, draft)
            if depends_on is not None:
                draft.entries = self._entries.read(depends_on, party, None)
        else:
            self._values.mapping(node, party)
        self._keep(draft)

    def _id(self, key: Node, what: str) -> str | None:
        if type(key[0]) is not str:
            if key[0] is not None:
                self._desk.report("invalid-id", f"the id of a {what} is a text", key[1], "put it in quotes")
            return None
        name = normal(key[0])
        problem = id_problem(name)
        if not problem:
            return name
        hint = "ids begin with a letter or digit and have no / or \\; what people read goes into `name`"
        self._desk.report("invalid-id", f"the id '{shown(name)}' {problem}", key[1], hint)
        return None

    def _keep(self, draft: Draft) -> None:
        """Keep the first of each id; whether another may stand in a second file is judged when all are read."""
        first = self._read.parties.setdefault(draft.id, draft)
        if first is not draft:
            self._read.repeated.append((first, draft))

    def _services(self, node: Node, draft: Draft) -> None:
        for key, value in self._values.mapping(node, "services"):
            name = self._id(key, "service")
            if name is None:
                continue
            service = ServiceDraft(name, self._desk.file, key[1])
            if name in draft.services:
                related = (Related(self._desk.span(draft.services[name].place), "it is first written here"),)
                message = f"'{shown(name)}' is written twice"
                self._desk.report("duplicate-key", message, key[1], "keep one of the two", related=related)
                continue
            draft.services[name] = service
            pairs = self._values.mapping(value, name)
            self._values.read(pairs, self._service_keys, service.fields, service.places)
            depends_on = service.fields.pop("depends_on", None)
            if depends_on is not None:
                service.entries = self._entries.read(depends_on, draft.id, name)

    def flat(self, node: Node) -> None:
        """Read one line of the flat list."""
        line = self._entries.flat(node)
        if line is not None:
            self._read.flat.append(line)


def _as_it_is(node: Node, _key: str) -> Node:
    return node
