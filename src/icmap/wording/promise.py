"""Needs and promises in words: what is needed, what is promised, what it takes.

Security promises reviews in 5 d, takes 6 d, and checkout needs them in 2 d: three numbers, no agreement.
"""

from __future__ import annotations

from collections.abc import Sequence

from icmap.measures.agreements import Agreement, Breach, Kind, Measured, ServicePromise
from icmap.model.quantities import Seconds, Timed
from icmap.wording.lists import listed
from icmap.wording.names import Words

__all__ = ["NOTHING", "SILENT", "broken_need", "broken_promise", "in_cell", "row"]

SILENT = "important, on the slowest chain of a need, and no time is agreed:"
NOTHING = "the map states no need (within), no promise and no measured time (actual): there is nothing to compare"


def in_cell(words: Words, found: Timed | Measured | None) -> str:
    """A time in a table: `35 min from start`, `at least 2 h`; empty where there is none."""
    if found is None:
        return ""
    at_least = isinstance(found, Measured) and found.lower_bound
    return words.time(found.time, at_least=at_least) + (" from start" if found.clock == "start" else "")


def row(words: Words, alike: Sequence[Agreement | ServicePromise]) -> tuple[str, ...]:
    """Need, promise, measured and computed time side by side, the margin, and how that went; of those that are alike."""
    each = alike[0]
    times = (each.need, each.promise, each.actual, each.computed)
    margin = "" if each.margin is None else words.time(each.margin)
    kinds = [
        kind for kind in each.kinds if kind is not Kind.IMPOSSIBLE_PROMISE or Kind.MISSED_PROMISE not in each.kinds
    ]
    result = ", ".join(kinds) or (each.verdict or "")
    return _ends(words, alike), *(in_cell(words, time) for time in times), margin, result


def _ends(words: Words, alike: Sequence[Agreement | ServicePromise]) -> str:
    """`Expediters (checked plates) → Wait staff`; the customer's service only where it is alone in its need."""
    customers = [each.link.customer for each in alike if isinstance(each, Agreement)]
    parties = dict.fromkeys(words.short(words.study.step(each).party.id) for each in customers)
    who = words.service(customers[0]) if len(customers) == 1 else listed(list(parties))
    return f"{words.service(alike[0].provider)} → {who if customers else 'nobody on the map'}"


def broken_need(words: Words, agreement: Agreement, breach: Breach, promise: ServicePromise | None) -> str:
    """What a customer needs sooner than it is promised, measured or computed; `promise` is what the provider promises."""
    node, customer = agreement.link.provider, words.study.step(agreement.link.customer).party.id
    needs = f"{words.the(customer)} {words.verb(customer, 'needs', 'need')} {words.verb_of(node, 'it', 'them')}"
    allowed = words.time(breach.allowed or 0)
    clock = " from the start" if breach.clock == "start" else ""
    own = _own(words, node, promise) if promise is not None and breach.against == "promise" else ""
    if own:
        promises = _promises(words, node, breach.taken or 0)
        return f"{promises}{own}, and {needs} in {allowed}: three numbers, no agreement"
    if breach.against == "promise":
        return f"{_promises(words, node, breach.taken or 0)}; {needs} in {allowed}{clock}"
    how = "took, as measured," if breach.against == "actual" else words.verb_of(node, "takes", "take")
    lower = breach.against == "computed" and agreement.computed is not None and agreement.computed.lower_bound
    taken, wanted = words.apart(breach.taken or 0, breach.allowed or 0)
    taken = taken or f"{words.time((breach.taken or 0) - (breach.allowed or 0))} too long"
    if breach.clock == "start":
        there = f"{words.thing_of(node)} {words.verb_of(node, 'is', 'are')} there {'at least ' if lower else ''}{taken} after the start"
        return f"{there}; {needs} within {wanted}"
    return f"{words.thing_of(node)} {how} {'at least ' if lower else ''}{taken}; {needs} within {wanted}"


def _own(words: Words, node: str, promise: ServicePromise) -> str:
    """`, takes 6 d` of a promise that is missed; `, but by its own times takes 6 d` of one that cannot be kept."""
    if missed := promise.breach_of(Kind.MISSED_PROMISE):
        taken, _ = words.apart(missed.taken or 0, missed.allowed or 0)
        return f", {_takes(words, node)} {taken}" if taken else ""
    if impossible := promise.breach_of(Kind.IMPOSSIBLE_PROMISE):
        taken, _ = words.apart(impossible.taken or 0, impossible.allowed or 0)
        return f"{_by_own_times(words, node)} {taken}" if taken else ""
    return ""


def _by_own_times(words: Words, node: str) -> str:
    its = words.verb(words.study.step(node).party.id, "its", "their")
    return f", but by {its} own times {_takes(words, node)}"


def broken_promise(words: Words, node: str, breach: Breach, asked: Agreement | None = None, rated: str = "") -> str:
    """A promise that is missed or impossible; `asked` is who needs it soonest, `rated` what its customers think of that."""
    more = f"; {rated}" if rated else ""
    if asked is not None and asked.need is not None:
        customer = words.study.step(asked.link.customer).party.id
        needs = f"{words.the(customer)} {words.verb(customer, 'needs', 'need')} {words.verb_of(node, 'it', 'them')}"
        more = f", and {needs} within {words.time(asked.need.time)}"
    taken, _ = words.apart(breach.taken or 0, breach.allowed or 0)
    taken = taken or f"{words.time((breach.taken or 0) - (breach.allowed or 0))} more"
    promises = _promises(words, node, breach.allowed or 0)
    if breach.clock == "start":
        how = "took" if breach.kind is Kind.MISSED_PROMISE else "comes to"
        promises = _promises(words, node, breach.allowed or 0, "within")
        return f"{promises} of the start; the whole chain {how} {taken}{more}"
    if breach.kind is Kind.IMPOSSIBLE_PROMISE:
        return f"{promises}{_by_own_times(words, node)} {taken}"
    return f"{promises} and {_takes(words, node)} {taken}{more}"


def _promises(words: Words, node: str, time: Seconds, preposition: str = "in") -> str:
    """`security promises reviews in 5 d`."""
    step = words.study.step(node)
    verb = words.verb(step.party.id, "promises", "promise")
    what = f" {words.thing(node)}" if step.service else ""
    return f"{words.the(step.party.id)} {verb}{what} {preposition} {words.time(time)}"


def _takes(words: Words, node: str) -> str:
    return words.verb(words.study.step(node).party.id, "takes", "take")
