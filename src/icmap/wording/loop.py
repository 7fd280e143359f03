"""Waiting loops in words: who waits for whom, and where a loop was opened to compute times."""

from __future__ import annotations

from collections.abc import Sequence

from icmap.graph import Link
from icmap.measures.loops import Opened, WaitingLoop
from icmap.wording.lists import listed
from icmap.wording.names import Words

__all__ = ["certain", "how_opened", "members", "serving", "waiting", "way_round"]

_LINKS = 5


def waiting(words: Words, loop: WaitingLoop) -> str:
    """Any loop: that nobody can start, or that the map does not say who waits."""
    return certain(words, loop) if loop.certain else serving(words, loop)


def certain(words: Words, loop: WaitingLoop) -> str:
    """`legal and sales each need the other to start; neither can start first`; machines do not come back by themselves."""
    parties = members(words, loop)
    if len(loop.services) == 1:
        return f"{words.service(loop.services[0])} waits for itself: it can never start"
    if len(parties) == 1:
        things = listed([node.partition("/")[2] for node in loop.services])
        return f"at {words.the(parties[0])}, {things} each need the other to start; neither can ever begin"
    if len(parties) == 2:
        machines = all(words.study.org.parties[each].nature.is_thing for each in parties)
        then = "after a full outage neither comes back by itself" if machines else "neither can start first"
        return f"{words.the(parties[0])} and {words.the(parties[1])} each need the other to start; {then}"
    ring = [words.the(words.study.step(link.customer).party.id) for link in loop.example]
    waits = ", which waits for ".join([*ring[1:_LINKS], *(["others"] if len(ring) > _LINKS else []), ring[0]])
    return f"{ring[0]} waits for {waits}: none of the {len(parties)} can start first"


def serving(words: Words, loop: WaitingLoop) -> str:
    """`pilots and crew each serve the other; the map does not say who waits for what`; of a loop that is not certain."""
    parties = members(words, loop)
    each = "each serve the other" if len(parties) == 2 else "serve one another in a circle"
    return f"{words.parties(parties)} {each}; the map does not say who waits for what"


def members(words: Words, loop: WaitingLoop) -> list[str]:
    """The parties in a loop, by id."""
    return sorted({words.study.step(node).party.id for node in loop.services})


def way_round(words: Words, links: Sequence[Link]) -> str:
    """`A waits for B, which waits for A`; the rest of a long way is counted."""
    names = [words.service(link.customer) for link in links]
    left_out = len(names) - _LINKS
    if left_out > 1:
        return f"{_in_a_row(names[:_LINKS])}, and so on through {left_out} more back to {names[0]}"
    return _in_a_row([*names, names[0]])


def _in_a_row(names: Sequence[str]) -> str:
    first, *others = names
    return f"{first} waits for " + ", which waits for ".join(others)


def how_opened(opened: Sequence[Opened]) -> str:
    """What the opened dependencies mean for the times, and whether fewer would do."""
    exact = all(each.exact for each in opened)
    how = (
        "No smaller set opens the loops, where an alternative waits for its first members."
        if exact
        else "Found by a heuristic: a smaller set may open the loops too."
    )
    return f"Times that rest on these are lower bounds; say which does not wait (waits: false). {how}"
