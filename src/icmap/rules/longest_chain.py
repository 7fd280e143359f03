"""A chain of work to a customer that takes longer than the checks allow.

The time is that of `icmap analyze`: from the beginning of the whole chain until the customer has what it waits for, each
of its needs by itself, with unknown times taken as 0, so that a finding is true however long the unknown ones take. `to`
says which customers are held to the limit; without it every end customer is.

*Wrong*

```yaml
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [payroll]}       # ← here
  payroll: {lead_time: 4h, depends_on: [timesheets]}
  timesheets: {lead_time: 5d}
checks:
  longest-chain: {to: staff, limit: 5d}
```

*Right*

```yaml
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [payroll]}
  payroll: {lead_time: 4h, depends_on: [timesheets]}
  timesheets: {lead_time: 3d}
checks:
  longest-chain: {to: staff, limit: 5d}
```

Source: Kelley, J. & Walker, M. (1959), Critical-path planning and scheduling.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from icmap.diagnostics import Related, Severity
from icmap.graph import Link
from icmap.locations import Span
from icmap.measures.needs import Need, needs_of
from icmap.model import Dependency
from icmap.model.entries import two_ends
from icmap.model.keys import Type
from icmap.model.quantities import Seconds, format_duration, hours
from icmap.model.selectors import Selector, selected
from icmap.records import dataclass
from icmap.rules._rule import Check, Problem, Scope, option
from icmap.wording import findings

__all__ = ["CHECK"]


@dataclass(frozen=True, slots=True)
class Options:
    """Whose time is held to which limit."""

    limit: Seconds = option(Type.DURATION, "how long it may take")
    to: Selector | None = option(Type.SELECTOR, "for whom; without it for every end customer", default=None)


def find(scope: Scope, options: Options) -> Iterator[Problem]:
    """A problem for each need that takes longer; one that is never met is a `waiting-loop`."""
    for need in needs_of(
        scope.study, scope.study.ends if options.to is None else sorted(selected(scope.org, options.to))
    ):
        if need.at_least is not None and need.at_least > options.limit:
            yield _problem(scope, need, need.at_least, options.limit)


def _problem(scope: Scope, need: Need, time: Seconds, limit: Seconds) -> Problem:
    return Problem(
        findings.long_wait(need, limit, scope.org.calendar),
        _span(scope, need),
        f"shorten a step of this chain: `icmap analyze --to '{need.end}'` says what an hour saved is worth",
        related=tuple(Related(link.dependency.span, _step(scope, link)) for link in _before(need)),
        subjects=_subjects(need),
        number=hours(time),
    )


def _span(scope: Scope, need: Need) -> Span:
    """The entry; where the entries are one need together, that by which the slowest chain comes in."""
    if need.goal.tokens:
        return need.entries[0].span
    return need.chain[-1].dependency.span if need.chain else scope.org.parties[need.end].span


def _subjects(need: Need) -> tuple[str, ...]:
    entry = need.entries[0] if need.goal.tokens else None
    return two_ends(entry) if isinstance(entry, Dependency) else tuple(need.key.split(" <- "))


def _before(need: Need) -> Sequence[Link]:
    """The slowest chain before the place that is marked, the last work first: where to look."""
    return need.chain[:-1][::-1]


def _step(scope: Scope, link: Link) -> str:
    own = scope.study.step(link.provider).lead_time if link.dependency.lead_time is None else link.dependency.lead_time
    takes = f", which takes {format_duration(own.mean, scope.org.calendar)}" if own else ""
    return f"{findings.link_wait(link)}{takes}"


CHECK = Check("longest-chain", Severity.ERROR, find, Options, must_be_asked=True, many=True, about="late")
