"""Reading selectors: which parties are meant, by id, pattern, or what holds of them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from icmap.diagnostics import Rule
from icmap.loading.nodes import Node
from icmap.loading.texts import is_empty
from icmap.loading.typed import TypedReader
from icmap.locations import span_at
from icmap.model.keys import Type
from icmap.model.quantities import Calendar
from icmap.model.selectors import SELECTOR, Selector
from icmap.text.characters import normal, quoted
from icmap.text.globs import is_pattern
from icmap.text.suggestions import nearest

__all__ = ["SelectorReader"]


class SelectorReader(TypedReader):
    """The typed reader that knows selectors: a text (the party of that id, and whoever is part of it), a list, or a mapping.

    `names` are the parties of the map, and nothing but these and patterns may be named; None: any name may be.
    """

    def __init__(
        self,
        file: str,
        calendar: Calendar = Calendar(),
        *,
        names: Collection[str] | None = None,
        as_rule: Rule | None = None,
        quotable: bool = True,
    ) -> None:
        super().__init__(file, calendar, as_rule=as_rule, quotable=quotable)
        self._names = names
        own = {Type.SELECTOR: self._selector, Type.SELECTORS: self._selectors, Type.PARTIES_NAMED: self._parties}
        self.others |= own

    def _selector(self, node: Node, key: str) -> Selector | None:
        """One selector; None after a mistake in it."""
        span = span_at(self.desk.file, node[1])
        if type(node[0]) is not tuple:
            who = self._parties(node, key)
            return Selector(who=who, span=span) if who else None
        before = len(self.mistakes)
        given: dict[str, Any] = dict(self.fields(node, SELECTOR, key).values)
        if "kind" in given:
            given["kind"] = tuple(each.lower() for each in given["kind"])
        return None if len(self.mistakes) > before else Selector(**given, span=span)

    def _selectors(self, node: Node, key: str) -> tuple[Selector, ...] | None:
        """A list of selectors, or one."""
        found = [self._selector(each, key) for each in (node[0] if type(node[0]) is list else [node])]
        return None if None in found else tuple(each for each in found if each is not None)

    def _parties(self, node: Node, key: str) -> tuple[str, ...] | None:
        """Ids and patterns of ids."""
        if is_empty(node):
            self.wrong_type(node, key, "a party")
            return None
        found = tuple(map(normal, self.words(node, key) or ()))
        if not found and node[0] == []:
            self.say(node, f"'{key}' names nobody", "name a party, or use a pattern like 'hr-*'")
        for each, name in zip(node[0] if type(node[0]) is list else [node], found, strict=False):
            self._hold_to_names(each, name)
        return found or None

    def _hold_to_names(self, node: Node, name: str) -> None:
        if self._names is not None and not is_pattern(name) and name not in self._names:
            near = nearest(name, self._names)
            self.say(
                node,
                f"there is no party {quoted(name)}",
                f"did you mean '{near}'?" if near else "name a party by its id",
            )
