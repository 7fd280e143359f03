"""Waiting loops that are certain: nobody in them can start."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from icmap.analyses.ranking import Hurt, Item, Sure
from icmap.analyses.speakers._shares import weight_of_node
from icmap.measures.loops import waiting_loops
from icmap.measures.on_the_way import on_the_way
from icmap.study import Study
from icmap.wording.loop import certain
from icmap.wording.names import Words

__all__ = ["loops"]


def loops(study: Study) -> Iterator[Item]:
    """One item per certain loop."""
    for loop in study.of(waiting_loops):
        if loop.certain:
            on_way = any(node in study.of(on_the_way).services for node in loop.services)
            yield Item(
                kind="waiting-loop",
                about="waiting-loop",
                subject=loop.services[0],
                covers=tuple(("loop", node) for node in loop.services),
                hurt=Hurt.END_NOW if on_way else Hurt.OTHERS,
                bad=1.0,
                weight=max(weight_of_node(study, node) for node in loop.services),
                sure=Sure.STRUCTURAL,
                span=loop.example[0].span,
                clause=partial(certain, study.of(Words), loop),
                number=float(len(loop.services)),
            )
