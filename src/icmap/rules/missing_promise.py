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

from icmap.rules._rule import Check, NoOptions, Problem, Scope
from icmap.rules._services import Delivered, delivered
from icmap.rules._words import quoted

__all__ = ["CHECK"]


def find(scope: Scope, options: NoOptions) -> Iterator[Problem]:  # noqa: ARG001 - a rule's signature
    """A problem for each service of a party inside that somebody needs and that promises nothing."""
    for each in delivered(scope.org):
        if not each.party.is_external and not _promises(each):
            yield Problem(
                f"{quoted(each.name)} promises nothing", each.span,
                "agree with its customers on a time, and write promise: ...", subjects=(each.name,),
            )  # fmt: skip


def _promises(service: Delivered) -> bool:
    own = service.service
    return service.party.promise is not None or (own is not None and own.promise is not None)


CHECK = Check("missing-promise", None, __doc__, find)
