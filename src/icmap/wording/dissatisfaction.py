"""Whose customers are not content.

14 answers rate the porters' responsiveness 1.8 of 5.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from icmap.graph import nodes_of
from icmap.measures.scores import ProviderScore, Rating, scores
from icmap.measures.slack import slacks
from icmap.model.quantities import format_number
from icmap.study import Study
from icmap.wording._candidate import Candidate, Evidence, Hit
from icmap.wording.words import Words, sentence_case

__all__ = ["dissatisfaction", "verdict"]


def dissatisfaction(study: Study) -> Iterator[Candidate]:
    """One candidate per provider below the midpoint; the weight is how far below, and how important it is."""
    words = study.of(Words)
    for provider, score in study.of(scores).items():
        told = verdict(study, provider)
        if score.dissatisfied and told:
            yield Candidate(
                partial(_sentence, words, told, score),
                subject=provider,
                about="dissatisfied-customers",
                number=score.rating.score,
                span=score.dependencies[0].dependency.span,
                hits=_hit(study, score),
                evidence=Evidence.MEASURED,
                weight=_weight(study, score),
                things=(("satisfaction", provider),),
            )


def _sentence(words: Words, told: str, score: ProviderScore) -> str:
    return f"{sentence_case(told)}: {_who(words, score)}."


def _who(words: Words, score: ProviderScore) -> str:
    customers = sorted({each.dependency.customer for each in score.dependencies})
    if len(customers) == 1:
        return f"{words.the(customers[0])} {words.verb(customers[0], 'is', 'are')} not content"
    return f"its {len(customers)} customers are not content"


def _hit(study: Study, score: ProviderScore) -> Hit:
    """On the way where an end customer answered or waits for the provider."""
    if any(each.dependency.customer in study.end_set for each in score.dependencies):
        return Hit.ON_THE_WAY
    floats = (study.of(slacks).services.get(node) for node in nodes_of(study.org.parties[score.provider]))
    return Hit.ON_THE_WAY if any(each and each.critical for each in floats) else Hit.ELSEWHERE


def verdict(study: Study, provider: str, *, whose: str = "") -> str:
    """`14 answers rate the pharmacy's responsiveness 1.8 of 5`; empty where no score may be told, or all are good."""
    score = study.of(scores).get(provider)
    if score is None or not score.rating.enough or score.rating.score is None:
        return ""
    aspect, number = _worst(score.rating)
    if number >= study.org.survey.midpoint:
        return ""
    name = study.of(Words).the(provider)
    what = f"{whose or _possessive(name)} {aspect}" if aspect else name
    return (
        f"{score.rating.answers} answers rate {what} {format_number(number)} of {format_number(study.org.survey.high)}"
    )


def _worst(rating: Rating) -> tuple[str, float]:
    aspects = {name: getattr(rating, name) for name in ("communication", "productivity", "responsiveness")}
    known = sorted((score, name) for name, score in aspects.items() if score is not None)
    return (known[0][1], known[0][0]) if known else ("", rating.score or 0.0)


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _weight(study: Study, score: ProviderScore) -> float:
    survey = study.org.survey
    below = survey.midpoint - (score.rating.score or survey.midpoint)
    return below / float(survey.high - survey.low) * score.weight / 4
