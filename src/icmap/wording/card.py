"""What a card says of its party, in words: *it* is the party; and what two parties have yet to agree on."""

from __future__ import annotations

from collections.abc import Sequence

from icmap.measures.agreements import Agreement
from icmap.measures.load import Load
from icmap.model import Dependency, Party
from icmap.model.quantities import Seconds, format_number
from icmap.wording.load import share
from icmap.wording.names import Words
from icmap.wording.outage import others_stop
from icmap.wording.promise import in_cell

__all__ = [
    "AGREED", "ASSUMED", "CRITICAL", "NOBODY", "NOTHING", "NO_PROVIDERS", "NO_STAND_IN", "SERVES_NOBODY", "coupled", "late", "load", "loop",
    "mutual", "named", "open_point", "saved", "silent", "stand_ins", "stands_in_for", "stops", "subtitle", "terms",
]  # fmt: skip

CRITICAL = "it lies on the slowest chain to an end customer: any delay of it delays them"
ASSUMED = "its times rest on an assumption about a waiting loop: they are lower bounds"
NO_STAND_IN = "the map names no stand-in"
NOBODY = "nobody on the map"
NOTHING = "it has neither services nor dependencies on the map"
SERVES_NOBODY = "it serves nobody on the map"
NO_PROVIDERS = "it needs nobody on the map"
AGREED = "nothing: every promise meets the need that the map states"

_NAMED = 8


def subtitle(party: Party, group: Party | None) -> str:
    """What the map says of the party in a line: kind, where it belongs, who answers for it, how many people."""
    people = "" if party.headcount is None else format_number(party.headcount)
    parts = [
        party.kind,
        "outside" if party.is_external else "",
        f"part of {group.name}" if group else "",
        f"owner {party.owner}" if party.owner else "",
        f"{people} {'person' if people == '1' else 'people'}" if people else "",
    ]
    return ", ".join(each for each in parts if each) or party.id


def named(words: Words, parties: Sequence[str]) -> str:
    """Parties of the card's lists."""
    return words.parties(parties, _NAMED)


def terms(written: Dependency) -> str:
    """When and how the dependency counts, where that is not always."""
    how = ["optional"] if written.optional else ["from stock"] if not written.waits else []
    return ", ".join([*how, *(f"with {situation}" for situation in written.when)])


def late(words: Words, by: Seconds, end: str) -> str:
    """By how much it may be late."""
    return f"it may be {words.time(by)} late before that delays {words.the(end)} or another end customer"


def saved(words: Words, end: str, most: Seconds) -> str:
    """What time saved with it gives."""
    return f"time saved here is saved for {words.the(end)}, up to {words.time(most)}"


def load(found: Load) -> str:
    """How busy it is."""
    return f"it is asked for {share(found)} of what it can do"


def silent(words: Words, parties: Sequence[str]) -> str:
    """Who does not say how often they ask."""
    return f"how often do they ask: {named(words, parties)}? The map does not say"


def stops(words: Words, others: Sequence[str], ends: Sequence[str]) -> str:
    """Who stops if it is away."""
    among = f", {named(words, ends)} among them" if ends else ""
    return f"if it is away, {others_stop(len(others))}{among}"


def stand_ins(words: Words, parties: Sequence[str]) -> str:
    """Who stands in for all of its services."""
    return f"who stands in: {named(words, parties)}"


def stands_in_for(words: Words, parties: Sequence[str]) -> str:
    """For whom it stands in."""
    return f"it stands in for {named(words, parties)}"


def loop(words: Words, parties: Sequence[str]) -> str:
    """Who waits in a circle with it."""
    return f"it waits in a circle with {named(words, parties)}"


def mutual(words: Words, parties: Sequence[str]) -> str:
    """Whom it serves and is served by."""
    return f"it serves and is served by {named(words, parties)}"


def coupled(words: Words, parties: Sequence[str]) -> str:
    """The others of its coupled group."""
    return f"it depends on each of {named(words, parties)}, and each of them on it"


def open_point(words: Words, agreement: Agreement) -> str:
    """What is missing or does not fit between two parties; empty where need and promise meet."""
    need, promise = agreement.need, agreement.promise
    ends = f"{words.the(words.study.step(agreement.link.customer).party.id)}, {words.thing_of(agreement.link.provider)}"
    if need is None and promise is None:
        return f"{ends}: no time is agreed"
    if need is None:
        return f"{ends}: promised in {in_cell(words, promise)}; how soon it is needed is not said"
    needed = f"{ends}: needed within {in_cell(words, need)}"
    if promise is None:
        return f"{needed}; nothing is promised"
    if need.clock != promise.clock:
        return f"{needed}, promised in {in_cell(words, promise)}: two clocks, which cannot be compared"
    return f"{needed}, promised in {in_cell(words, promise)}" if promise.time > need.time else ""
