"""The rules of `icmap check`, one module each; here is the list, and how one is got without loading the others."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from icmap.diagnostics import Severity
from icmap.loading.rules import RULES
from icmap.rules._rule import Check, Problem, Scope

__all__ = ["CHECKS", "NAMES", "Check", "Problem", "Scope", "check_named"]

CHECKS: tuple[str, ...] = (
    "waiting-loop",
    "forbidden-dependency",
    "required-dependency",
    "layers",
    "longest-chain",
    "unlisted-service",
    "no-stand-in",
    "common-cause",
    "missed-promise",
    "unmet-need",
    "broken-chain",
    "slow-recovery",
    "overloaded",
    "importance-inversion",
    "impossible-promise",
    "no-agreed-time",
    "one-sided-promise",
    "missing-owner",
    "low-satisfaction",
    "stale-review",
    "orphan-party",
    "missing-lead-time",
    "missing-promise",
    "too-many-customers",
    "too-many-providers",
    "bare-suppression",
    "unused-suppression",
    "stale-baseline",
)
"""Every rule, in the order in which they are listed to people. Its module has the same name with underscores and ends
in `CHECK`; a name stands here and not the module, because a rule that needs no graph must not load networkx."""

_REMARKS = {each.name: each for each in RULES if each.severity is not Severity.ERROR and each.name not in CHECKS}

NAMES: tuple[str, ...] = (*CHECKS, *_REMARKS)
"""Every name that can be set, suppressed and selected: the rules, and what reading a map remarks on."""


@cache
def check_named(name: str) -> Check:
    """The rule of a name, its module loaded when it is first asked for."""
    if name in _REMARKS:
        return Check(name, _REMARKS[name].severity, remark=_REMARKS[name])
    check: Check = import_module(f"icmap.rules.{name.replace('-', '_')}").CHECK
    return check
