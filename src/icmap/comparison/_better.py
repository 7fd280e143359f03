"""What gets better, in sentences: what is mended, who is served sooner, who has a stand-in now."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.comparison._agreements import AgreementChange, each_thing_once
from icmap.comparison._compare import Effects
from icmap.comparison._loads import LoadChange
from icmap.comparison._loops import LoopChange
from icmap.comparison._needs import NeedChange
from icmap.comparison._outages import ReachChange
from icmap.comparison._served import missed_by, served
from icmap.comparison._spoken import Grave, Told
from icmap.document import Sentence
from icmap.locations import Span
from icmap.measures.agreements import Kind
from icmap.model.quantities import format_share, hours
from icmap.study import Study
from icmap.wording.words import Words, listed, sentence_case

__all__ = ["better"]


def better(effects: Effects, old: Study, new: Study) -> Iterator[Told]:
    """Everything that gets better, in no order."""
    yield from (_loop(old, each) for each in effects.waiting_loops if each.change == "removed")
    mended = each_thing_once(each for each in effects.agreements if each.change == "mended")
    yield from (_mended(old, new, each) for each in mended)
    yield from (_sooner(old, new, each) for each in effects.needs if _is_sooner(each))
    yield from (_stood_in(old, new, each) for each in effects.reach if each.found)
    yield from (_less_busy(old, each) for each in effects.load if each.overloaded_before and not each.overloaded_after)


def _is_sooner(need: NeedChange) -> bool:
    return bool(need.later and need.later < 0) or (need.missed_by_less and not (need.later and need.later > 0))


def _loop(old: Study, loop: LoopChange) -> Told:
    names = listed(
        [old.of(Words).the(each) for each in dict.fromkeys(old.step(node).party.id for node in loop.services)]
    )
    alone = len({old.step(node).party.id for node in loop.services}) == 1
    said = f"The services of {names} no longer wait" if alone else f"{sentence_case(names)} no longer wait"
    sentence = Sentence(f"{said} for one another.", loop.services[0], None, _span(loop), "waiting-loop")
    return Told(Grave.NOBODY_STARTS if loop.certain else Grave.UNCLEAR, float(len(loop.services)), sentence)


def _span(each: LoopChange | AgreementChange | NeedChange | ReachChange | LoadChange) -> Span:
    return Span(each.file, each.line, 1, 1)


def _mended(old: Study, new: Study, change: AgreementChange) -> Told:
    said = _said_of_promise(old, change) if not change.customer else _said_of_need(old, change)
    now, words = change.after, new.of(Words)
    if now is not None and now.verdict == "undecided":
        said = f"It is no longer certain that {said[:1].lower()}{said[1:]} is broken."
    elif now is None or now.taken is None or now.allowed is None:
        said = f"{said} is no longer asked for." if change.customer else f"{said} is no longer made or measured."
    else:
        is_met = "is kept" if not change.customer or change.kind == Kind.BROKEN_CHAIN else "is met"
        said = f"{said} {is_met} now: {words.time(now.taken)}, with {words.time(now.allowed)} allowed."
    about = change.kind.replace(" ", "-")
    grave = Grave.FELT if change.customer and old.step(change.customer).party.id in old.ends else Grave.AGREED
    return Told(grave, 0.0, Sentence(said, change.customer or change.provider, None, _span(change), about))


def _said_of_need(old: Study, change: AgreementChange) -> str:
    words = old.of(Words)
    customer = words.the(old.step(change.customer).party.id)
    what = "The chain of promises" if change.kind == Kind.BROKEN_CHAIN else "The need"
    to = "to" if change.kind == Kind.BROKEN_CHAIN else "of"
    return f"{what} {to} {customer} for {words.thing_of(change.provider)}"


def _said_of_promise(old: Study, change: AgreementChange) -> str:
    words, step = old.of(Words), old.step(change.provider)
    party = words.the(step.party.id)
    return f"The promise of {party}" + (f" about {words.thing(change.provider)}" if step.service else "")


def _sooner(old: Study, new: Study, need: NeedChange) -> Told:
    said = f"{served(old, new, need)}.{missed_by(old, new, need)}"
    if need.after and need.before and need.after.lower_bound and not need.before.lower_bound:
        said += " But now not every time on the way is known."
    sentence = Sentence(said, need.end_customer, hours(need.later), _span(need), "later")
    return Told(Grave.LATER, float(-(need.later or 0)), sentence)


def _stood_in(old: Study, new: Study, change: ReachChange) -> Told:
    stopped = "1 other" if change.reach_before == 1 else f"{change.reach_before} others"
    if change.reach_after is None:
        who = sentence_case(old.of(Words).the(change.party))
        leaves = old.of(Words).verb(change.party, "is", "are")
        said = f"{who} {leaves} no longer on the map; {stopped} stopped without, and the map named no stand-in."
    else:
        words = new.of(Words)
        who = sentence_case(words.the(change.party))
        away = words.verb(change.party, "is", "are")
        now = "no end customer stops any more" if not change.end_customers_after else "the map names who stands in"
        said = f"If {words.the(change.party)} {away} away, {now}; before, {stopped} did, and nobody stood in."
        said = said if change.stand_in_after or not change.end_customers_after else f"{who} is no longer one of a kind."
    number = float(change.reach_before or 0)
    return Told(Grave.ALONE, number, Sentence(said, change.party, number, _span(change), "no-stand-in"))


def _less_busy(old: Study, change: LoadChange) -> Told:
    who = sentence_case(old.of(Words).the(change.party))
    verb = old.of(Words).verb(change.party, "is", "are")
    now = (
        "" if change.after is None else f": {format_share(change.after)} instead of {format_share(change.before or 0)}"
    )
    said = f"{who} {verb} no longer asked for too much{now}."
    return Told(
        Grave.BUSY, change.before or 0.0, Sentence(said, change.party, change.after, _span(change), "overloaded")
    )
