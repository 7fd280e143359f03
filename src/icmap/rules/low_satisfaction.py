"""Customers rate a provider below the middle of the scale.

The mean of all its customers' scores, weighted by importance, is below the midpoint of the survey's scale, and enough
people have answered. Scores of fewer than `min_answers` are never told: they may be one person's opinion.

*Wrong*

```yaml
icmap: 1
parties:
  wards:
    kind: external customer
    depends_on:
      - pharmacy: {satisfaction: {responsiveness: 1.8, answers: 14}}       # ← here
  pharmacy: {kind: team}
```

*Right*

```yaml
icmap: 1
parties:
  wards:
    kind: external customer
    depends_on:
      - pharmacy: {satisfaction: {responsiveness: 3.8, answers: 14}}
  pharmacy: {kind: team}
```

Source: Martilla, J. & James, J. (1977), Importance-performance analysis.
"""

from __future__ import annotations

from collections.abc import Iterator

from icmap.diagnostics import Related, Severity
from icmap.locations import span_of
from icmap.measures.scores import DependencyScore, ProviderScore, scores
from icmap.model.quantities import format_number
from icmap.rules._rule import Check, NoOptions, Problem, Scope
from icmap.rules._words import RELATED, quoted

__all__ = ["CHECK"]


def find(scope: Scope, options: NoOptions) -> Iterator[Problem]:  # noqa: ARG001 - a rule's signature
    """A problem for each provider with enough answers below the midpoint."""
    for score in scope.study.of(scores).values():
        if score.dissatisfied and score.rating.score is not None:
            yield _problem(scope, score, score.rating.score)


def _problem(scope: Scope, score: ProviderScore, rated: float) -> Problem:
    survey = scope.org.survey
    shown = [each for each in score.dependencies if each.rating.score is not None]
    shown.sort(key=lambda each: (each.rating.score or 0.0, each.dependency.span[:3]))
    span = span_of(shown[0].dependency, "satisfaction") if shown else scope.org.parties[score.provider].span
    return Problem(
        f"{score.rating.answers} answers rate {quoted(score.provider)} {format_number(rated)} of"
        f" {format_number(survey.high)}, below the middle of the scale ({format_number(survey.midpoint)})",
        span,
        "ask those who answered what they need, and both ends the same questions",
        tuple(_place(each) for each in shown[1 : RELATED + 1]),
        (score.provider,),
        round(survey.midpoint - rated, 6),
    )


def _place(score: DependencyScore) -> Related:
    told = f"{quoted(score.dependency.customer)} rates it {format_number(score.rating.score or 0)}"
    return Related(span_of(score.dependency, "satisfaction"), told)


CHECK = Check("low-satisfaction", Severity.NOTE, __doc__, find)
