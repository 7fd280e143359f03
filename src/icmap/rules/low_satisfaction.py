"""Customers rate a provider below the middle of the scale.

The mean of all its customers' scores, weighted by importance, is below the midpoint of the survey's scale, and enough
people have answered. Scores of fewer than `min_answers` are never shown: they may be one person's opinion. It is a
*warning* where an end customer is among those who rate it below the middle; otherwise a *note*.

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
from icmap.measures.scores import ProviderScore, scores
from icmap.model.quantities import format_number
from icmap.rules._rule import Check, Problem, Scope
from icmap.text.characters import quoted
from icmap.wording import findings

__all__ = ["CHECK"]


def find(scope: Scope) -> Iterator[Problem]:
    """A problem for each provider with enough answers below the midpoint."""
    for score in scope.study.of(scores).values():
        if score.dissatisfied and score.rating.score is not None:
            yield _problem(scope, score, score.rating.score)


def _problem(scope: Scope, score: ProviderScore, rated: float) -> Problem:
    shown = [(each.rating.score, each.dependency) for each in score.dependencies if each.rating.score is not None]
    shown.sort(key=lambda pair: (pair[0], pair[1].span[:3]))
    places = [
        Related(span_of(each, "satisfaction"), f"{quoted(each.customer)} rates it {format_number(own)}")
        for own, each in shown
    ]
    ends, midpoint = scope.study.end_set, scope.org.survey.midpoint
    hurt = any(own < midpoint and each.customer in ends for own, each in shown)
    return Problem(
        findings.low_rating(score, scope.org.survey),
        places[0].span if places else scope.org.parties[score.provider].span,
        "ask those who answered what they need, and both ends the same questions",
        related=tuple(places[1:]),
        subjects=(score.provider,),
        number=round(midpoint - rated, 6),
        severity=Severity.WARNING if hurt else Severity.NOTE,
    )


CHECK = Check("low-satisfaction", Severity.WARNING, find, mildest=Severity.NOTE)
