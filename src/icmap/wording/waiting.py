"""Who waits in a circle.

Runtime and login each need the other to start; after a full outage neither comes back by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from icmap.measures.loops import WaitingLoop, waiting_loops
from icmap.measures.outages import outages
from icmap.study import Study
from icmap.wording._candidate import Candidate, Evidence, Hit
from icmap.wording.words import Words, listed, sentence_case

__all__ = ["said_of_loop", "waiting"]

_SHOWN = 5


def waiting(study: Study) -> Iterator[Candidate]:
    """One candidate per certain waiting loop; all weigh the same."""
    stopping = {each.party for each in study.of(outages).parties if each.end_customer_count}
    for loop in study.of(waiting_loops):
        if loop.certain:
            yield Candidate(
                partial(said_of_loop, study, loop),
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


def said_of_loop(study: Study, loop: WaitingLoop) -> str:
    """A certain loop in a sentence."""
    words = study.of(Words)
    parties = sorted({study.step(node).party.id for node in loop.services})
    if len(parties) == 1:
        things = listed([study.step(node).node.partition("/")[2] for node in loop.services])
        return f"At {words.the(parties[0])}, {things} each need the other to start; neither can ever begin."
    if len(parties) == 2:
        return (
            f"{sentence_case(words.the(parties[0]))} and {words.the(parties[1])} each need the other to start; "
            "after a full outage neither comes back by itself."
        )
    ring = [words.the(study.step(link.customer).party.id) for link in loop.example]
    waits = ", that waits for ".join([*ring[1:_SHOWN], *(["others"] if len(ring) > _SHOWN else []), ring[0]])
    return f"{sentence_case(ring[0])} waits for {waits}: none of the {len(parties)} can start first."
