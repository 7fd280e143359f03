"""Measured times that contradict the map, in words.

Judgments from the judges take 3 weeks on this map, 7 weeks as measured: then they reach the claimants 24 weeks after the
start, not 20; they are needed within 22 weeks.
"""

from __future__ import annotations

from icmap.measures.calibration import Calibration, Moved, Widest
from icmap.measures.verdicts import Verdict
from icmap.wording.names import Words
from icmap.wording.need import needed, reaches

__all__ = ["check", "computed", "doubt", "moved", "row"]


def doubt(words: Words, found: Calibration, most: Moved) -> str:
    """What the map computes for a service, what was measured, and what that does to a need."""
    measured = words.time(found.measured)
    if found.clock == "start":
        says = f"the map adds up to {computed(words, found)} for {words.thing(found.service)}, {measured} were measured"
    else:
        takes = words.verb_of(found.service, "takes", "take")
        says = f"{words.thing_of(found.service)} {takes} {computed(words, found)} on this map, {measured} as measured"
    need = most.need
    then = f"then {reaches(words, need)} {_arrival(words, most)}"
    if need.within and need.clock == "start" and (most.verdict is Verdict.BROKEN or need.verdict is Verdict.BROKEN):
        return f"{says}: {then}; {needed(words, need, need.within.time)}"
    return f"{says}: {then}"


def _arrival(words: Words, most: Moved) -> str:
    after, before = words.apart(most.arrival, most.need.arrival or 0)
    return f"{after or words.time(most.arrival)} after the start, not {before}"


def row(words: Words, found: Calibration) -> tuple[str, ...]:
    """Computed beside measured, and what the measured time would change."""
    clock = "from the beginning" if found.clock == "start" else "from request"
    changes = "" if not found.moved else moved(words, found.moved[0])
    return words.service(found.service), computed(words, found), words.time(found.measured), clock, changes


def moved(words: Words, each: Moved) -> str:
    """What becomes of a need with the measured time: `merchants: 5 d instead of 4 d, broken`."""
    broken = ", broken" if each.verdict is Verdict.BROKEN and each.need.verdict is not Verdict.BROKEN else ""
    kept = ", kept" if each.verdict is not Verdict.BROKEN and each.need.verdict is Verdict.BROKEN else ""
    times = f"{words.time(each.arrival)} instead of {words.time(each.need.arrival or 0)}"
    return f"{words.need(each.need)}: {times}{broken}{kept}"


def computed(words: Words, found: Calibration) -> str:
    """What the map computes, with *at least* where it is a lower bound."""
    return words.time(found.computed, at_least=found.lower_bound)


def check(words: Words, widest: Widest) -> str:
    """What to look at first: the widest estimate on the way."""
    low, high = words.time(widest.estimate.optimistic), words.time(widest.estimate.pessimistic)
    return f"look first at the widest estimate, {words.thing_of(widest.service)} ({low} to {high})"
