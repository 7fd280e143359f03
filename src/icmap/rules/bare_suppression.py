"""A suppression comment that does not say which rule, or not why.

`# icmap: ignore[rule] reason` accepts a finding where it is written. Without a rule it would hide whatever comes later;
without a reason nobody knows when it can go. Such a comment suppresses nothing. Mistakes in the map cannot be suppressed.

*Wrong*

```yaml
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [payroll]}
  payroll: {kind: team}        # icmap: ignore   ← here
```

*Right*

```yaml
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [jeff]}
  jeff: {kind: person}         # icmap: ignore[no-stand-in] his leave is planned around payday
```
"""

from __future__ import annotations

from icmap.diagnostics import Severity
from icmap.rules._rule import Check

__all__ = ["CHECK"]

CHECK = Check("bare-suppression", Severity.WARNING)
