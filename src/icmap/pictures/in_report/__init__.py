"""From a report to an illustrated one: its figures, and which section tells more about each sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from icmap.analyses import ANALYSES
from icmap.document import Figure, Report
from icmap.pictures.in_report.map import map_figure
from icmap.pictures.in_report.matrix import matrix_figure
from icmap.pictures.in_report.quadrants import quadrants_figure
from icmap.pictures.in_report.timeline import timeline_figures
from icmap.pictures.in_report.what_if import what_if_figures
from icmap.pictures.paint.engines import Engine
from icmap.study import Study

__all__ = ["illustrated"]

_DRAWERS: tuple[Callable[[Study, Engine], Iterator[Figure]], ...] = (
    map_figure,
    matrix_figure,
    timeline_figures,
    quadrants_figure,
    what_if_figures,
)
"""Each figure is drawn by one module; what a map has no facts for is left out."""


def illustrated(study: Study, report: Report, engine: Engine) -> Report:
    """The report with its figures: the map always, the others with their sections."""
    told = {section.name for section in report.sections} | {""}
    figures = tuple(figure for draw in _DRAWERS for figure in draw(study, engine))
    topics = {term: each.name for each in ANALYSES for term in each.terms}
    return replace(report, figures=tuple(each for each in figures if each.section in told), topics=topics)
