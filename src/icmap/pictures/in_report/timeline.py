"""The critical path as a timeline: for the end customers that wait longest, what happens when, and what may be late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import ceil

from icmap.document import Column, Figure, Table
from icmap.figures import Bar, Timeline
from icmap.graph import Link
from icmap.measures.chains import end_customers
from icmap.measures.needs import Need
from icmap.measures.network import waits_for
from icmap.measures.schedule import Moment, schedule
from icmap.measures.slack import Slack, slacks_towards
from icmap.model.quantities import Calendar, Seconds, format_duration
from icmap.pictures.paint.engines import Engine
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["timeline_figure", "timeline_figures"]

_MOST_ENDS, _MOST_ROWS, _MOST_TICKS = 3, 30, 6
_TEXT = (
    "A full bar is a step that makes the end customer later if it is late; the pale line after a hollow bar is how late "
    "that step may be before anybody at the end notices."
)
_STEPS = ((1, (1, 2, 5, 10, 15, 30)), (60, (1, 2, 5, 10, 15, 30)), (3600, (1, 2, 3, 4)))
_DAYS = (1, 2, 5, 10, 20, 50, 100, 200, 500)


@dataclass(frozen=True, slots=True)
class _Row:
    """A service on the way to an end: when it is ready, what it takes, when it is done, and its float."""

    node: str
    ready: Seconds
    own: Seconds
    slack: Slack
    critical: bool
    lower_bound: bool

    @property
    def done(self) -> Seconds:
        return self.ready + self.own


def timeline_figures(study: Study, engine: Engine) -> Iterator[Figure]:  # noqa: ARG001 - all figures have one signature
    """A figure for each of the end customers that wait longest; none where nobody waits."""
    waiting = sorted(
        (end.last for end in study.of(end_customers) if end.last and end.done), key=lambda each: -(each.arrival or 0)
    )
    for place, need in enumerate(waiting[:_MOST_ENDS], 1):
        yield timeline_figure(study, need, f"timeline-{place}")


def timeline_figure(study: Study, need: Need, name: str) -> Figure:
    """One need: what happens when on its way, and what may be late."""
    every = list(_rows(study, need))
    shown = sorted(sorted(every, key=_importance)[:_MOST_ROWS], key=lambda row: (row.ready, row.done, row.node))
    step, count = _scale(need.arrival or 0, study.org.calendar)
    bars = tuple(_bar(row, step * count) for row in shown)
    ticks = ("0", *(format_duration(step * place, study.org.calendar) for place in range(1, count + 1)))
    left = len(every) - len(shown)
    remarks = (f"The {len(shown)} most critical of {len(every)} steps are shown.",) if left else ()
    time = ("at least " if need.lower_bound else "") + format_duration(need.arrival or 0, study.org.calendar)
    title = f"The way to {study.name(need.end)}: {time}"
    return Figure(name, title, _TEXT, Timeline(ticks, bars), _table(study, shown), "critical-paths", remarks)


def _importance(row: _Row) -> tuple[bool, Seconds, str]:
    return not row.critical, row.slack.total or 0, row.node


def _rows(study: Study, need: Need) -> Iterator[_Row]:
    """Everything on the way to a need."""
    plan, floats = study.of(schedule), slacks_towards(study, need).services
    on_chain = {node for link in need.chain for node in (link.provider, link.customer)}
    for node in _upstream(study, need):
        moment: Moment = plan.moment(node)
        if moment.ready is not None:
            critical = need in floats[node].critical_for or node in on_chain
            yield _Row(node, moment.ready, plan.own(node), floats[node], critical, moment.lower_bound)


def _upstream(study: Study, need: Need) -> list[str]:
    """Everything that a need waits for; the end customer itself where it works with what it gets."""
    waiting = [need.customer] if need.goal.node >= 0 else list({link.provider: None for link in need.links})
    seen = set(waiting)
    while waiting:
        at = waiting.pop()
        for provider in study.services.successors(at):
            if provider not in seen and _counts(study.services.edges[at, provider]["links"]):
                seen.add(provider)
                waiting.append(provider)
    return sorted(seen)


def _counts(links: tuple[Link, ...]) -> bool:
    return any(waits_for(link) for link in links)


def _scale(done: Seconds, calendar: Calendar) -> tuple[Seconds, int]:
    """A round step of which few enough reach over the whole time, and how many."""
    step = next((each for each in _round_steps(calendar) if each * _MOST_TICKS >= done), done)
    return step, max(1, ceil(Fraction(done) / step)) if step else 1


def _round_steps(calendar: Calendar) -> Iterator[Seconds]:
    for unit, counts in _STEPS:
        yield from (unit * count for count in counts if unit * count < calendar.day)
    yield from (calendar.day * count for count in _DAYS)


def _bar(row: _Row, length: Seconds) -> Bar:
    def share(time: Seconds) -> float:
        return float(Fraction(min(time, length)) / length) if length else 0.0

    start, end = share(row.ready), share(row.done)
    return Bar(start, end - start, share(row.done + (row.slack.total or 0)) - end, row.critical)


def _table(study: Study, rows: list[_Row]) -> Table:
    names: Mapping[str, str] = {row.node: _name(study, row.node) for row in rows}
    columns = (
        Column("Step"), Column("Starts at", "number"), Column("Takes", "number"), Column("Done at", "number"),
        Column("May be late by", "number"),
    )  # fmt: skip
    return Table(columns, tuple((names[row.node], *_cells(study, row)) for row in rows), "What happens when")


def _name(study: Study, node: str) -> str:
    step = study.step(node)
    return step.party.name if step.service is None else f"{step.party.name} ({step.service.name})"


def _cells(study: Study, row: _Row) -> tuple[str, ...]:
    calendar = study.org.calendar
    least = "at least " if row.lower_bound else ""
    times = (format_duration(time, calendar) if time else "0" for time in (row.ready, row.own, row.done))
    start, takes, done = times
    return start, takes, least + done, _late(study, row)


def _late(study: Study, row: _Row) -> str:
    if row.slack.covered:
        return "any time: another stands in"
    if row.slack.total is None:
        return "not known"
    return format_duration(row.slack.total, study.org.calendar) if row.slack.total else "nothing"
