"""Times, ratings and tables as every card tells them."""

from __future__ import annotations

from collections.abc import Sequence

from icmap.card.lines import At, Line
from icmap.document import Column, Table
from icmap.model.quantities import Seconds, format_duration, format_number
from icmap.study import Study

__all__ = ["conditions", "duration", "filled", "party_of", "rated", "service_of", "time"]


def duration(study: Study, seconds: Seconds) -> str:
    """A duration for people."""
    return format_duration(seconds, study.org.calendar)


def time(study: Study, at: At | None) -> str:
    """`35 min from start`, `at least 2 h`; empty where there is none."""
    if at is None:
        return ""
    least, start = "at least " if at.lower_bound else "", " from start" if at.clock == "start" else ""
    return f"{least}{duration(study, at.time)}{start}"


def rated(line: Line) -> str:
    """A score with its answers; `too few answers` where it is hidden."""
    if line.score is None:
        return "too few answers" if line.hidden else ""
    answers = "" if line.answers is None else f" ({line.answers})"
    return format_number(line.score) + answers


def conditions(line: Line) -> str:
    """When and how the dependency counts, where that is not always."""
    told = ["optional"] if line.optional else ["from stock"] if not line.waits else []
    return ", ".join([*told, *(f"with {situation}" for situation in line.when)])


def party_of(study: Study, node: str) -> str:
    """What people call the party of a node."""
    return study.step(node).party.name


def service_of(study: Study, node: str) -> str:
    """The name of the service at a node; empty for an unnamed one."""
    service = study.step(node).service
    return service.name if service else ""


def filled(columns: Sequence[str], rows: Sequence[Sequence[str]], title: str = "", note: str = "") -> Table:
    """A table without the columns in which nothing stands, the first one excepted."""
    used = [place for place in range(len(columns)) if place == 0 or any(row[place] for row in rows)]
    return Table(
        tuple(Column(columns[place]) for place in used),
        tuple(tuple(row[place] for place in used) for row in rows),
        title,
        note,
    )
