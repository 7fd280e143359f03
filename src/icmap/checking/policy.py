"""A policy file: the same keys as `checks` in a map, for many maps to share."""

from __future__ import annotations

from collections.abc import Sequence

from icmap.checking.settings import Settings, read_checks
from icmap.diagnostics import Diagnostic
from icmap.loading.documents import read_document
from icmap.loading.nodes import Pairs, Tree
from icmap.loading.options import Notebook
from icmap.loading.reading import Source
from icmap.model.quantities import Calendar
from icmap.records import dataclass

__all__ = ["Policy", "read_policies"]

_ROUND = frozenset({"checks", "icmap", "name", "description", "$schema"})


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy that can be read; its durations get their meaning from the calendar of the map that it is laid over."""

    tree: Tree
    source: Source

    def over(self, settings: Settings, calendar: Calendar) -> Settings:
        """The settings with this policy laid over them."""
        return read_checks(self.tree, settings, Notebook(calendar))


def read_policies(paths: Sequence[str]) -> tuple[tuple[Policy, ...], tuple[Diagnostic, ...]]:
    """The policies in the order given, and every mistake in them. Raises `IcmapError` for one that cannot be opened."""
    policies: list[Policy] = []
    mistakes: list[Diagnostic] = []
    for path in paths:
        document = read_document(path)
        notebook = Notebook(mistakes=list(document.mistakes), quotable=document.quotable)
        policy = Policy(_checks(document.tree), Source(document.tree.span.file, document.text, document.quotable))
        read_checks(policy.tree, Settings(), notebook)
        policies.append(policy)
        mistakes += notebook.mistakes
    return tuple(policies), tuple(mistakes)


def _checks(tree: Pairs) -> Tree:
    """The rules of a policy: its keys, or what stands under `checks` where that is all there is."""
    keys = {key.text for key, _ in tree if not key.text.startswith("x-")}
    checks = tree.get("checks")
    if checks is not None and keys <= _ROUND:
        return checks
    return Pairs(tuple((key, value) for key, value in tree if key.text != "$schema"), tree.span)
