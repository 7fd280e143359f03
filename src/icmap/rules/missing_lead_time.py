"""A service whose time nobody has given.

Unknown is not zero: every time that rests on it is a lower bound. End customers' own services, and what nobody waits for,
are left out.

*Wrong*

```yaml
icmap: 1
parties:
  staff: {kind: external customer, end: true, depends_on: [payroll]}
  payroll: {kind: team}        # ← here
checks:
  missing-lead-time: warning
```

*Right*

```yaml
icmap: 1
parties:
  staff: {kind: external customer, end: true, depends_on: [payroll]}
  payroll: {kind: team, lead_time: 4h}
checks:
  missing-lead-time: warning
```
"""

from __future__ import annotations

from collections.abc import Iterator

from icmap.rules._rule import Check, NoOptions, Problem, Scope
from icmap.rules._services import Delivered, delivered
from icmap.rules._words import quoted

__all__ = ["CHECK"]


def find(scope: Scope, options: NoOptions) -> Iterator[Problem]:  # noqa: ARG001 - a rule's signature
    """A problem for each service that somebody waits for and that has no lead time."""
    for each in delivered(scope.org):
        if each.is_waited_for and not _has_time(each):
            yield Problem(
                f"{quoted(each.name)} does not say how long it takes",
                each.span,
                "ask, and write lead_time: ...",
                subjects=(each.name,),
            )


def _has_time(service: Delivered) -> bool:
    own = service.service
    return service.party.lead_time is not None or (own is not None and own.lead_time is not None)


CHECK = Check("missing-lead-time", None, __doc__, find)
