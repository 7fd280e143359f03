"""Whose customers are not content.

14 answers rate the porters' responsiveness 1.8 of 5.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from icmap.analyses.speakers._candidate import Candidate, Evidence, Hit
from icmap.graph import nodes_of
from icmap.measures.scores import ProviderScore, scores
from icmap.measures.slack import slacks
from icmap.study import Study
from icmap.wording import rating
from icmap.wording.names import Words

__all__ = ["dissatisfaction"]


def dissatisfaction(study: Study) -> Iterator[Candidate]:
    """One candidate per provider below the midpoint; the weight is how far below, and how important it is."""
    words = study.of(Words)
    for provider, score in study.of(scores).items():
        if score.dissatisfied and rating.verdict(words, score):
            yield Candidate(
                partial(rating.dissatisfied, words, score),
                subject=provider,
                about="dissatisfied-customers",
                number=score.rating.score,
                span=score.dependencies[0].dependency.span,
                hits=_hit(study, score),
                evidence=Evidence.MEASURED,
                weight=_weight(study, score),
                things=(("satisfaction", provider),),
            )


def _hit(study: Study, score: ProviderScore) -> Hit:
    """On the way where an end customer answered or waits for the provider."""
    if any(each.dependency.customer in study.end_set for each in score.dependencies):
        return Hit.ON_THE_WAY
    floats = (study.of(slacks).services.get(node) for node in nodes_of(study.org.parties[score.provider]))
    return Hit.ON_THE_WAY if any(each and each.critical for each in floats) else Hit.ELSEWHERE


def _weight(study: Study, score: ProviderScore) -> float:
    survey = study.org.survey
    below = survey.midpoint - (score.rating.score or survey.midpoint)
    return below / float(survey.high - survey.low) * score.importance / 4
