"""A party that nobody needs and that needs nobody.

It stands on the map without a line to it. Either a dependency is missing, or it does not belong on this map. Groups, which
are only a box round others, and stand-ins are left out.

*Wrong*

```yaml
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [payroll]}
  payroll: {kind: team}
  archive: {kind: team}        # ← here
checks:
  orphan-party: warning
```

*Right*

```yaml
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [payroll]}
  payroll: {kind: team, depends_on: [archive]}
  archive: {kind: team}
checks:
  orphan-party: warning
```
"""

from __future__ import annotations

from collections.abc import Iterator

from icmap.model.entries import dependencies
from icmap.rules._rule import Check, Problem, Scope
from icmap.text.characters import quoted

__all__ = ["CHECK"]


def find(scope: Scope) -> Iterator[Problem]:
    """A problem for each party without a line."""
    needs = [each for each in dependencies(scope.org) if each.customer != each.provider]
    left_out = {end for each in needs for end in (each.customer, each.provider)} | scope.groups | _stand_ins(scope)
    for party in scope.org.parties.values():
        if party.id not in left_out:
            message = f"{quoted(party.id)} needs nobody and nobody needs it"
            hint = "add what it needs or who needs it, or take it off the map"
            yield Problem(message, party.span, hint, subjects=(party.id,))


def _stand_ins(scope: Scope) -> set[str]:
    parties = scope.org.parties.values()
    named = [*(party.backup for party in parties), *(each.backup for party in parties for each in party.services)]
    return {backup.partition("/")[0] for backups in named for backup in backups}


CHECK = Check("orphan-party", None, find)
