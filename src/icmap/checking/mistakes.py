"""Every mistake that `icmap check` reports and nobody can set: those of the map, and those of its checks, policies, baselines."""

from __future__ import annotations

from icmap.diagnostics import Rule, Severity
from icmap.loading.rules import RULES

__all__ = ["INVALID_CHECKS", "MISTAKES"]

INVALID_CHECKS = Rule(
    "invalid-checks",
    Severity.ERROR,
    "what `checks`, a policy or a baseline says cannot be understood",
    """what `checks`, a policy or a baseline says cannot be understood

A rule that does not exist, an option it does not have, a party that is not on the map: a guard that is written wrong
guards nothing, so it is never passed over. In a map it is a finding like any other mistake; in a policy or baseline icmap
stops with exit code 2, after all mistakes have been reported.

*Wrong*

```yaml
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [payroll]}
  payroll: {kind: team}
checks:
  no-standin: error
```

*Right*

```yaml
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [payroll]}
  payroll: {kind: team}
checks:
  no-stand-in: error
```
""",
)

MISTAKES: tuple[Rule, ...] = (*(rule for rule in RULES if rule.severity is Severity.ERROR), INVALID_CHECKS)
"""In the order in which they are listed to people."""
