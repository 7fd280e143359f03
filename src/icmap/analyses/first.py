"""What to fix first: at most five findings, each true, with its number, its place and its lever; then what would say more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from icmap.analyses._analysis import Analysis, command
from icmap.analyses.ranking import KINDS, Item, chosen, explained
from icmap.analyses.speakers import SPEAKERS, kept, missing
from icmap.document import Block, Bullets, Paragraph, Section, Sentence
from icmap.encoding import Hidden, Inline
from icmap.locations import Span
from icmap.measures.needs import needs
from icmap.measures.schedule import schedule
from icmap.measures.upstream import leading_to_needs
from icmap.records import dataclass
from icmap.study import Study
from icmap.wording import judgement as wording
from icmap.wording.missing import PASTE
from icmap.wording.names import sentence, sentence_case

__all__ = ["ANALYSIS", "Said", "compute", "describe"]

_MOST_MISSING = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One item of the first screen: a finding with its lever, or (kind *missing*) what to add to the file.

    `about` is the word that `icmap explain` explains; `paste` the line that is missing in the file; `number` its measure where it has one (times in hours); `need` the
    key of the need that is hurt; `class_` who is hurt and `badness` how much, as in `icmap explain ranking`.
    """

    kind: str
    about: str
    subject: str
    need: str | None = None
    number: float | None
    badness: float | None = None
    class_: str | None = None
    sentence: str
    lever: str | None = None
    paste: str | None = None
    span: Inline[Span]

    @property
    def text(self) -> Hidden[str]:
        """The finding, its lever, and what to write."""
        added = f"{wording.WRITE} {self.paste}" if self.paste else ""
        return " ".join(filter(None, (self.sentence, self.lever, added)))


def compute(study: Study) -> tuple[Said, ...]:
    """The items, the most important first, then at most three on what is missing; both empty for an empty map."""
    items, _ = study.of(_chosen)
    return (*map(_said, items), *(_lacking(each) for each in islice(missing(study), _MOST_MISSING)))


def _chosen(study: Study) -> tuple[Sequence[Item], Sequence[Item]]:
    return chosen(item for speaker in SPEAKERS for item in speaker(study))


def _said(item: Item) -> Said:
    return Said(
        kind=item.kind,
        about=item.about,
        subject=item.subject,
        need=item.need,
        number=item.number,
        badness=item.badness,
        class_=item.hurt.letter,
        sentence=sentence(item.clause()),
        lever=sentence(item.lever()) if item.lever else None,
        span=item.span,
    )


def _lacking(lack: Sentence) -> Said:
    return Said(
        kind="missing", about=lack.about, subject=lack.subject, number=lack.number, sentence=lack.text,
        paste=PASTE.get(lack.about), span=lack.span,
    )  # fmt: skip


def describe(study: Study) -> Section:
    """The first screen: numbered items, or that the map looks healthy or says too little; then what to add to the file."""
    said = study.of(compute)
    lacks, fixes = (_sentences(said, missing=missing) for missing in (True, False))
    blocks: list[Block] = [Bullets(fixes, ordered=True) if fixes else Paragraph(_nothing_to_fix(study))]
    blocks += [Paragraph(_left_out(study), "remark")] if _left_out(study) else []
    if lacks:
        blocks += [Paragraph(sentence_case(wording.ADD), "remark"), Bullets(lacks)]
    return Section(ANALYSIS.name, ANALYSIS.title, tuple(blocks), healthy=not fixes)


def _sentences(said: Sequence[Said], *, missing: bool) -> tuple[Sentence, ...]:
    wanted = (each for each in said if (each.kind == "missing") is missing)
    return tuple(Sentence(each.text, each.subject, each.number, each.span, each.about) for each in wanted)


def _left_out(study: Study) -> str:
    """What did not fit, by kind, and the command that shows it."""
    items, left = study.of(_chosen)
    counts = Counter(each.kind for each in left)
    if not counts:
        return ""
    sections = {KINDS[kind].section for kind in counts}
    option = f"--section {sections.pop()}" if len(sections) == 1 else "--all"
    kinds = [(number, KINDS[kind].one, KINDS[kind].many) for kind, number in counts.most_common()]
    shown = {KINDS[each.kind].one for each in items}
    return sentence_case(wording.left_out(kinds, f"{command(study)} {option}", shown=shown))


def _nothing_to_fix(study: Study) -> str:
    if not study.services:
        return sentence(wording.EMPTY)
    if not study.services.edges:
        return sentence(wording.NOBODY)
    return " ".join(_verdict(study))


def _verdict(study: Study) -> Iterator[str]:
    """Healthy only where most services on the way to end customers have times, and most needs are stated."""
    plan, every = study.of(schedule), study.of(needs)
    nodes, _ = leading_to_needs(plan, every)
    known, stated = (
        sum(node not in plan.compiled.unknown for node in nodes),
        sum(need.within is not None for need in every),
    )
    if 2 * known > len(nodes) and 2 * stated > len(every):
        yield sentence(wording.HEALTHY)
        yield from kept(study)
    else:
        yield sentence(wording.too_little(known=known, services=len(nodes), stated=stated, needs=len(every)))


ANALYSIS = Analysis(
    name="first",
    title="What to fix first",
    summary="at most five findings that a manager can read aloud, the most important first",
    compute=compute,
    describe=describe,
    terms={"ranking": explained()},
    brief=describe,
)
