"""Promises that do not hold: missed, impossible, or shorter than a customer inside needs; one item a service."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from icmap.analyses.ranking import Hurt, Item, Sure
from icmap.analyses.speakers._shares import hurt_on_the_way, weight_of_node
from icmap.locations import Span, span_of
from icmap.measures.agreements import Agreement, Breach, Kind, ServicePromise, agreements
from icmap.measures.scores import scores
from icmap.model.quantities import hours
from icmap.records import dataclass
from icmap.study import Study
from icmap.wording import promise as wording
from icmap.wording.names import Words
from icmap.wording.rating import verdict

__all__ = ["broken_promises"]

_OWN = (Kind.MISSED_PROMISE, Kind.IMPOSSIBLE_PROMISE)


@dataclass(frozen=True, slots=True)
class _Found:
    """What is broken about one service: its own promise, and what is needed sooner than it comes."""

    node: str
    promise: ServicePromise | None
    own: tuple[Breach, ...]
    unmet: tuple[tuple[Agreement, Breach], ...]
    direct: tuple[Agreement, ...]
    used: tuple[Agreement, ...]


def broken_promises(study: Study) -> Iterator[Item]:
    """One item per service, by name."""
    found = study.of(agreements)
    promised = {each.node: each for each in found.services}
    by_provider: dict[str, list[Agreement]] = {}
    for each in found.dependencies:
        by_provider.setdefault(each.link.provider, []).append(each)
    for node in sorted({*promised, *by_provider}):
        one = _found(study, promised.get(node), node, by_provider.get(node, ()))
        if one.own or one.unmet:
            yield _item(study, one)


def _found(study: Study, promise: ServicePromise | None, node: str, used: Sequence[Agreement]) -> _Found:
    """Needs of end customers are left out of the unmet ones: they speak for themselves."""
    own = dict.fromkeys(promise.breaches if promise else ())
    own |= {each: None for one in used for each in one.breaches if each.kind in _OWN}
    inside = [one for one in used if study.step(one.link.customer).party.id not in study.end_set]
    unmet = tuple((one, each) for one in inside for each in one.breaches if each.kind is Kind.UNMET_NEED)
    direct = tuple(one for one in used if one not in inside and any(each.kind in _OWN for each in one.breaches))
    return _Found(node, promise, tuple(own), unmet, direct, tuple(used))


def _item(study: Study, found: _Found) -> Item:
    words, party = study.of(Words), study.step(found.node).party
    every = (*found.own, *(breach for _, breach in found.unmet))
    worst = max(every, key=lambda each: each.excess)
    direct = [int(each.link.dependency.importance) + 1 for each in found.direct]
    return Item(
        kind="broken-promise",
        about=worst.kind.replace(" ", "-"),
        subject=party.id,
        covers=(("promise", found.node), ("party", party.id)),
        hurt=Hurt.END_NOW if direct else hurt_on_the_way(study, party.id),
        bad=max(each.excess for each in (found.own if direct else every)),
        weight=max(direct, default=weight_of_node(study, found.node)),
        sure=_sure(every),
        span=_written(study, found),
        clause=partial(_clause, study, words, found),
        number=hours(worst.taken),
    )


def _sure(breaches: Sequence[Breach]) -> Sure:
    if any(each.against == "actual" for each in breaches):
        return Sure.MEASURED
    return Sure.PROMISED if any(each.against == "promise" for each in breaches) else Sure.COMPUTED


def _written(study: Study, found: _Found) -> Span:
    if found.promise is not None:
        return found.promise.span
    return span_of(found.unmet[0][0].link.dependency, "within") if found.unmet else study.step(found.node).party.span


def _clause(study: Study, words: Words, found: _Found) -> str:
    """Need, promise and measured time in one sentence; *missed* says the rest where a promise is impossible too."""
    if found.unmet:
        agreement, breach = max(found.unmet, key=lambda each: each[1].excess)
        return wording.broken_need(words, agreement, breach, found.promise)
    breach = min(found.own, key=lambda each: (_OWN.index(each.kind), -each.excess))
    party = study.step(found.node).party
    its = "" if party.is_person else words.verb(party.id, "its", "their")
    rated = verdict(words, study.of(scores).get(party.id), whose=its) if breach.kind is Kind.MISSED_PROMISE else ""
    return wording.broken_promise(words, found.node, breach, _soonest(found, breach), rated)


def _soonest(found: _Found, breach: Breach) -> Agreement | None:
    """Who needs it sooner than it comes, the soonest: on the clock of the promise."""
    late = [
        each for each in found.used
        if each.need and each.need.clock == breach.clock and each.need.time < (breach.taken or 0)
    ]  # fmt: skip
    return min(late, key=lambda each: each.need.time if each.need else 0, default=None)
