"""The rules that `--select` and `--ignore` name, by name or pattern."""

from __future__ import annotations

from collections.abc import Iterable

from icmap.checking.mistakes import MISTAKES
from icmap.errors import IcmapError
from icmap.rules import NAMES
from icmap.text.globs import glob
from icmap.text.suggestions import nearest

__all__ = ["rules_named"]


def rules_named(patterns: Iterable[str]) -> frozenset[str]:
    """The rules that the names and patterns (`missing-*`) mean, several separated by commas.

    Mistakes may be named, and are reported in any case. Raises `IcmapError` for a name that no rule has.
    """
    wanted = [each.strip() for pattern in patterns for each in pattern.split(",") if each.strip()]
    found: set[str] = set()
    for pattern in wanted:
        found |= _meant(pattern)
    return frozenset(found)


def _meant(pattern: str) -> set[str]:
    compiled = glob(pattern[:200])
    meant = {name for name in NAMES if compiled.fullmatch(name)}
    if not meant and not any(compiled.fullmatch(rule.name) for rule in MISTAKES):
        guess = nearest(pattern[:200], NAMES)
        hint = f"did you mean '{guess}'?" if guess else "'icmap explain' lists the rules"
        raise IcmapError(f"there is no rule '{pattern[:60]}'", hint=hint)
    return meant
