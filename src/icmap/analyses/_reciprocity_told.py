"""How reciprocal relationships are told: waiting loops first, then what was assumed, pairs, groups and rework."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from icmap.analyses._telling import listed, rate, rating, service_name
from icmap.document import Block, Bullets, Column, Paragraph, Sentence, Table
from icmap.graph import Link
from icmap.measures.loops import Opened, WaitingLoop, openings, waiting_loops
from icmap.measures.mutual import MutualPair, balance, coupled_groups, mutual_pairs, rate_of, services_given
from icmap.measures.rework import ReworkGroup, rework_groups
from icmap.measures.scores import pair_rating
from icmap.model import Dependency
from icmap.model.quantities import format_number
from icmap.study import Study
from icmap.wording.words import Words, sentence_case

__all__ = ["TERMS", "blocks"]

_LINKS = 5

TERMS = {
    "mutual-pair": "Two parties that serve each other. Neither good nor bad: pilots and cabin crew are one.",
    "coupled-group": "Parties that all depend on one another, if only through others: a strongly connected component "
    "of the party graph with more than one member.",
    "waiting-loop": "Services of which each needs another of them before it can start. Certain where every one is a "
    "named service; else the map only says that they serve each other, not which of them waits.",
    "opened": "A dependency that is taken as met at the start, so that times can be computed through a waiting loop: "
    "the fewest, then the least important, then the least frequent (unknown counts 0), then the first by name. Exact by "
    "dynamic programming over subsets up to 16 services (Held & Karp 1962), above that by Eades, Lin & Smyth (1993).",
    "balance": "How much more often one of a mutual pair serves the other, as log₂ of the two rates: 0 is even, 1 is "
    "twice as often. Unknown where a frequency is.",
    "gap": "The difference between the scores that the two of a mutual pair give each other.",
    "rework": "The share of a customer's work that is done again because of what it gets. Where it goes round, total "
    "work is U = (I - A)⁻¹·1 with A[customer, provider] the share (Smith & Eppinger 1997).",
    "spectral-radius": "The factor by which rework shrinks (below 1) or grows from one round to the next, in the end.",
    "drivers": "The services with at least half of the largest share in the leading eigenvector of the rework: what to "
    "improve first, because they send most of the work round.",
    "dyad-census": "How many pairs of parties serve each other (M), one the other (A), or not at all (N).",
    "edge-reciprocity": "2M / (2M + A): the share of dependencies between parties that are returned.",
    "dyad-reciprocity": "M / (M + A): the share of the pairs with a dependency that are mutual.",
    "rho": "(r - a) / (1 - a), with r the edge reciprocity and a the density: above 0 where more is returned than "
    "by chance, below 0 where less is (Garlaschelli & Loffredo 2004). Unknown for no dependencies, or all.",
}


def blocks(study: Study) -> Iterator[Block]:
    """Everything to say about reciprocity; nothing where there is none."""
    if loops := study.of(waiting_loops):
        yield Bullets(tuple(_loop(study, loop) for loop in loops[: study.question.top]))
        yield from _left_out(len(loops), study.question.top, "waiting loops")
    if opened := study.of(openings):
        yield _opened(study, opened)
    if pairs := study.of(mutual_pairs):
        yield _pairs(study, pairs)
    larger = [group for group in study.of(coupled_groups) if len(group) > 2]
    if larger:
        yield Bullets(tuple(_group(study, group) for group in larger[: study.question.top]))
    if groups := study.of(rework_groups):
        yield Bullets(tuple(_rework(study, group) for group in groups[: study.question.top]))


def _left_out(found: int, shown: int, what: str) -> Iterator[Block]:
    if found > shown:
        yield Paragraph(f"The first {shown} of {found} {what} are shown.", "remark")


def _loop(study: Study, loop: WaitingLoop) -> Sentence:
    span = loop.example[0].dependency.span
    return Sentence(_loop_in_words(study, loop), loop.services[0], len(loop.services), span, "waiting-loop")


def _loop_in_words(study: Study, loop: WaitingLoop) -> str:
    if len(loop.services) == 1:
        return f"{service_name(study, loop.services[0])} waits for itself: it can never start."
    way = _way_round(study, loop.example)
    if loop.certain:
        return f"{way}: none of them can start before another has delivered."
    members = dict.fromkeys(study.step(node).party.name for node in loop.services)
    return f"{listed(list(members))} serve each other; the map does not say which of them waits. {way}."


def _way_round(study: Study, links: Sequence[Link]) -> str:
    """`A waits for B, which waits for A`; the rest of a long way is counted."""
    names = [service_name(study, link.customer) for link in links]
    left_out = len(names) - _LINKS
    if left_out > 1:
        return f"{_in_a_row(names[:_LINKS])}, and so on through {left_out} more back to {names[0]}"
    return _in_a_row([*names, names[0]])


def _in_a_row(names: Sequence[str]) -> str:
    first, *others = names
    return f"{first} waits for " + ", which waits for ".join(others)


def _opened(study: Study, opened: Sequence[Opened]) -> Table:
    rows = [
        (
            service_name(study, each.link.provider),
            service_name(study, each.link.customer),
            str(each.link.dependency.importance),
            each.link.dependency.span.short,
        )
        for each in opened[: study.question.top]
    ]
    columns = (Column("Provider"), Column("Customer"), Column("Importance"), Column("Where", "id"))
    return Table(columns, tuple(rows), "Taken as met at the start, to compute times", _how_opened(opened, len(rows)))


def _how_opened(opened: Sequence[Opened], shown: int) -> str:
    exact = all(each.exact for each in opened)
    how = (
        "No smaller set opens the loops, where an alternative waits for its first members."
        if exact
        else "Found by a heuristic: a smaller set may open the loops too."
    )
    rest = f" The first {shown} of {len(opened)} are shown." if shown < len(opened) else ""
    return f"Times that rest on these are lower bounds; say which does not wait (waits: false). {how}{rest}"


def _pairs(study: Study, pairs: Sequence[MutualPair]) -> Table:
    shown = pairs[: study.question.top]
    rows = [row for pair in shown for row in _both_ways(study, pair)]
    columns = (
        Column("Provider"),
        Column("Customer"),
        Column("What"),
        Column("How often"),
        Column("Balance"),
        Column("Rated"),
    )
    note = "Each line is one direction of a pair that serves each other, which is no failure."
    rest = f" The first {len(shown)} of {len(pairs)} pairs are shown." if len(shown) < len(pairs) else ""
    return Table(columns, tuple(rows), "Mutual pairs", note + rest)


def _both_ways(study: Study, pair: MutualPair) -> Iterator[tuple[str, ...]]:
    even = balance(rate_of(pair.first_gets), rate_of(pair.second_gets))
    yield _one_way(study, pair.first, pair.second, pair.second_gets, even)
    yield _one_way(study, pair.second, pair.first, pair.first_gets, None if even is None else -even)


def _one_way(
    study: Study, provider: str, customer: str, dependencies: Sequence[Dependency], more_often: float | None
) -> tuple[str, ...]:
    given = services_given(study, dependencies)
    return (
        study.name(provider),
        study.name(customer),
        listed(given) if given else "",
        rate(dependencies, study.org.calendar),
        _balance(more_often),
        rating(pair_rating(study, customer=customer, provider=provider)),
    )


def _balance(more_often: float | None) -> str:
    if more_often is None or more_often < 0:
        return ""
    times = format_number(2**more_often)
    return "as often" if times == "1" else f"{times} times as often"


def _group(study: Study, group: Sequence[str]) -> Sentence:
    names = listed([study.of(Words).the(party) for party in group])
    text = f"{sentence_case(names)} all depend on one another, directly or through others: a coupled group of {len(group)}."
    return Sentence(text, group[0], len(group), study.org.parties[group[0]].span, "coupled-group")


def _rework(study: Study, group: ReworkGroup) -> Sentence:
    names = listed([service_name(study, node) for node in group.drivers or group.services])
    how_many = (
        "1 dependency in the group gives" if group.unknown == 1 else f"{group.unknown} dependencies in the group give"
    )
    unknown = f" {how_many} no share: counted as none." if group.unknown else ""
    text = f"{_rework_in_words(study, group, names)}{unknown}"
    span = (study.step(group.services[0]).service or study.step(group.services[0]).party).span
    return Sentence(text, group.services[0], group.radius, span, "rework")


def _rework_in_words(study: Study, group: ReworkGroup, names: str) -> str:
    if group.radius is None:
        return f"Rework goes round among {len(group.services)} services: too many to compute how often."
    if group.total_work is None:
        return f"Rework among {names} does not end: each round makes as much work as it settles, or more."
    most, times = max(zip(group.services, group.total_work, strict=True), key=lambda each: (each[1], each[0]))
    drives = f", driven by {names}" if group.drivers else ""
    return f"{service_name(study, most)} does its work {format_number(times, 2)} times in the end, rework included{drives}."
