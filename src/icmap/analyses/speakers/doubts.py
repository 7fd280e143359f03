"""Measured times that change an answer: whether a need is kept, or when it is met by more than a tenth."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from icmap.analyses.ranking import Hurt, Item, Sure
from icmap.locations import Span, span_of
from icmap.measures.calibration import Calibration, Moved, calibration
from icmap.measures.verdicts import Verdict
from icmap.model.quantities import hours
from icmap.study import Study
from icmap.wording import calibration as wording
from icmap.wording.names import Words

__all__ = ["doubts"]


def doubts(study: Study) -> Iterator[Item]:
    """One item per measured time that moves a need, with the need that it moves most."""
    for found in study.of(calibration):
        if found.moved:
            yield _item(study, found, found.moved[0])


def _item(study: Study, found: Calibration, moved: Moved) -> Item:
    words, party = study.of(Words), study.step(found.service).party.id
    return Item(
        kind="calibration",
        about="calibration",
        subject=party,
        covers=(("promise", found.service), ("need", moved.need.key)),
        hurt=Hurt.END_NOW if moved.need.verdict is Verdict.BROKEN else Hurt.END_THEN,
        bad=_bad(moved),
        weight=moved.need.weight,
        sure=Sure.MEASURED,
        span=_actual(study, found.service),
        clause=partial(wording.doubt, words, found, moved),
        lever=partial(wording.check, words, found.widest) if found.widest else None,
        number=hours(moved.arrival),
        need=moved.need.key,
        end=moved.need.end,
    )


def _bad(moved: Moved) -> float:
    """How much too late the need is then, or is now; else by which part its arrival moves."""
    need = moved.need
    if need.within and need.clock == "start" and moved.verdict is Verdict.BROKEN:
        return float(1 - need.within.time / moved.arrival)
    if need.verdict is Verdict.BROKEN:
        return need.excess
    before, after = float(need.arrival or 0), float(moved.arrival)
    return abs(after - before) / max(before, after, 1.0)


def _actual(study: Study, node: str) -> Span:
    step = study.step(node)
    return span_of(step.service if step.service and step.service.actual else step.party, "actual")
