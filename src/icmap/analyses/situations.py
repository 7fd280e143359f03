"""Situations: what each of them changes against the normal case, for whom the work is done in the end."""

from __future__ import annotations

from collections.abc import Sequence

from icmap.analyses._analysis import Analysis
from icmap.document import Block, Bullets, Paragraph, Section, Sentence
from icmap.measures.situations import Case, Situations, situations
from icmap.study import Study
from icmap.wording import situation as wording
from icmap.wording.lists import first
from icmap.wording.names import Words, sentence

__all__ = ["ANALYSIS"]

TERMS = {
    "situation": "A state of affairs in which further dependencies hold. Each is compared, by itself, with the normal "
    "case (or with the situations asked for): when the end customers are served, and who then stops one of them.",
    "newly-blocking": "A party whose outage stops more end customers in the situation than it does without it.",
}


def compute(study: Study) -> Situations:
    """Each situation, and each share of the cases, by itself against the study as it is; empty where the map names none."""
    return study.of(situations)


def describe(study: Study) -> Section:
    """One line for each situation; a remark where the map has none or some were left out."""
    nothing = wording.ALL_ON if study.org.situations else wording.NONE
    return _section(study, study.of(situations).cases) or Section(
        ANALYSIS.name, ANALYSIS.title, (Paragraph(sentence(nothing)),), healthy=True
    )


def brief(study: Study) -> Section | None:
    """The situations that change anything."""
    return _section(study, [each for each in study.of(situations).cases if each.changes])


def _section(study: Study, cases: Sequence[Case]) -> Section | None:
    shown, note = first(cases, study.question.top)
    cut = sentence(note, "" if study.of(situations).complete else wording.NOT_ALL)
    blocks: list[Block] = [Bullets(tuple(_sentence(study, each) for each in shown))]
    blocks += [Paragraph(cut, "remark")] if cut else []
    return (
        Section(ANALYSIS.name, ANALYSIS.title, tuple(blocks), healthy=not any(each.changes for each in cases))
        if cases
        else None
    )


def _sentence(study: Study, case: Case) -> Sentence:
    share = None if case.share is None else float(case.share)
    return Sentence(sentence(wording.case(study.of(Words), case)), case.name, share, case.span, "situation")


ANALYSIS = Analysis(
    "situations",
    "Situations",
    "what each situation changes against the normal case",
    compute,
    describe,
    TERMS,
    brief=brief,
)
