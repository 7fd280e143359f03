"""Needs in words: what reaches whom when, how soon it is needed, and which part of its chain takes longest.

Beds from bed management reach the emergency department 6 h 57 min after the start; they are needed within 4 h.
"""

from __future__ import annotations

from icmap.measures.kept import KeptChain
from icmap.measures.needs import Need
from icmap.measures.parts import Part
from icmap.model.quantities import Seconds
from icmap.wording.names import Words

__all__ = ["broken", "broken_if_kept", "kept", "largest_part", "needed", "part", "reaches", "within"]


def broken(words: Words, need: Need) -> str:
    """A need that is not met in time, by the map's own times."""
    taken = need.taken.time if need.taken else 0
    lower = need.taken is not None and need.taken.lower_bound
    allowed = need.within.time if need.within else 0
    if need.clock == "start":
        return _late(words, reaches(words, need), needed(words, need, allowed), taken, allowed, lower=lower)
    takes = f"{words.what(need)} {words.what_verb(need, 'takes', 'take')}"
    wants = f"{words.the(need.end)} {words.verb(need.end, 'needs', 'need')} {words.what_verb(need, 'it', 'them')}"
    took, want = words.apart(taken, allowed)
    if took is None:
        return f"{takes} {words.time(taken - allowed)} more than the {want} within which {wants}"
    return f"{takes} {'at least ' if lower else ''}{took}; {wants} within {want}"


def _late(words: Words, reach: str, need: str, taken: Seconds, allowed: Seconds, *, lower: bool) -> str:
    took, _ = words.apart(taken, allowed)
    least = "at least " if lower else ""
    if took is None:
        return f"{reach} {least}{words.time(taken - allowed)} too late: {need}"
    return f"{reach} {least}{took} after the start; {need}"


def broken_if_kept(words: Words, kept_chain: KeptChain) -> str:
    """A need that is met too late even if everybody just keeps their promise."""
    need = kept_chain.need
    allowed = need.within.time if need.within else 0
    reach, want = reaches(words, need), needed(words, need, allowed)
    late = _late(words, reach, want, kept_chain.at_least, allowed, lower=kept_chain.lower_bound)
    return f"even if everybody just keeps their promise, {late}"


def largest_part(words: Words, kept_chain: KeptChain) -> str:
    """The part of such a chain that takes longest; *most* only where it is more than half."""
    found = kept_chain.largest
    if found is None:
        return ""
    share = "most of that is" if kept_chain.is_most else "the largest part of that is"
    return f"{share} {part(words, found)}: {words.time(found.time)}"


def part(words: Words, found: Part) -> str:
    """A part of a chain: a promise, a step that nobody promised, a wait for a turn, a way."""
    thing = words.thing_of(found.service)
    return {
        "promise": f"promised for {thing}",
        "step": f"{thing}, which nobody promised",
        "batch": f"the wait until it is the turn of {thing}",
        "handoff": f"the way of {thing}",
    }[found.kind]


def reaches(words: Words, need: Need) -> str:
    """`beds reach the ward`, `the cleaners serve the ward`, `the ward is done`."""
    end = words.the(need.end)
    if not need.goal.tokens:
        return f"{end} {words.verb(need.end, 'is', 'are')} done"
    step = words.study.steps.get(need.provider or "")
    if step is not None and step.service is None:
        return f"{words.the(step.party.id)} {words.verb(step.party.id, 'serves', 'serve')} {end}"
    return f"{words.what(need)} {words.what_verb(need, 'reaches', 'reach')} {end}"


def needed(words: Words, need: Need, allowed: Seconds) -> str:
    """`they are needed within 4 h`."""
    if not need.goal.tokens:
        return f"that is needed within {words.time(allowed)}"
    return f"{words.what_verb(need, 'it is', 'they are')} needed within {words.time(allowed)}"


def kept(words: Words, need: Need) -> str:
    """A need from the start that is met in time."""
    took = words.time(need.arrival or 0)
    return (
        f"{reaches(words, need)} {took} after the start; {needed(words, need, need.within.time if need.within else 0)}"
    )


def within(words: Words, need: Need) -> str:
    """`, needed within 4 h`; empty where nothing is stated."""
    if need.within is None:
        return ""
    clock = " of asking" if need.clock == "request" else ""
    return f", needed within {words.time(need.within.time)}{clock}"
