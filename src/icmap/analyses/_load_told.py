"""How load is told: what is asked for, how busy that makes a party, and whom to ask where it is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from icmap.analyses._telling import listed
from icmap.document import Column, Table
from icmap.measures.load import Load
from icmap.model.quantities import Calendar, format_duration, format_number, format_share
from icmap.study import Study

__all__ = ["load_table"]


def load_table(study: Study, found: Sequence[Load]) -> Table:
    """Who is asked for how much of what they can do, the busiest first."""
    ordered = sorted(found, key=lambda load: (load.utilisation is None, -(load.utilisation or 0), load.party))
    top = ordered[: study.question.top]
    columns = (
        Column("Party"), Column("Asked for", "number"), Column("Busy", "number"), Column("Wait in the queue", "number"),
        Column("Ask how often"),
    )  # fmt: skip
    bound = ["≥: at least, as far as customers have said how often."] if any(load.lower_bound for load in top) else []
    rest = [f"The {len(top)} busiest of {len(ordered)} are shown."] if len(top) < len(ordered) else []
    return Table(columns, tuple(tuple(_load(study, load)) for load in top), "Load", " ".join(bound + rest))


def _load(study: Study, load: Load) -> Iterator[str]:
    least, calendar = "≥ " if load.lower_bound else "", study.org.calendar
    demand = None if load.demand_per_hour is None else _rate(load.demand_per_hour, calendar)
    yield study.name(load.party)
    yield least + demand if demand else "nobody says"
    yield "" if load.utilisation is None else least + format_share(load.utilisation)
    yield _wait(study, load, least)
    yield listed([study.name(party) for party in load.ask]) if load.ask else ""


def _rate(per_hour: float, calendar: Calendar) -> str:
    """A rate in the smallest unit in which it is at least one."""
    units = ("hour", "day", "week", "month", "year")
    counts = [(per_hour * float(calendar.unit(unit)) / 3600, unit) for unit in units]
    count, unit = next((each for each in counts if each[0] >= 1), counts[-1])
    return f"{format_number(count)}/{unit}"


def _wait(study: Study, load: Load, least: str) -> str:
    if load.unstable:
        return "grows without end"
    return "" if load.wait is None else least + format_duration(round(load.wait), study.org.calendar)
