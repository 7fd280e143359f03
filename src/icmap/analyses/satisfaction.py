"""Satisfaction: what customers think of what they get, and where an improvement is wanted most."""

from __future__ import annotations

from collections.abc import Sequence

from icmap.analyses._analysis import Analysis
from icmap.document import Block, Column, Paragraph, Section, Table
from icmap.measures.scores import ProviderScore, scores
from icmap.model.quantities import format_number
from icmap.study import Study
from icmap.wording import rating as wording
from icmap.wording.lists import first
from icmap.wording.names import Words, sentence

__all__ = ["ANALYSIS"]

TERMS = {
    "satisfaction": "The mean of the scores that a provider's customers give, weighted by importance from 1 (low) to 4 "
    "(critical). A score without an overall number is the mean of its aspects.",
    "min-answers": "Below so many answers a score is hidden. One whose number of answers is not known is hidden where a "
    "single person stands at either end, because it may be the opinion of, or on, one named person; elsewhere it is "
    "shown, but never a finding. Hidden scores count in a provider's mean only if together they have enough answers.",
    "dissatisfied-customers": "A provider whose score, on enough answers, lies below the middle of the scale.",
    "quadrant": "Importance against performance (Martilla & James 1977), the lines through the middle of both scales: "
    "concentrate here (important, rated low), keep up (important, rated high), low priority, possible overkill.",
}


def compute(study: Study) -> tuple[ProviderScore, ...]:
    """Every provider that somebody rated, the lowest score first, hidden ones last, ties by id."""
    return tuple(sorted(study.of(scores).values(), key=_lowest_first))


def _lowest_first(each: ProviderScore) -> tuple[bool, float, str]:
    return each.rating.score is None, each.rating.score or 0, each.provider


def describe(study: Study) -> Section:
    """The providers with the lowest scores first; what is hidden is counted, not shown."""
    result, words = study.of(compute), study.of(Words)
    shown = [each for each in result if each.rating.score is not None]
    blocks: list[Block] = [_table(study, shown)] if shown else []
    if hidden := len(result) - len(shown):
        blocks.append(Paragraph(sentence(wording.hidden(words, hidden)), "remark"))
    if not result:
        blocks.append(Paragraph(sentence(wording.NO_SCORES), "remark"))
    return Section(ANALYSIS.name, ANALYSIS.title, tuple(blocks), healthy=not any(each.dissatisfied for each in result))


def _table(study: Study, rows: Sequence[ProviderScore]) -> Table:
    top, note = first(rows, study.question.top, "lowest")
    columns = (
        Column("Provider"), Column("Score"), Column("Weakest in"), Column("Importance", "number"), Column("So"),
    )  # fmt: skip
    return Table(
        columns, tuple(_row(study, each) for each in top), note=sentence(wording.scale(study.org.survey), note)
    )


def _row(study: Study, each: ProviderScore) -> tuple[str, ...]:
    return (
        study.name(each.provider),
        wording.in_cell(each.rating),
        wording.weakest(each.rating),
        format_number(each.importance),
        each.quadrant or "",
    )


ANALYSIS = Analysis(
    "satisfaction",
    "Satisfaction",
    "what customers think of what they get",
    compute,
    describe,
    TERMS,
)
