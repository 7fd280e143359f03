"""A plan as a page: the set and what it gives together, the order, what only looks good, what less money buys."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.document import Block, Bullets, Column, Paragraph, Report, Section, Sentence, Table
from icmap.model.quantities import Seconds, hours
from icmap.study import Study
from icmap.version import __version__
from icmap.whatif.impact import NeedChange
from icmap.whatif.plan import Plan, PlanPoint, Taken
from icmap.wording import planning
from icmap.wording.chance import percent
from icmap.wording.names import Words
from icmap.wording.what_if import beside, clock, not_shown

__all__ = ["impossible_report", "plan_report"]

_NONE = "–"
_SURE = 0.9
"""Kept in a smaller share of the cases than this is worth a sentence."""

_MOST_POINTS = 12


def impossible_report(study: Study, offered: int) -> Report:
    """The page that says that no set of options keeps every need."""
    said = planning.impossible(offered)
    section = Section("plan", "What to do", (Bullets((Sentence(said, about="plan"),)),))
    return Report("Plan: keep every need", _name(study), (section,), {"icmap": __version__, "plan": None})


def plan_report(study: Study, found: Plan, top: int = 10) -> Report:
    """The page of a plan."""
    title = planning.title(budget=found.budget, most=found.most, until_kept=found.until_kept)
    sections = (
        Section("plan", "What to do", tuple(_first(study, found))),
        *_needs(study, found, top),
        *_looks_good(study, found, top),
        *_frontier(study, found),
    )
    return Report(title, _name(study), sections, {"icmap": __version__, "plan": found})


def _name(study: Study) -> str:
    return study.org.name or study.org.file or "Map"


def _first(study: Study, found: Plan) -> Iterator[Block]:
    if not found.taken:
        yield Bullets((Sentence(planning.nothing_helps(found), about="plan"),))
    else:
        said = [Sentence(text, number=hours(_gain(found)), about="plan") for text in _sentences(study, found)]
        yield Bullets(tuple(said))
        columns = (
            Column("do"),
            Column("at"),
            Column("cost", "number"),
            Column("so far", "number"),
            Column("brings sooner"),
            Column("points", "number"),
        )
        yield Table(
            columns, tuple(_steps(study, found)), title="In this order", note=planning.adds(late=_is_late(found))
        )
    yield Paragraph(planning.how_sure(study, found), "plain" if found.proven else "warning")


def _is_late(found: Plan) -> bool:
    return bool(found.lateness_before)


def _gain(found: Plan) -> Seconds:
    if _is_late(found):
        return found.lateness_before - found.lateness_after
    return found.arrival_before - found.arrival_after


def _sentences(study: Study, found: Plan) -> Iterator[str]:
    yield planning.together(study, found)
    changed = sorted(
        (each for each in found.needs if each.later), key=lambda each: (-each.importance, each.later or 0, each.need)
    )
    for need in changed[:2]:
        yield planning.need_now(study, need)
    chance = {each.need: each for each in found.odds}
    for need in changed:
        then = chance.get(need.need)
        if then is not None and then.kept < _SURE:
            yield planning.kept_then(study, need, f"{'at most ' if then.at_most else ''}{percent(then.kept)}")
    still = [each for each in found.needs if each.verdict_after == "broken"]
    if still:
        yield planning.still_broken(study, still)


def _steps(study: Study, found: Plan) -> Iterator[tuple[str, ...]]:
    so_far = 0.0
    for each in found.taken:
        so_far += each.cost
        adds = each.lateness if _is_late(found) else each.arrival
        gain = f"{_need_name(study, found, each)} by {study.of(Words).time(each.sooner)}" if each.need else _NONE
        yield (
            _do(each),
            each.about,
            planning.amount(each.cost),
            planning.amount(so_far),
            gain,
            planning.points(study, max(0, adds)) if adds else _NONE,
        )


def _need_name(study: Study, found: Plan, step: Taken) -> str:
    """The need that gains most, in few words: who waits for what."""
    need = next((each for each in found.needs if each.need == step.need), None)
    if need is None:
        return step.need or ""
    return f"{study.of(Words).short(need.end_customer)}: {need.provider or need.need.rpartition('<- ')[2]}"


def _do(each: Taken) -> str:
    return each.do if each.part == 1 else f"{each.do} ({100 * each.part:.0f} %)"


def _needs(study: Study, found: Plan, top: int) -> tuple[Section, ...]:
    columns = (
        Column("who"), Column("needs"), Column("now", "number"), Column("then", "number"), Column("within", "number"), Column("verdict"),
    )  # fmt: skip
    ordered = sorted(found.needs, key=lambda each: (not each.is_changed, -each.importance, each.need))
    rows = tuple(
        (
            study.name(each.end_customer),
            each.provider or each.need.rpartition("<- ")[2],
            *_both(study, each),
            _NONE if each.within is None else study.of(Words).time(each.within) + clock(each),
            each.verdict_after
            if each.verdict_before == each.verdict_after
            else f"{each.verdict_before} → {each.verdict_after}",
        )
        for each in ordered[:top]
    )
    left = len(ordered) - top
    note = not_shown(left)
    return (Section("needs", "Needs, now and then", (Table(columns, rows, note=note),)),) if rows else ()


def _both(study: Study, need: NeedChange) -> tuple[str, str]:
    """Now and then, on the clock of what is needed, in one unit."""
    now, then = need.judged_before, need.judged_after
    times = ((now, need.is_at_least_before), (then, need.is_at_least_after))
    cells = [
        _NONE if time is None else beside(study, time, now or 0, then or 0, at_least=bound) for time, bound in times
    ]
    return cells[0], cells[1]


def _time(study: Study, time: Seconds | None, *, at_least: bool = False) -> str:
    return _NONE if time is None else study.of(Words).time(time, at_least=at_least)


def _looks_good(study: Study, found: Plan, top: int) -> tuple[Section, ...]:
    if not found.looks_good:
        return ()
    columns = (
        Column("do"),
        Column("at"),
        Column("cost", "number"),
        Column("alone", "number"),
        Column("beside the plan", "number"),
    )
    rows = tuple(
        (
            each.do,
            each.about,
            planning.amount(each.cost),
            planning.points(study, each.alone),
            planning.points(study, each.beside) if each.beside else "nothing",
        )
        for each in found.looks_good[:top]
    )
    return (Section("looks-good", "What only looks good", (Table(columns, rows, note=planning.looks_good()),)),)


def _frontier(study: Study, found: Plan) -> tuple[Section, ...]:
    if len(found.frontier) < 2:
        return ()
    columns = (
        Column("cost", "number"), Column("missed by", "number"), Column("points", "number"), Column("latest need", "number"), Column("do"),
    )  # fmt: skip
    shown = _shown(found)
    rows = tuple(_point(study, each) for each in shown)
    left = len(found.frontier) - len(shown)
    more = (
        f" {left:,} more, which only bring needs sooner that are not missed, {'is' if left == 1 else 'are'} in the JSON."
        if left
        else ""
    )
    return (Section("frontier", "What less money buys", (Table(columns, rows, note=planning.frontier(found) + more),)),)


def _point(study: Study, point: PlanPoint) -> tuple[str, ...]:
    options = ", ".join(point.options[:4]) + (f" and {len(point.options) - 4} more" if len(point.options) > 4 else "")
    late = _time(study, point.missed) if point.missed else "nothing"
    points = planning.points(study, point.lateness) if point.lateness else "0"
    return planning.amount(point.cost), late, points, _time(study, point.latest), options or "nothing"


def _shown(found: Plan) -> list[PlanPoint]:
    """All points, or where there are many those at which needs are missed by less, and the last."""
    if len(found.frontier) <= _MOST_POINTS:
        return list(found.frontier)
    last = len(found.frontier) - 1
    return [
        each
        for place, each in enumerate(found.frontier)
        if place in {0, last} or each.lateness < found.frontier[place - 1].lateness
    ]
