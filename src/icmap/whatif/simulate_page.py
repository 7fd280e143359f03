"""The simulation as a page: how sure each need is, and what it hangs on."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.document import Block, Bullets, Column, Paragraph, Report, Section, Sentence, Table
from icmap.errors import IcmapError
from icmap.measures.chances import Chance, Chances
from icmap.model.quantities import hours
from icmap.study import Study
from icmap.version import __version__
from icmap.wording import what_if
from icmap.wording.chance import bias, driven_by, how_often, how_sure, lower_bounds, percent, runs_made, table_times
from icmap.wording.names import Words

__all__ = ["most_at_risk", "named_chance", "simulation_report", "simulation_sections"]

_NONE = "–"
_SAID, _DRIVERS = 3, 5


def simulation_report(study: Study, found: Chances, top: int = 10) -> Report:
    """The page of a simulation."""
    on = ", ".join(study.question.situations)
    title = "How sure" + (f", with {on}" if on else "")
    return Report(
        title, study.org.name or study.org.file or "Map", simulation_sections(study, found, top),
        {"icmap": __version__, "simulation": found},
    )  # fmt: skip


def simulation_sections(study: Study, found: Chances, top: int = 10) -> tuple[Section, ...]:
    """The parts of the page: sentences, the needs, what drives them."""
    if not found.needs:
        return (Section("simulation", "How sure", (Paragraph("No end customer waits for anything."),)),)
    first: list[Block] = [Bullets(tuple(_sentences(study, found)))]
    first += [Paragraph(text, "remark") for text in runs_made(found)]
    return (
        Section("simulation", "How sure each need is", tuple(first), healthy=not found.varies),
        Section("chances", "When needs are met", (_needs_table(study, found, top),)),
        Section("drivers", "What it hangs on", (_drivers_table(found, top),)),
    )


def most_at_risk(found: Chances) -> list[Chance]:
    """The most at risk first, by importance; what is not stated last."""
    return sorted(
        found.needs,
        key=lambda each: (
            each.kept_at_most is None,
            -(1 - (each.kept_at_most or 0)) * (each.importance + 1),
            -float(each.p80 or 0),
            each.need,
        ),
    )


def _sentences(study: Study, found: Chances) -> Iterator[Sentence]:
    for chance in most_at_risk(found)[:_SAID]:
        text = how_sure(study, chance)
        more = bias(study, chance)
        driver = driven_by(study, chance)
        whole = " ".join(each for each in (text, more, driver) if each)
        number = chance.kept_at_most if chance.kept_at_most is not None else hours(chance.p80)
        yield Sentence(whole, chance.end_customer, number, about="chance")


def _needs_table(study: Study, found: Chances, top: int) -> Table:
    columns = (
        Column("who"), Column("needs"), Column("on paper", "number"), Column("P10", "number"), Column("P50", "number"),
        Column("P80", "number"), Column("P90", "number"), Column("within", "number"), Column("kept", "number"),
    )  # fmt: skip
    ordered = most_at_risk(found)
    rows = tuple(_row(study, each) for each in ordered[:top])
    left = len(ordered) - top
    error = max((each.kept_standard_error or 0.0 for each in ordered), default=0.0)
    note = f"P80: in 80 % of the runs it is there by then. Kept: the share of the runs, to ± {200 * error:.1f} % (two standard errors)."
    notes = (note, lower_bounds(ordered[:top]), what_if.not_shown(left))
    return Table(columns, rows, note=" ".join(filter(None, notes)))


def _row(study: Study, chance: Chance) -> tuple[str, ...]:
    times = chance.compared or chance
    unsure = chance.kept is None and chance.kept_at_most is not None if chance.compared else chance.lower_bound
    clock = " from request" if chance.compared else ""
    return (
        study.name(chance.end_customer),
        (chance.provider or chance.need.rpartition("<- ")[2]) + (f" ({clock.strip()})" if clock else ""),
        *table_times(study, (times.on_paper, times.p10, times.p50, times.p80, times.p90), at_least=unsure),
        _NONE if chance.within is None else study.of(Words).time(chance.within),
        how_often(chance),
    )


def _drivers_table(found: Chances, top: int) -> Table:
    columns = (Column("need"), Column("what"), Column("critical", "number"), Column("cruciality", "number"))
    rows = [
        (
            chance.need if not place else "",
            each.service,
            _NONE if each.criticality is None else percent(each.criticality),
            _NONE if each.cruciality is None else f"{each.cruciality:.2f}",
        )
        for chance in most_at_risk(found)[: max(1, top // 3)]
        for place, each in enumerate(chance.drivers[:_DRIVERS])
    ]
    return Table(
        columns, tuple(rows),
        note="Critical: the share of the runs in which it is on a slowest chain. Cruciality: Spearman's rank correlation of its time with the arrival.",
    )  # fmt: skip


def named_chance(found: Chances, need: str | None) -> Chance:
    """The need most at risk, or the one that some words are in; an `IcmapError` where there is none."""
    ordered = most_at_risk(found)
    for each in ordered:
        if need is None or need.casefold() in each.need.casefold():
            return each
    hint = f"needs are {'; '.join(each.need for each in ordered[:6])}" if ordered else "the map has no needs"
    raise IcmapError(f"no need is called '{(need or '')[:60]}'", hint=hint)
