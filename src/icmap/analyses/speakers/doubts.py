"""Where measured times contradict the map, said before any computed time.

The map adds up to 12.6 d for the board pack; 6.5 d were measured. Check invoice approval (1 h to 10 d) before trusting any time
below.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from icmap.analyses.speakers._candidate import Candidate, Evidence, Hit
from icmap.graph import Step
from icmap.locations import Span, span_of
from icmap.measures.calibration import Calibration, calibration
from icmap.model.quantities import hours
from icmap.study import Study
from icmap.wording import calibration as wording
from icmap.wording.names import Words, sentence_case

__all__ = ["doubts"]


def doubts(study: Study) -> Iterator[Candidate]:
    """One candidate per measured time that is off; the weight is by how much, 1 for twice or half."""
    words = study.of(Words)
    for found in study.of(calibration):
        if found.off:
            step = study.step(found.service)
            yield Candidate(
                partial(_clause, words, found),
                subject=step.party.id,
                about="calibration",
                number=hours(found.computed),
                span=_actual(step),
                hits=Hit.FELT,
                evidence=Evidence.DOUBT,
                weight=1 - min(found.ratio or 0.0, 1 / found.ratio if found.ratio else 0.0),
                things=(("promise", found.service), *((kind, found.end) for kind in ("calibration", "late", "saving"))),
            )


def _clause(words: Words, found: Calibration) -> str:
    return f"{wording.doubt(words, found)}. {sentence_case(wording.check(words, found.widest))}"


def _actual(step: Step) -> Span:
    written = step.service if step.service and step.service.actual else step.party
    return span_of(written, "actual")
