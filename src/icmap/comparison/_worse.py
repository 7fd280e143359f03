"""What gets worse, in sentences: who waits in a circle, what comes late, who has no stand-in, who is asked too much."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.comparison._agreements import AgreementChange, Comparing, comparings, each_thing_once
from icmap.comparison._compare import Effects
from icmap.comparison._loads import LoadChange
from icmap.comparison._loops import LoopChange
from icmap.comparison._outages import ReachChange
from icmap.comparison._spoken import Grave, Told
from icmap.comparison._times import Cause, EndChange
from icmap.document import Sentence
from icmap.locations import Span
from icmap.measures.agreements import ServicePromise, agreements
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
    yield from (_agreement(new, each) for each in each_thing_once(filter(_is_worse, effects.agreements)))
    yield from (_later(old, new, each) for each in effects.end_customers if each.later is not None and each.later > 0)
    yield from (_alone(old, new, each) for each in effects.reach if each.lost or _stops_more(each))
    yield from (
        _busy(new, each) for each in effects.load if each.overloaded_after and (each.after or 0) > (each.before or 0)
    )


def _is_worse(change: AgreementChange) -> bool:
    """A need from the start that is missed by more is told where the end customer is served later."""
    return change.change == "broken" or (change.change == "by more" and change.clock == "request")


def _stops_more(change: ReachChange) -> bool:
    return change.stand_in_after is False and (change.reach_after or 0) > (change.reach_before or 0)


def _span(each: LoopChange | AgreementChange | EndChange | ReachChange | LoadChange) -> Span:
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


def _later(old: Study, new: Study, end: EndChange) -> Told:
    words, later = new.of(Words), end.later or 0
    who = sentence_case(words.the(end.end_customer))
    served = words.verb(end.end_customer, "is served", "are served")
    before = ("at least " if end.lower_bound_before else "") + old.of(Words).time(end.before or 0)
    after = ("at least " if end.lower_bound_after else "") + words.time(end.after or 0)
    instead = f" instead of {before}" if before != after else ""  # months are told with one decimal
    said = f"{who} {served} {words.time(later)} later, after {after}{instead}{_because(new, end.causes)}."
    if end.learned:
        known = "that" if end.learned == later else f"{words.time(end.learned)} of that"
        said += f" But {known} only comes from times that nobody had given before."
    weight = float(later - (end.learned or 0))
    return Told(Grave.LATER, weight, Sentence(said, end.end_customer, hours(later), _span(end), "later"))


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
