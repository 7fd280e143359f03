"""Reading `options` (what could be done) and `scenarios` (edits under a name)."""

from __future__ import annotations

from typing import Any, cast

from icmap.loading.nodes import Node
from icmap.loading.schema import EDIT
from icmap.loading.texts import Reader, is_empty
from icmap.loading.values import Values
from icmap.locations import Place
from icmap.model import Edit, Option, Scenario
from icmap.model.attributes import DEPENDENCY_OPTION, SERVICE_OPTION
from icmap.model.keys import Type
from icmap.model.options import Verb
from icmap.text.characters import normal, shown

__all__ = ["Options", "read_scenarios"]

_VERBS = tuple(key.name for key in EDIT if key.name != "for")
_WITH_VALUE = frozenset({"set", "late"})


class Options:
    """The reader of the options of one file."""

    def __init__(self, values: Values) -> None:
        self._values = values
        self._desk = values.desk
        self._of_services = values.readers(SERVICE_OPTION, {})
        self._of_dependencies = values.readers(DEPENDENCY_OPTION, {})

    @property
    def readers(self) -> dict[Type, Reader]:
        """The readers of the two types of options."""
        return {Type.SERVICE_OPTIONS: self._services, Type.DEPENDENCY_OPTIONS: self._dependencies}

    def _services(self, node: Node, key: str) -> tuple[Option, ...] | None:
        return self._all(node, key, self._of_services)

    def _dependencies(self, node: Node, key: str) -> tuple[Option, ...] | None:
        return self._all(node, key, self._of_dependencies)

    def _all(self, node: Node, key: str, readers: dict[str, Reader]) -> tuple[Option, ...] | None:
        content = node[0]
        if type(content) is list:
            read = (self._one(each, key, readers) for each in content)
            return tuple(each for each in read if each is not None)
        if not is_empty(node):
            self._values.wrong_type(node, key, "a list", "write `- {do: what would be done, cost: 1}`")
        return None

    def _one(self, node: Node, key: str, readers: dict[str, Reader]) -> Option | None:
        if type(node[0]) is not tuple:
            self._values.wrong_type(node, key, "a list of mappings", "write `- {do: what would be done, cost: 1}`")
            return None
        fields: dict[str, Any] = {}
        places: dict[str, Place] = {}
        self._values.read(node[0], readers, fields, places)
        if "do" not in fields:
            self._say_nameless(node)
            return None
        option = Option(**fields, file=self._desk.file, place=places["do"], places=places)
        if not any(True for _ in option.changes):
            message = f"the option '{shown(option.do)}' changes nothing"
            self._desk.report("missing-value", message, option.place, "say what would be different: lead_time: 2h")
        self._values.aside.options.append(option)
        return option

    def _say_nameless(self, node: Node) -> None:
        if not any(key[0] == "do" for key, _ in node[0]):
            self._desk.report("missing-value", "this option has no 'do'", node[1], "say what would be done: `do: …`")


def read_scenarios(values: Values, node: Node) -> tuple[Scenario, ...]:
    """The scenarios: a mapping from name to a list of edits."""
    found: dict[str, Scenario] = {}
    for key, value in values.mapping(node, "scenarios"):
        name = values.name(key, "scenarios")
        if name is None:
            continue
        name = normal(name)
        if name in found:
            values.desk.report("duplicate-key", f"'{shown(name)}' is written twice", key[1], "keep one of the two")
        else:
            found[name] = Scenario(name, _edits(values, value, name), values.desk.span(key[1]))
    return tuple(found.values())


def _edits(values: Values, node: Node, name: str) -> tuple[Edit, ...]:
    if type(node[0]) is not list:
        if not is_empty(node):
            values.wrong_type(node, name, "a list of edits", "write [{late: jeff=1d}]")
        return ()
    readers = values.readers(EDIT, {})
    read = (_edit(values, each, readers) for each in node[0])
    return tuple(each for each in read if each is not None)


def _edit(values: Values, node: Node, readers: dict[str, Reader]) -> Edit | None:
    fields: dict[str, Any] = {}
    values.read(values.mapping(node, "an edit"), readers, fields, {})
    verbs = [verb for verb in _VERBS if verb in fields]
    fault = _fault(verbs, fields)
    if fault:
        if type(node[0]) is tuple and all(key[0] in readers for key, _ in node[0]):
            values.desk.report("invalid-edit", fault[0], node[1], fault[1])
        return None
    return Edit(cast("Verb", verbs[0]), fields[verbs[0]], fields.get("for", ""), values.desk.span(node[1]))


def _fault(verbs: list[str], fields: dict[str, Any]) -> tuple[str, str] | None:
    """What is wrong with the shape of an edit, and what to do."""
    if len(verbs) != 1:
        several = "an edit does one thing" if verbs else "this edit does nothing"
        return several, f"write one of {', '.join(_VERBS)}"
    verb = verbs[0]
    if (verb == "serve") != ("for" in fields):
        return "an edit with 'serve' says for whom, and only that one does", "write {serve: provider, for: customer}"
    if verb in _WITH_VALUE and "=" not in fields[verb]:
        return f"'{verb}' has no '='", f"write {{{verb}: {'jeff.lead_time=2d' if verb == 'set' else 'jeff=1d'}}}"
    return None
