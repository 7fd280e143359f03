"""An entry that was last looked at long ago.

A party or dependency says `reviewed`, and that was more than `days` before the day given by `--as-of` (365 unless you say
otherwise). icmap never reads the clock, so that the same map gets the same answer on any day. What says no date is left out;
without `--as-of` the rule does not run, and a remark says so.

*Wrong*, with `--as-of 2026-06-30`

```yaml
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [payroll]}
  payroll: {kind: team, reviewed: 2024-05-01}        # ← here
checks:
  stale-review: warning
```

*Right*

```yaml
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [payroll]}
  payroll: {kind: team, reviewed: 2026-05-01}
checks:
  stale-review: warning
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from icmap.locations import Span, span_of
from icmap.model.entries import dependencies, two_ends
from icmap.model.keys import Type
from icmap.records import dataclass
from icmap.rules._rule import Check, Problem, Scope, option
from icmap.text.characters import quoted

__all__ = ["CHECK"]


@dataclass(frozen=True, slots=True)
class Options:
    """How old is too old."""

    days: int = option(Type.COUNT, "how many days a review holds (default 365)", default=365)


def find(scope: Scope, options: Options) -> Iterator[Problem]:
    """A problem for each date that is too far back from the day it is."""
    for what, subjects, reviewed, span in _reviews(scope):
        age = (scope.as_of - reviewed).days if scope.as_of else 0
        if scope.as_of and age > options.days:
            yield Problem(
                f"{what} was last reviewed on {reviewed.isoformat()}, {age} days before {scope.as_of.isoformat()}",
                span,
                "look whether it still holds, and write the new date",
                subjects=subjects,
                number=float(age),
            )


def _reviews(scope: Scope) -> Iterator[tuple[str, tuple[str, ...], date, Span]]:
    for party in scope.org.parties.values():
        if party.reviewed is not None:
            yield quoted(party.id), (party.id,), party.reviewed, span_of(party, "reviewed")
    for each in dependencies(scope.org):
        if each.reviewed is not None:
            customer, provider = map(quoted, two_ends(each))
            what = f"the dependency of {customer} on {provider}"
            yield what, two_ends(each), each.reviewed, span_of(each, "reviewed")


CHECK = Check("stale-review", None, find, Options, needs_day=True)
