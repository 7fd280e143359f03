"""When a need is met, before and after, in words; the same for what gets later and what gets sooner."""

from __future__ import annotations

from icmap.comparison._needs import NeedChange, NeedSide
from icmap.measures.needs import needs
from icmap.study import Study
from icmap.wording.words import Words, sentence_case

__all__ = ["is_only_need", "missed_by", "served"]


def served(old: Study, new: Study, need: NeedChange) -> str:
    """`Staff are served 4 h later, after 4 d instead of 3 d 4 h`; of several needs also which one. Without full stop."""
    words, end = new.of(Words), need.end_customer
    after = _arrival(new, need.after)
    if not need.later:
        what = _what(new, need) or words.the(end)
        verb = (
            words.verb(end, "is served", "are served") if what == words.the(end) else f"for {words.the(end)} is there"
        )
        return f"{sentence_case(what)} {verb} after {after}, as before"
    change = f"{words.time(need.later if need.later > 0 else -need.later)} {'later' if need.later > 0 else 'sooner'}"
    before = _arrival(old, need.before)
    instead = f" instead of {before}" if before != after else ""  # months are told with one decimal
    return f"{_subject(new, need)} {change}, after {after}{instead}"


def _arrival(study: Study, side: NeedSide | None) -> str:
    if side is None:
        return ""
    return ("at least " if side.lower_bound else "") + study.of(Words).time(side.arrival or 0)


def _subject(new: Study, need: NeedChange) -> str:
    """`Staff are served`, or `The status update from ops reaches the merchants`."""
    words, end = new.of(Words), need.end_customer
    what = _what(new, need)
    if not what:
        return f"{sentence_case(words.the(end))} {words.verb(end, 'is served', 'are served')}"
    verb = words.things(need.provider or "", "reaches", "reach") if need.provider in new.steps else "reaches"
    return f"{sentence_case(what)} {verb} {words.the(end)}"


def _what(new: Study, need: NeedChange) -> str:
    """What is needed; '' where it is the only thing that the end customer needs, or has no name of its own."""
    if need.provider is None or is_only_need(new, need):
        return ""
    words = new.of(Words)
    return words.thing_of(need.provider) if need.provider in new.steps else f"all from {words.the(need.provider)}"


def is_only_need(study: Study, need: NeedChange) -> bool:
    """Whether the end customer needs nothing else."""
    return sum(each.end == need.end_customer for each in study.of(needs)) <= 1


def missed_by(old: Study, new: Study, need: NeedChange) -> str:
    """By how much a need that is broken is missed, and was; '' for one that is kept. A sentence of its own."""
    before, after = need.before, need.after
    if after is None or not after.within or not need.is_missed:
        return ""
    words = new.of(Words)
    by = words.time(-(after.margin or 0))
    was = "" if need.newly_broken or before is None else f" instead of {old.of(Words).time(-(before.margin or 0))}"
    return f" It is needed within {words.time(after.within)}: that is missed by {by}{was}."
