"""What a change does, in words: what gets worse, what gets better, and how it was before.

Staff are served 4 h later, after 2 d instead of 1 d 4 h: the pay run from Jane takes 1 d instead of 4 h.
"""

from __future__ import annotations

from collections.abc import Sequence

from icmap.measures.agreements import Kind, ServicePromise
from icmap.measures.changes.agreements import AgreementChange, Comparing
from icmap.measures.changes.loads import LoadChange
from icmap.measures.changes.needs import Cause, NeedChange, NeedSide
from icmap.measures.changes.outages import ReachChange
from icmap.measures.load import Load
from icmap.measures.loops import WaitingLoop
from icmap.measures.needs import needs
from icmap.measures.outages import Outage
from icmap.model.quantities import format_share
from icmap.wording.lists import counted
from icmap.wording.load import busy
from icmap.wording.loop import members
from icmap.wording.names import Words, sentence
from icmap.wording.need import broken_if_kept
from icmap.wording.outage import if_away
from icmap.wording.promise import broken_need, broken_promise

__all__ = [
    "NOTHING_WORSE", "busier", "later", "less_busy", "lost_stand_in", "mended", "need_named", "no_longer_waiting", "sooner", "stood_in", "worse_kept",
]  # fmt: skip

NOTHING_WORSE = "nothing gets worse, as far as the map says"

_CAUSES = 2


def later(old: Words, new: Words, need: NeedChange, *, with_need: bool) -> str:
    """That a need is met later or missed by more, why, and how much of it only was not known before.

    `with_need`: also by how much it is too late, where no other sentence says so.
    """
    late = need.later or 0
    because = _because(new, need.causes) if late > 0 else ""
    learned = ""
    if need.learned:
        known = "that" if need.learned == late else f"{new.time(need.learned)} of that"
        learned = f"but {known} only comes from times that nobody had given before"
    missed = _missed_by(old, new, need) if with_need else ""
    return sentence(f"{_served(old, new, need)}{because}", missed, learned)


def sooner(old: Words, new: Words, need: NeedChange) -> str:
    """That a need is met sooner, or missed by less."""
    unsure = need.after and need.before and need.after.lower_bound and not need.before.lower_bound
    doubt = "but now not every time on the way is known" if unsure else ""
    return sentence(_served(old, new, need), _missed_by(old, new, need), doubt)


def _served(old: Words, new: Words, need: NeedChange) -> str:
    """`staff are served 4 h later, after 4 d instead of 3 d 4 h`; of several needs also which one."""
    after = _arrival(new, need.after)
    if not need.later:
        what = _what(new, need)
        who = new.the(need.end_customer)
        served = f"{what} for {who} is there" if what else f"{who} {new.verb(need.end_customer, 'is', 'are')} served"
        return f"{served} after {after}, as before"
    by = f"{new.time(max(need.later, -need.later))} {'later' if need.later > 0 else 'sooner'}"
    before = _arrival(old, need.before)
    return f"{_subject(new, need)} {by}, after {after}" + (f" instead of {before}" if before != after else "")


def _arrival(words: Words, side: NeedSide | None) -> str:
    return "" if side is None else words.time(side.arrival or 0, at_least=side.lower_bound)


def _subject(new: Words, need: NeedChange) -> str:
    """`staff are served`, or `the status update from ops reaches the merchants`."""
    end, what = new.the(need.end_customer), _what(new, need)
    if not what:
        return f"{end} {new.verb(need.end_customer, 'is served', 'are served')}"
    verb = new.things(need.provider or "", "reaches", "reach") if need.provider in new.study.steps else "reaches"
    return f"{what} {verb} {end}"


def _what(new: Words, need: NeedChange) -> str:
    """What is needed; empty where it is the only thing that the end customer needs, or has no name of its own."""
    if need.provider is None or _is_only(new, need):
        return ""
    return new.thing_of(need.provider) if need.provider in new.study.steps else f"all from {new.the(need.provider)}"


def _is_only(words: Words, need: NeedChange) -> bool:
    """Whether the end customer needs nothing else."""
    return sum(each.end == need.end_customer for each in words.study.of(needs)) <= 1


def need_named(words: Words, need: NeedChange) -> str:
    """A need in a table: the end customer, and what it gets where it has several needs."""
    name = words.study.name(need.end_customer)
    named = need.provider and need.provider in words.study.steps and not _is_only(words, need)
    return f"{name}: {words.thing(need.provider)}" if named and need.provider else name


def _missed_by(old: Words, new: Words, need: NeedChange) -> str:
    """By how much a need that is broken is missed, and was; empty for one that is kept."""
    before, after = need.before, need.after
    if after is None or not after.within or not need.is_missed:
        return ""
    was = "" if need.newly_broken or before is None else f" instead of {old.time(-(before.margin or 0))}"
    by = new.time(-(after.margin or 0))
    return f"it is needed within {new.time(after.within)}: that is missed by {by}{was}"


def _because(new: Words, causes: Sequence[Cause]) -> str:
    parts = [_cause(new, each) for each in causes[:_CAUSES]]
    more = [f"{len(causes) - _CAUSES} more on the way take longer"] if len(causes) > _CAUSES else []
    return f": {'; '.join([*parts, *more])}" if parts else ", as another chain is now the slowest"


def _cause(new: Words, each: Cause) -> str:
    """`the pay run from Jane takes 1 d instead of 4 h`."""
    takes = f"{new.thing_of(each.provider)} {new.verb_of(each.provider, 'takes', 'take')} {new.time(each.after or 0)}"
    return takes + (f" instead of {new.time(each.before)}" if each.before is not None else ", and is newly waited for")


def worse_kept(new: Words, change: AgreementChange, found: Comparing, promise: ServicePromise | None) -> str:
    """That a need or promise is newly broken, or by more; `promise` is that of the provider."""
    if isinstance(found.about, ServicePromise):
        said = broken_promise(new, found.about.node, found.breach)
    else:
        chain = found.breach.chain
        said = broken_if_kept(new, chain) if chain else broken_need(new, found.about, found.breach, promise)
    return f"{said}. {sentence(_before(new, change))}"


def _before(new: Words, change: AgreementChange) -> str:
    before = change.before
    if before is None:
        return f"the {'promise' if 'promise' in change.kind else 'need'} is new"
    if before.taken is None or before.allowed is None or before.verdict == "undecided":
        return "before, that could not be said"
    return f"before: {new.time(before.taken)}, with {new.time(before.allowed)} allowed"


def mended(old: Words, new: Words, change: AgreementChange) -> str:
    """That a need, promise or chain is no longer broken, or no longer stated."""
    now, what = change.after, _need_named(old, change) if change.customer else _promise_named(old, change)
    if now is not None and now.verdict == "undecided":
        return f"it is no longer certain that {what} is broken"
    if now is None or now.taken is None or now.allowed is None:
        return f"{what} is no longer {'asked for' if change.customer else 'made or measured'}"
    is_met = "is kept" if not change.customer or change.kind == Kind.BROKEN_CHAIN else "is met"
    return f"{what} {is_met} now: {new.time(now.taken)}, with {new.time(now.allowed)} allowed"


def _need_named(old: Words, change: AgreementChange) -> str:
    customer = old.the(old.study.step(change.customer).party.id)
    what = "the chain of promises to" if change.kind == Kind.BROKEN_CHAIN else "the need of"
    return f"{what} {customer} for {old.thing_of(change.provider)}"


def _promise_named(old: Words, change: AgreementChange) -> str:
    step = old.study.step(change.provider)
    return f"the promise of {old.the(step.party.id)}" + (f" about {old.thing(change.provider)}" if step.service else "")


def no_longer_waiting(old: Words, loop: WaitingLoop) -> str:
    """That a waiting loop is gone."""
    parties = members(old, loop)
    names = old.parties(parties)
    return f"{f'the services of {names}' if len(parties) == 1 else names} no longer wait for one another"


def lost_stand_in(old: Words, new: Words, change: ReachChange, outage: Outage, stood: Sequence[str]) -> str:
    """That a party has no stand-in, or stops more than before; `stood` are those who stood in for any part of it."""
    return f"{if_away(new, outage)}. {sentence(_how_it_was(old, new, change, stood))}"


def _how_it_was(old: Words, new: Words, change: ReachChange, stood: Sequence[str]) -> str:
    if change.reach_before is None:
        return f"{new.the(change.party)} {new.verb(change.party, 'is', 'are')} new on the map"
    if not change.reach_before:
        return f"before, nobody did{f': {old.parties(stood)} stood in' if stood else ''}"
    if change.stand_in_before is False or change.reach_before != change.reach_after:
        return f"before, {counted(change.reach_before, 'other')} did"
    return f"before, {f'{old.parties(stood)} stood in for part of it' if stood else 'the map did not say that there is only one'}"


def stood_in(old: Words, new: Words, change: ReachChange) -> str:
    """That a party without a stand-in has one, has gone, or no longer matters."""
    before = change.reach_before or 0
    if change.reach_after is None:
        who = f"{old.the(change.party)} {old.verb(change.party, 'is', 'are')} no longer on the map"
        return f"{who}; {counted(before, 'other')} stopped without, and the map named no stand-in"
    who = new.the(change.party)
    if not change.stand_in_after and change.end_customers_after:
        return f"{who} is no longer one of a kind"
    now = "the map names who stands in" if change.end_customers_after else "no end customer stops any more"
    away = new.verb(change.party, "is", "are")
    return f"if {who} {away} away, {now}; before, {counted(before, 'other')} did, and nobody stood in"


def busier(new: Words, change: LoadChange, load: Load) -> str:
    """That a party is asked for too much, or for more of that."""
    was = "before, nobody could say" if change.before is None else f"before: {format_share(change.before)}"
    return f"{busy(new, load)}. {sentence(was)}"


def less_busy(old: Words, change: LoadChange) -> str:
    """That a party is no longer asked for too much."""
    verb = old.verb(change.party, "is", "are")
    now = (
        "" if change.after is None else f": {format_share(change.after)} instead of {format_share(change.before or 0)}"
    )
    return f"{old.the(change.party)} {verb} no longer asked for too much{now}"
