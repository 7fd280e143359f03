"""The timeline of a need: what happens when on its way, what makes it later, what may be late, and until when it is needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import ceil

from icmap.measures.needs import Need
from icmap.measures.schedule import schedule
from icmap.model.quantities import Calendar, Seconds, format_duration
from icmap.pictures.drawing import Bar, LegendItem, Timeline
from icmap.pictures.views._titles import map_name
from icmap.pictures.views._view import View, Wish
from icmap.pictures.views.critical import chosen_needs
from icmap.pictures.views.stories import floats_to, way_to
from icmap.records import dataclass
from icmap.study import Study
from icmap.wording.picture import need_found, needed_within

__all__ = ["VIEW", "Row", "draw", "timeline_rows"]

_MOST_ROWS, _MOST_TICKS = 18, 6
_STEPS = ((1, (1, 2, 5, 10, 15, 30)), (60, (1, 2, 5, 10, 15, 30)), (3600, (1, 2, 3, 4)))
_DAYS = (1, 2, 5, 10, 20, 50, 100, 200, 500)


@dataclass(frozen=True, slots=True)
class Row:
    """A service on the way to a need: when it is ready, what it takes, by how much it may be late (None: nothing depends on it)."""

    node: str
    ready: Seconds
    own: Seconds
    slack: Seconds | None
    critical: bool
    lower_bound: bool

    @property
    def done(self) -> Seconds:
        """When it is done."""
        return self.ready + self.own


def draw(study: Study, wish: Wish) -> Timeline:
    """The worst need, or the one asked for."""
    found = chosen_needs(study, wish)
    if not found:
        return Timeline("Nobody waits for anything that takes time", "", (), (), map_name=map_name(study))
    left = len(found) - 1
    said = (f"the worst of {left + 1} needs is shown; --need or --focus names another",) if left else ()
    drawn, rows, hidden = timeline_rows(study, found[0], wish.top or wish.most or _MOST_ROWS)
    many = (
        (f"of {len(rows) + hidden} steps {len(rows)} are shown, the most critical first; --top shows more",)
        if hidden
        else ()
    )
    return replace(drawn, remarks=(*said, *many))


def timeline_rows(study: Study, need: Need, most: int) -> tuple[Timeline, tuple[Row, ...], int]:
    """A need's steps in time, as a picture and as they are; of too many those that matter most, and how many are left out."""
    every = list(_rows(study, need))
    shown = sorted(sorted(every, key=_importance)[:most], key=lambda row: (row.ready, row.done, row.node))
    step, count = _scale(max(need.arrival or 0, *(row.done for row in shown), _allowed(need)), study.org.calendar)
    left = len(every) - len(shown)
    bars = tuple(_bar(study, row, step * count, row.node == need.customer) for row in shown)
    limit = (float(Fraction(_allowed(need)) / (step * count)), needed_within(study, need)) if _allowed(need) else None
    drawn = Timeline(
        need_found(study, need),
        "Full bars make the end later if they are late; the others may be late by their float.",
        ("0", *(format_duration(step * place, study.org.calendar) for place in range(1, count + 1))),
        bars, limit, tuple(_legend(bars, limit=limit is not None)), (), map_name(study),
    )  # fmt: skip
    return drawn, tuple(shown), left


def _allowed(need: Need) -> Seconds:
    return need.within.time if need.within and need.within.clock == "start" else 0


def _importance(row: Row) -> tuple[bool, bool, Seconds, str]:
    return not row.critical, row.slack is None, row.slack or 0, row.node


def _rows(study: Study, need: Need) -> Iterator[Row]:
    """Everything that a need waits for; its customer too where it works with what it gets."""
    plan, floats = study.of(schedule), floats_to(study, need)
    chain = {node for link in need.chain for node in (link.provider, link.customer)}
    for node in way_to(study, need):
        moment = plan.moment(node)
        own = plan.own(node)
        if moment.ready is not None and (node != need.customer or own):
            yield Row(
                node, moment.ready, own, floats.get(node), node in chain or floats.get(node) == 0, moment.lower_bound
            )


def _scale(done: Seconds, calendar: Calendar) -> tuple[Seconds, int]:
    """A round step of which few enough reach over the whole time, and how many."""
    step = next((each for each in _round_steps(calendar) if each * _MOST_TICKS >= done), done)
    return step, max(1, ceil(Fraction(done) / step)) if step else 1


def _round_steps(calendar: Calendar) -> Iterator[Seconds]:
    for unit, counts in _STEPS:
        yield from (unit * count for count in counts if unit * count < calendar.day)
    yield from (calendar.day * count for count in _DAYS)


def _bar(study: Study, row: Row, length: Seconds, end: bool) -> Bar:  # noqa: FBT001 - whether it is the need's own step
    def share(time: Seconds) -> float:
        return float(Fraction(min(time, length)) / length) if length else 0.0

    step, calendar = study.step(row.node), study.org.calendar
    name = step.party.name if step.service is None else f"{step.service.name}, {step.party.name}"
    start, done = share(row.ready), share(row.done)
    known = step.lead_time is not None or end
    return Bar(
        name, format_duration(row.own, calendar) if row.own or known else "not known", start, done - start,
        share(row.done + (row.slack or 0)) - done,
        f"float {format_duration(row.slack, calendar)}" if row.slack else "",
        row.critical, end, f"{name}: from {format_duration(row.ready, calendar) if row.ready else '0'}",
    )  # fmt: skip


def _legend(bars: tuple[Bar, ...], *, limit: bool) -> Iterator[LegendItem]:
    if any(bar.critical for bar in bars):
        yield LegendItem("bar critical", "on the slowest chain")
    if any(not bar.critical for bar in bars):
        yield LegendItem("bar", "has float")
    if any(bar.slack for bar in bars):
        yield LegendItem("slack", "float: how much later it may come before the end is later")
    if limit:
        yield LegendItem("limit", "until when it is needed")


VIEW = View("timeline", "one need (the worst, or by --focus and --need): what happens when on its way", draw)
