"""How names, rates and scores are told in the sections: short lists, a readable unit, nothing thin."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from icmap.graph import Step
from icmap.measures.mutual import rate_of
from icmap.measures.scores import Rating
from icmap.model import Dependency
from icmap.model.quantities import Calendar, Frequency, format_number
from icmap.study import Study
from icmap.wording.words import Words

__all__ = ["listed", "rate", "rating", "service_name"]

_NAMES = 6
_UNITS = ("minute", "hour", "day", "week", "month", "year")


def listed(names: Sequence[str], most: int = _NAMES) -> str:
    """`a, b and c`; more than so many are counted: `a, b, c and 4 more`."""
    shown = list(names) if len(names) <= most + 1 else [*names[:most], f"{len(names) - most} more"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else "nobody"


def service_name(study: Study, node: str) -> str:
    """A service for people: `Wait staff (table service)`, or only the party where it has no named services."""
    step: Step = study.step(node)
    party = study.of(Words).short(step.party.id)
    return party if step.service is None else f"{party} ({step.service.name})"


def rate(dependencies: Sequence[Dependency], calendar: Calendar) -> str:
    """How often they are asked for together, in their own unit where they share one; unknown is empty.

    Else in the smallest unit in which it is at least one: `2.5/month`.
    """
    per_hour = rate_of(dependencies)
    if per_hour is None:
        return ""
    written = {each.frequency.unit for each in dependencies if each.frequency}
    units = list(written) if len(written) == 1 else _UNITS
    counts = [(Fraction(per_hour) * calendar.unit(unit) / 3600, unit) for unit in units]
    count, unit = next((each for each in counts if each[0] >= 1), counts[-1])
    return str(Frequency(count, unit, per_hour))


def rating(found: Rating) -> str:
    """A score with how many answered: `2.6 (6 answers)`; hidden ones say so, unrated ones are empty."""
    if found.score is None:
        return "hidden: too few answers" if found.hidden else ""
    if found.answers is None:
        return f"{format_number(found.score)} (answers not counted)"
    return f"{format_number(found.score)} ({found.answers} {'answer' if found.answers == 1 else 'answers'})"
