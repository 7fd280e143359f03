"""A policy file: the same keys as `checks` in a map, for many maps to share."""

from __future__ import annotations

from collections.abc import Sequence

from icmap.checking.mistakes import INVALID_CHECKS
from icmap.checking.settings import Settings, read_checks
from icmap.diagnostics import Diagnostic
from icmap.loading.documents import read_document
from icmap.loading.nodes import Node
from icmap.loading.reading import Source
from icmap.loading.selectors import SelectorReader
from icmap.model.quantities import Calendar
from icmap.records import dataclass

__all__ = ["Policy", "read_policies"]

_ROUND = frozenset({"checks", "icmap", "name", "description", "$schema"})


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy that can be read; its durations get their meaning from the calendar of the map that it is laid over."""

    node: Node
    source: Source

    def over(self, settings: Settings, calendar: Calendar) -> Settings:
        """The settings with this policy laid over them."""
        return read_checks(self.node, settings, self.reader(calendar))

    def reader(self, calendar: Calendar = Calendar()) -> SelectorReader:
        """A reader of this policy: it may name parties that not every map has."""
        return SelectorReader(self.source.name, calendar, as_rule=INVALID_CHECKS, quotable=self.source.quotable)


def read_policies(paths: Sequence[str]) -> tuple[tuple[Policy, ...], tuple[Diagnostic, ...]]:
    """The policies in the order given, and every mistake in them. Raises `IcmapError` for one that cannot be opened."""
    policies: list[Policy] = []
    mistakes: list[Diagnostic] = []
    for path in paths:
        document = read_document(path)
        content = document.content
        policy = Policy(_checks(content.node), Source(content.file, document.text, document.quotable))
        reader = policy.reader()
        read_checks(policy.node, Settings(), reader)
        policies.append(policy)
        mistakes += (*document.mistakes, *reader.mistakes)
    return tuple(policies), tuple(mistakes)


def _checks(node: Node) -> Node:
    """The rules of a policy: its keys, or what stands under `checks` where that is all there is."""
    found: dict[str, Node] = {key[0]: value for key, value in node[0]}
    if "checks" in found and {key for key in found if not key.startswith("x-")} <= _ROUND:
        return found["checks"]
    return (tuple((key, value) for key, value in node[0] if key[0] != "$schema"), node[1])
