"""What a change does to whoever waits, stands in or promises: which of it is worse, which is better, and how grave."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from enum import IntEnum

from icmap.comparison._compare import Effects
from icmap.document import Sentence
from icmap.locations import Span
from icmap.measures.agreements import Kind, ServicePromise, agreements
from icmap.measures.changes.agreements import AgreementChange, comparings, each_thing_once
from icmap.measures.changes.loops import LoopChange
from icmap.measures.changes.needs import NeedChange
from icmap.measures.changes.outages import ReachChange
from icmap.measures.load import loads
from icmap.measures.outages import Outage, outages
from icmap.model.quantities import hours
from icmap.records import dataclass
from icmap.study import Study
from icmap.wording import change as wording
from icmap.wording.loop import waiting
from icmap.wording.names import Words, sentence

__all__ = ["Effect", "Grave", "better", "worse"]


class Grave(IntEnum):
    """What a change touches, the gravest first."""

    NOBODY_STARTS = 0
    FELT = 1
    LATER = 2
    ALONE = 3
    AGREED = 4
    BUSY = 5
    WIDER = 6
    UNCLEAR = 7


@dataclass(frozen=True, slots=True)
class Effect:
    """A sentence about a change, and its weight among those that are as grave."""

    grave: Grave
    weight: float
    sentence: Sentence

    @property
    def rank(self) -> tuple[Grave, float, str, str]:
        """Sorts the gravest first, then the heaviest, then by subject."""
        return (self.grave, -self.weight, self.sentence.subject, self.sentence.text)


def _effect(
    grave: Grave, weight: float, clause: str, place: tuple[str, Span], about: str, number: float | None
) -> Effect:
    subject, span = place
    return Effect(grave, weight, Sentence(sentence(clause), subject, number, span, about))


def worse(effects: Effects, old: Study, new: Study) -> Iterator[Effect]:
    """Everything that gets worse, in no order; what also fails the gate is among it."""
    yield from (_loop(new, each) for each in effects.waiting_loops if each.change == "added")
    later = [each for each in effects.needs if _is_later(each)]
    met_later = {(each.customer, each.provider) for each in later}
    agreed = (each for each in effects.agreements if _is_worse(each, met_later))
    yield from (_worse_kept(new, each) for each in each_thing_once(agreed))
    broken = {(each.customer, each.provider) for each in effects.agreements if each.change == "broken"}
    for need in later:
        yield _later(old, new, need, with_need=(need.customer, need.provider) not in broken)
    yield from (_alone(old, new, each) for each in effects.reach if each.lost or _stops_more(each))
    for each in effects.load:
        if each.overloaded_after and (each.after or 0) > (each.before or 0):
            clause = wording.busier(new.of(Words), each, new.of(loads)[each.party])
            yield _effect(Grave.BUSY, each.after or 0.0, clause, (each.party, each.span), "overloaded", each.after)


def better(effects: Effects, old: Study, new: Study) -> Iterator[Effect]:
    """Everything that gets better, in no order."""
    yield from (_loop_gone(old, each) for each in effects.waiting_loops if each.change == "removed")
    yield from (_mended(old, new, each) for each in each_thing_once(_of_change(effects.agreements, "mended")))
    yield from (_sooner(old, new, each) for each in effects.needs if _is_sooner(each))
    yield from (_stood_in(old, new, each) for each in effects.reach if each.found)
    for each in effects.load:
        if each.overloaded_before and not each.overloaded_after:
            clause = wording.less_busy(old.of(Words), each)
            yield _effect(Grave.BUSY, each.before or 0.0, clause, (each.party, each.span), "overloaded", each.after)


def _of_change(changes: Iterable[AgreementChange], change: str) -> Iterator[AgreementChange]:
    return (each for each in changes if each.change == change)


def _loop(new: Study, change: LoopChange) -> Effect:
    size, place = float(len(change.loop.services)), (change.loop.services[0], change.span)
    grave = Grave.NOBODY_STARTS if change.loop.certain else Grave.UNCLEAR
    return _effect(grave, size, waiting(new.of(Words), change.loop), place, "waiting-loop", size)


def _loop_gone(old: Study, change: LoopChange) -> Effect:
    size, place = float(len(change.loop.services)), (change.loop.services[0], change.span)
    grave = Grave.NOBODY_STARTS if change.loop.certain else Grave.UNCLEAR
    return _effect(grave, size, wording.no_longer_waiting(old.of(Words), change.loop), place, "waiting-loop", None)


def _is_later(need: NeedChange) -> bool:
    """Met later, or missed by more, or newly broken: of what was a need before."""
    return bool(need.later and need.later > 0) or need.missed_by_more or (need.newly_broken and need.before is not None)


def _is_sooner(need: NeedChange) -> bool:
    return bool(need.later and need.later < 0) or (need.missed_by_less and not (need.later and need.later > 0))


def _is_worse(change: AgreementChange, later: Collection[tuple[str, str | None]]) -> bool:
    """A need that is missed by more stands where the end customer is served later."""
    if change.change == "by more":
        return change.kind != Kind.UNMET_NEED or (change.customer, change.provider) not in later
    return change.change == "broken"


def _worse_kept(new: Study, change: AgreementChange) -> Effect:
    found = new.of(comparings)[change.key]
    clause = wording.worse_kept(new.of(Words), change, found, new.of(_promises).get(change.provider))
    felt = bool(change.customer) and new.step(change.customer).party.id in new.ends
    grave, weight = (Grave.FELT if felt else Grave.AGREED), float(-found.margin)
    if change.change == "by more":
        grave, weight = Grave.WIDER, 0.0
    return _effect(grave, weight, clause, _subject(change), change.kind.replace(" ", "-"), hours(found.breach.taken))


def _subject(change: AgreementChange) -> tuple[str, Span]:
    return change.customer or change.provider, change.span


def _promises(study: Study) -> dict[str, ServicePromise]:
    return {each.node: each for each in study.of(agreements).services}


def _mended(old: Study, new: Study, change: AgreementChange) -> Effect:
    felt = change.customer and old.step(change.customer).party.id in old.ends
    clause = wording.mended(old.of(Words), new.of(Words), change)
    return _effect(
        Grave.FELT if felt else Grave.AGREED, 0.0, clause, _subject(change), change.kind.replace(" ", "-"), None
    )


def _later(old: Study, new: Study, need: NeedChange, *, with_need: bool) -> Effect:
    late = need.later or 0
    felt = with_need and need.is_missed and not need.learned
    clause = wording.later(old.of(Words), new.of(Words), need, with_need=with_need)
    weight, place = float(late - (need.learned or 0)), (need.end_customer, need.span)
    return _effect(Grave.FELT if felt else Grave.LATER, weight, clause, place, "later", hours(late))


def _sooner(old: Study, new: Study, need: NeedChange) -> Effect:
    clause, place = wording.sooner(old.of(Words), new.of(Words), need), (need.end_customer, need.span)
    return _effect(Grave.LATER, -float(need.later or 0), clause, place, "later", hours(need.later))


def _stops_more(change: ReachChange) -> bool:
    return change.stand_in_after is False and (change.reach_after or 0) > (change.reach_before or 0)


def _alone(old: Study, new: Study, change: ReachChange) -> Effect:
    stood, outage = old.of(_stand_ins).get(change.party, ()), new.of(_outages)[change.party]
    clause = wording.lost_stand_in(old.of(Words), new.of(Words), change, outage, stood)
    number = float(change.reach_after or 0)
    grave = Grave.ALONE if change.lost else Grave.WIDER
    return _effect(grave, number, clause, (change.party, change.span), "no-stand-in", number)


def _stood_in(old: Study, new: Study, change: ReachChange) -> Effect:
    number = float(change.reach_before or 0)
    clause = wording.stood_in(old.of(Words), new.of(Words), change)
    return _effect(Grave.ALONE, number, clause, (change.party, change.span), "no-stand-in", number)


def _stand_ins(study: Study) -> dict[str, list[str]]:
    """Who stands in for a party with anything."""
    found: dict[str, set[str]] = {}
    for step in map(study.step, study.services):
        found.setdefault(step.party.id, set()).update(step.backup)
    return {party: sorted(names - {party}) for party, names in found.items()}


def _outages(study: Study) -> dict[str, Outage]:
    return {each.party: each for each in study.of(outages).parties}
