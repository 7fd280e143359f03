"""The rules of `icmap check`, one module each; here is the list, and how one is got without loading the others."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from icmap.rules._remarks import REMARKS, remark_check
from icmap.rules._rule import Check

__all__ = ["CHECKS", "NAMES", "Check", "check_named"]

CHECKS: tuple[str, ...] = (
    "waiting-loop",
    "forbidden-dependency",
    "required-dependency",
    "layers",
    "longest-chain",
    "unlisted-service",
    "no-stand-in",
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

NAMES: tuple[str, ...] = (*CHECKS, *REMARKS)
"""Every name that can be set, suppressed and selected: the rules, and what reading a map remarks on."""


@cache
def check_named(name: str) -> Check:
    """The rule of a name, its module loaded when it is first asked for."""
    if name in REMARKS:
        return remark_check(name)
    check: Check = import_module(f"icmap.rules.{name.replace('-', '_')}").CHECK
    return check
