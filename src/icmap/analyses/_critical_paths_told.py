"""How critical paths are told: doubts first, then chains as work flows, then what saving helps and who comes next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from icmap.document import Block, Bullets, Chain, ChainStep, Column, Paragraph, Sentence, Table
from icmap.graph import Link
from icmap.measures import chains as measured
from icmap.measures.calibration import Calibration, calibration
from icmap.measures.chains import MOST_TIES, WhyNot, chains, why_not
from icmap.measures.drag import Drag, drags
from icmap.measures.loops import opening
from icmap.measures.network import link_time
from icmap.measures.schedule import schedule
from icmap.measures.slack import slacks
from icmap.model.quantities import Seconds, format_duration
from icmap.study import Study
from icmap.wording import calibration as doubting
from icmap.wording.lists import first
from icmap.wording.names import Words, sentence
from icmap.wording.saving import limit, then

__all__ = ["TERMS", "blocks"]

TERMS = {
    "done": "When a service is done, counted from the beginning of the whole chain: ready + lead time + half of `every`. "
    "A service is ready at the first moment when all its entries that count in times are met, an alternative when its "
    "k-th member's delivery arrives. `optional` and `waits: false` entries do not count. Found by firing, earliest first.",
    "lower-bound": "An unknown lead time counts as 0, so a time that rests on one is at least that long. So is a time that "
    "rests on a waiting loop which had to be opened (`assumed`). A member of an alternative with an unknown time does not "
    "win by it: both times are shown.",
    "slowest-chain": "The dependencies that decide when an end customer has everything, first work first. Of equally slow "
    "chains the one with the least name at each step from the end back; how many there are is counted.",
    "total-float": "The largest delay of a service or dependency alone that makes no end customer later than that one's "
    "own `done`. Unknown (null): it leads to no end; covered: an alternative absorbs any delay.",
    "free-float": "The largest delay of a service or dependency alone that makes no customer's ready, and no end, later.",
    "critical": "Total float 0: any delay makes an end customer later, who is named (Kelley & Walker 1959).",
    "drag": "What an end customer gains if a service (or party) took no time: done - done(with its lead times, overrides "
    "and batches 0; handoffs stay). Saving more than that helps nobody: then another chain takes over (Devaux 1999).",
    "runner-up": "The slowest chain through a dependency that is not critical; those of the least float are shown.",
    "calibration": "Computed against measured (`actual`) times of the same clock, for the services on the slowest chains. "
    "Where they differ by more than 25 % that is said first, with the widest estimate on the way.",
}

_LONG_IN_WORDS = 7
_LONG_CHAIN = 60
"""Chains with more steps are shown in part; JSON has them whole."""


def blocks(study: Study) -> tuple[Block, ...]:
    """Everything there is to say, in order; nothing but a remark for a map in which nobody waits."""
    if not study.of(chains):
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
        if each.off:
            words = study.of(Words)
            yield Paragraph(sentence(doubting.doubt(words, each), doubting.check(words, each.widest)), "warning")


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
    return f"{study.of(Words).service(link.provider)} → {study.of(Words).service(link.customer)}"


def _chains(study: Study) -> Iterator[Block]:
    latest, note = first(
        sorted(study.of(chains), key=lambda each: (-(each.done or 0), each.end)), study.question.top, "slowest"
    )
    yield from (_chain(study, each) for each in latest)
    if note:
        yield Paragraph(note, "remark")


def _chain(study: Study, chain: measured.Chain) -> Block:
    name = study.name(chain.end)
    if chain.done is None or chain.node is None:
        return Paragraph(f"{name}: no time can be told.", "remark")
    title = f"{name}: {_done(study, chain)}"
    critical = frozenset(chain.critical)
    steps = [_step(study, link, critical=link in critical) for link in _shown(chain.links)]
    if len(chain.links) > len(steps):
        left_out = ChainStep(f"… {len(chain.links) - len(steps)} steps are left out …", critical=True)
        steps.insert(_LONG_CHAIN // 3, left_out)
    return Chain(title, (*steps, _last_step(study, chain)), " ".join(_notes(study, chain)))


def _shown(links: Sequence[Link]) -> Sequence[Link]:
    """Of a very long chain the beginning and, twice as much, the end."""
    if len(links) <= _LONG_CHAIN:
        return links
    first = _LONG_CHAIN // 3
    return (*links[:first], *links[first - _LONG_CHAIN :])


def _done(study: Study, chain: measured.Chain) -> str:
    done = chain.done or 0
    if not chain.lower_bound:
        return _time(study, done)
    if not done:
        return "no time is known yet"
    if chain.at_least is not None and chain.at_least != done:
        return f"{_time(study, done)} by what is known, at least {_time(study, chain.at_least)}"
    return f"at least {_time(study, done)}"


def _step(study: Study, link: Link, *, critical: bool) -> ChainStep:
    return ChainStep(study.of(Words).service(link.provider), _detail(study, link), link.dependency.span, critical)


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


def _last_step(study: Study, chain: measured.Chain) -> ChainStep:
    node = chain.node or chain.end
    own = study.of(schedule).own(node)
    detail = f"{_time(study, own)}, done at {_time(study, chain.done or 0)}" if own else ""
    return ChainStep(study.of(Words).service(node), detail, study.step(node).party.span, critical=True)


def _notes(study: Study, chain: measured.Chain) -> Iterator[str]:
    if chain.slowest_chains and chain.slowest_chains > 1:
        many = "very many" if chain.slowest_chains >= MOST_TIES else _counted(chain.slowest_chains - 1)
        yield f"{many.capitalize()} other {'chain is' if chain.slowest_chains == 2 else 'chains are'} just as slow."
    if chain.unknown:
        services = "service that it waits for has" if chain.unknown == 1 else "services that it waits for have"
        counts = "; each counts as 0" if chain.at_least == chain.done else ""
        yield f"{chain.unknown} {services} no lead time{counts}."
    if chain.assumed:
        yield "This rests on the assumption above."
    if not chain.complete:
        yield "Not all of what is almost as slow was looked at."
    del study


def _counted(number: int) -> str:
    return f"{number:,}" if number < 10**6 else f"about 10^{len(str(number)) - 1}"


def _savings(study: Study) -> Iterator[Block]:
    found = sorted(study.of(drags).services.values(), key=lambda each: (-each.time, each.subject))
    if not found:
        return
    top, note = first(found, study.question.top, "largest")
    columns = (Column("Critical step"), Column("Takes", "number"), Column("Saving helps up to", "number"),
               Column("For"), Column("Then"))  # fmt: skip
    yield Table(columns, tuple(_saving(study, each) for each in top), "Where saving time helps", note)
    yield Paragraph(sentence(limit(study.of(Words), top[0])))


def _saving(study: Study, drag: Drag) -> tuple[str, ...]:
    own = _taken(study, drag)
    words = study.of(Words)
    return words.service(drag.subject), words.time(own), words.time(drag.time), study.name(drag.end), then(words, drag)


def _taken(study: Study, drag: Drag) -> Seconds:
    """What the step takes on the slowest chain, a customer's own lead time in place of the provider's; not the way."""
    chain = next((each.links for each in study.of(chains) if each.end == drag.end), ())
    times = [
        link_time(study.step(link.provider), link) - link.dependency.handoff
        for link in chain
        if link.provider == drag.subject
    ]
    return max(times, default=study.of(schedule).own(drag.subject))


def _runners_up(study: Study) -> Iterator[Block]:
    rows = [
        (study.name(chain.end), _time(study, each.slack), _chain_in_words(study, each.links))
        for chain in study.of(chains)
        for each in chain.runners_up
    ]
    if rows:
        top, note = first(rows, study.question.top)
        columns = (Column("End customer"), Column("Earlier by", "number"), Column("Chain"))
        yield Table(columns, tuple(top), "Almost as slow", note)


def _chain_in_words(study: Study, links: Sequence[Link]) -> str:
    """The chain as work flows; of a long one the beginning and the end."""
    if not links:
        return ""
    nodes = [*(link.provider for link in links), links[-1].customer]
    names = [
        study.of(Words).service(node) for node in (nodes if len(links) <= _LONG_IN_WORDS else nodes[:3] + nodes[-4:])
    ]
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
    party, end = study.name(each.party), study.name(each.end)
    if not each.slack:
        return f"{party} is on a slowest chain to {end}."
    off = _time(study, each.slack)
    return (
        f"{party} stays {off} off the slowest chain to {end}: {_chain_in_words(study, each.slower)} is slower than "
        f"{_chain_in_words(study, each.through) or study.of(Words).service(each.party)}."
    )


def _measured(study: Study) -> Iterator[Block]:
    compared: Iterable[Calibration] = study.of(calibration)
    rows = tuple(
        (
            study.of(Words).service(each.service),
            doubting.computed(study.of(Words), each),
            _time(study, each.measured),
            "from the beginning" if each.clock == "start" else "from request",
        )
        for each in compared
    )
    if rows:
        columns = (Column("Service"), Column("Computed", "number"), Column("Measured", "number"), Column("Counted"))
        top, note = first(rows, study.question.top)
        yield Table(columns, tuple(top), "Computed and measured", note)
