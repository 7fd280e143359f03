"""Where measured times contradict the map, said before any computed time.

The map adds up to 12.6 d for the board pack; 6.5 d were measured. Check invoice approval (1 h to 10 d) before trusting any time
below.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from icmap.graph import Step
from icmap.locations import Span, span_of
from icmap.measures.calibration import Calibration, calibration
from icmap.model.quantities import Timed, hours
from icmap.study import Study
from icmap.wording._candidate import Candidate, Evidence, Hit
from icmap.wording.words import Words, sentence_case

__all__ = ["doubts"]


def doubts(study: Study) -> Iterator[Candidate]:
    """One candidate per measured time that is off and moves a need; the weight is by how much, 1 for twice or half."""
    words = study.of(Words)
    for found in study.of(calibration):
        if found.off and found.moved:
            step = study.step(found.service)
            yield Candidate(
                partial(_sentence, words, found, step.promise),
                subject=step.party.id,
                about="calibration",
                number=hours(found.computed),
                span=_actual(step),
                hits=Hit.FELT,
                evidence=Evidence.DOUBT,
                weight=1 - min(found.ratio or 0.0, 1 / found.ratio if found.ratio else 0.0),
                things=(
                    ("promise", found.service),
                    *((kind, found.moved[0].need.end) for kind in ("calibration", "late", "saving")),
                ),
            )


def _sentence(words: Words, found: Calibration, promise: Timed | None) -> str:
    computed = f"{'at least ' if found.lower_bound else ''}{words.time(found.computed)}"
    measured = words.time(found.measured)
    if found.clock == "start":
        return f"The map adds up to {computed} for {words.thing(found.service)}; {measured} were measured. {_check(words, found)}"
    missed = promise is not None and promise.clock == found.clock and promise.time < found.measured
    promised = f", {words.time(promise.time)} promised" if promise and missed else ""
    takes = words.verb_of(found.service, "takes", "take")
    return (
        f"{sentence_case(words.thing_of(found.service))} {takes} {computed} on this map; {measured} were measured{promised}. "
        "Settle which is right before trusting any time below."
    )


def _check(words: Words, found: Calibration) -> str:
    if found.widest is None:
        return "Check the chain below before trusting any time on this page."
    estimate = found.widest.estimate
    spread = f"{words.time(estimate.optimistic)} to {words.time(estimate.pessimistic)}"
    return f"Check {words.thing(found.widest.service)} ({spread}) before trusting any time below."


def _actual(step: Step) -> Span:
    written = step.service if step.service and step.service.actual else step.party
    return span_of(written, "actual")
