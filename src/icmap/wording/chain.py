"""Chains in words: the steps to a need, when it comes, what is just as slow, and why somebody is not on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from icmap.graph import Link
from icmap.measures.chains import Chain, WhyNot
from icmap.measures.needs import MOST_TIES, Need
from icmap.measures.network import batch_wait, link_time
from icmap.measures.schedule import schedule
from icmap.wording.lists import counted
from icmap.wording.names import Words

__all__ = [
    "ASSUMED", "NOBODY_WAITS", "NOT_ALL_FLOATS", "arrival", "end_step", "flow", "notes", "off_chain", "on_no_chain", "step", "way",
]  # fmt: skip

NOBODY_WAITS = "the map has no end customer: nobody depends on anybody"
NOT_ALL_FLOATS = (
    "the map is large or has many alternatives: not every float and saving was computed; those are left blank"
)
ASSUMED = (
    "some services wait for one another. The times assume that these are there at the start, and are lower bounds:"
)

_LONG = 7


def arrival(words: Words, need: Need) -> str:
    """When a need is met: `12.5 d`, `at least 3 h`, both times where an alternative has an unknown member."""
    if need.arrival is None:
        return "no time can be given"
    if not need.lower_bound:
        return words.time(need.arrival)
    if not need.arrival:
        return "no time is known yet"
    if need.at_least is not None and need.at_least != need.arrival:
        return f"{words.time(need.arrival)} by what is known, {words.time(need.at_least, at_least=True)}"
    return words.time(need.arrival, at_least=True)


def step(words: Words, link: Link) -> str:
    """What one step takes, how long it waits for its turn, the way, and when it is there."""
    study = words.study
    own, way_time = study.step(link.provider), link.dependency.handoff
    estimate, batch = link.dependency.lead_time or own.lead_time, batch_wait(own)
    parts = ["time unknown" if estimate is None else words.time(estimate.mean)]
    parts += [f"waits {words.time(batch)} for its turn"] if batch else []
    parts += [f"{words.time(way_time)} on the way"] if way_time else []
    there = (study.of(schedule).moment(link.provider).ready or 0) + link_time(own, link)
    return " + ".join(parts) + (f", there at {words.time(there)}" if there or estimate else "")


def end_step(words: Words, need: Need) -> str:
    """What the end customer itself takes, where its entries are one need."""
    own = words.study.of(schedule).own(need.customer) if not need.goal.tokens else 0
    return f"{words.time(own)}, done at {words.time(need.arrival or 0)}" if own else ""


def notes(chain: Chain) -> Iterator[str]:
    """How sure the time of a chain is, and what is just as slow."""
    need = chain.need
    if need.ties > 1:
        many = "very many" if need.ties >= MOST_TIES else _how_many(need.ties - 1)
        yield f"{many} other {'chain is' if need.ties == 2 else 'chains are'} just as slow"
    if need.unknown:
        has = "has" if need.unknown == 1 else "have"
        counts = "; each counts as 0" if need.at_least == need.arrival else ""
        yield f"{counted(need.unknown, 'service')} that it waits for {has} no lead time{counts}"
    if need.assumed:
        yield "this rests on an opened waiting loop"
    if not chain.complete:
        yield "not all of what is almost as slow was looked at"


def _how_many(number: int) -> str:
    return f"{number:,}" if number < 10**6 else f"about 10^{len(str(number)) - 1}"


def flow(words: Words, link: Link) -> str:
    """`runtime (start) → login (tokens)`: as work flows."""
    return f"{words.service(link.provider)} → {words.service(link.customer)}"


def way(words: Words, links: Sequence[Link]) -> str:
    """A chain as work flows; of a long one the beginning and the end."""
    if not links:
        return ""
    nodes = [*(link.provider for link in links), links[-1].customer]
    names = [words.service(node) for node in (nodes if len(links) <= _LONG else nodes[:3] + nodes[-4:])]
    if len(links) > _LONG:
        names.insert(3, f"… {len(nodes) - _LONG} more …")
    return " → ".join(names)


def on_no_chain(words: Words, party: str) -> str:
    """Of a party that no end customer waits for."""
    return f"{words.study.name(party)} is on no chain to an end customer: no time of it counts there"


def off_chain(words: Words, each: WhyNot) -> str:
    """By how much a party stays off the slowest chain to a need, and which chain is slower."""
    party, need = words.study.name(each.party), words.need(each.need)
    if not each.slack:
        return f"{party} is on a slowest chain to {need}"
    through = way(words, each.through) or words.service(each.party)
    stays = f"{party} stays {words.time(each.slack)} off the slowest chain to {need}"
    return f"{stays}: {way(words, each.slower)} is slower than {through}"
