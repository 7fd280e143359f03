"""Who waits in a circle.

Runtime and login each need the other to start; after a full outage neither comes back by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from icmap.analyses.speakers._candidate import Candidate, Evidence, Hit
from icmap.measures.loops import waiting_loops
from icmap.measures.outages import outages
from icmap.study import Study
from icmap.wording.loop import certain
from icmap.wording.names import Words

__all__ = ["waiting"]


def waiting(study: Study) -> Iterator[Candidate]:
    """One candidate per certain waiting loop; all weigh the same."""
    stopping = {each.party for each in study.of(outages).parties if each.end_customer_count}
    for loop in study.of(waiting_loops):
        if loop.certain:
            yield Candidate(
                partial(certain, study.of(Words), loop),
                subject=loop.services[0],
                about="waiting-loop",
                number=float(len(loop.services)),
                span=loop.example[0].dependency.span,
                hits=Hit.ON_THE_WAY
                if stopping & {study.step(node).party.id for node in loop.services}
                else Hit.ELSEWHERE,
                evidence=Evidence.STRUCTURAL,
                weight=1.0,
                things=tuple(("loop", node) for node in loop.services),
            )
