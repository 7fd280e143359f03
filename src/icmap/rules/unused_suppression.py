"""A suppression comment that suppresses nothing.

The finding it was written for is gone, or stands on another line. `# icmap: ignore[rule] reason` holds for its own line;
alone on a line, for the line below. Rules that did not run in this call (`--select`, `off`) are not judged.

*Wrong*

```yaml
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [payroll]}
  payroll: {kind: team}        # icmap: ignore[no-stand-in] a team by now   ← here
```

*Right*

```yaml
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [payroll]}
  payroll: {kind: team}
```
"""

from __future__ import annotations

from icmap.diagnostics import Severity
from icmap.rules._rule import Check

__all__ = ["CHECK"]

CHECK = Check("unused-suppression", Severity.WARNING)
