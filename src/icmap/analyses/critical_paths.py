"""Critical paths: the times and floats of every service, where an hour saved is an hour won, and what was measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from icmap.analyses._analysis import Analysis
from icmap.document import Block, Bullets, Column, Paragraph, Section, Sentence, Table
from icmap.encoding import Inline
from icmap.graph import Link
from icmap.measures import chains as measured
from icmap.measures.calibration import Calibration, calibration
from icmap.measures.chains import ChainLink, WhyNot, chain_links, chains, end_customers, why_not
from icmap.measures.drag import Drag, drags
from icmap.measures.loops import opening
from icmap.measures.network import link_time
from icmap.measures.schedule import Moment, schedule
from icmap.measures.slack import Slack, slacks
from icmap.model.quantities import Seconds
from icmap.records import dataclass
from icmap.rows import Rows
from icmap.study import Study
from icmap.wording import calibration as doubting
from icmap.wording import chain as wording
from icmap.wording.lists import first
from icmap.wording.names import Words, sentence
from icmap.wording.saving import limit, then

__all__ = ["ANALYSIS", "CriticalPaths", "DependencyTimes", "EndCustomer", "ServiceTimes"]

TERMS = {
    "done": "When a service is done, counted from the beginning of the whole chain: ready + lead time + half of `every`. "
    "A service is ready at the first moment when all its entries that count in times are met, an alternative when its "
    "k-th member's delivery arrives. `optional` and `waits: false` entries do not count. Found by firing, earliest first.",
    "total-float": "The largest delay of a service or dependency alone that makes no need later than it now arrives. "
    "Unknown (null): it leads to no need; covered: an alternative absorbs any delay.",
    "spare": "The largest delay of a service or dependency alone that breaks no stated need which is kept now; 0 where one "
    "that it makes later is broken already, unknown (null) where none is stated.",
    "free-float": "The largest delay of a service or dependency alone that makes no customer's ready, and no need, later.",
    "critical": "Total float 0: any delay makes a need later, which is named (Kelley & Walker 1959).",
    "drag": "What a need gains if a service (or party) took no time: arrival - arrival(with its lead times, overrides "
    "and batches 0; handoffs stay). Saving more than that helps nobody: then another chain takes over (Devaux 1999).",
    "runner-up": "The slowest chain through a dependency that is not critical; those of the least float are shown.",
    "calibration": "Computed against measured (`actual`) times of the same clock, wherever upstream of a need. "
    "Where putting the measured time in place of the computed one would change whether a need is kept, or when it is met by more "
    "than 10 %, that is said first, with that need.",
}


@dataclass(frozen=True, slots=True)
class EndCustomer:
    """When an end customer has everything, and the chain of its last need; `own` is what it then takes itself."""

    end: Inline[measured.EndCustomer]
    chain: tuple[ChainLink, ...]
    own: Seconds | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTimes:
    """The times and floats of one service; `drag` is the largest over the needs, of which `drag_need` gains it.

    `takes_over` is the service whose chain is then the slowest.
    """

    service: str
    moment: Inline[Moment]
    slack: Inline[Slack]
    drag: Seconds | None
    drag_need: str | None
    takes_over: str | None


@dataclass(frozen=True, slots=True)
class DependencyTimes:
    """The floats of one dependency that counts in times."""

    link: Inline[Link]
    slack: Inline[Slack]


@dataclass(frozen=True, slots=True, kw_only=True)
class CriticalPaths:
    """All times of a map; `assumptions` are the dependencies taken as met at the start, `complete` if nothing was cut."""

    end_customers: Sequence[EndCustomer]
    services: Sequence[ServiceTimes]
    dependencies: Sequence[DependencyTimes]
    assumptions: tuple[Link, ...]
    calibration: tuple[Calibration, ...]
    why_not: tuple[WhyNot, ...]
    complete: bool


def compute(study: Study) -> CriticalPaths:
    """All times, ends by id, services and dependencies by name; empty in, empty out."""
    floats, drag = study.of(slacks), study.of(drags)
    links = sorted(floats.links, key=lambda each: (each.customer, each.provider))
    return CriticalPaths(
        end_customers=Rows(partial(_end, study), study.of(end_customers)),
        services=Rows(partial(_service, study), tuple(study.services)),
        dependencies=Rows(lambda link: DependencyTimes(link, floats.links[link]), links),
        assumptions=study.of(opening),
        calibration=study.of(calibration),
        why_not=study.of(why_not),
        complete=floats.complete and drag.complete,
    )


def _end(study: Study, end: measured.EndCustomer) -> EndCustomer:
    last = end.last
    own = study.of(schedule).own(last.customer) if last and not last.goal.tokens else None
    return EndCustomer(end, chain_links(study, last.chain) if last else (), own)


def _service(study: Study, node: str) -> ServiceTimes:
    found = study.of(drags)
    drag = found.services.get(node)
    return ServiceTimes(
        service=node,
        moment=study.of(schedule).moment(node),
        slack=study.of(slacks).services[node],
        drag=drag.time if drag else 0 if found.complete else None,
        drag_need=drag.need.key if drag else None,
        takes_over=drag.branch if drag else None,
    )


def describe(study: Study) -> Section:
    """What was assumed, what saving helps, who is almost as slow, what was measured."""
    blocks = tuple(_blocks(study)) if study.of(chains) else (Paragraph(sentence(wording.NOBODY_WAITS)),)
    return Section(ANALYSIS.name, ANALYSIS.title, blocks)


def brief(study: Study) -> Section | None:
    """Why a party is not on the slowest chain, where that was asked."""
    blocks = tuple(_why_not(study))
    return Section(ANALYSIS.name, ANALYSIS.title, blocks) if blocks else None


def _blocks(study: Study) -> Iterator[Block]:
    yield from _assumption(study)
    yield from _savings(study)
    yield from _runners_up(study)
    yield from _why_not(study)
    yield from _measured(study)
    if not (study.of(slacks).complete and study.of(drags).complete):
        yield Paragraph(sentence(wording.NOT_ALL_FLOATS), "remark")


def _assumption(study: Study) -> Iterator[Block]:
    opened, note = first(study.of(opening), study.question.top)
    if opened:
        words = study.of(Words)
        yield Paragraph(sentence(wording.ASSUMED), "remark")
        flows = (Sentence(wording.flow(words, link), link.provider, None, link.span) for link in opened)
        yield Bullets((*flows, *([Sentence(note)] if note else [])))


def _savings(study: Study) -> Iterator[Block]:
    found = sorted(study.of(drags).services.values(), key=lambda each: (-each.time, each.subject))
    top, note = first(found, study.question.top, "largest")
    if top:
        columns = (
            Column("Critical step"), Column("Takes", "number"), Column("Saving helps up to", "number"),
            Column("For"), Column("Then"),
        )  # fmt: skip
        limits = sentence(limit(study.of(Words), top[0]), note)
        yield Table(columns, tuple(_saving(study, each) for each in top), "Where saving time helps", limits)


def _saving(study: Study, drag: Drag) -> tuple[str, ...]:
    words, takes = study.of(Words), _taken(study, drag)
    return (
        words.service(drag.subject), words.time(takes), words.time(drag.time), words.need(drag.need), then(words, drag),
    )  # fmt: skip


def _taken(study: Study, drag: Drag) -> Seconds:
    """What the step takes on the slowest chain, a customer's own lead time in place of the provider's; not the way."""
    links = (link for link in drag.need.chain if link.provider == drag.subject)
    times = [link_time(study.step(link.provider), link) - link.dependency.handoff for link in links]
    return max(times, default=study.of(schedule).own(drag.subject))


def _runners_up(study: Study) -> Iterator[Block]:
    words = study.of(Words)
    every = [(chain.need, each) for chain in study.of(chains) for each in chain.runners_up]
    top, note = first(every, study.question.top)
    if top:
        rows = ((words.need(need), words.time(each.slack), wording.way(words, each.links)) for need, each in top)
        columns = (Column("For"), Column("Earlier by", "number"), Column("Chain"))
        yield Table(columns, tuple(rows), "Almost as slow", note)


def _why_not(study: Study) -> Iterator[Block]:
    asked, words = study.question.why_not, study.of(Words)
    if asked is not None and asked in study.org.parties:
        if not study.of(why_not):
            yield Paragraph(sentence(wording.on_no_chain(words, asked)))
        for each in study.of(why_not)[: study.question.top]:
            yield Paragraph(sentence(wording.off_chain(words, each)))


def _measured(study: Study) -> Iterator[Block]:
    words = study.of(Words)
    top, note = first(study.of(calibration), study.question.top, "largest")
    if top:
        columns = (
            Column("Service"), Column("Computed", "number"), Column("Measured", "number"), Column("Counted"),
            Column("With the measured time"),
        )  # fmt: skip
        yield Table(columns, tuple(doubting.row(words, each) for each in top), "Computed and measured", note)


ANALYSIS = Analysis(
    "critical-paths",
    "Critical paths",
    "the times and floats of every service, and where saving time helps",
    compute,
    describe,
    TERMS,
    brief=brief,
)
