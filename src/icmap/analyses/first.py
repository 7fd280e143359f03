"""What to fix first: at most five sentences, each true, with its number and its place; then what would say more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Literal

from icmap.analyses._analysis import Analysis
from icmap.document import Block, Bullets, Paragraph, Section, Sentence
from icmap.locations import Span
from icmap.records import dataclass
from icmap.study import Study
from icmap.wording import SPEAKERS, Candidate, kept, missing

__all__ = ["ANALYSIS", "MOST", "Said", "compute", "describe", "ranked"]

MOST = 5
"""So many sentences at most; of one kind at most two, about one party at most three."""

_OF_ONE_KIND = 2
_OF_ONE_PARTY = 3
_MOST_MISSING = 3


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of the first screen: something to fix, or something that is missing, and where it is written.

    `about` is the word that `icmap explain` explains; `number` its measure where it has one (times in hours).
    """

    kind: Literal["fix", "missing"]
    sentence: str
    subject: str
    about: str
    number: float | None
    file: str
    line: int
    column: int


def compute(study: Study) -> tuple[Said, ...]:
    """The sentences to fix, best first, then at most three on what is missing; both empty for an empty map."""
    candidates = [candidate for speaker in SPEAKERS for candidate in speaker(study)]
    fixes = [_said("fix", candidate.sentence) for candidate in ranked(candidates)]
    return (*fixes, *(_said("missing", sentence) for sentence in islice(missing(study), _MOST_MISSING)))


def ranked(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The best five: doubts about the map, what hits an end customer, what was measured, what is most at stake.

    Never two about the same thing, at most two of one kind and three about one party, so that the fifth loop does not hide
    the first promise.
    """
    taken: set[tuple[str, str]] = set()
    found = 0
    kinds: Counter[str] = Counter()
    parties: Counter[str] = Counter()
    for candidate in sorted(candidates, key=lambda each: each.rank):
        kind, party = candidate.about, candidate.subject.partition("/")[0]
        if taken.isdisjoint(candidate.things) and kinds[kind] < _OF_ONE_KIND and parties[party] < _OF_ONE_PARTY:
            taken.update(candidate.things + candidate.covers)
            kinds[kind] += 1
            parties[party] += 1
            found += 1
            yield candidate
        if found == MOST:
            return


def _said(kind: Literal["fix", "missing"], sentence: Sentence) -> Said:
    span = sentence.span
    return Said(kind, sentence.text, sentence.subject, sentence.about, sentence.number, *span[:3])


def describe(study: Study) -> Section:
    """The first screen: numbered sentences, or that the map looks healthy; then what to add to the file."""
    result = study.of(compute)
    fixes, lacks = _sentences(result, "fix"), _sentences(result, "missing")
    blocks: list[Block] = [Bullets(fixes, ordered=True) if fixes else Paragraph(_healthy(study, bool(lacks)))]
    if lacks:
        blocks += [Paragraph("To learn more, add to the file:", tone="remark"), Bullets(lacks)]
    return Section("first", "What to fix first", tuple(blocks), healthy=not fixes)


def _sentences(result: Iterable[Said], kind: str) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(said.sentence, said.subject, said.number, Span(said.file, said.line, said.column, 1), said.about)
        for said in result
        if said.kind == kind
    )


def _healthy(study: Study, lacking: bool) -> str:  # noqa: FBT001 - the one thing the sentence depends on
    if not study.services:
        return "The map has no parties yet. Add two, and let one depend on the other."
    if not study.services.edges:
        return "Nobody on this map depends on anybody yet. Add depends_on to a party."
    told = " ".join(["This map looks healthy as far as it tells.", *kept(study)])
    return f"{told} It does not tell everything." if lacking else told


ANALYSIS = Analysis(
    name="first",
    title="What to fix first",
    summary="at most five sentences that a manager can read aloud, the most important first",
    compute=compute,
    describe=describe,
    terms={
        "ranking": "What hits an end customer comes before what does not; then what was measured before what was computed before what "
        "follows from structure alone; then what is most at stake. No two sentences are about the same thing, and no more than two of one "
        "kind, or three about one party. A measured time that contradicts the map comes before everything else.",
    },
)
