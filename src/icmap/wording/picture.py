"""The titles of pictures: each says what is found in the picture, not what kind of picture it is."""

from __future__ import annotations

from collections.abc import Mapping

from icmap.measures.needs import Need
from icmap.measures.verdicts import Verdict
from icmap.model import Party
from icmap.model.quantities import Seconds
from icmap.study import Study
from icmap.wording.lists import counted, listed
from icmap.wording.names import Words, sentence_case

__all__ = [
    "around",
    "ask_title",
    "chain_words",
    "change_title",
    "fails_title",
    "first_title",
    "gate_words",
    "gathered",
    "lane_name",
    "lead_time_words",
    "lever",
    "need_found",
    "need_name",
    "needed_within",
    "no_need_found",
    "note_words",
    "order_found",
    "served_words",
    "several_needs",
    "stand_ins_title",
]  # fmt: skip


def need_name(study: Study, need: Need) -> str:
    """A need in a few words: who waits, and for what."""
    return f"{study.name(need.end)}: {_what(study, need, bare=True)}"


def need_found(study: Study, need: Need) -> str:
    """`Open houses reach the visitors after 2 h 55 min, needed within 2 h`; what is not known makes it `at least`."""
    words = study.of(Words)
    if need.arrival is None:
        return f"{sentence_case(words.the(need.end))} never {words.verb(need.end, 'gets', 'get')} {_what(study, need)}"
    least = "at least " if need.lower_bound else ""
    found = f"{_reaches(study, need)} {least}{words.time(need.arrival)}"
    if need.verdict is Verdict.BROKEN and need.within is not None:
        clock = "" if need.within.clock == "start" else " of being asked"
        return f"{found}, needed within {words.time(need.within.time)}{clock}"
    return found + (" and in time" if need.verdict is Verdict.KEPT else "")


def _reaches(study: Study, need: Need) -> str:
    words = study.of(Words)
    if need.service is None or need.provider is None:
        return f"{sentence_case(words.the(need.end))} {words.verb(need.end, 'is', 'are')} served after"
    what, reach = words.thing(need.provider), words.things(need.provider, "reaches", "reach")
    return f"{sentence_case(what)} {reach} {words.the(need.end)} after"


def _what(study: Study, need: Need, *, bare: bool = False) -> str:
    if need.service is not None and need.provider is not None:
        return need.service if bare else study.of(Words).thing(need.provider)
    if len(need.entries) == 1 and need.links:
        parties = sorted({study.name(link.dependency.provider) for link in need.links})
        return listed(parties)
    return "all it waits for"


def no_need_found(count: int) -> str:
    """The title of a map in which nobody's time is known: how many parties work for one another."""
    return f"How {counted(count, 'party', 'parties')} work for one another" if count > 1 else "One party"


def lever(study: Study, subject: str, saving: str, end: str) -> str:
    """`Severity decision costs the merchants 34 min`: what one step costs an end customer at most."""
    words = study.of(Words)
    return f"{sentence_case(words.the(subject))} {words.verb(subject, 'costs', 'cost')} {words.the(end)} {saving}"


def around(study: Study, party: str, *, providers: int, customers: int) -> str:
    """How many serve somebody and are served by it."""
    words = study.of(Words)
    name, needs = sentence_case(words.the(party)), words.verb(party, "needs", "need")
    serves = words.verb(party, "serves", "serve")
    many = f"{counted(customers, 'customer')}" if customers else "nobody"
    return f"{name} {needs} {counted(providers, 'provider') if providers else 'nobody'} and {serves} {many}"


def order_found(feedbacks: int, groups: int) -> str:
    """What an order of work shows: how many wait for a later step, and how many groups are coupled."""
    if not feedbacks:
        return "Everybody waits for earlier steps only"
    coupled = f", in {counted(groups, 'group')} that must work together" if groups else ""
    waits = "1 early step waits" if feedbacks == 1 else f"{feedbacks} early steps wait"
    return f"{waits} for a later one{coupled}"


def gathered(study: Study, customer: str, provider: str, count: int) -> str:
    """Between whom most needs are."""
    words = study.of(Words)
    if customer == provider:
        return f"Most needs are within {words.the(customer)}: {count}"
    return f"Most needs are those of {words.the(customer)} of {words.the(provider)}: {count}"


def gate_words(at_least: int, members: int) -> str:
    """`any 1 of 2`: how many members of an alternative are enough."""
    return f"any {at_least} of {members}"


def chain_words(study: Study, need: Need | None) -> str:
    """What the marked chain is: `slowest chain to the visitors`; the way to somebody who is no end customer."""
    if need is None:
        return "slowest chain"
    return f"slowest {'chain' if need.end in study.end_set else 'way'} to {study.of(Words).the(need.end)}"


def note_words(study: Study, need: Need | None, labels: str) -> str:
    """What the numbers on cards are."""
    if labels == "drag":
        return "drag: how much sooner an end customer would be served without it"
    whom = (
        f"{study.of(Words).the(need.end)} {study.of(Words).verb(need.end, 'is', 'are')}"
        if need
        else "an end customer is"
    )
    return f"float: how much later it may come before {whom} served later"


def several_needs(shown: int, left: int) -> str:
    """The title of several needs at once."""
    if not left:
        return "What the one need waits for" if shown == 1 else f"What each of the {shown} needs waits for"
    return f"What the {shown} worst of {shown + left} needs wait for"


def needed_within(study: Study, need: Need) -> str:
    """`needed within 2 h`."""
    return f"needed within {study.of(Words).time(need.within.time)}" if need.within else ""


def lead_time_words(study: Study, party: Party) -> str:
    """The lead time of a party, from the shortest to the longest of its services; '' where none is known."""
    own = [service.lead_time or party.lead_time for service in party.services] or [party.lead_time]
    times = sorted({each.mean for each in own if each is not None})
    return " – ".join(dict.fromkeys(study.of(Words).time(time) for time in (times[0], times[-1]))) if times else ""


def served_words(study: Study, done: Seconds | None, *, lower_bound: bool, short: bool = False) -> str:
    """When an end customer is served: `after 2 d`, `after 2 d or more` where something is unknown; short `≥ 2 d`."""
    if not done:
        return ""
    time = study.of(Words).time(done)
    if short:
        return f"≥ {time}" if lower_bound else f"after {time}"
    return f"after {time} or more" if lower_bound else f"after {time}"


def lane_name(study: Study, found: str, party: Party, lanes: str) -> str:
    """The name of a lane: of the group, kind or owner; where there is none, whether outside or inside."""
    if found:
        return found
    if lanes == "group":
        return "Customers" if party.id in study.end_set else "Outside" if party.is_external else "Others"
    return f"No {lanes} stated"


def first_title(study: Study) -> str:
    """The title above what to fix first."""
    return f"What to fix first at {study.org.name}" if study.org.name else "What to fix first"


def stand_ins_title(count: int, first: str) -> str:
    """How many have no stand-in, and the one without whom most stop."""
    return f"{counted(count, 'party', 'parties')} that others stop without {'has' if count == 1 else 'have'} no stand-in, {first} first"


def fails_title(count: int) -> str:
    """How many needs and promises fail."""
    return f"{counted(count, 'need or promise fails', 'needs and promises fail')}"


def ask_title(count: int) -> str:
    """The title above what to ask next."""
    return f"What to ask next: {counted(count, 'answer')} would make this sharper"


def change_title(parties: Mapping[str, int], lines: Mapping[str, int]) -> str:
    """`2 parties new, 1 changed; 3 lines of work gone`; that nothing changed."""
    one, other = _changes(parties, "party", "parties"), _changes(lines, "line of work", "lines of work")
    return "; ".join(part for part in (one, other) if part) or "Nothing changed"


def _changes(counts: Mapping[str, int], one: str, many: str) -> str:
    words = {"added": "new", "gone": "gone", "changed": "changed"}
    found = [(count, words[state]) for state, count in counts.items() if count]
    first = [f"{counted(count, one, many)} {word}" for count, word in found[:1]]
    return ", ".join([*first, *(f"{count} {word}" for count, word in found[1:])])
