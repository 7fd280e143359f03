"""Promises: what customers need, what providers promise, what was measured and what the map computes, side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from heapq import nsmallest

from icmap.analyses._analysis import Analysis
from icmap.document import Block, Bullets, Column, Paragraph, Section, Sentence, Table
from icmap.graph import Link
from icmap.measures.agreements import Agreement, Breach, Kind, ServicePromise, Verdict, agreements
from icmap.measures.needs import needs
from icmap.measures.silent import silent_dependencies
from icmap.model.quantities import hours
from icmap.study import Study
from icmap.wording import promise as wording
from icmap.wording.importance import not_agreed
from icmap.wording.lists import first, shown
from icmap.wording.names import Words, sentence
from icmap.wording.need import broken_if_kept, largest_part

__all__ = ["ANALYSIS"]

_BRIEF = 5
"""So many rows stand in the short report."""

TERMS = {
    "unmet-need": "A customer needs something sooner (`within`) than the provider promises; or, where it promises nothing, "
    "than was measured (median); or else than the map computes: lead time + every/2 + handoff, or the arrival from the "
    "beginning where the need counts from start. Only times of the same clock are compared.",
    "impossible-promise": "A promise that is shorter than the provider's own lead time + every/2, or, counted from start, "
    "than the time at which it is done.",
    "missed-promise": "The measured median is longer than the promise.",
    "broken-chain": "An end customer does not get what it needs in time (from start) even when everybody just keeps their "
    "promise. Named is the promise that takes most of the slowest chain.",
    "no-agreed-time": "A dependency of high or critical importance for which neither a promise nor a need is stated.",
    "silent-dependency": "A dependency of high or critical importance on the slowest chain of a need, for which no time is agreed.",
    "broken-promise": "A promise that is missed, impossible, or longer than what a customer inside needs: on the first screen one "
    "item per service, which says need, promise and time in one sentence.",
    "margin": "What is allowed less what it takes: below 0 it is too long by that much. The least of all comparisons is shown.",
    "undecided": "A time with unknown parts is a lower bound: it can break a need or promise, but never show that it is kept.",
}


Row = Agreement | ServicePromise
"""What a row is about: a dependency, or a promise that nobody on the map uses."""


def compute(study: Study) -> Sequence[Row]:
    """Each dependency that has a need, a promise or a measured time, or should have one; by name.

    Then the promises of services that no dependency of the map asks for.
    """
    found = study.of(agreements)
    used = {each.link.provider for each in found.dependencies}
    asked = [each for each in found.dependencies if each.need or each.promise or each.actual or each.comparisons]
    return (*asked, *(each for each in found.services if each.node not in used))


def describe(study: Study) -> Section:
    """What is broken in sentences, the worst margin first, then all four times side by side."""
    rows = study.of(compute)
    broken = any(each.verdict is Verdict.BROKEN for each in rows)
    blocks = tuple(_blocks(study, rows)) if rows else (Paragraph(sentence(wording.NOTHING)),)
    return Section(ANALYSIS.name, ANALYSIS.title, blocks, healthy=not broken)


def brief(study: Study) -> Section | None:
    """The needs and promises that fail, but for the needs from the start whose chains stand among the needs.

    An agreement that is only missing is no failure.
    """
    shown = {link for need in study.of(needs) if need.clock == "start" for link in need.links}
    failed = [each for each in study.of(compute) if _fails(each, shown)]
    if not failed:
        return None
    alike: dict[object, list[Row]] = {}
    for each in failed:
        alike.setdefault((each.provider, each.need, each.promise, each.actual, each.computed, each.kinds), []).append(
            each
        )
    return Section(
        ANALYSIS.name, ANALYSIS.title, (_table(study, list(alike.values()), min(_BRIEF, study.question.top)),)
    )


def _fails(each: Row, shown_above: Collection[Link]) -> bool:
    kinds = set(each.kinds) - {Kind.NO_AGREED_TIME}
    if isinstance(each, Agreement) and each.link in shown_above:
        kinds -= {Kind.UNMET_NEED, Kind.BROKEN_CHAIN}
    return bool(kinds)


def _blocks(study: Study, rows: Sequence[Row]) -> Iterator[Block]:
    top = study.question.top
    if chains := [_chain(study, *each) for each in _broken_chains(rows)]:
        yield Bullets(tuple(chains[:top]))
    yield _table(study, _once(study, rows), top)
    if silent := study.of(silent_dependencies):
        words = study.of(Words)
        found, note = first(silent, top)
        yield Paragraph(sentence(wording.SILENT))
        yield Bullets(tuple(Sentence(sentence(not_agreed(words, each.link)), span=each.link.span) for each in found))
        if note:
            yield Paragraph(note, "remark")


def _table(study: Study, once: Sequence[Sequence[Row]], top: int) -> Table:
    """A line for each list of rows that are alike."""
    columns = (
        Column("Provider → customer"), Column("Needs", "number"), Column("Promised", "number"),
        Column("Measured", "number"), Column("Computed", "number"), Column("Margin", "number"), Column("Result"),
    )  # fmt: skip
    worst = nsmallest(top, once, key=lambda each: _worst_first(each[0]))
    cells = (wording.row(study.of(Words), each) for each in worst)
    return Table(columns, tuple(cells), "Needs and promises", shown(len(worst), len(once), "worst"))


def _broken_chains(rows: Iterable[Row]) -> Iterator[tuple[Agreement, Breach]]:
    for each in rows:
        if isinstance(each, Agreement):
            yield from ((each, breach) for breach in each.breaches if breach.kind is Kind.BROKEN_CHAIN)


def _chain(study: Study, each: Agreement, breach: Breach) -> Sentence:
    """What a chain of promises breaks, with the promise that takes most of it."""
    words, kept = study.of(Words), breach.chain
    text = sentence(broken_if_kept(words, kept), largest_part(words, kept)) if kept else ""
    return Sentence(text, each.link.provider, hours(breach.margin), each.link.span)


def _once(study: Study, rows: Iterable[Row]) -> list[list[Row]]:
    """Those of each dependency as written: what a party needs for each of its services alike stands here once.

    The worst of them stands first.
    """
    by_place: dict[tuple[object, ...], list[Row]] = {}
    for each in rows:
        by_place.setdefault(_place(study, each), []).append(each)
    return [once for found in by_place.values() for once in ([found] if len(found) == 1 else _alike(found))]


def _alike(rows: Iterable[Row]) -> Iterable[list[Row]]:
    """Those at one place with the same times."""
    alike: dict[object, list[Row]] = {}
    for each in sorted(rows, key=_worst_first):
        alike.setdefault((each.need, each.promise, each.actual, each.computed, each.comparisons), []).append(each)
    return alike.values()


def _place(study: Study, each: Row) -> tuple[object, ...]:
    if isinstance(each, ServicePromise):
        return (each.node,)
    written = each.link.dependency
    return each.link.provider, study.step(each.link.customer).party.id, written.file, written.place


_ORDER = {Verdict.BROKEN: 0, Verdict.UNDECIDED: 1, Verdict.KEPT: 2, None: 3}


def _worst_first(each: Row) -> tuple[int, float, str, str]:
    ends = (each.node, "") if isinstance(each, ServicePromise) else (each.link.provider, each.link.customer)
    return _ORDER[each.verdict], float(each.margin or 0), *ends


ANALYSIS = Analysis(
    "promises",
    "Promises",
    "whether needs, promises, measured and computed times fit together",
    compute,
    describe,
    TERMS,
    brief=brief,
)
