"""The comparison as a page: what gets worse, what gets better, the end customers, who stops, what is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from icmap.comparison._compare import Comparison, MapSide, compare
from icmap.comparison._effects import Effect, better, worse
from icmap.comparison._values import Side
from icmap.comparison._written_told import written_section
from icmap.document import Block, Bullets, Column, Paragraph, Report, Section, Table
from icmap.measures.changes.needs import NeedChange, NeedSide
from icmap.model.quantities import Seconds
from icmap.study import Study
from icmap.version import __version__
from icmap.wording.change import NOTHING_WORSE, need_named
from icmap.wording.lists import first, join
from icmap.wording.names import Words, sentence

__all__ = ["comparison_report"]

_NONE = "–"
_NAMES = 4


def comparison_report(old: Side, new: Side, tolerance: Seconds = 0, top: int = 10) -> tuple[Comparison, Report]:
    """The comparison of two maps, and its page; of each list the first `top`, the result has all.

    Where nothing is written differently the report is a line: a title without sections.
    """
    found = compare(old, new, tolerance)
    results = {"icmap": __version__, "diff": found}
    if found.unchanged:
        same = f"{found.old.file or 'the old map'} and {found.new.file or 'the new one'} say the same"
        return found, Report("Nothing changed", same, (), results)
    sections = (
        _worse_section(found, old.study, new.study, top),
        *_better_section(found, old.study, new.study, top),
        *_needs(found, old.study, new.study, top),
        *_outages(found, old.study, new.study, top),
        written_section(found.written, new.study.org, old.study.org, top),
    )
    return found, Report(f"What changes: {_title(found.new)}", _subtitle(found), sections, results)


def _title(side: MapSide) -> str:
    return side.name or side.file or "the map"


def _subtitle(found: Comparison) -> str:
    """What was compared, in which situations, and how much is written differently."""
    files = [f"{found.old.file} → {found.new.file}"] if found.old.file and found.new.file else []
    on = sorted({*found.old.situations, *found.new.situations})
    return ", ".join([*files, *([f"with {', '.join(on)}"] if on else [])])


def _worse_section(found: Comparison, old: Study, new: Study, top: int) -> Section:
    effects = list(worse(found.effects, old, new))
    blocks = _listed(effects, top) or (Paragraph(sentence(NOTHING_WORSE)),)
    return Section("worse", "What gets worse", blocks, healthy=not effects)


def _better_section(found: Comparison, old: Study, new: Study, top: int) -> tuple[Section, ...]:
    effects = list(better(found.effects, old, new))
    return (Section("better", "What gets better", _listed(effects, top)),) if effects else ()


def _listed(effects: Iterable[Effect], top: int) -> tuple[Block, ...]:
    """The gravest first, and how many are shown."""
    ordered, note = first(sorted(effects, key=lambda each: each.rank), top, "gravest")
    bullets = [Bullets(tuple(each.sentence for each in ordered), ordered=True)] if ordered else []
    return (*bullets, *([Paragraph(note, "remark")] if note else []))


def _needs(found: Comparison, old: Study, new: Study, top: int) -> tuple[Section, ...]:
    """When the needs are met, before and after, with the chain that now decides."""
    if not found.effects.needs:
        return ()
    changes, note = first(found.effects.needs, top)
    columns = (
        Column("end customer"), Column("before", "number"), Column("after", "number"), Column("later by", "number"),
        Column("slowest chain now"),
    )  # fmt: skip
    table = Table(columns, tuple(_served(each, old, new) for each in changes), note=note)
    return (Section("needs", "When the end customers are served", (table,)),)


def _served(each: NeedChange, old: Study, new: Study) -> tuple[str, ...]:
    study = new if each.after else old
    return (
        need_named(study.of(Words), each),
        _arrival(old, each.before),
        _arrival(new, each.after),
        "the same" if each.later == 0 else _time(new, each.later),
        _chain(new, each.after.chain if each.after else ()),
    )


def _arrival(study: Study, side: NeedSide | None) -> str:
    return _NONE if side is None else _time(study, side.arrival, at_least=side.lower_bound)


def _time(study: Study, time: Seconds | None, *, at_least: bool = False) -> str:
    return _NONE if time is None else study.of(Words).time(time, at_least=at_least)


def _chain(study: Study, nodes: Sequence[str]) -> str:
    """As work flows; of a long chain both ends."""
    names = [study.of(Words).short(study.step(node).party.id) for node in nodes]
    alone = [name for place, name in enumerate(names) if not place or names[place - 1] != name]
    if len(alone) > _NAMES + 1:
        alone = [*alone[:2], f"{len(alone) - _NAMES} more", *alone[-2:]]
    return " → ".join(alone) or _NONE


def _outages(found: Comparison, old: Study, new: Study, top: int) -> tuple[Section, ...]:
    """How many others stop with a party, before and after, the largest difference first."""
    changes = [each for each in found.effects.reach if each.reach_before != each.reach_after]
    if not changes:
        return ()
    changes.sort(key=lambda each: -abs((each.reach_after or 0) - (each.reach_before or 0)))
    shown, note = first(changes, top, "largest")
    columns = (Column("if it is away"), Column("stopped before", "number"), Column("stop now", "number"), Column("who"))
    rows = tuple(
        (
            (new if each.party in new.org.parties else old).name(each.party),
            _NONE if each.reach_before is None else str(each.reach_before),
            _NONE if each.reach_after is None else str(each.reach_after),
            "; ".join(_who(new, "now", each.further) + _who(old, "no longer", each.no_longer)) or _NONE,
        )
        for each in shown
    )
    return (Section("reach", "Who stops with whom", (Table(columns, rows, note=note),)),)


def _who(study: Study, when: str, parties: Sequence[str]) -> list[str]:
    """The first few; the lists of the records do not hold all of many, so the rest is not counted."""
    names = [study.of(Words).short(each) for each in parties[:_NAMES]]
    return [f"{when} {join([*names, 'others'] if len(parties) > _NAMES else names)}"] if names else []
