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

from icmap.rules._places import edges
from icmap.rules._rule import Check, NoOptions, Problem, Scope
from icmap.rules._words import quoted

__all__ = ["CHECK"]


def find(scope: Scope, options: NoOptions) -> Iterator[Problem]:  # noqa: ARG001 - a rule's signature
    """A problem for each party without a line."""
    linked = {
        end for each in edges(scope.org) if each.customer != each.provider for end in (each.customer, each.provider)
    }
    left_out = linked | scope.groups | _stand_ins(scope)
    for party in scope.org.parties.values():
        if party.id not in left_out:
            yield Problem(
                f"{quoted(party.id)} needs nobody and nobody needs it", party.span,
                "add what it needs or who needs it, or take it off the map", subjects=(party.id,),
            )  # fmt: skip


def _stand_ins(scope: Scope) -> set[str]:
    parties = scope.org.parties.values()
    named = [*(party.backup for party in parties), *(each.backup for party in parties for each in party.services)]
    return {backup.partition("/")[0] for backups in named for backup in backups}


CHECK = Check("orphan-party", None, __doc__, find)
