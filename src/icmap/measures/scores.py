"""How satisfied customers are with their providers, and which of these scores may be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import fsum
from typing import Literal

from icmap.encoding import Hidden, Inline
from icmap.locations import Span
from icmap.model import Dependency, Satisfaction, Survey
from icmap.model.quantities import Seconds
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["DependencyScore", "ProviderScore", "Quadrant", "Rating", "dependency_rating", "pair_rating", "scores"]

Quadrant = Literal["concentrate here", "keep up", "low priority", "possible overkill"]
"""Where a score stands among importance and performance (Martilla & James 1977)."""

_IMPORTANCE_MIDPOINT = 2.5


@dataclass(frozen=True, slots=True)
class Rating:
    """A score on the survey's scale, its aspects, and how many answered; None is unknown or hidden.

    `enough`: it rests on at least `min_answers` known answers, and may be called a finding. `hidden`: there are scores,
    but too few answers to show them.
    """

    score: float | None = None
    communication: float | None = None
    productivity: float | None = None
    responsiveness: float | None = None
    answers: int | None = None
    enough: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class DependencyScore:
    """What one customer thinks of one thing it gets; importance from 1 (low) to 4 (critical)."""

    dependency: Hidden[Dependency]
    rating: Inline[Rating]
    importance: int
    quadrant: Quadrant | None

    @property
    def customer(self) -> str:
        """Who rates."""
        return self.dependency.customer

    @property
    def service(self) -> str | None:
        """What is rated; None for all that the provider lists."""
        return self.dependency.service

    @property
    def span(self) -> Inline[Span]:
        """Where the score is written."""
        return self.dependency.span


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ProviderScore:
    """What all its customers think of a provider; importance is the mean over what they rated, from 1 to 4."""

    provider: str
    rating: Inline[Rating]
    importance: float
    quadrant: Quadrant | None
    dissatisfied: bool
    dependencies: tuple[DependencyScore, ...]


def scores(study: Study) -> Mapping[str, ProviderScore]:
    """Every provider that somebody rated, by its id in the party graph, sorted.

    The score is the mean weighted by importance (low 1 … critical 4) over the dependencies that hold now. Hidden is a
    score of fewer than `min_answers`, and one whose number of answers is not known where a single person stands at
    either end: it may be the opinion on, or of, one named person. Other scores of an unknown number are shown, but
    never `enough` for a finding. Hidden ones count in the sum only if together they have `min_answers`: otherwise
    the sum would tell them. *Dissatisfied*: enough answers, and below the midpoint of the scale.
    """
    found = {provider: _provider_score(study, provider) for provider in study.parties}
    return {provider: score for provider, score in found.items() if score is not None}


def pair_rating(study: Study, *, customer: str, provider: str) -> Rating:
    """What one customer thinks of one provider over all it gets from it; nothing where it gets or rates nothing."""
    return _rating(study, [_rated(study, customer, provider)])


def dependency_rating(study: Study, dependency: Dependency) -> Rating:
    """What one customer thinks of one thing it gets; nothing where it is not rated."""
    return _rating(study, [[dependency]] if _is_rated(dependency) else [])


def _provider_score(study: Study, provider: str) -> ProviderScore | None:
    if not any(_is_rated(each) for edge in study.parties.pred[provider].values() for each in edge["dependencies"]):
        return None
    by_customer = [_rated(study, customer, provider) for customer in sorted(study.parties.predecessors(provider))]
    rated = [each for pair in by_customer for each in pair]
    rating = _rating(study, by_customer)
    weight = fsum(_weight(each) for each in rated) / len(rated)
    dissatisfied = rating.enough and rating.score is not None and rating.score < study.org.survey.midpoint
    single = tuple(_dependency_score(study, each) for each in rated)
    return ProviderScore(
        provider=provider,
        rating=rating,
        importance=weight,
        quadrant=_quadrant(rating, weight, study.org.survey),
        dissatisfied=dissatisfied,
        dependencies=single,
    )


def _dependency_score(study: Study, dependency: Dependency) -> DependencyScore:
    rating, weight = dependency_rating(study, dependency), _weight(dependency)
    return DependencyScore(dependency, rating, weight, _quadrant(rating, weight, study.org.survey))


def _quadrant(rating: Rating, weight: float, survey: Survey) -> Quadrant | None:
    """The quadrant with the crosshairs at both midpoints; what stands on a line counts as high."""
    if rating.score is None:
        return None
    if weight >= _IMPORTANCE_MIDPOINT:
        return "keep up" if rating.score >= survey.midpoint else "concentrate here"
    return "possible overkill" if rating.score >= survey.midpoint else "low priority"


def _rated(study: Study, customer: str, provider: str) -> list[Dependency]:
    if not study.parties.has_edge(customer, provider):
        return []
    dependencies: Sequence[Dependency] = study.parties.edges[customer, provider]["dependencies"]
    return [each for each in dependencies if _is_rated(each)]


def _is_rated(dependency: Dependency) -> bool:
    return dependency.satisfaction is not None and dependency.satisfaction.score is not None


def _weight(dependency: Dependency) -> int:
    return int(dependency.importance) + 1


_ASPECTS: dict[str, Callable[[Satisfaction], float | None]] = {
    "score": lambda told: told.score,
    "communication": lambda told: _float(told.communication),
    "productivity": lambda told: _float(told.productivity),
    "responsiveness": lambda told: _float(told.responsiveness),
}


def _float(number: Seconds | None) -> float | None:
    return None if number is None else float(number)


def _rating(study: Study, by_customer: Iterable[Sequence[Dependency]]) -> Rating:
    """The rating over what each customer rated; each aspect stands on its own answers."""
    pairs = list(by_customer)
    pools = {aspect: _Pool(study, pairs, value) for aspect, value in _ASPECTS.items()}
    overall = pools["score"]
    means = {aspect: pool.mean for aspect, pool in pools.items()}
    enough = (overall.answers or 0) >= study.org.survey.min_answers
    hidden = any(pairs) and not overall.shown
    return Rating(answers=overall.answers, enough=enough, hidden=hidden, **means)


class _Pool:
    """The dependencies whose value of one aspect may go into a mean, and that mean.

    Customer by customer first, so that the mean over all never tells what the mean over one customer keeps back.
    """

    def __init__(
        self, study: Study, pairs: Iterable[Sequence[Dependency]], value: Callable[[Satisfaction], float | None]
    ) -> None:
        self._value = value
        self._least = study.org.survey.min_answers
        self.shown: list[Dependency] = []
        kept_back: list[Dependency] = []
        for pair in pairs:
            told = [each for each in pair if each.satisfaction and value(each.satisfaction) is not None]
            self.shown += [each for each in told if self._is_shown(study, each)]
            kept_back += self._together([each for each in told if not self._is_shown(study, each)])
        self._together(kept_back)

    def _is_shown(self, study: Study, dependency: Dependency) -> bool:
        answers = _answers(dependency)
        if answers is None:
            ends = (dependency.customer, dependency.provider)
            return not any(study.org.parties[party].is_one_person for party in ends)
        return answers >= self._least

    def _together(self, hidden: list[Dependency]) -> list[Dependency]:
        """Show the hidden ones with known answers if together they are enough; which stay hidden."""
        known = [each for each in hidden if _answers(each)]
        if not known or sum(_answers(each) or 0 for each in known) < self._least:
            return known
        self.shown += known
        return []

    @property
    def answers(self) -> int | None:
        known = [answers for each in self.shown if (answers := _answers(each)) is not None]
        return sum(known) if known else None

    @property
    def mean(self) -> float | None:
        if not self.shown:
            return None
        values = [self._value(each.satisfaction) or 0.0 for each in self.shown if each.satisfaction]
        weights = [_weight(each) for each in self.shown]
        return fsum(value * weight for value, weight in zip(values, weights, strict=True)) / sum(weights)


def _answers(dependency: Dependency) -> int | None:
    return dependency.satisfaction.answers if dependency.satisfaction else None
