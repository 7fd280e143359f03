"""Which stand-ins to name, as a page."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.document import Block, Bullets, Column, Paragraph, Report, Section, Sentence, Table
from icmap.study import Study
from icmap.version import __version__
from icmap.whatif.stand_ins import StandIns
from icmap.wording import standing_in
from icmap.wording.lists import listed
from icmap.wording.names import Words
from icmap.wording.planning import amount

__all__ = ["stand_ins_report"]


def stand_ins_report(study: Study, found: StandIns, top: int = 10) -> Report:
    """The page of stand-ins."""
    section = Section(
        "stand-ins", "Who should have a stand-in", tuple(_blocks(study, found, top)), healthy=not found.before
    )
    return Report(
        "Plan: stand-ins",
        study.org.name or study.org.file or "Map",
        (section,),
        {"icmap": __version__, "stand_ins": found},
    )


def _blocks(study: Study, found: StandIns, top: int) -> Iterator[Block]:
    words = study.of(Words)
    yield Bullets((Sentence(standing_in.answer(study, found), about="no-stand-in"),))
    if found.taken:
        columns = (
            Column("for"),
            Column("do"),
            Column("cost", "number"),
            Column("stops without"),
            Column("grave", "number"),
        )
        rows = tuple(
            (
                words.short(each.party),
                each.do,
                f"{amount(each.cost)}",
                listed([words.short(end) for end in each.end_customers]) if each.end_customers else "–",
                str(each.weight),
            )
            for each in found.taken[:top]
        )
        left = len(found.taken) - top
        note = "Grave: the importance of the gravest need that stops (low 1 … critical 4)." + (
            f" {left} more are not shown." if left > 0 else ""
        )
        yield Table(columns, rows, note=note)
    if found.pairs_left:
        pairs = [" and ".join(words.short(each) for each in pair) for pair in found.pairs_left[:top]]
        yield Paragraph(standing_in.pairs(pairs, more=max(0, len(found.pairs_left) - top)), "warning")
    yield Paragraph(standing_in.proof(found), "plain" if found.proven else "warning")
