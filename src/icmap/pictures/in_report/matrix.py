"""The dependency structure matrix: who needs whom, in the order of work; every mark of it as a row of a table."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.document import Column, Figure, Table
from icmap.pictures.drawing import Cell, Grid
from icmap.pictures.in_report.readable import readable, sentence
from icmap.pictures.paint.engines import Engine
from icmap.pictures.paint.in_page import in_page
from icmap.pictures.views import Wish
from icmap.pictures.views.matrix import draw
from icmap.study import Study

__all__ = ["matrix_figure"]

_MARKS = {
    "need": "needs it and waits",
    "feedback": "feedback: waits for a later step",
    "unwaited": "needs it, does not wait",
    "situational": "only in a situation",
    "shade": "",
}


def matrix_figure(study: Study, engine: Engine) -> Iterator[Figure]:
    """The matrix of a study; none where nobody needs anybody."""
    if not study.parties.edges:
        return
    asked, folded = study.of(readable)
    grid = draw(asked, Wish())
    if not isinstance(grid, Grid):
        raise TypeError("the matrix is a grid")
    painting, remarks = in_page(grid, engine)
    told = tuple(map(sentence, folded + remarks))
    yield Figure(
        "matrix", "Who needs whom, in the order of work", grid.convention, painting, _table(grid), "reciprocity", told
    )


def _table(grid: Grid) -> Table:
    columns = (Column("Who needs"), Column("from whom"), Column("How"), Column("And back"))
    return Table(columns, tuple(_row(grid, cell) for cell in grid.cells), "The matrix as a list")


def _row(grid: Grid, cell: Cell) -> tuple[str, ...]:
    back = "each needs the other" if cell.mutual else ""
    return grid.rows[cell.row].name, grid.columns[cell.column].name, _MARKS[cell.mark], back
