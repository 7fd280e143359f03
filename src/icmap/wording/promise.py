"""Needs and promises in words: what is needed, what is promised, what it takes.

Security promises reviews in 5 d, takes 6 d, and checkout needs them in 2 d: three numbers, no agreement.
"""

from __future__ import annotations

from icmap.measures.agreements import Agreement, Breach, Kind, Measured, ServicePromise, Verdict
from icmap.measures.kept import kept_promises
from icmap.model.quantities import Seconds, Timed
from icmap.wording.names import Words

__all__ = ["NOTHING", "broken_need", "broken_promise", "in_cell", "kept_need", "missed", "row"]

NOTHING = "the map states no need (within), no promise and no measured time (actual): there is nothing to compare"


def in_cell(words: Words, found: Timed | Measured | None) -> str:
    """A time in a table: `35 min from start`, `at least 2 h`; empty where there is none."""
    if found is None:
        return ""
    at_least = isinstance(found, Measured) and found.lower_bound
    return words.time(found.time, at_least=at_least) + (" from start" if found.clock == "start" else "")


def row(words: Words, each: Agreement | ServicePromise, *, alone: bool) -> tuple[str, ...]:
    """Need, promise, measured and computed time side by side, the margin, and how that went."""
    times = (each.need, each.promise, each.actual, each.computed)
    margin = "" if each.margin is None else words.time(each.margin)
    result = ", ".join(each.kinds) or (each.verdict or "")
    return _ends(words, each, alone=alone), *(in_cell(words, time) for time in times), margin, result


def _ends(words: Words, each: Agreement | ServicePromise, *, alone: bool) -> str:
    """`Expediters (checked plates) → Wait staff`; the customer's service only where it is `alone` in its need."""
    if isinstance(each, ServicePromise):
        return f"{words.service(each.node)} → nobody on the map"
    customer = each.link.customer
    who = words.service(customer) if alone else words.short(words.study.step(customer).party.id)
    return f"{words.service(each.link.provider)} → {who}"


def broken_need(words: Words, agreement: Agreement, breach: Breach, promise: ServicePromise | None) -> str:
    """A need that is not met, or a chain of promises that is too long; `promise` is what the provider promises."""
    node, customer = agreement.link.provider, words.study.step(agreement.link.customer).party.id
    needs = f"{words.the(customer)} {words.verb(customer, 'needs', 'need')}"
    it, allowed = words.things(node, "it", "them"), words.time(breach.allowed or 0)
    taken = words.time(breach.taken or 0, at_least=_is_lower_bound(words, agreement, breach))
    if breach.kind is Kind.BROKEN_CHAIN:
        takes = f"{words.thing_of(node)} {_takes_thing(words, node)} {taken} in all"
        return f"even if everybody just keeps their promise, {takes}; {_needed(words, node, allowed)}{_blame(words, breach)}"
    if breach.clock == "start":
        return f"{_reaches(words, node, customer)} {taken} after the start; {_needed(words, node, allowed)}"
    too_late = missed(promise)
    if breach.against == "promise" and too_late is not None:
        numbers = (
            f"{_promises(words, node, breach.taken or 0)}, {_takes(words, node)} {words.time(too_late.taken or 0)}"
        )
        return f"{numbers}, and {needs} {it} in {allowed}: three numbers, no agreement"
    if breach.against == "promise":
        return f"{_promises(words, node, breach.taken or 0)}; {needs} {it} in {allowed}"
    how = "took, as measured," if breach.against == "actual" else _takes_thing(words, node)
    return f"{words.thing_of(node)} {how} {taken}; {needs} {it} within {allowed}"


def kept_need(words: Words, agreement: Agreement) -> str:
    """`bread from the shop reaches the townspeople 4 h after the start; it is needed within 5 h`."""
    node, customer = agreement.link.provider, words.study.step(agreement.link.customer).party.id
    took = words.time(agreement.computed.time if agreement.computed else 0)
    within = words.time(agreement.need.time if agreement.need else 0)
    return f"{_reaches(words, node, customer)} {took} after the start; {_needed(words, node, within)}"


def _needed(words: Words, node: str, within: str) -> str:
    return f"{words.things(node, 'it is', 'they are')} needed within {within}"


def _reaches(words: Words, node: str, customer: str) -> str:
    """`beds reach the ward`, of an unnamed service `the cleaners serve the ward`."""
    step = words.study.step(node)
    verb = words.things(node, "reaches", "reach") if step.service else words.verb(step.party.id, "serves", "serve")
    return f"{words.thing_of(node)} {verb} {words.the(customer)}"


def _is_lower_bound(words: Words, agreement: Agreement, breach: Breach) -> bool:
    if breach.kind is Kind.BROKEN_CHAIN:
        return words.study.of(kept_promises)[agreement.link].lower_bound
    return breach.against == "computed" and agreement.computed is not None and agreement.computed.lower_bound


def _takes_thing(words: Words, node: str) -> str:
    return words.things(node, "takes", "take") if words.study.step(node).service else _takes(words, node)


def _blame(words: Words, breach: Breach) -> str:
    if breach.blame is None:
        return ""
    return f". Most of that is promised for {words.thing_of(breach.blame)}: {words.time(breach.blame_time or 0)}"


def broken_promise(words: Words, service: ServicePromise, breach: Breach, rated: str = "") -> str:
    """A promise that is missed or impossible; `rated` is what its customers think of that."""
    taken, node = words.time(breach.taken or 0), service.node
    more = f"; {rated}" if rated else ""
    if breach.clock == "start":
        start = "took" if breach.kind is Kind.MISSED_PROMISE else "comes to"
        promises = _promises(words, node, service.promise.time, "within")
        return f"{promises} of the start; the whole chain {start} {taken}{more}"
    promises = _promises(words, node, service.promise.time)
    if breach.kind is Kind.IMPOSSIBLE_PROMISE:
        its = words.verb(words.study.step(node).party.id, "its", "their")
        return f"{promises}; {its} own lead time is {taken}"
    return f"{promises} and {_takes(words, node)} {taken}{more}"


def _promises(words: Words, node: str, time: Seconds, preposition: str = "in") -> str:
    """`security promises reviews in 5 d`."""
    step = words.study.step(node)
    verb = words.verb(step.party.id, "promises", "promise")
    what = f" {words.thing(node)}" if step.service else ""
    return f"{words.the(step.party.id)} {verb}{what} {preposition} {words.time(time)}"


def _takes(words: Words, node: str) -> str:
    return words.verb(words.study.step(node).party.id, "takes", "take")


def missed(promise: ServicePromise | None) -> Breach | None:
    """The measured time by which a service misses its promise from request."""
    for each in promise.comparisons if promise else ():
        if each.kind is Kind.MISSED_PROMISE and each.verdict is Verdict.BROKEN and each.clock == "request":
            return each
    return None
