"""Needs that are not met and promises that are not kept.

Beds reach the emergency department 6 h 57 min after the round; it needs them within 4 h. Security promises reviews in 5 d, takes
6 d, and checkout needs them in 2 d: three numbers, no agreement.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from icmap.analyses.speakers._candidate import Candidate, Evidence, Hit
from icmap.locations import Span, span_of
from icmap.measures.agreements import Agreement, Breach, Kind, ServicePromise, Verdict, agreements
from icmap.measures.scores import scores
from icmap.measures.slack import slacks
from icmap.model.quantities import hours
from icmap.study import Study
from icmap.wording import promise as wording
from icmap.wording import rating
from icmap.wording.names import Words

__all__ = ["lateness"]


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
    measured = breach.against == "actual" or (not from_start and wording.missed(promise) is not None)
    return Candidate(
        partial(wording.broken_need, study.of(Words), agreement, breach, promise),
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


def _promise(study: Study, service: ServicePromise) -> Iterator[Candidate]:
    for breach in service.comparisons:
        if breach.verdict is Verdict.BROKEN and breach.kind in {Kind.MISSED_PROMISE, Kind.IMPOSSIBLE_PROMISE}:
            missed = breach.kind is Kind.MISSED_PROMISE
            party = study.step(service.node).party.id
            whose = "" if study.step(service.node).party.is_person else study.of(Words).verb(party, "its", "their")
            rated = rating.verdict(study.of(Words), study.of(scores).get(party), whose=whose) if missed else ""
            yield Candidate(
                partial(wording.broken_promise, study.of(Words), service, breach, rated),
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


def _hit(study: Study, node: str) -> Hit:
    slack = study.of(slacks).services.get(node)
    return Hit.ON_THE_WAY if slack is not None and slack.critical else Hit.ELSEWHERE


def _written(study: Study, node: str) -> Span:
    step = study.step(node)
    written = step.service if step.service and step.service.promise else step.party
    return span_of(written, "promise")
