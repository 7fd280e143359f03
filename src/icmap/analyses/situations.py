"""Situations: what each of them changes against the normal case, for whom the work is done in the end."""

from __future__ import annotations

from icmap.analyses._analysis import Analysis
from icmap.document import Bullets, Paragraph, Section, Sentence
from icmap.measures.situations import SituationChange, Situations, situations
from icmap.study import Study
from icmap.wording import situation as wording
from icmap.wording.names import Words, sentence

__all__ = ["ANALYSIS"]

TERMS = {
    "situation": "A state of affairs in which further dependencies hold. Each is compared, by itself, with the normal "
    "case (or with the situations asked for): when the end customers are served, and who then stops one of them.",
    "newly-blocking": "A party whose outage stops more end customers in the situation than it does without it.",
}


def compute(study: Study) -> Situations:
    """Each situation by itself against the study as it is; empty where the map names none."""
    return study.of(situations)


def describe(study: Study) -> Section:
    """One line for each situation; a remark where the map has none or some were left out."""
    found = study.of(situations)
    nothing = Paragraph(sentence(wording.ALL_ON if study.org.situations else wording.NONE))
    blocks = [Bullets(tuple(_sentence(study, each) for each in found.changes)) if found.changes else nothing]
    cut = [] if found.complete else [Paragraph(sentence(wording.NOT_ALL), "remark")]
    return Section(ANALYSIS.name, ANALYSIS.title, (*blocks, *cut), healthy=not any(map(_changes, found.changes)))


def _changes(change: SituationChange) -> bool:
    return bool(change.end_customers or change.newly_blocking or change.new_loops)


def _sentence(study: Study, change: SituationChange) -> Sentence:
    span = next(each.span for each in study.org.situations if each.name == change.situation)
    text = sentence(wording.situation(study.of(Words), change))
    return Sentence(text, change.situation, change.share, span, "situation")


ANALYSIS = Analysis(
    "situations",
    "Situations",
    "what each situation changes against the normal case",
    compute,
    describe,
    TERMS,
)
