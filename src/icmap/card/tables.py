"""What the tables of every card have in common: names without articles, and no empty columns."""

from __future__ import annotations

from collections.abc import Sequence

from icmap.document import Column, Table
from icmap.study import Study

__all__ = ["filled", "party_of", "service_of"]


def party_of(study: Study, node: str) -> str:
    """What people call the party of a node."""
    return study.step(node).party.name


def service_of(study: Study, node: str) -> str:
    """The name of the service at a node; empty for an unnamed one."""
    service = study.step(node).service
    return service.name if service else ""


def filled(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """A table without equal rows, and without the columns in which nothing stands, the first one excepted."""
    kept = list(dict.fromkeys(map(tuple, rows)))
    used = [place for place in range(len(columns)) if place == 0 or any(row[place] for row in kept)]
    return Table(
        tuple(Column(columns[place]) for place in used), tuple(tuple(row[place] for place in used) for row in kept)
    )
