"""Situations and shares of the cases in words: what changes for the needs, and who can then stop whom.

With banquet (5 % of the time): the guests wait 55 min instead of 40 min; linen co can then stop the guests.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from icmap.measures.loops import WaitingLoop
from icmap.measures.needs import Need
from icmap.measures.parts import Part
from icmap.measures.situations import Blocking, Case, NeedChange
from icmap.model.quantities import format_share
from icmap.wording.lists import listed
from icmap.wording.names import Words
from icmap.wording.need import broken, part

__all__ = ["ALL_ON", "NONE", "NOT_ALL", "breaks", "case", "cause"]

ALL_ON = "every situation of the map is on"
NONE = "the map names no situations"
NOT_ALL = "the map is large: not every situation was looked at"

_SHOWN = 3
_NAMES = 6


def case(words: Words, found: Case) -> str:
    """What one situation changes, part by part."""
    parts = [*_needs(words, found.needs), *_blocking(words, found.newly_blocking), *_loops(words, found.new_loops)]
    return f"{_when(words, found)}: {'; '.join(parts) or 'nothing that an end customer would notice changes'}"


def _when(words: Words, found: Case) -> str:
    """`with banquet (5 % of the time)`, `in the 30 % of cases where listing needs the agency`."""
    share = "" if found.share is None else format_share(found.share)
    if found.kind == "situation":
        return f"with {found.name}" + (f" ({share} of the time)" if share else "")
    customer, _, providers = found.name.partition(" <- ")
    names = words.parties(dict.fromkeys(each.partition("/")[0] for each in providers.split(", ")))
    needs = f"{words.the(customer)} {words.verb(customer, 'needs', 'need')} {names}"
    return f"in the {share} of cases where {needs}" if share else f"where {needs}"


def breaks(words: Words, found: Case, need: Need) -> str:
    """That a need is met too late in this case."""
    return f"{_when(words, found)}, {broken(words, need)}"


def cause(words: Words, found: Part) -> str:
    """What takes longest of all that is newly waited for."""
    return (
        f"the slowest step then: {part(words, found).removesuffix(', which nobody promised')}, {words.time(found.time)}"
    )


def _needs(words: Words, changes: Sequence[NeedChange]) -> Iterator[str]:
    for each in changes[:_SHOWN]:
        if each.after is None:
            yield f"{_who(words, each.need)} no longer"
        elif each.after.arrival is None:
            yield f"{_who(words, each.need)} for ever"
        else:
            late = ", too late" if each.breaks else ""
            yield f"{_who(words, each.after)} {_time(words, each.after)}{_instead(words, each.before)}{late}"
    if (more := len(changes) - _SHOWN) > 0:
        yield f"{more} more needs are met at another time"


def _who(words: Words, need: Need) -> str:
    """`the guests wait`, of several needs `the guests wait for the bill from the waiters`."""
    end = f"{words.the(need.end)} {words.verb(need.end, 'waits', 'wait')}"
    return f"{end} for {words.what(need)}" if words.has_several(need.end) else end


def _time(words: Words, need: Need) -> str:
    return words.time(need.arrival or 0, at_least=need.lower_bound)


def _instead(words: Words, need: Need | None) -> str:
    """What the end customer waits without the situation; nothing where no time of that is known."""
    if need is None or need.arrival is None or (need.lower_bound and not need.arrival):
        return ""
    return f" instead of {_time(words, need)}"


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
