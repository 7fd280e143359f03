"""Whose customers are not content."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from icmap.analyses.ranking import Hurt, Item, Sure
from icmap.analyses.speakers._shares import hurt_on_the_way, weight_of
from icmap.measures.scores import ProviderScore, scores
from icmap.study import Study
from icmap.wording.names import Words
from icmap.wording.rating import dissatisfied

__all__ = ["dissatisfaction"]


def dissatisfaction(study: Study) -> Iterator[Item]:
    """One item per provider whose score, on enough answers, lies below the midpoint."""
    survey = study.org.survey
    for provider, score in study.of(scores).items():
        if score.dissatisfied and score.rating.score is not None:
            direct = _direct(study, score)
            yield Item(
                kind="dissatisfied-customers",
                about="dissatisfied-customers",
                subject=provider,
                covers=(("party", provider),),
                hurt=Hurt.END_NOW if direct else hurt_on_the_way(study, provider),
                bad=(survey.midpoint - score.rating.score) / (survey.midpoint - float(survey.low)),
                weight=direct or weight_of(study, provider),
                sure=Sure.MEASURED,
                span=score.dependencies[0].span,
                clause=partial(dissatisfied, study.of(Words), score),
                number=score.rating.score,
            )


def _direct(study: Study, score: ProviderScore) -> int:
    """The greatest importance of what an end customer itself rates below the midpoint; 0 where none does."""
    below = (
        each.importance
        for each in score.dependencies
        if each.customer in study.end_set
        and each.dependency.satisfaction is not None
        and (each.dependency.satisfaction.score or 0) < study.org.survey.midpoint
    )
    return max(below, default=0)
