"""Situations, and shares of the cases, that break a need which is kept otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from icmap.analyses.ranking import Hurt, Item, Sure
from icmap.measures.needs import Need
from icmap.measures.situations import Case, NeedChange, situations
from icmap.model.quantities import hours
from icmap.study import Study
from icmap.wording import situation as wording
from icmap.wording.names import Words

__all__ = ["breaking_cases"]


def breaking_cases(study: Study) -> Iterator[Item]:
    """One item per case, with the need that it breaks worst."""
    for case in study.of(situations).cases:
        broken = [(each, each.after) for each in case.needs if each.breaks and each.after]
        if broken:
            yield _item(study, case, *max(broken, key=lambda each: each[1].excess * each[1].weight))


def _item(study: Study, case: Case, change: NeedChange, need: Need) -> Item:
    words = study.of(Words)
    return Item(
        kind="situation",
        about="situation",
        subject=case.name
        if case.kind == "situation" or change.cause is None
        else study.step(change.cause.service).party.id,
        covers=(("case", case.name), ("need", need.key)),
        hurt=Hurt.END_THEN,
        bad=need.excess,
        weight=need.weight,
        sure=Sure.COMPUTED,
        span=case.span,
        clause=partial(wording.breaks, words, case, need),
        lever=partial(wording.cause, words, change.cause) if change.cause else None,
        number=hours(need.taken.time) if need.taken else None,
        need=need.key,
        end=need.end,
    )
