"""Needs of end customers that are broken: by the map's own times, or even if everybody keeps their promise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from icmap.analyses.ranking import Hurt, Item, Sure
from icmap.graph import Choice
from icmap.locations import Span, span_of
from icmap.measures.agreements import Agreement, Breach, Kind, ServicePromise, agreements
from icmap.measures.drag import Drag, drags
from icmap.measures.kept import KeptChain, kept_promises
from icmap.measures.needs import Need, needs
from icmap.measures.verdicts import Verdict
from icmap.model.quantities import hours
from icmap.study import Study
from icmap.wording import need as wording
from icmap.wording import promise as promises
from icmap.wording.names import Words
from icmap.wording.saving import lever

__all__ = ["broken_needs"]


def broken_needs(study: Study) -> Iterator[Item]:
    """One item per need: computed from the start, else with kept promises; from request, against what is promised or taken."""
    for need in study.of(needs):
        kept = study.of(kept_promises).get(need)
        if need.clock == "request" and not any(isinstance(each, Choice) for each in need.inputs):
            yield from _from_request(study, need)
        elif need.verdict is Verdict.BROKEN:
            yield _computed(study, need)
        elif kept is not None and kept.verdict is Verdict.BROKEN:
            yield _if_kept(study, need, kept)


def _unmet(study: Study) -> dict[object, tuple[Agreement, Breach]]:
    """The dependencies on which something takes longer from request than is needed."""
    return {
        each.link: (each, breach)
        for each in study.of(agreements).dependencies
        for breach in each.breaches
        if breach.kind is Kind.UNMET_NEED and breach.clock == "request"
    }


def _item(study: Study, need: Need) -> Callable[..., Item]:
    """What all items about a need have in common."""
    return partial(
        Item, kind="broken-need", subject=need.end, covers=(("need", need.key),), hurt=Hurt.END_NOW,
        weight=need.weight, span=_written(study, need), need=need.key, end=need.end,
    )  # fmt: skip


def _written(study: Study, need: Need) -> Span:
    """Where it is written how soon it is needed."""
    stated = next((link for link in need.links if link.dependency.within == need.within), None)
    return span_of(stated.dependency, "within") if stated else study.org.parties[need.end].span


def _computed(study: Study, need: Need) -> Item:
    words, drag = study.of(Words), _best(study, need) if need.clock == "start" else None
    return _item(study, need)(
        about="unmet-need", bad=need.excess, sure=Sure.COMPUTED,
        clause=partial(wording.broken, words, need),
        lever=partial(lever, words, drag) if drag else None,
        number=hours(need.taken.time) if need.taken else None,
        lower_bound=need.assumed,
        covers=(("need", need.key), *((("promise", need.provider),) if need.clock == "request" and need.provider else ())),
    )  # fmt: skip


def _best(study: Study, need: Need) -> Drag | None:
    """The step with the largest drag for a need, the end customer's own left out; of equal ones the first by name."""
    found = study.of(drags).services_for.get(need, ())
    return next((each for each in found if study.step(each.subject).party.id != need.end), None)


def _if_kept(study: Study, need: Need, kept: KeptChain) -> Item:
    words = study.of(Words)
    allowed = need.within.time if need.within else 0
    return _item(study, need)(
        about="broken-chain", bad=float(1 - allowed / kept.at_least), sure=Sure.PROMISED,
        clause=partial(wording.broken_if_kept, words, kept),
        lever=partial(wording.largest_part, words, kept) if kept.largest else None,
        number=hours(kept.at_least),
    )  # fmt: skip


def _from_request(study: Study, need: Need) -> Iterator[Item]:
    """By the promise where there is one, else by what was measured, else by what it takes."""
    unmet = study.of(_unmet)
    found = [unmet[link] for link in need.links if link in unmet]
    if found:
        yield _unmet_item(study, need, *max(found, key=lambda each: each[1].excess))


def _unmet_item(study: Study, need: Need, agreement: Agreement, breach: Breach) -> Item:
    provider = agreement.link.provider
    promise = study.of(_promised).get(provider)
    measured = breach.against == "actual" or (
        promise is not None and promise.breach_of(Kind.MISSED_PROMISE) is not None
    )
    return _item(study, need)(
        about="unmet-need", bad=breach.excess,
        sure=Sure.MEASURED if measured else Sure.PROMISED if breach.against == "promise" else Sure.COMPUTED,
        clause=partial(promises.broken_need, study.of(Words), agreement, breach, promise),
        number=hours(breach.taken),
        covers=(("need", need.key), ("promise", provider)),
    )  # fmt: skip


def _promised(study: Study) -> dict[str, ServicePromise]:
    return {each.node: each for each in study.of(agreements).services}
