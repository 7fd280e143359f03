"""The card as a service-level sheet: what the party promises to whom, what it needs for that, what is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from icmap.card.facts import PartyCard
from icmap.card.lines import Line
from icmap.card.words import conditions, filled, party_of, service_of, time
from icmap.document import Block, Bullets, Paragraph, Section, Sentence
from icmap.locations import Span
from icmap.study import Study
from icmap.wording.words import Words, sentence_case

__all__ = ["promise_sections"]

_COLUMNS = ("Service", "Promised", "Needed within", "How often", "Importance", "Via", "Accepted if", "Only")


def promise_sections(study: Study, card: PartyCard) -> tuple[Section, ...]:
    """What it promises, what it needs from others to keep that, and what the two sides have yet to agree on."""
    open_points = tuple(_open_points(study, [*card.customers, *card.providers]))
    agreed = Paragraph("Nothing: every promise meets the need that the map states.")
    return (
        Section("promises", "What it promises, and to whom", (_promised(study, card),)),
        Section("needs", "What it needs for that", (_needed(study, card),)),
        Section("open", "To be agreed", (Bullets(open_points) if open_points else agreed,), healthy=not open_points),
    )


def _promised(study: Study, card: PartyCard) -> Block:
    rows = dict.fromkeys((party_of(study, line.customer), *_terms(study, line)) for line in card.customers)
    return filled(("Customer", *_COLUMNS), list(rows)) if rows else Paragraph("It serves nobody on the map.")


def _needed(study: Study, card: PartyCard) -> Block:
    rows = dict.fromkeys((party_of(study, line.provider), *_terms(study, line)) for line in card.providers)
    return filled(("Provider", *_COLUMNS), list(rows)) if rows else Paragraph("It needs nobody on the map.")


def _terms(study: Study, line: Line) -> tuple[str, ...]:
    return (
        service_of(study, line.provider), time(study, line.promise), time(study, line.need), line.frequency or "",
        line.importance, line.via, line.expects, conditions(line),
    )  # fmt: skip


def _open_points(study: Study, lines: Sequence[Line]) -> Iterator[Sentence]:
    """Each point once, also where an entry holds for several services of its customer."""
    points = dict.fromkeys((_open_point(study, line), line.provider, line.file, line.line) for line in lines)
    for point, provider, file, number in points:
        if point:
            yield Sentence(sentence_case(point), provider, None, Span(file, number, 1, 1), "promise")


def _open_point(study: Study, line: Line) -> str:
    """What is missing or does not fit between the two, in a sentence; empty where need and promise meet."""
    words = study.of(Words)
    who, what = words.the(study.step(line.customer).party.id), words.thing_of(line.provider)
    need, promise = time(study, line.need), time(study, line.promise)
    if line.need is None and line.promise is None:
        return f"{who}, {what}: no time is agreed."
    if line.need is None:
        return f"{who}, {what}: promised in {promise}; how soon it is needed is not said."
    if line.promise is None:
        return f"{who}, {what}: needed within {need}; nothing is promised."
    if line.need.clock != line.promise.clock:
        return f"{who}, {what}: needed within {need}, promised in {promise}: two clocks, which cannot be compared."
    if line.promise.time > line.need.time:
        return f"{who}, {what}: needed within {need}, promised in {promise}."
    return ""
