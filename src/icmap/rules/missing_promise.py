"""A service without a promise.

Its customers do not know what they can count on. Looked at is what parties inside deliver to others.

*Wrong*

```yaml
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [payroll]}
  payroll: {kind: team, lead_time: 4h}        # ← here
checks:
  missing-promise: warning
```

*Right*

```yaml
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [payroll]}
  payroll: {kind: team, lead_time: 4h, promise: 1d}
checks:
  missing-promise: warning
```
"""

from __future__ import annotations

from collections.abc import Iterator

from icmap.model.entries import delivered
from icmap.rules._rule import Check, Problem, Scope
from icmap.text.characters import quoted

__all__ = ["CHECK"]


def find(scope: Scope) -> Iterator[Problem]:
    """A problem for each service of a party inside that somebody needs and that promises nothing."""
    for party, service, _ in delivered(scope.org):
        promises = party.promise is not None or (service is not None and service.promise is not None)
        if not promises and not party.is_external:
            name = party.id if service is None else f"{party.id}/{service.name}"
            span = party.span if service is None or service.implicit else service.span
            hint = "agree with its customers on a time, and write promise: ..."
            yield Problem(f"{quoted(name)} promises nothing", span, hint, subjects=(name,))


CHECK = Check("missing-promise", None, find)
