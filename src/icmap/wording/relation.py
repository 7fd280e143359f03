"""Who serves whom, in words: mutual pairs, coupled groups, rework that goes round."""

from __future__ import annotations

from collections.abc import Sequence

from icmap.measures.mutual import Direction
from icmap.measures.reachability import Interdependence, Side
from icmap.measures.rework import ReworkGroup
from icmap.model.quantities import format_number
from icmap.wording.lists import counted, listed
from icmap.wording.load import rate
from icmap.wording.names import Words

__all__ = [
    "NOBODY",
    "NO_NEEDS",
    "PAIRS",
    "SIDES",
    "balance",
    "coupled_group",
    "how_often",
    "inside_and_outside",
    "interdependence",
    "rework",
]

_NAMES = 6

NO_NEEDS = "nobody depends on anybody yet"
SIDES = "“2 + 1” is 2 inside the organisation and 1 outside"
NOBODY = "no two parties serve each other, directly or through others"
PAIRS = "each line is one direction of a pair that serves each other, which is no failure"


def how_often(words: Words, given: Direction) -> str:
    """How often one party of a pair asks, in its own unit where all its entries share one; unknown is empty."""
    if given.per_hour is None:
        return ""
    units = {each.frequency.unit for each in given.dependencies if each.frequency}
    return rate(given.per_hour, words.study.org.calendar, units.pop() if len(units) == 1 else None)


def balance(more_often: float | None) -> str:
    """`3 times as often`, of a log₂ of two rates; nothing for the one that is asked less often."""
    if more_often is None or more_often < 0:
        return ""
    times = format_number(2**more_often)
    return "as often" if times == "1" else f"{times} times as often"


def coupled_group(words: Words, group: Sequence[str]) -> str:
    """`a, b and c all depend on one another, directly or through others: a coupled group of 3`."""
    names = words.parties(group, _NAMES)
    return f"{names} all depend on one another, directly or through others: a coupled group of {len(group)}"


def rework(words: Words, group: ReworkGroup) -> str:
    """How often the busiest does its work in the end, and who drives that."""
    unknown = ""
    if group.unknown:
        give = "gives" if group.unknown == 1 else "give"
        unknown = (
            f". {counted(group.unknown, 'dependency', 'dependencies')} in the group {give} no share: counted as none"
        )
    return _rework(words, group) + unknown


def _rework(words: Words, group: ReworkGroup) -> str:
    names = listed([words.service(node) for node in group.drivers or group.services], _NAMES)
    if group.spectral_radius is None:
        return f"rework goes round among {len(group.services)} services: too many to compute how often"
    if group.total_work is None:
        return f"rework among {names} does not end: each round makes as much work as it settles, or more"
    most, times = max(group.total_work.items(), key=lambda each: (each[1], each[0]))
    drives = f", driven by {names}" if group.drivers else ""
    return f"{words.service(most)} does its work {format_number(times, 2)} times in the end, rework included{drives}"


def inside_and_outside(side: Side) -> tuple[str, str]:
    """The direct and the indirect ones in a table: `2 + 1` is 2 inside the organisation and 1 outside."""
    return _split(side.direct_inside, side.direct_outside), _split(side.indirect_inside, side.indirect_outside)


def _split(inside: int, outside: int) -> str:
    return f"{inside} + {outside}" if outside else str(inside)


def interdependence(found: Interdependence) -> str:
    """How all pairs of parties depend on each other."""
    pairs = found.reciprocal + found.sequential + found.pooled + found.independent
    return (
        f"of {pairs:,} pairs of parties: in {found.reciprocal:,} each needs the other, directly or through others; in "
        f"{found.sequential:,} only one needs the other; in {found.pooled:,} both share a provider and nothing else; in "
        f"{found.independent:,} neither has to do with the other"
    )
