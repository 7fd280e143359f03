"""Promises: what customers need, what providers promise, what was measured and what the map computes, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from heapq import nsmallest

from icmap.analyses._analysis import Analysis
from icmap.analyses._telling import service_name
from icmap.document import Block, Bullets, Column, Paragraph, Section, Sentence, Table
from icmap.locations import Span, line_of
from icmap.measures.agreements import (
    Agreement,
    Breach,
    Kind,
    Measured,
    ServicePromise,
    Verdict,
    agreements,
    least_margin,
    worst,
)
from icmap.model.quantities import Clock, Seconds, Timed, format_duration, hours
from icmap.records import dataclass
from icmap.rows import Rows
from icmap.study import Study
from icmap.wording.words import Words

__all__ = ["ANALYSIS", "Comparison", "PromiseRow"]

TERMS = {
    "unmet-need": "A customer needs something sooner (`within`) than the provider promises; or, where it promises nothing, "
    "than was measured (median); or else than the map computes: lead time + every/2 + handoff, or the arrival from the "
    "beginning where the need counts from start. Only times of the same clock are compared.",
    "impossible-promise": "A promise that is shorter than the provider's own lead time + every/2, or, counted from start, "
    "than the time at which it is done.",
    "missed-promise": "The measured median is longer than the promise.",
    "broken-chain": "An end customer does not get what it needs in time (from start) even when everybody just keeps their "
    "promise. Named is the part of the slowest chain that takes longest: a promise, a step without one, a batch or a handoff.",
    "no-agreed-time": "A dependency of high or critical importance for which neither a promise nor a need is stated.",
    "margin": "What is allowed less what it takes: below 0 it is too long by that much. The least of all comparisons is shown.",
    "undecided": "A time with unknown parts is a lower bound: it can break a need or promise, but never show that it is kept.",
}


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a chain that takes longest: a promise, a step that nobody promised, a batch or a handoff."""

    kind: str
    service: str
    customer: str | None
    time: Seconds


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison of a row: what was allowed, what it takes, and how that went; see `measures.agreements.Breach`."""

    kind: Kind
    verdict: Verdict
    clock: Clock
    against: str
    largest: Part | None
    most: bool
    margin: Seconds | None


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One dependency (or, with no `customer`, a promise that nobody on the map uses): four times side by side.

    Each time has its clock; `computed_lower_bound`: it is at least that long. `kinds` are what is broken, `verdict` is
    None where there is nothing to compare.
    """

    customer: str | None
    provider: str
    importance: str | None
    need_clock: Clock | None
    promise_clock: Clock | None
    actual_clock: Clock | None
    computed_clock: Clock | None
    computed_lower_bound: bool
    verdict: Verdict | None
    kinds: tuple[Kind, ...]
    comparisons: tuple[Comparison, ...]
    file: str
    line: int
    need: Seconds | None
    promise: Seconds | None
    actual: Seconds | None
    computed: Seconds | None
    margin: Seconds | None


def compute(study: Study) -> Sequence[PromiseRow]:
    """A row for each dependency that has a need, a promise or a measured time, or should have one; by name.

    Then the promises of services that no dependency of the map asks for.
    """
    return Rows(partial(_row, study), study.of(_compared))


_Compared = Agreement | ServicePromise
"""What a row is about: a dependency, or a promise that nobody on the map uses."""


def _compared(study: Study) -> tuple[_Compared, ...]:
    found = study.of(agreements)
    used = {each.link.provider for each in found.dependencies}
    asked = [each for each in found.dependencies if _says_something(each)]
    return (*asked, *(each for each in found.services if each.node not in used))


def _says_something(each: Agreement) -> bool:
    return bool(each.need or each.promise or each.actual or each.comparisons)


def _row(study: Study, each: _Compared) -> PromiseRow:
    if isinstance(each, ServicePromise):
        return _unused(study, each)
    written = each.link.dependency
    return _with_times(
        each.link.customer,
        each.link.provider,
        str(written.importance),
        (each.need, each.promise, each.actual, each.computed),
        each.comparisons,
        (written.file, line_of(written)),
    )


def _unused(study: Study, each: ServicePromise) -> PromiseRow:
    step = study.step(each.node)
    written = step.service or step.party
    times = (None, each.promise, each.actual, each.computed)
    return _with_times(None, each.node, None, times, each.comparisons, (written.file, line_of(written)))


_Times = tuple[Timed | None, Timed | None, Measured | None, Measured | None]


def _with_times(
    customer: str | None,
    provider: str,
    importance: str | None,
    times: _Times,
    comparisons: tuple[Breach, ...],
    place: tuple[str, int],
) -> PromiseRow:
    need, promise, actual, computed = times
    return PromiseRow(
        customer, provider, importance,
        need.clock if need else None,
        promise.clock if promise else None,
        actual.clock if actual else None,
        computed.clock if computed else None,
        bool(computed and computed.lower_bound),
        worst(comparisons),
        tuple(dict.fromkeys(each.kind for each in comparisons if each.verdict is Verdict.BROKEN)),
        tuple(_comparison(each) for each in comparisons),
        *place,
        need.time if need else None,
        promise.time if promise else None,
        actual.time if actual else None,
        computed.time if computed else None,
        least_margin(comparisons),
    )  # fmt: skip


def _comparison(each: Breach) -> Comparison:
    largest = each.chain.largest if each.chain else None
    part = Part(largest.kind, largest.service, largest.customer, largest.time) if largest else None
    most = each.chain is not None and each.chain.is_most
    return Comparison(each.kind, each.verdict, each.clock, each.against, part, most, each.margin)


def describe(study: Study) -> Section:
    """What is broken in sentences, the worst margin first, then all four times side by side."""
    result = study.of(compute)
    if not result:
        text = "The map states no need (within), no promise and no measured time (actual): there is nothing to compare."
        return Section(ANALYSIS.name, ANALYSIS.title, (Paragraph(text),), healthy=True)
    compared = study.of(_compared)
    broken = any(worst(each.comparisons) is Verdict.BROKEN for each in compared)
    return Section(ANALYSIS.name, ANALYSIS.title, tuple(_blocks(study, compared)), healthy=not broken)


def _blocks(study: Study, compared: Sequence[_Compared]) -> Iterator[Block]:
    yield from _sentences(study, compared)
    once = _once(study, compared)
    top = study.question.top
    note = f"The {top} of {len(once)} that are worst kept are shown." if len(once) > top else ""
    columns = (
        Column("Provider → customer"), Column("Needs", "number"), Column("Promised", "number"),
        Column("Measured", "number"), Column("Computed", "number"), Column("Margin", "number"), Column("Result"),
    )  # fmt: skip
    shown = nsmallest(top, once, key=lambda each: _worst_first(each[0]))
    told = (_told(study, _row(study, each[0]), alone=len(each) == 1) for each in shown)
    yield Table(columns, tuple(told), "Needs and promises", note)


def _once(study: Study, compared: Iterable[_Compared]) -> list[list[_Compared]]:
    """Those of each dependency as written: what a party needs for each of its services alike is told once.

    The worst of them stands first.
    """
    by_place: dict[tuple[object, ...], list[_Compared]] = {}
    for each in compared:
        by_place.setdefault(_place(study, each), []).append(each)
    return [once for found in by_place.values() for once in ([found] if len(found) == 1 else _alike(study, found))]


def _alike(study: Study, compared: Iterable[_Compared]) -> Iterable[list[_Compared]]:
    """Those at one place with the same times."""
    alike: dict[tuple[object, ...], list[_Compared]] = {}
    for each in sorted(compared, key=_worst_first):
        alike.setdefault(_times(study, each), []).append(each)
    return alike.values()


def _place(study: Study, each: _Compared) -> tuple[object, ...]:
    if isinstance(each, ServicePromise):
        return (each.node,)
    written = each.link.dependency
    return each.link.provider, study.step(each.link.customer).party.id, written.file, line_of(written)


def _times(study: Study, each: _Compared) -> tuple[object, ...]:
    row = _row(study, each)
    return row.need, row.promise, row.actual, row.computed, row.margin, row.kinds


_ORDER = {Verdict.BROKEN: 0, Verdict.UNDECIDED: 1, Verdict.KEPT: 2, None: 3}


def _worst_first(each: _Compared) -> tuple[int, float, str, str]:
    margin = least_margin(each.comparisons)
    provider, customer = (
        (each.node, "") if isinstance(each, ServicePromise) else (each.link.provider, each.link.customer)
    )
    return _ORDER[worst(each.comparisons)], 0.0 if margin is None else float(margin), provider, customer


def _sentences(study: Study, compared: Iterable[_Compared]) -> Iterator[Block]:
    """What a chain of promises breaks, said with the promise that takes most of it."""
    kind, verdict = Kind.BROKEN_CHAIN, Verdict.BROKEN
    broken = [
        each
        for each in compared
        if [breach for breach in each.comparisons if breach.kind is kind and breach.verdict is verdict]
    ]
    rows = [_row(study, each) for each in broken]
    found = [
        Sentence(_broken_chain(study, row, each), row.provider, hours(each.margin), Span(row.file, row.line, 1, 1))
        for row in rows
        for each in row.comparisons
        if each.kind is kind and each.verdict is verdict
    ]
    if found:
        yield Bullets(tuple(found[: study.question.top]))


def _broken_chain(study: Study, row: PromiseRow, each: Comparison) -> str:
    customer, over = _name(study, row.customer), format_duration(-(each.margin or 0), study.org.calendar)
    told = f"Even when everybody keeps their promise, {_name(study, row.provider)} reaches {customer} {over} too late"
    if each.largest is None:
        return f"{told}."
    part = _PARTS[each.largest.kind].format(_name(study, each.largest.service))
    return f"{told}: {part} takes {format_duration(each.largest.time, study.org.calendar)} of it."


_PARTS = {
    "promise": "the promise of {}",
    "step": "{}, which promised nothing,",
    "batch": "the wait for the turn of {}",
    "handoff": "the way from {}",
}


def _name(study: Study, node: str | None) -> str:
    return "nobody on the map" if node is None else service_name(study, node)


def _told(study: Study, row: PromiseRow, *, alone: bool) -> tuple[str, ...]:
    customer = _name(study, row.customer)
    if not alone and row.customer:
        customer = study.of(Words).short(study.step(row.customer).party.id)
    computed = _time(study, row.computed, row.computed_clock)
    return (
        f"{_name(study, row.provider)} → {customer}",
        _time(study, row.need, row.need_clock),
        _time(study, row.promise, row.promise_clock),
        _time(study, row.actual, row.actual_clock),
        f"at least {computed}" if row.computed_lower_bound and computed else computed,
        "" if row.margin is None else format_duration(row.margin, study.org.calendar),
        ", ".join(row.kinds) or (row.verdict or ""),
    )


def _time(study: Study, time: Seconds | None, clock: Clock | None) -> str:
    """A time for people; `from start` where it counts from the beginning of the whole chain."""
    if time is None:
        return ""
    return format_duration(time, study.org.calendar) + (" from start" if clock == "start" else "")


ANALYSIS = Analysis(
    "promises",
    "Promises",
    "whether needs, promises, measured and computed times fit together",
    compute,
    describe,
    TERMS,
)
