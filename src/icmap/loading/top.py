"""Reading one file: its top level, and its parties as they come."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from icmap.loading.entries import Entries
from icmap.loading.mappings import is_merge, merged
from icmap.loading.nodes import Node, Unread
from icmap.loading.option_lists import read_scenarios
from icmap.loading.parties import Parties, Read
from icmap.loading.problems import Desk
from icmap.loading.schema import INCLUDED, TOP
from icmap.loading.settings import Settings, read_calendar, read_kinds, read_situations, read_survey
from icmap.loading.texts import is_empty
from icmap.loading.tree import Piece
from icmap.loading.values import Values
from icmap.locations import pack
from icmap.text.characters import shown

__all__ = ["FileReader", "LateCalendar"]

_KEYS = tuple(key.name for key in TOP)


class LateCalendar(Exception):  # noqa: N818 - a signal: what was read before it has to be read again with it
    """The calendar stands after parties whose durations it gives a meaning; it carries the calendar's node."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self.node = node


class FileReader:
    """The reader of one file. The first file says what holds for the whole map; an included one may not."""

    def __init__(self, desk: Desk, read: Read, settings: Settings, *, first: bool) -> None:
        self.includes: list[tuple[str, int]] = []
        self._desk = desk
        self._read = read
        self._settings = settings
        self._first = first
        self._seen: set[str] = set()
        self._later: dict[str, list[Node]] = {}
        self._calendar_known = False
        self._items = 0
        self._start(Values(desk, settings.calendar, settings.aside))

    def _start(self, values: Values) -> None:
        self._values = values
        self._parties = Parties(values, Entries(values), self._read)

    def know(self, calendar: Node) -> None:
        """Take the calendar that stands further down, found when the file was read before."""
        self._set_calendar(calendar)
        self._calendar_known = True

    def take(self, pieces: Iterator[Piece]) -> None:
        """Read all pieces, then what merge keys bring. Raises `LateCalendar` where it has to be done again."""
        for section, key, value in pieces:
            if section == "":
                self._top(key, value)
            else:
                self._item(section, key, value)
        self._merge()
        if "icmap" not in self._seen and self._first:
            self._desk.report(
                "missing-version", "the map does not say `icmap: 1`", pack(1, 1, 1), "begin with `icmap: 1`"
            )

    def _item(self, section: str, key: Node, value: Node) -> None:
        if section == "parties" and key is not value:
            self._items += 1
            if is_merge(key):
                self._later.setdefault(section, []).append(value)
            else:
                self._parties.party(key, value)
        elif section == "dependencies" and key is value:
            self._items += 1
            self._parties.flat(value)

    def _merge(self) -> None:
        """What `<<` brings among the parties or at the top level; the nearer key wins."""
        for value in self._later.get("", ()):
            for key, node in merged(value, self._desk):
                if key[0] not in self._seen:
                    self._top(key, node)
        for value in self._later.get("parties", ()):
            for key, node in merged(value, self._desk):
                if key[0] not in self._read.parties:
                    self._parties.party(key, node)

    def _top(self, key: Node, value: Node) -> None:
        name = key[0]
        if type(name) is not str:
            if name is not None:
                self._desk.report("wrong-type", "a key is a text", key[1], "known keys: " + ", ".join(_KEYS))
        elif is_merge(key):
            self._later.setdefault("", []).append(value)
        elif name in self._seen:
            self._desk.report("duplicate-key", f"'{shown(name)}' is written twice", key[1], "keep one of the two")
        else:
            self._seen.add(name)
            self._known(key, value)

    def _known(self, key: Node, value: Node) -> None:
        name = key[0]
        if name == "$schema":
            return
        if not self._first and name in _KEYS and name not in INCLUDED:
            message = f"an included file may not have '{name}'"
            self._desk.report("unknown-key", message, key[1], "write it in the file that includes this one")
            return
        read = self._readers().get(name)
        if read is None:
            self._values.unknown_key(key, [each for each in _KEYS if self._first or each in INCLUDED])
        else:
            read(value)

    def _readers(self) -> dict[str, Callable[[Node], None]]:
        return {
            "icmap": self._version, "name": self._name, "description": self._description,
            "calendar": self._calendar, "survey": self._survey, "kinds": self._kinds, "situations": self._situations,
            "scenarios": self._scenarios,
            "include": self._include, "parties": self._all_parties, "dependencies": self._all_flat,
            "checks": self._checks,
        }  # fmt: skip

    def _version(self, node: Node) -> None:
        if node[0] != "1" and node[0] is not None:
            self._desk.report(
                "unknown-version", "this icmap reads version 1 of the format", node[1], "write `icmap: 1`"
            )

    def _name(self, node: Node) -> None:
        self._settings.name = self._values.name(node, "name") or ""

    def _description(self, node: Node) -> None:
        self._settings.description = self._values.text(node, "description") or ""

    def _calendar(self, node: Node) -> None:
        if self._calendar_known:
            return
        if self._items:
            raise LateCalendar(node)
        self._set_calendar(node)

    def _set_calendar(self, node: Node) -> None:
        self._settings.calendar = read_calendar(self._values, node)
        self._start(Values(self._desk, self._settings.calendar, self._settings.aside))

    def _survey(self, node: Node) -> None:
        self._settings.survey = read_survey(self._values, node)

    def _situations(self, node: Node) -> None:
        self._settings.situations = read_situations(self._values, node)

    def _kinds(self, node: Node) -> None:
        self._settings.kinds = read_kinds(self._values, node)

    def _scenarios(self, node: Node) -> None:
        self._settings.scenarios = read_scenarios(self._values, node)

    def _include(self, node: Node) -> None:
        nodes = node[0] if type(node[0]) is list else [node]
        for each in nodes:
            path = None if is_empty(node) else self._values.name(each, "include")
            if path is not None:
                self.includes.append((path, each[1]))

    def _all_parties(self, node: Node) -> None:
        self._read.lists_parties = True
        for key, value in self._values.mapping(node, "parties"):
            self._item("parties", key, value)

    def _all_flat(self, node: Node) -> None:
        if type(node[0]) is list:
            for each in node[0]:
                self._item("dependencies", each, each)
        elif not is_empty(node):
            self._values.wrong_type(node, "dependencies", "a list", "write `- {customer: a, provider: b}`")

    def _checks(self, node: Node) -> None:
        self._settings.checks = Unread(node, self._desk.file, self._desk.quotable)
