"""Situations: what each of them changes against the normal case, for whom the work is done in the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from icmap.graph import Link
from icmap.kernels.firing import NEVER
from icmap.measures.loops import WaitingLoop, waiting_loops
from icmap.measures.outages import outages
from icmap.measures.schedule import schedule
from icmap.measures.targets import Target, targets
from icmap.model import Situation
from icmap.model.quantities import Seconds
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Blocking", "OtherTime", "SituationChange", "Situations", "situations"]

STEPS = 2_000_000
"""So many services are looked at over all situations together; what is left out then is said."""


@dataclass(frozen=True, slots=True)
class OtherTime:
    """An end customer whose time is another one; None where it needs nothing, or is never done.

    `lower_bound`: the time in the situation has unknown parts; `lower_bound_before`: the one without it.
    """

    end_customer: str
    lower_bound_before: bool
    lower_bound: bool
    before: Seconds | None
    after: Seconds | None


@dataclass(frozen=True, slots=True)
class Blocking:
    """A party whose outage stops more end customers than before; `end_customers` are the first of the further ones."""

    party: str
    end_customers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SituationChange:
    """What one situation changes; all three are empty where no end customer notices it."""

    situation: str
    share: float | None
    end_customers: tuple[OtherTime, ...]
    newly_blocking: tuple[Blocking, ...]
    new_loops: tuple[WaitingLoop, ...]


@dataclass(frozen=True, slots=True)
class Situations:
    """The situations that are not already on, as the file lists them; `complete` if none had to be left out."""

    changes: tuple[SituationChange, ...]
    complete: bool


def situations(study: Study) -> Situations:
    """Each situation by itself against the study as it is; of the end customers the one with the longest delay first."""
    wanted = [each for each in study.org.situations if each.name not in study.question.situations]
    affordable = max(1, STEPS // max(1, len(study.services)))
    return Situations(tuple(_change(study, each) for each in wanted[:affordable]), len(wanted) <= affordable)


def _change(study: Study, situation: Situation) -> SituationChange:
    then = study.under(situation.name)
    share = None if situation.share is None else float(situation.share)
    if not _holds_somewhere(then, situation.name):
        return SituationChange(situation.name, share, (), (), ())
    return SituationChange(
        situation.name, share, tuple(_other_times(study, then)), tuple(_blocking(study, then)), _new_loops(study, then)
    )


def _holds_somewhere(study: Study, situation: str) -> bool:
    """Whether any dependency waits for the situation."""
    edges: Iterable[tuple[str, str, tuple[Link, ...]]] = study.services.edges.data("links")
    return any(situation in link.dependency.when for *_, links in edges for link in links)


def _other_times(study: Study, then: Study) -> list[OtherTime]:
    pairs = zip(study.of(targets), then.of(targets), strict=True)
    changed = (_other_time(study, then, before, after) for before, after in pairs)
    found = [each for each in changed if each.before != each.after]
    return sorted(found, key=lambda each: ((each.before or 0) - (each.after or 0), each.end_customer))


def _other_time(study: Study, then: Study, before: Target, after: Target) -> OtherTime:
    bounds = _is_lower_bound(study, before), _is_lower_bound(then, after)
    return OtherTime(before.end, *bounds, _done(study, before), _done(then, after))


def _is_lower_bound(study: Study, target: Target) -> bool:
    plan = study.of(schedule)
    return any(plan.moment(plan.compiled.nodes[node]).lower_bound for node in target.nodes)


def _done(study: Study, target: Target) -> Seconds | None:
    """When an end customer is served; None if never, or if it needs nothing then."""
    compiled = study.of(schedule).compiled
    needs = any(study.services.out_degree(compiled.nodes[node]) for node in target.nodes)
    return compiled.seconds(target.done) if needs and target.done != NEVER else None


def _blocking(study: Study, then: Study) -> Iterator[Blocking]:
    before = {each.party: each for each in study.of(outages).parties}
    for each in then.of(outages).parties:
        known = before.get(each.party)
        if known is None or each.end_customer_count > known.end_customer_count:
            old = known.end_customers if known else ()
            further = tuple(end for end in each.end_customers if end not in old)
            if further:
                yield Blocking(each.party, further)


def _new_loops(study: Study, then: Study) -> tuple[WaitingLoop, ...]:
    old = {loop.services for loop in study.of(waiting_loops)}
    return tuple(loop for loop in then.of(waiting_loops) if loop.services not in old)
