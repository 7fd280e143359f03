"""Situations in words: what changes for the end customers when one holds.

With banquet (5 % of the time): serving the guests takes 55 min instead of 40 min; linen co can then stop the guests.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from icmap.measures.loops import WaitingLoop
from icmap.measures.situations import Blocking, OtherTime, SituationChange
from icmap.model.quantities import format_share
from icmap.wording.lists import listed
from icmap.wording.names import Words

__all__ = ["ALL_ON", "NONE", "NOT_ALL", "situation"]

ALL_ON = "every situation of the map is on"
NONE = "the map names no situations"
NOT_ALL = "the map is large: not every situation was looked at"

_SHOWN = 3
_NAMES = 6


def situation(words: Words, change: SituationChange) -> str:
    """What one situation changes, part by part."""
    share = "" if change.share is None else f" ({format_share(change.share)} of the time)"
    parts = [
        *_times(words, change.end_customers),
        *_blocking(words, change.newly_blocking),
        *_loops(words, change.new_loops),
    ]
    return f"with {change.situation}{share}: {'; '.join(parts) or 'nothing that an end customer would notice changes'}"


def _times(words: Words, others: Sequence[OtherTime]) -> Iterator[str]:
    for each in others[:_SHOWN]:
        time = "an unknown time" if each.after is None else words.time(each.after, at_least=each.lower_bound)
        yield f"serving {words.the(each.end_customer)} takes {time}{_instead(words, each)}"
    if (more := len(others) - _SHOWN) > 0:
        yield f"{more} more end customers are served at another time"


def _instead(words: Words, other: OtherTime) -> str:
    """What the end customer waits without the situation; nothing where no time of that is known."""
    if other.before is None or (other.lower_bound_before and not other.before):
        return ""
    return f" instead of {words.time(other.before, at_least=other.lower_bound_before)}"


def _blocking(words: Words, found: Sequence[Blocking]) -> Iterator[str]:
    """Those who stop the same end customers in one part, in the order of the first of them."""
    by_ends: dict[tuple[str, ...], list[str]] = {}
    for each in found:
        by_ends.setdefault(each.end_customers, []).append(each.party)
    for ends, parties in list(by_ends.items())[:_SHOWN]:
        yield f"{words.parties(parties, _NAMES)} can then stop {words.parties(ends, _NAMES)}"
    if len(by_ends) > _SHOWN:
        yield f"{sum(map(len, list(by_ends.values())[_SHOWN:]))} more parties can then stop an end customer"


def _loops(words: Words, loops: Sequence[WaitingLoop]) -> Iterator[str]:
    for loop in loops[:_SHOWN]:
        names = listed([words.service(node) for node in loop.services], _NAMES)
        wait = "then wait for one another" if loop.certain else "then serve each other, and one of them may not wait"
        yield f"{names} {wait}"
