"""Needs that are not met and promises that are not kept.

Beds reach the emergency department 6 h 57 min after the round; it needs them within 4 h. Security promises reviews in 5 d, takes
6 d, and checkout needs them in 2 d: three numbers, no agreement.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from icmap.locations import Span, span_of
from icmap.measures.agreements import Agreement, Breach, Kind, ServicePromise, Verdict, agreements
from icmap.measures.slack import slacks
from icmap.model.quantities import Seconds, hours
from icmap.study import Study
from icmap.wording._candidate import Candidate, Evidence, Hit
from icmap.wording.dissatisfaction import verdict
from icmap.wording.words import Words, sentence_case

__all__ = ["lateness", "said_of_need", "said_of_promise"]


def lateness(study: Study) -> Iterator[Candidate]:
    """One candidate per broken need, broken chain, missed or impossible promise; the weight is the share that is too much."""
    found = study.of(agreements)
    promises = {each.node: each for each in found.services}
    broken, kinds = Verdict.BROKEN, {Kind.UNMET_NEED, Kind.BROKEN_CHAIN}
    for agreement in found.dependencies:
        for breach in agreement.comparisons:
            if breach.verdict is broken and breach.kind in kinds:
                yield _need(study, agreement, breach, promises.get(agreement.link.provider))
    for service in found.services:
        yield from _promise(study, service)


def _need(study: Study, agreement: Agreement, breach: Breach, promise: ServicePromise | None) -> Candidate:
    link = agreement.link
    customer = study.step(link.customer).party.id
    from_start = breach.clock == "start"
    thing = ("late", customer) if from_start else ("promise", link.provider)
    measured = breach.against == "actual" or (not from_start and _missed(promise) is not None)
    return Candidate(
        partial(said_of_need, study, agreement, breach, promise),
        subject=customer if from_start else study.step(link.provider).party.id,
        about=breach.kind.replace(" ", "-"),
        number=hours(breach.taken),
        span=span_of(link.dependency, "within"),
        hits=Hit.FELT if customer in study.end_set else _hit(study, link.provider),
        evidence=Evidence.MEASURED if measured else Evidence.COMPUTED,
        weight=breach.excess,
        things=(thing,),
        covers=(("satisfaction", study.step(link.provider).party.id),),
    )


def said_of_need(study: Study, agreement: Agreement, breach: Breach, promise: ServicePromise | None) -> str:
    """A need or a chain that is broken, in a sentence; `promise` is what the provider promises."""
    words, link = study.of(Words), agreement.link
    customer = study.step(link.customer).party.id
    needs = f"{words.the(customer)} {words.verb(customer, 'needs', 'need')}"
    allowed, taken = words.time(breach.allowed or 0), _at_least(study, agreement, breach)
    what, it = sentence_case(words.thing_of(link.provider)), words.things(link.provider, "it", "them")
    needed = f"{words.things(link.provider, 'it is', 'they are')} needed within {allowed}"
    if breach.kind is Kind.BROKEN_CHAIN:
        return (
            f"Even if everybody just keeps their promise, {words.thing_of(link.provider)} {_takes_thing(study, link.provider)} {taken} in all; "
            f"{needed}{_blame(words, breach)}."
        )
    if breach.clock == "start":
        return f"{what} {_reaches(study, link.provider)} {words.the(customer)} {taken} after the start; {needed}."
    missed = _missed(promise)
    if missed is not None and breach.against == "promise":
        return (
            f"{_promises(study, link.provider, breach.taken or 0)}, {_takes(study, link.provider)} {words.time(missed.taken or 0)}, "
            f"and {needs} {it} in {allowed}: three numbers, no agreement."
        )
    if breach.against == "promise":
        return f"{_promises(study, link.provider, breach.taken or 0)}; {needs} {it} in {allowed}."
    how = "took, as measured," if breach.against == "actual" else _takes_thing(study, link.provider)
    return f"{what} {how} {taken}; {needs} {it} within {allowed}."


def _at_least(study: Study, agreement: Agreement, breach: Breach) -> str:
    """What it takes; of a lower bound *at least* that long."""
    if breach.kind is Kind.BROKEN_CHAIN:
        lower = breach.chain is not None and breach.chain.lower_bound
    else:
        lower = breach.against == "computed" and agreement.computed is not None and agreement.computed.lower_bound
    return f"{'at least ' if lower else ''}{study.of(Words).time(breach.taken or 0)}"


def _reaches(study: Study, node: str) -> str:
    words, step = study.of(Words), study.step(node)
    if step.service:
        return words.things(node, "reaches", "reach")
    return words.verb(step.party.id, "serves", "serve")


def _takes_thing(study: Study, node: str) -> str:
    return study.of(Words).things(node, "takes", "take") if study.step(node).service else _takes(study, node)


def _blame(words: Words, breach: Breach) -> str:
    part = breach.chain.largest if breach.chain else None
    if part is None or breach.chain is None:
        return ""
    share = "Most of that is" if breach.chain.is_most else "The largest part of that is"
    what = _PARTS[part.kind].format(words.thing_of(part.service))
    return f". {share} {what}: {words.time(part.time)}"


_PARTS = {
    "promise": "promised for {}",
    "step": "{}, which nobody promised",
    "batch": "the wait until it is the turn of {}",
    "handoff": "the way of {}",
}


def _promise(study: Study, service: ServicePromise) -> Iterator[Candidate]:
    for breach in service.comparisons:
        if breach.verdict is Verdict.BROKEN and breach.kind in {Kind.MISSED_PROMISE, Kind.IMPOSSIBLE_PROMISE}:
            missed = breach.kind is Kind.MISSED_PROMISE
            party = study.step(service.node).party.id
            whose = "" if study.step(service.node).party.is_person else study.of(Words).verb(party, "its", "their")
            rated = verdict(study, party, whose=whose) if missed else ""
            yield Candidate(
                partial(said_of_promise, study, service, breach, rated),
                subject=party,
                about=breach.kind.replace(" ", "-"),
                number=hours(breach.taken),
                span=_written(study, service.node),
                hits=_hit(study, service.node),
                evidence=Evidence.MEASURED if missed else Evidence.COMPUTED,
                weight=breach.excess,
                things=(("promise", service.node),),
                covers=(("satisfaction", party),),
            )


def said_of_promise(study: Study, service: ServicePromise, breach: Breach, rated: str = "") -> str:
    """A promise that is not kept, in a sentence; `rated` is what its customers think of that."""
    promises, words = _promises(study, service.node, service.promise.time), study.of(Words)
    taken = words.time(breach.taken or 0)
    if breach.clock == "start":
        promises = _promises(study, service.node, service.promise.time, "within")
        start = "took" if breach.kind is Kind.MISSED_PROMISE else "comes to"
        return f"{promises} of the start; the whole chain {start} {taken}{f'; {rated}' if rated else ''}."
    if breach.kind is Kind.IMPOSSIBLE_PROMISE:
        return f"{promises}; {words.verb(study.step(service.node).party.id, 'its', 'their')} own lead time is {taken}."
    return f"{promises} and {_takes(study, service.node)} {taken}{f'; {rated}' if rated else ''}."


def _promises(study: Study, node: str, time: Seconds, preposition: str = "in") -> str:
    """`Security promises reviews in 5 d`."""
    words, step = study.of(Words), study.step(node)
    verb = words.verb(step.party.id, "promises", "promise")
    what = f" {words.thing(node)}" if step.service else ""
    return f"{sentence_case(words.the(step.party.id))} {verb}{what} {preposition} {words.time(time)}"


def _takes(study: Study, node: str) -> str:
    return study.of(Words).verb(study.step(node).party.id, "takes", "take")


def _missed(promise: ServicePromise | None) -> Breach | None:
    """The measured time by which a service misses its promise from request."""
    for each in promise.comparisons if promise else ():
        if each.kind is Kind.MISSED_PROMISE and each.verdict is Verdict.BROKEN and each.clock == "request":
            return each
    return None


def _hit(study: Study, node: str) -> Hit:
    slack = study.of(slacks).services.get(node)
    return Hit.ON_THE_WAY if slack is not None and slack.critical else Hit.ELSEWHERE


def _written(study: Study, node: str) -> Span:
    step = study.step(node)
    written = step.service if step.service and step.service.promise else step.party
    return span_of(written, "promise")
