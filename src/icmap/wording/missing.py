"""What is missing in the file, in words: what to ask, whom, and what this page could say then; and the line to paste."""

from __future__ import annotations

from collections.abc import Sequence

from icmap.measures.load import Load
from icmap.measures.loops import WaitingLoop
from icmap.model.quantities import Frequency, format_number
from icmap.text.english import is_plural
from icmap.wording.lists import counted
from icmap.wording.load import silent_customers
from icmap.wording.loop import serving
from icmap.wording.names import Words

__all__ = ["KINDS", "PASTE", "answers", "capacity", "frequencies", "lead_times", "need", "who_waits"]

KINDS = "no party says what kind it is. With person, role, system or supplier beside each, this page can say who has no stand-in"


PASTE = {
    "waiting-loop": "waits: false",
    "lead-time": "lead_time: …",
    "unmet-need": "within: {time: …, from: start}",
    "overloaded": "frequency: …",
    "no-stand-in": "kind: person",
}
"""What to write at the place, by what it is about."""


def who_waits(words: Words, loop: WaitingLoop) -> str:
    """Of a loop that is not certain."""
    return (
        f"{serving(words, loop)}. Name the services, or say who need not wait, and times that pass them can be believed"
    )


def lead_times(words: Words, parties: Sequence[str], services: int, *, none_known: bool) -> str:
    """Whom to ask for the lead times of so many services that somebody waits for."""
    names = words.parties(parties)
    if none_known:
        return f"no lead times yet. Ask {names} how long they take, and this page can say what decides how long the customer waits"
    has = "has" if services == 1 else "have"
    waits = f"{counted(services, 'service')} that somebody waits for {has} no lead time"
    return f"{waits}; times that pass them are lower bounds. Ask {names}"


def need(words: Words, end: str) -> str:
    """Of an end customer that does not say how soon it needs anything."""
    return f"nobody says how soon {words.the(end)} must be served. Ask, and this page can say whether that is kept"


def frequencies(words: Words, load: Load) -> str:
    """Of a party that says what it can do, but not how often it is asked."""
    can = f"{words.the(load.party)} can do {capacity(words, load.party)}; {silent_customers(load)}"
    it = words.verb(load.party, "it is", "they are")
    return f"{can}. Ask {words.parties(load.ask)}, and this page can say whether {it} overloaded"


def capacity(words: Words, party: str) -> str:
    """What a party says it can do: `10 reviews a month`, `10 a month (security review)`; empty where nobody said."""
    own = words.study.org.parties[party]
    stated = [(own.capacity, "requests"), *((service.capacity, service.name) for service in own.services)]
    return next((_a_unit(each, what) for each, what in stated if each is not None and each.count is not None), "")


def _a_unit(rate: Frequency, what: str) -> str:
    count = format_number(rate.count or 0)
    return f"{count} {what} a {rate.unit}" if is_plural(what) else f"{count} a {rate.unit} ({what})"


def answers(words: Words, providers: Sequence[str]) -> str:
    """Of providers that too few have rated."""
    least = words.study.org.survey.min_answers
    return (
        f"too few have answered about {words.parties(providers)} to show a score ({least} are needed). "
        "Ask more of their customers"
    )
