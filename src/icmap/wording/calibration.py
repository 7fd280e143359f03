"""Measured times that contradict the map, in words.

Judgments from the judges take 3 weeks on this map, 7 weeks as measured: then they reach the claimants 24 weeks after the
start, not 20 weeks; they are needed within 22 weeks.
"""

from __future__ import annotations

from icmap.measures.calibration import Calibration, Moved, Widest
from icmap.measures.verdicts import Verdict
from icmap.model.quantities import Seconds
from icmap.wording.names import Words
from icmap.wording.need import needed, reaches

__all__ = ["check", "computed", "doubt", "moved", "row"]


def doubt(words: Words, found: Calibration, most: Moved) -> str:
    """What the map computes for a service, what was measured, and what that does to a need."""
    if most.need.provider == found.service:
        return f"{_apart(words, found)}{_itself(words, found, most)}"
    wanted = f"; {needed(words, most.need, _within(most))}" if _changes(most) else ""
    return f"{_apart(words, found)}: then {reaches(words, most.need)} {_arrival(words, most)}{wanted}"


def _apart(words: Words, found: Calibration) -> str:
    """What the map says and what was measured, on the clock of the measure."""
    measured = words.time(found.measured)
    if found.clock == "start":
        return (
            f"the map adds up to {computed(words, found)} for {words.thing_of(found.service)}, {measured} were measured"
        )
    takes = words.verb_of(found.service, "takes", "take")
    return f"{words.thing_of(found.service)} {takes} {computed(words, found)} on this map, {measured} as measured"


def _itself(words: Words, found: Calibration, most: Moved) -> str:
    """The same where what was measured is itself what is needed: `; the board needs it within 7 d`."""
    end, it = words.the(most.need.end), words.verb_of(found.service, "it", "them")
    wants = f"{words.verb(most.need.end, 'needs', 'need')} {it} within {words.time(_within(most))}"
    if found.clock == "start":
        return f"; {end} {wants}" if _changes(most) else ""
    gets = f": then {end} {words.verb(most.need.end, 'gets', 'get')} {it} {_arrival(words, most)}"
    return f"{gets}, and {wants}" if _changes(most) else gets


def _changes(most: Moved) -> bool:
    """Whether the need is from the start, and too late with or without the measured time."""
    return most.need.clock == "start" and Verdict.BROKEN in (most.verdict, most.need.verdict)


def _within(most: Moved) -> Seconds:
    return most.need.within.time if most.need.within else 0


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
