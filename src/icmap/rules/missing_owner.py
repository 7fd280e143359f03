"""A party that others need has no owner.

Nobody is named who looks after it: who agrees on its promises, who is asked when it is late. Looked at are parties inside
that somebody depends on; a person or a role looks after itself, and so does a party whose services all have owners.
By default it is reported only where the map names owners at all: a map without any has not begun with it. Where a policy,
the map's checks or `--select` ask for this rule, every such party is reported.

*Wrong*

```yaml
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [payroll]}
  payroll: {kind: team, owner: Maria, depends_on: [timesheets]}
  timesheets: {kind: system, backup: [payroll]}                   # ← here
```

*Right*

```yaml
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [payroll]}
  payroll: {kind: team, owner: Maria, depends_on: [timesheets]}
  timesheets: {kind: system, owner: Omar, backup: [payroll]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from icmap.diagnostics import Severity
from icmap.model import Party
from icmap.model.entries import dependencies
from icmap.rules._rule import Check, Problem, Scope
from icmap.text.characters import quoted

__all__ = ["CHECK"]


def find(scope: Scope) -> Iterator[Problem]:
    """A problem for each party inside, needed by another, that nobody looks after."""
    if "missing-owner" not in scope.asked and not any(map(_names_owner, scope.org.parties.values())):
        return
    needed = {each.provider for each in dependencies(scope.org) if each.customer != each.provider}
    for party in scope.org.parties.values():
        if party.id in needed and not party.is_external and not _has_owner(party):
            message, hint = f"{quoted(party.id)} has no owner", "name who looks after it: owner: ..."
            yield Problem(message, party.span, hint, subjects=(party.id,))


def _names_owner(party: Party) -> bool:
    return bool(party.owner) or any(each.owner for each in party.services)


def _has_owner(party: Party) -> bool:
    if party.owner or party.nature.is_human:
        return True
    return bool(party.services) and all(each.owner for each in party.services)


CHECK = Check("missing-owner", Severity.NOTE, find)
