"""The card as a service-level sheet: what the party promises to whom, what it needs for that, what is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from icmap.card.facts import PartyCard
from icmap.card.lines import Line
from icmap.card.tables import filled, party_of, service_of
from icmap.document import Block, Bullets, Paragraph, Section, Sentence
from icmap.study import Study
from icmap.wording import card as wording
from icmap.wording.names import Words, sentence
from icmap.wording.promise import in_cell

__all__ = ["promise_sections"]

_COLUMNS = ("Service", "Promised", "Needed within", "How often", "Importance", "Via", "Accepted if", "Only")


def promise_sections(study: Study, card: PartyCard) -> tuple[Section, ...]:
    """What it promises, what it needs from others to keep that, and what the two sides have yet to agree on."""
    points = tuple(_open_points(study, [*card.customers, *card.providers]))
    agreed = Paragraph(sentence(wording.AGREED))
    promised = _table(study, "Customer", [(line.customer, line) for line in card.customers], wording.SERVES_NOBODY)
    needed = _table(study, "Provider", [(line.provider, line) for line in card.providers], wording.NO_PROVIDERS)
    return (
        Section("promises", "What it promises, and to whom", (promised,)),
        Section("needs", "What it needs for that", (needed,)),
        Section("open", "To be agreed", (Bullets(points) if points else agreed,), healthy=not points),
    )


def _table(study: Study, who: str, lines: Sequence[tuple[str, Line]], nobody: str) -> Block:
    rows = [(party_of(study, node), *_terms(study, line)) for node, line in lines]
    return filled((who, *_COLUMNS), rows) if rows else Paragraph(sentence(nobody))


def _terms(study: Study, line: Line) -> tuple[str, ...]:
    words, agreed = study.of(Words), line.agreement
    return (
        service_of(study, line.provider), in_cell(words, agreed.promise), in_cell(words, agreed.need),
        line.frequency or "", agreed.importance, line.via, line.expects, wording.terms(line.written),
    )  # fmt: skip


def _open_points(study: Study, lines: Sequence[Line]) -> Iterator[Sentence]:
    """Each point once, also where an entry holds for several services of its customer."""
    words = study.of(Words)
    points = dict.fromkeys(
        (wording.open_point(words, each.agreement), each.provider, each.written.span) for each in lines
    )
    for point, provider, span in points:
        if point:
            yield Sentence(sentence(point), provider, None, span, "promise")
