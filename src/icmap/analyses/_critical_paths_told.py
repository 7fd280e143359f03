"""How critical paths are told: doubts first, then chains as work flows, then what saving helps and who comes next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from icmap.analyses._telling import service_name
from icmap.document import Block, Bullets, Chain, ChainStep, Column, Paragraph, Sentence, Table
from icmap.graph import Link
from icmap.measures import chains as measured
from icmap.measures.calibration import Calibration, calibration
from icmap.measures.chains import WhyNot, chains, why_not
from icmap.measures.drag import Drag, drags
from icmap.measures.loops import opening
from icmap.measures.needs import MOST_TIES, Need, needs
from icmap.measures.network import link_time
from icmap.measures.schedule import schedule
from icmap.measures.slack import slacks
from icmap.model.quantities import Seconds, format_duration
from icmap.study import Study
from icmap.wording.words import Words

__all__ = ["TERMS", "blocks"]

TERMS = {
    "need": "One thing that an end customer waits for. A service of it that states a lead time (0 too) works with what it gets: "
    "its entries together are one need, met when it is done. One that states none only receives: each entry that counts in times "
    "is a need of its own, with its own time, its own slowest chain and its own `within`; an alternative is one need.",
    "done": "When a service is done, counted from the beginning of the whole chain: ready + lead time + half of `every`. "
    "A service is ready at the first moment when all its entries that count in times are met, an alternative when its "
    "k-th member's delivery arrives. `optional` and `waits: false` entries do not count. Found by firing, earliest first.",
    "lower-bound": "An unknown lead time counts as 0, so a time that rests on one is at least that long. So is a time that "
    "rests on a waiting loop which had to be opened (`assumed`). A member of an alternative with an unknown time does not "
    "win by it: both times are shown.",
    "slowest-chain": "The dependencies that decide when a need is met, first work first. Of equally slow "
    "chains the one with the least name at each step from the end back; how many there are is counted.",
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

_LONG_IN_WORDS = 7
_LONG_CHAIN = 60
"""Chains with more steps are shown in part; JSON has them whole."""


def blocks(study: Study) -> tuple[Block, ...]:
    """Everything there is to say, in order; nothing but a remark for a map in which nobody waits."""
    if not study.of(needs):
        return (Paragraph("The map has no end customer: nobody depends on anybody."),)
    return tuple(_all_blocks(study))


def _all_blocks(study: Study) -> Iterator[Block]:
    yield from _doubts(study)
    yield from _assumption(study)
    yield from _chains(study)
    yield from _savings(study)
    yield from _runners_up(study)
    yield from _why_not(study)
    yield from _measured(study)
    if not (study.of(slacks).complete and study.of(drags).complete):
        yield Paragraph(
            "The map is large or has many alternatives: not every float and saving was computed; those are left blank.",
            "remark",
        )


def _time(study: Study, time: Seconds) -> str:
    return format_duration(time, study.org.calendar)


def _doubts(study: Study) -> Iterator[Block]:
    for each in study.of(calibration):
        if each.off and each.moved:
            yield Paragraph(_doubt(study, each), "warning")


def _doubt(study: Study, each: Calibration) -> str:
    computed = ("at least " if each.lower_bound else "") + _time(study, each.computed)
    until = "from the beginning " if each.clock == "start" else ""
    told = (
        f"{service_name(study, each.service)}: the map adds up to {computed} {until}but {_time(study, each.measured)}"
    )
    return f"{told} were measured. {_check(study, each)}"


def _check(study: Study, each: Calibration) -> str:
    if each.widest is None:
        return "Settle this before trusting any time below."
    estimate = each.widest.estimate
    spread = f"{_time(study, estimate.optimistic)} to {_time(study, estimate.pessimistic)}"
    return f"Check {service_name(study, each.widest.service)} ({spread}) before trusting any time below."


def _assumption(study: Study) -> Iterator[Block]:
    opened = study.of(opening)
    if not opened:
        return
    yield Paragraph(
        "Some services wait for one another. The times below assume that these are there at the start, and are lower bounds:",
        "remark",
    )
    shown = opened[: study.question.top]
    sentences = [Sentence(_flow(study, link), link.provider, None, link.dependency.span) for link in shown]
    if len(opened) > len(shown):
        sentences.append(Sentence(f"and {len(opened) - len(shown)} more"))
    yield Bullets(tuple(sentences))


def _flow(study: Study, link: Link) -> str:
    return f"{service_name(study, link.provider)} → {service_name(study, link.customer)}"


def _chains(study: Study) -> Iterator[Block]:
    latest = sorted(study.of(chains), key=lambda each: -(each.need.arrival or 0))
    shown = latest[: study.question.top]
    for each in shown:
        yield _chain(study, each)
    if len(latest) > len(shown):
        yield Paragraph(f"The {len(shown)} of {len(latest)} needs that take longest are shown.", "remark")


def _chain(study: Study, chain: measured.Chain) -> Block:
    need = chain.need
    name = _need_name(study, need)
    if need.arrival is None:
        return Paragraph(f"{name}: no time can be told.", "remark")
    title = f"{name}: {_done(study, need)}"
    critical = frozenset(chain.critical)
    steps = [_step(study, link, critical=link in critical) for link in _shown(need.chain)]
    if len(need.chain) > len(steps):
        left_out = ChainStep(f"… {len(need.chain) - len(steps)} steps are left out …", critical=True)
        steps.insert(_LONG_CHAIN // 3, left_out)
    return Chain(title, (*steps, _last_step(study, need)), " ".join(_notes(chain)))


def _need_name(study: Study, need: Need) -> str:
    """The end customer; where it has several needs also which one."""
    name = study.name(need.end)
    if sum(each.end == need.end for each in study.of(needs)) == 1 or need.provider is None:
        return name
    what = service_name(study, need.provider) if need.provider in study.steps else study.name(need.provider)
    return f"{name}, {what}"


def _shown(links: Sequence[Link]) -> Sequence[Link]:
    """Of a very long chain the beginning and, twice as much, the end."""
    if len(links) <= _LONG_CHAIN:
        return links
    first = _LONG_CHAIN // 3
    return (*links[:first], *links[first - _LONG_CHAIN :])


def _done(study: Study, need: Need) -> str:
    done = need.arrival or 0
    if not need.lower_bound:
        return _time(study, done)
    if not done:
        return "no time is known yet"
    if need.at_least is not None and need.at_least != done:
        return f"{_time(study, done)} by what is known, at least {_time(study, need.at_least)}"
    return f"at least {_time(study, done)}"


def _step(study: Study, link: Link, *, critical: bool) -> ChainStep:
    return ChainStep(service_name(study, link.provider), _detail(study, link), link.dependency.span, critical)


def _detail(study: Study, link: Link) -> str:
    step = study.step(link.provider)
    estimate = link.dependency.lead_time or step.lead_time
    way = link.dependency.handoff
    parts = ["time unknown"] if estimate is None else [_time(study, estimate.mean)]
    batch = link_time(step, link) - way - (estimate.mean if estimate else 0)
    if batch:
        parts.append(f"waits {_time(study, batch)} for its turn")
    if way:
        parts.append(f"{_time(study, way)} on the way")
    moment = study.of(schedule).moment(link.provider)
    done = (moment.ready or 0) + link_time(step, link)
    there = f", there at {_time(study, done)}" if done or estimate else ""
    return f"{' + '.join(parts)}{there}"


def _last_step(study: Study, need: Need) -> ChainStep:
    node = need.customer
    own = study.of(schedule).own(node) if need.goal.node >= 0 else 0
    detail = f"{_time(study, own)}, done at {_time(study, need.arrival or 0)}" if own else ""
    return ChainStep(service_name(study, node), detail, study.step(node).party.span, critical=True)


def _notes(chain: measured.Chain) -> Iterator[str]:
    need = chain.need
    if need.ties > 1:
        many = "very many" if need.ties >= MOST_TIES else _counted(need.ties - 1)
        yield f"{many.capitalize()} other {'chain is' if need.ties == 2 else 'chains are'} just as slow."
    if need.unknown:
        services = "service that it waits for has" if need.unknown == 1 else "services that it waits for have"
        counts = "; each counts as 0" if need.at_least == need.arrival else ""
        yield f"{need.unknown} {services} no lead time{counts}."
    if need.assumed:
        yield "This rests on the assumption above."
    if not chain.complete:
        yield "Not all of what is almost as slow was looked at."


def _counted(number: int) -> str:
    return f"{number:,}" if number < 10**6 else f"about 10^{len(str(number)) - 1}"


def _savings(study: Study) -> Iterator[Block]:
    found = sorted(study.of(drags).services.values(), key=lambda each: (-each.time, each.subject))
    if not found:
        return
    shown = found[: study.question.top]
    note = f"The {len(shown)} of {len(found)} largest are shown." if len(found) > len(shown) else ""
    columns = (Column("Critical step"), Column("Takes", "number"), Column("Saving helps up to", "number"),
               Column("For"), Column("Then"))  # fmt: skip
    yield Table(columns, tuple(_saving(study, each) for each in shown), "Where saving time helps", note)
    yield Paragraph(_limit(study, shown[0]))


def _saving(study: Study, drag: Drag) -> tuple[str, ...]:
    own = _taken(study, drag)
    then = f"{service_name(study, drag.branch)} is the slower branch" if drag.branch else "all of it counts"
    return (
        service_name(study, drag.subject),
        _time(study, own),
        _time(study, drag.time),
        _need_name(study, drag.need),
        then,
    )


def _taken(study: Study, drag: Drag) -> Seconds:
    """What the step takes on the slowest chain, a customer's own lead time in place of the provider's; not the way."""
    times = [
        link_time(study.step(link.provider), link) - link.dependency.handoff
        for link in drag.need.chain
        if link.provider == drag.subject
    ]
    return max(times, default=study.of(schedule).own(drag.subject))


def _limit(study: Study, drag: Drag) -> str:
    subject, time = service_name(study, drag.subject), _time(study, drag.time)
    if drag.branch is None:
        return f"Whatever is saved at {subject}, up to {time}, reaches {study.of(Words).the(drag.need.end)} in full."
    return f"Saving more than {time} at {subject} helps nobody: then {service_name(study, drag.branch)} is the slower branch."


def _runners_up(study: Study) -> Iterator[Block]:
    rows = [
        (_need_name(study, chain.need), _time(study, each.slack), _chain_in_words(study, each.links))
        for chain in study.of(chains)
        for each in chain.runners_up
    ]
    if rows:
        shown = rows[: study.question.top]
        note = f"{len(shown)} of {len(rows)} are shown." if len(rows) > len(shown) else ""
        columns = (Column("End customer"), Column("Earlier by", "number"), Column("Chain"))
        yield Table(columns, tuple(shown), "Almost as slow", note)


def _chain_in_words(study: Study, links: Sequence[Link]) -> str:
    """The chain as work flows; of a long one the beginning and the end."""
    if not links:
        return ""
    nodes = [*(link.provider for link in links), links[-1].customer]
    names = [service_name(study, node) for node in (nodes if len(links) <= _LONG_IN_WORDS else nodes[:3] + nodes[-4:])]
    if len(links) > _LONG_IN_WORDS:
        names.insert(3, f"… {len(nodes) - 7} more …")
    return " → ".join(names)


def _why_not(study: Study) -> Iterator[Block]:
    asked = study.question.why_not
    if asked is None:
        return
    if asked not in study.org.parties:
        yield Paragraph(f"There is no party '{asked}' in the map.", "warning")
        return
    answers = study.of(why_not)
    if not answers:
        yield Paragraph(f"{study.name(asked)} is on no chain to an end customer: no time of it counts there.")
    for each in answers[: study.question.top]:
        yield Paragraph(_why(study, each))


def _why(study: Study, each: WhyNot) -> str:
    party, end = study.name(each.party), _need_name(study, each.need)
    if not each.slack:
        return f"{party} is on a slowest chain to {end}."
    off = _time(study, each.slack)
    return (
        f"{party} stays {off} off the slowest chain to {end}: {_chain_in_words(study, each.slower)} is slower than "
        f"{_chain_in_words(study, each.through) or service_name(study, each.party)}."
    )


def _measured(study: Study) -> Iterator[Block]:
    compared: Iterable[Calibration] = study.of(calibration)
    rows = tuple(
        (
            service_name(study, each.service),
            ("at least " if each.lower_bound else "") + _time(study, each.computed),
            _time(study, each.measured),
            "from the beginning" if each.clock == "start" else "from request",
        )
        for each in compared
    )
    if rows:
        columns = (Column("Service"), Column("Computed", "number"), Column("Measured", "number"), Column("Counted"))
        top = study.question.top
        note = f"{top} of {len(rows)} are shown." if len(rows) > top else ""
        yield Table(columns, rows[:top], "Computed and measured", note)
