"""Everybody late in turn, as a page: whose lateness harms most."""

from __future__ import annotations

from icmap.document import Block, Bullets, Column, Paragraph, Report, Section, Sentence, Table
from icmap.measures.needs import needs
from icmap.model.quantities import hours
from icmap.study import Study
from icmap.version import __version__
from icmap.whatif.sweep import Harm, Sweep
from icmap.wording import what_if
from icmap.wording.lists import counted
from icmap.wording.names import Words, sentence_case

__all__ = ["sweep_report"]

_NONE = "–"


def sweep_report(study: Study, found: Sweep, top: int = 10) -> Report:
    """The page of a sweep."""
    by = study.of(Words).time(what_if.size(found.by))
    how = "late" if found.by >= 0 else "quicker"
    title = f"What if everybody is {by} {how}, one at a time"
    section = Section("sweep", "Whose lateness harms most", tuple(_blocks(study, found, top)), healthy=not found.harms)
    return Report(title, study.org.name or study.org.file or "Map", (section,), {"icmap": __version__, "sweep": found})


def _blocks(study: Study, found: Sweep, top: int) -> list[Block]:
    if not found.harms:
        return [Paragraph("Nobody's lateness reaches a need.")]
    worst = found.harms[0]
    condition = what_if.if_late(study, worst.party, None, found.by)
    need = next(each for each in study.of(needs) if each.key == worst.need)
    what = what_if.of_need(study, need.provider, need.end)
    told = f"{sentence_case(condition)}, {what} {what_if.later_or_sooner(study, worst.later)}"
    if worst.breaks:
        told += f", and {counted(len(worst.breaks), 'need is', 'needs are')} newly broken"
    rows = tuple(_row(study, each) for each in found.harms[:top])
    left = max(0, len(found.harms) - top)
    columns = (
        Column("who"), Column("newly broken", "number"), Column("worst for"), Column("later by", "number"), Column("harm", "number"),
    )  # fmt: skip
    note = (
        "Harm: the time by which stated needs are missed by more, times their importance (low 1 … critical 4)."
        + (f" {left} more harm somebody." if left else "")
        + (f" {found.harmless} harm nobody." if found.harmless else "")
    )
    return [
        Bullets((Sentence(f"{told}.", worst.party, hours(worst.harm), about="sweep"),)),
        Table(columns, rows, note=note),
    ]


def _row(study: Study, harm: Harm) -> tuple[str, ...]:
    return (
        study.of(Words).short(harm.party),
        str(len(harm.breaks)) if harm.breaks else _NONE,
        harm.need,
        what_if.signed(study, harm.later),
        study.of(Words).time(harm.harm) if harm.harm > 0 else _NONE,
    )
