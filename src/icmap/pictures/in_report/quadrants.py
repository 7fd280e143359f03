"""Importance against performance (Martilla & James 1977): which provider to concentrate on."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.document import Column, Figure, Table
from icmap.figures import Point, Quadrants
from icmap.measures.scores import ProviderScore, scores
from icmap.model.quantities import format_number
from icmap.pictures.paint.engines import Engine
from icmap.study import Study

__all__ = ["quadrants_figure"]

_TEXT = "The further up, the more it matters to its customers; the further right, the better they rate it."
_CORNERS = ("concentrate here", "keep up", "low priority", "possible overkill")
_LEAST, _MOST = 1.0, 4.0
"""Importance: low to critical."""


def quadrants_figure(study: Study, engine: Engine) -> Iterator[Figure]:  # noqa: ARG001 - all figures have one signature
    """The quadrants of a study; none where no score may be shown."""
    shown = [each for each in study.of(scores).values() if each.rating.score is not None]
    ranked = sorted(shown, key=lambda each: (each.rating.score or 0, -each.importance, each.provider))
    if ranked:
        graphic = _graphic(study, ranked)
        yield Figure("quadrants", "Importance and performance", _TEXT, graphic, _table(study, ranked), "satisfaction")


def _graphic(study: Study, ranked: list[ProviderScore]) -> Quadrants:
    low, high = study.org.survey.low, study.org.survey.high
    points = tuple(
        Point(
            study.name(each.provider),
            _share(each.rating.score or 0.0, float(low), float(high)),
            _share(each.importance, _LEAST, _MOST),
        )
        for each in ranked
    )
    ends = f"rated {format_number(low)}", f"rated {format_number(high)}"
    return Quadrants("How customers rate it", "How much it matters", ends, ("low", "critical"), _CORNERS, points)


def _share(value: float, low: float, high: float) -> float:
    return min(1.0, max(0.0, (value - low) / (high - low))) if high > low else 0.5


def _table(study: Study, ranked: list[ProviderScore]) -> Table:
    columns = (
        Column("No.", "number"), Column("Provider"), Column("Rated", "number"), Column("Importance", "number"), Column("So"),
    )  # fmt: skip
    rows = tuple(
        (
            str(place),
            study.name(each.provider),
            format_number(each.rating.score or 0),
            format_number(each.importance),
            each.quadrant or "",
        )
        for place, each in enumerate(ranked, 1)
    )
    return Table(columns, rows, "Everyone who is rated", "Importance from 1 (low) to 4 (critical).")
