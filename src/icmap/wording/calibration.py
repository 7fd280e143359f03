"""Measured times that contradict the map, in words.

The map adds up to 12.6 d for the board pack; 6.5 d were measured. Check invoice approval (1 h to 10 d) before trusting
any time below.
"""

from __future__ import annotations

from icmap.measures.calibration import Calibration, Widest
from icmap.wording.names import Words

__all__ = ["check", "computed", "doubt"]


def doubt(words: Words, found: Calibration) -> str:
    """What the map computes for a service, what was measured, and what was promised where that is missed too."""
    measured = words.time(found.measured)
    if found.clock == "start":
        return f"the map adds up to {computed(words, found)} for {words.thing(found.service)}; {measured} were measured"
    promise = words.study.step(found.service).promise
    missed = promise is not None and promise.clock == found.clock and promise.time < found.measured
    promised = f", {words.time(promise.time)} promised" if promise and missed else ""
    takes = words.verb_of(found.service, "takes", "take")
    thing = words.thing_of(found.service)
    return f"{thing} {takes} {computed(words, found)} on this map; {measured} were measured{promised}"


def computed(words: Words, found: Calibration) -> str:
    """What the map computes, with *at least* where it is a lower bound."""
    return words.time(found.computed, at_least=found.lower_bound)


def check(words: Words, widest: Widest | None) -> str:
    """What to look at first: the widest estimate on the way."""
    if widest is None:
        return "settle which is right before trusting any time below"
    low, high = words.time(widest.estimate.optimistic), words.time(widest.estimate.pessimistic)
    return f"check {words.thing(widest.service)} ({low} to {high}) before trusting any time below"
