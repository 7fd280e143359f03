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

from icmap.model.entries import delivered
from icmap.rules._rule import Check, Problem, Scope
from icmap.text.characters import quoted

__all__ = ["CHECK"]


def find(scope: Scope) -> Iterator[Problem]:
    """A problem for each service that somebody waits for and that has no lead time."""
    for party, service, needs in delivered(scope.org):
        has_time = party.lead_time is not None or (service is not None and service.lead_time is not None)
        if not has_time and any(each.is_waited_for for each in needs):
            name = party.id if service is None else f"{party.id}/{service.name}"
            span = party.span if service is None or service.implicit else service.span
            message = f"{quoted(name)} does not say how long it takes"
            yield Problem(message, span, "ask, and write lead_time: ...", subjects=(name,))


CHECK = Check("missing-lead-time", None, find)
