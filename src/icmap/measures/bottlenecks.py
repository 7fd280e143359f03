"""Where it hurts, and why: every party with its numbers and the reasons to call it a bottleneck."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

from icmap.graph import fold
from icmap.measures.agreements import Breach, Kind, Verdict, agreements
from icmap.measures.brokerage import brokerage, cut_points, hubs
from icmap.measures.drag import Drag, drags
from icmap.measures.load import Load, loads
from icmap.measures.outages import Outage, outages
from icmap.measures.scores import ProviderScore, scores
from icmap.model.quantities import Seconds, hours
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Bottleneck", "Breaking", "Reason", "Word", "bottlenecks", "broken_promises"]

Word = Literal[
    "slowest step", "overloaded", "no stand-in", "breaks its promise", "dissatisfied customers", "hub",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: its word, the number behind it and in what, and from where on the number is a reason.

    Times are in hours. A margin below 0 breaks a promise; a satisfaction below the threshold is a reason, every other
    number at or above it (drag, reach: above).
    """

    reason: Word
    number: float
    unit: str
    threshold: float | None


@dataclass(frozen=True, slots=True)
class Breaking:
    """The promise of a party that is broken worst: which service's, what is allowed and what it takes."""

    service: str
    kind: str
    allowed: Seconds
    taken: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Bottleneck:
    """One party of the party graph with all its numbers; it is a bottleneck if it has reasons, in their fixed order.

    `reach` parties stop if it does, `reach_share` of the others; `brokerage` from 0 to 1; `drag` is the most that an
    end customer can gain here. `utilisation` and `satisfaction` are None where unknown or hidden. A party into which
    others are folded shows their largest (of satisfaction its own).
    """

    party: str
    reasons: tuple[Word, ...]
    why: tuple[Reason, ...]
    reach: int
    reach_share: float
    brokerage: float
    cut_point: bool
    utilisation: float | None
    peak_utilisation: float | None
    satisfaction: float | None
    drag: Seconds | None = None


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of one party (and of all that is folded into it)."""

    outages: tuple[Outage, ...]
    loads: tuple[Load, ...]
    drags: tuple[Drag, ...]
    broken: tuple[Breaking, ...]
    score: ProviderScore | None


def bottlenecks(study: Study) -> tuple[Bottleneck, ...]:
    """Every party of the party graph, those with more reasons first, then by drag, reach, brokerage and id."""
    brokers, hub, cuts = study.of(brokerage).of, study.of(hubs), study.of(cut_points)
    rows: list[Bottleneck] = []
    for party, facts in _facts(study).items():
        worst = max(facts.outages, key=lambda each: each.reach, default=None)
        why = tuple(_reasons(study, facts, brokers[party] if party in hub else None))
        rows.append(
            Bottleneck(
                party=party,
                reasons=tuple(each.reason for each in why),
                why=why,
                reach=worst.reach if worst else 0,
                reach_share=worst.share if worst else 0.0,
                brokerage=brokers[party],
                cut_point=party in cuts,
                utilisation=_largest(load.utilisation for load in facts.loads),
                peak_utilisation=_largest(load.peak_utilisation for load in facts.loads),
                satisfaction=facts.score.rating.score if facts.score else None,
                drag=max((drag.time for drag in facts.drags), default=0 if study.of(drags).complete else None),
            )
        )
    return tuple(sorted(rows, key=_rank))


def _rank(row: Bottleneck) -> tuple[object, ...]:
    return -len(row.reasons), -(row.drag or 0), -row.reach, -row.brokerage, row.party


def _largest(numbers: Iterable[float | None]) -> float | None:
    return max((number for number in numbers if number is not None), default=None)


def _facts(study: Study) -> dict[str, _Facts]:
    """What is known, by party of the party graph."""
    level = study.question.level
    folded = fold(study.org, level) if level is not None else {}
    members: dict[str, list[str]] = {party: [] for party in study.parties}
    for outage in study.of(outages).parties:
        members[folded.get(outage.party, outage.party)].append(outage.party)
    alone = {outage.party: outage for outage in study.of(outages).parties}
    load, drag, rated, broken = study.of(loads), study.of(drags).parties, study.of(scores), study.of(broken_promises)
    return {
        party: _Facts(
            tuple(alone[each] for each in found),
            tuple(load[each] for each in found if each in load),
            tuple(drag[each] for each in found if each in drag),
            tuple(broken[each] for each in found if each in broken),
            rated.get(party),
        )
        for party, found in members.items()
    }


def broken_promises(study: Study) -> Mapping[str, Breaking]:
    """By party, its own promise that is broken by most: missed (measured) or impossible (by its own lead time)."""
    found: dict[str, Breaking] = {}
    for node, breach in _breaches(study):
        party = study.step(node).party.id
        if breach.allowed is None or breach.taken is None:
            continue
        here = Breaking(node, str(breach.kind), breach.allowed, breach.taken)
        if party not in found or _excess(here) > _excess(found[party]):
            found[party] = here
    return found


def _excess(broken: Breaking) -> Seconds:
    return broken.taken - broken.allowed


def _breaches(study: Study) -> Iterator[tuple[str, Breach]]:
    kept = study.of(agreements)
    told = [(service.node, service.comparisons) for service in kept.services]
    told += [(each.link.provider, each.comparisons) for each in kept.dependencies]
    broken, kinds = Verdict.BROKEN, (Kind.MISSED_PROMISE, Kind.IMPOSSIBLE_PROMISE)
    for node, comparisons in told:
        for breach in comparisons:
            if breach.verdict is broken and breach.kind in kinds:
                yield node, breach


def _reasons(study: Study, facts: _Facts, hub: float | None) -> Iterator[Reason]:
    for finds in _REASONS:
        yield from finds(study, facts)
    if hub is not None:
        yield Reason("hub", hub, "share of pairs", study.question.thresholds.hub_top)


def _slowest(study: Study, facts: _Facts) -> Iterator[Reason]:  # noqa: ARG001 - all reasons have one signature
    most = max((drag.time for drag in facts.drags), default=0)
    if most > 0:
        yield Reason("slowest step", hours(most) or 0.0, "hours", 0.0)


def _overloaded(study: Study, facts: _Facts) -> Iterator[Reason]:
    limit = study.question.thresholds.utilisation
    used = _largest(load.utilisation for load in facts.loads)
    if used is not None and used >= limit:
        yield Reason("overloaded", used, "utilisation", limit)


def _no_stand_in(study: Study, facts: _Facts) -> Iterator[Reason]:  # noqa: ARG001 - all reasons have one signature
    alone = [outage.reach for outage in facts.outages if outage.stand_in is False]
    if alone:
        yield Reason("no stand-in", float(max(alone)), "parties", None)


def _breaks(study: Study, facts: _Facts) -> Iterator[Reason]:  # noqa: ARG001 - all reasons have one signature
    if facts.broken:
        yield Reason("breaks its promise", -(hours(max(map(_excess, facts.broken))) or 0.0), "hours", 0.0)


def _dissatisfied(study: Study, facts: _Facts) -> Iterator[Reason]:
    score = facts.score
    if score and score.dissatisfied and score.rating.score is not None:
        yield Reason("dissatisfied customers", score.rating.score, "score", study.org.survey.midpoint)


_REASONS: tuple[Callable[[Study, _Facts], Iterator[Reason]], ...] = (
    _slowest, _overloaded, _no_stand_in, _breaks, _dissatisfied,
)  # fmt: skip
