"""A chain of work to a customer that takes longer than the checks allow.

The time is that of `icmap analyze`: from the beginning of the whole chain until the customer has what it waits for, with
unknown times taken as 0, so that a finding is true however long the unknown ones take. `to` is one customer; without it
every end customer is held to the limit.

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
from icmap.graph import Link, receiving_nodes
from icmap.kernels.decided import slowest_chain
from icmap.measures.schedule import Schedule, schedule
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
    """A problem for each customer that has to wait longer; one that is never done is a `waiting-loop`."""
    plan = scope.study.of(schedule)
    for end in scope.study.ends if options.to is None else sorted(selected(scope.org, options.to)):
        times = [
            (time, node)
            for node in receiving_nodes(scope.org.parties[end])
            if node in plan.compiled.index and (time := plan.moment(node).at_least) is not None
        ]
        time, node = max(times, default=(0, ""))
        if time > options.limit:
            yield _problem(scope, end, time, options.limit, _chain(plan, node))


def _chain(plan: Schedule, node: str) -> Sequence[Link]:
    """One slowest chain, the last work first: where to look."""
    links = slowest_chain(plan.decided, plan.compiled.index[node])
    return [plan.compiled.links[link] for link in reversed(links)]


def _problem(scope: Scope, end: str, time: Seconds, limit: Seconds, chain: Sequence[Link]) -> Problem:
    return Problem(
        findings.long_wait(end, time, limit, scope.org.calendar),
        chain[0].dependency.span if chain else scope.org.parties[end].span,
        f"shorten a step of this chain: `icmap analyze --to '{end}'` says what an hour saved is worth",
        related=tuple(Related(link.dependency.span, _step(scope, link)) for link in chain[1:]),
        subjects=(end,),
        number=hours(time),
    )


def _step(scope: Scope, link: Link) -> str:
    own = scope.study.step(link.provider).lead_time if link.dependency.lead_time is None else link.dependency.lead_time
    takes = f", which takes {format_duration(own.mean, scope.org.calendar)}" if own else ""
    return f"{findings.link_wait(link)}{takes}"


CHECK = Check("longest-chain", Severity.ERROR, find, Options, must_be_asked=True, many=True)
