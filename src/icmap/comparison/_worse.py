"""What gets worse, in sentences: who waits in a circle, what comes late, who has no stand-in, who is asked too much."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from icmap.comparison._agreements import AgreementChange, Comparing, comparings, each_thing_once
from icmap.comparison._compare import Effects
from icmap.comparison._loads import LoadChange
from icmap.comparison._loops import LoopChange
from icmap.comparison._needs import Cause, NeedChange
from icmap.comparison._outages import ReachChange
from icmap.comparison._served import missed_by, served
from icmap.comparison._spoken import Grave, Told
from icmap.document import Sentence
from icmap.locations import Span
from icmap.measures.agreements import Kind, ServicePromise, agreements
from icmap.measures.load import loads
from icmap.measures.loops import waiting_loops
from icmap.measures.outages import Outage, outages
from icmap.model.quantities import format_share, hours
from icmap.study import Study
from icmap.wording.lateness import said_of_need, said_of_promise
from icmap.wording.overload import said_of_load
from icmap.wording.stand_ins import if_away
from icmap.wording.waiting import said_of_loop
from icmap.wording.words import Words, counted, listed, sentence_case

__all__ = ["worse"]

_CAUSES = 2


def worse(effects: Effects, old: Study, new: Study) -> Iterator[Told]:
    """Everything that gets worse, in no order; what also fails the gate is among it."""
    yield from (_loop(new, each) for each in effects.waiting_loops if each.change == "added")
    later = [each for each in effects.needs if _is_later(each)]
    known = {(each.customer, each.provider) for each in later}
    worse_agreements = (each for each in effects.agreements if _is_worse(each, known))
    yield from (_agreement(new, each) for each in each_thing_once(worse_agreements))
    told = {(each.customer, each.provider) for each in effects.agreements if each.change == "broken"}
    for each in later:
        yield _later(old, new, each, missed="" if (each.customer, each.provider) in told else missed_by(old, new, each))
    yield from (_alone(old, new, each) for each in effects.reach if each.lost or _stops_more(each))
    yield from (
        _busy(new, each) for each in effects.load if each.overloaded_after and (each.after or 0) > (each.before or 0)
    )


def _is_later(need: NeedChange) -> bool:
    """Met later, or missed by more, or newly broken: of what was a need before."""
    return bool(need.later and need.later > 0) or need.missed_by_more or (need.newly_broken and need.before is not None)


def _is_worse(change: AgreementChange, later: Collection[tuple[str, str | None]]) -> bool:
    """A need that is missed by more is told where the end customer is served later."""
    if change.change == "by more":
        return change.kind != Kind.UNMET_NEED or (change.customer, change.provider) not in later
    return change.change == "broken"


def _stops_more(change: ReachChange) -> bool:
    return change.stand_in_after is False and (change.reach_after or 0) > (change.reach_before or 0)


def _span(each: LoopChange | AgreementChange | NeedChange | ReachChange | LoadChange) -> Span:
    return Span(each.file, each.line, 1, 1)


def _loop(new: Study, change: LoopChange) -> Told:
    loop = next(each for each in new.of(waiting_loops) if each.services == change.services)
    size = float(len(loop.services))
    if loop.certain:
        said, grave = said_of_loop(new, loop), Grave.NOBODY_STARTS
    else:
        names = listed([new.of(Words).the(new.step(node).party.id) for node in loop.services])
        said, grave = f"{sentence_case(names)} now serve each other; the map does not say who waits.", Grave.UNCLEAR
    return Told(grave, size, Sentence(said, loop.services[0], size, _span(change), "waiting-loop"))


def _agreement(new: Study, change: AgreementChange) -> Told:
    found = new.of(comparings)[change.key]
    said = f"{_said_of(new, found)} {_before(new, change)}"
    sentence = Sentence(
        said,
        change.customer or change.provider,
        hours(found.breach.taken),
        _span(change),
        change.kind.replace(" ", "-"),
    )
    if change.change == "by more":
        return Told(Grave.WIDER, 0.0, sentence)
    felt = bool(change.customer) and new.step(change.customer).party.id in new.ends
    return Told(Grave.FELT if felt else Grave.AGREED, float(-found.margin), sentence)


def _said_of(study: Study, found: Comparing) -> str:
    """The sentence of the analysis about the same breach."""
    if isinstance(found.about, ServicePromise):
        return said_of_promise(study, found.about, found.breach)
    return said_of_need(study, found.about, found.breach, study.of(_promises).get(found.about.link.provider))


def _promises(study: Study) -> dict[str, ServicePromise]:
    return {each.node: each for each in study.of(agreements).services}


def _before(new: Study, change: AgreementChange) -> str:
    before, words = change.before, new.of(Words)
    if before is None:
        return f"The {'promise' if 'promise' in change.kind else 'need'} is new."
    if before.taken is None or before.allowed is None or before.verdict == "undecided":
        return "Before, that could not be told."
    return f"Before: {words.time(before.taken)}, with {words.time(before.allowed)} allowed."


def _later(old: Study, new: Study, need: NeedChange, *, missed: str) -> Told:
    """`missed` is by how much it is too late, where no other sentence tells it."""
    later = need.later or 0
    said = f"{served(old, new, need)}{_because(new, need.causes) if later > 0 else ''}.{missed}"
    if need.learned:
        known = "that" if need.learned == later else f"{new.of(Words).time(need.learned)} of that"
        said += f" But {known} only comes from times that nobody had given before."
    weight = float(later - (need.learned or 0))
    sentence = Sentence(said, need.end_customer, hours(later), _span(need), "later")
    return Told(Grave.FELT if missed and not need.learned else Grave.LATER, weight, sentence)


def _because(new: Study, causes: tuple[Cause, ...]) -> str:
    told = [_cause(new, each) for each in causes[:_CAUSES]]
    more = [f"{len(causes) - _CAUSES} more on the way take longer"] if len(causes) > _CAUSES else []
    return f": {'; '.join([*told, *more])}" if told else ", as another chain is now the slowest"


def _cause(new: Study, each: Cause) -> str:
    """`the pay run from Jane takes 1 d instead of 4 h`."""
    words = new.of(Words)
    service = new.step(each.provider).service
    party = new.step(each.provider).party.id
    takes = words.things(each.provider, "takes", "take") if service else words.verb(party, "takes", "take")
    what, time = words.thing_of(each.provider), words.time(each.after or 0)
    return f"{what} {takes} {time}" + (
        f" instead of {words.time(each.before)}" if each.before is not None else ", and is newly waited for"
    )


def _alone(old: Study, new: Study, change: ReachChange) -> Told:
    outage = new.of(_outages)[change.party]
    said = f"{if_away(new, outage)}; the map names no stand-in. {_how_it_was(old, new, change)}"
    number = float(change.reach_after or 0)
    sentence = Sentence(said, change.party, number, _span(change), "no-stand-in")
    return Told(Grave.ALONE if change.lost else Grave.WIDER, number, sentence)


def _how_it_was(old: Study, new: Study, change: ReachChange) -> str:
    """Why that is news: who stood in, who was there, how many stopped."""
    if change.reach_before is None:
        words = new.of(Words)
        return f"{sentence_case(words.the(change.party))} {words.verb(change.party, 'is', 'are')} new on the map."
    names = [old.of(Words).the(each) for each in old.of(_stand_ins).get(change.party, ())]
    if not change.reach_before:
        return f"Before, nobody did{f': {listed(names)} stood in' if names else ''}."
    if change.stand_in_before is False or change.reach_before != change.reach_after:
        return f"Before, {counted(change.reach_before, 'other')} did."
    stood = f"{listed(names)} stood in for part of it" if names else "the map did not say that there is only one"
    return f"Before, {stood}."


def _stand_ins(study: Study) -> dict[str, list[str]]:
    """Who stands in for a party with anything."""
    found: dict[str, set[str]] = {}
    for step in map(study.step, study.services):
        found.setdefault(step.party.id, set()).update(step.backup)
    return {party: sorted(names - {party}) for party, names in found.items()}


def _outages(study: Study) -> dict[str, Outage]:
    return {each.party: each for each in study.of(outages).parties}


def _busy(new: Study, change: LoadChange) -> Told:
    share = change.after or 0.0
    was = "Before, nobody could tell." if change.before is None else f"Before: {format_share(change.before)}."
    said = f"{said_of_load(new, new.of(loads)[change.party], share)} {was}"
    return Told(Grave.BUSY, share, Sentence(said, change.party, share, _span(change), "overloaded"))
