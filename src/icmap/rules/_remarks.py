"""What reading a map finds that is no mistake: told as findings, under the names that loading gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from icmap.diagnostics import Severity
from icmap.loading.rules import RULES, RULES_BY_NAME
from icmap.rules._rule import Check, Problem, Scope

__all__ = ["REMARKS", "remark_check", "remarks_of"]

_OWN_MODULE = frozenset({"unlisted-service"})

REMARKS = tuple(rule.name for rule in RULES if rule.severity is not Severity.ERROR and rule.name not in _OWN_MODULE)
"""The names of what loading remarks on and no module of this folder speaks about."""


def remarks_of(name: str) -> Callable[[Scope, Any], Iterator[Problem]]:
    """The function that finds what reading the map has remarked on under a name."""

    def find(scope: Scope, options: Any) -> Iterator[Problem]:  # noqa: ARG001 - a rule's signature
        for each in scope.remarks:
            if each.rule == name:
                yield Problem(each.message, each.span, each.hint, each.related, each.subjects, each.number)

    return find


def remark_check(name: str) -> Check:
    """A remark of loading's as a rule that can be set and suppressed."""
    rule = RULES_BY_NAME[name]
    return Check(name, rule.severity, f"{rule.summary}\n\n{rule.explanation}", remarks_of(name))
