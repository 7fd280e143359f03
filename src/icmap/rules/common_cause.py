"""Those who are meant to stand in for one another all stop when one other party stops.

Two suppliers to choose from, or somebody with a stand-in, look safe on the map. But if both rest on the same carrier, the
same system or the same team, there is no second way when that is out. Reported of alternatives and stand-ins on the way of
an end customer, with the nearest party that stops all of them: the carrier, not what the carrier rests on.

*Wrong*

```yaml
icmap: 1
parties:
  guests: {kind: external customer, depends_on: [kitchen]}
  kitchen: {kind: team, depends_on: [{any_of: [green grocer, market]}]}       # ← here
  green grocer: {kind: team, depends_on: [carrier]}
  market: {kind: team, depends_on: [carrier]}
  carrier: {kind: team}
```

*Right*

```yaml
icmap: 1
parties:
  guests: {kind: external customer, depends_on: [kitchen]}
  kitchen: {kind: team, depends_on: [{any_of: [green grocer, market]}]}
  green grocer: {kind: team, depends_on: [carrier]}
  market: {kind: team}
  carrier: {kind: team}
```

Also right: somebody who stands in for the carrier (`backup`).

Source: Fleming, K. & Mosleh, A. (1985), Classification and analysis of reactor operating experience involving dependent
events; Vesely, W. et al. (1981), Fault Tree Handbook, NUREG-0492.
"""

from __future__ import annotations

from collections.abc import Iterator

from icmap.diagnostics import Related, Severity
from icmap.locations import Span, span_of
from icmap.measures.common_cause import CommonCause, common_causes
from icmap.rules._rule import Check, Problem, Scope
from icmap.text.characters import quoted
from icmap.wording import findings

__all__ = ["CHECK"]


def find(scope: Scope) -> Iterator[Problem]:
    """A problem for each alternative and each party with stand-ins, with all that stops it."""
    for found in scope.study.of(common_causes):
        causes = [scope.org.parties[each] for each in found.causes]
        yield Problem(
            findings.common_cause(found, causes),
            _span(scope, found),
            f"find one that does without {quoted(found.causes[0])}, or name who stands in for it (backup: [...])",
            related=tuple(Related(each.span, "this stops all of them") for each in causes),
            subjects=(found.customer, *found.causes),
            number=float(found.count),
        )


def _span(scope: Scope, found: CommonCause) -> Span:
    return found.written.span if found.written else span_of(scope.org.parties[found.customer], "backup")


CHECK = Check("common-cause", Severity.WARNING, find)
