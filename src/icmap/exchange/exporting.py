"""An export: from a study and its report to the bytes of a file, by the name of its format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath

from icmap.document import Report
from icmap.errors import IcmapError
from icmap.exchange.written.csv_text import csv_text
from icmap.exchange.written.graphs import gexf, graphml, node_link
from icmap.exchange.written.tabs import Tab, tabs
from icmap.exchange.written.workbook import workbook
from icmap.study import Study
from icmap.text.suggestions import nearest

__all__ = ["FORMATS", "TABLES", "export_format", "exported", "folder_of_tables"]

FORMATS = ("xlsx", "csv", "graphml", "gexf", "json", "dot")
_SUFFIXES = {
    ".xlsx": "xlsx",
    ".csv": "csv",
    ".graphml": "graphml",
    ".gexf": "gexf",
    ".json": "json",
    ".dot": "dot",
    ".gv": "dot",
}
TABLES = (
    "what-to-fix-first", "needs", "parties", "dependencies", "services", "bottlenecks", "promises", "satisfaction", "outages", "map",
)  # fmt: skip
"""The tables of the workbook by the names of their files."""

Reported = Callable[[], tuple[Study, Report]]


def export_format(name: str | None, output: str | None) -> str:
    """The format asked for by name, else by the suffix of the file. Raises `IcmapError` for one that does not exist."""
    if name is not None:
        if name not in FORMATS:
            close = nearest(name, FORMATS)
            raise IcmapError(
                f"icmap exports no '{name[:60]}'",
                hint=f"did you mean '{close}'?" if close else f"formats are {', '.join(FORMATS)}",
            )
        return name
    suffix = PurePath(output or "").suffix.lower()
    if suffix not in _SUFFIXES:
        raise IcmapError(
            f"icmap exports no '{suffix or output}'",
            hint=f"name the file with one of {', '.join(_SUFFIXES)}, or a folder with / at its end, or say --format",
        )
    return _SUFFIXES[suffix]


def exported(form: str, study: Study, report: Reported, table: str) -> bytes:
    """The file in a format; only tables need the report."""
    if form == "xlsx":
        return workbook(tabs(*report()), study.org.name or "Map")
    if form == "csv":
        return csv_text(_table(tabs(*report()), table)).encode("utf-8-sig")
    made: Mapping[str, Callable[[], bytes]] = {
        "graphml": lambda: graphml(study.org),
        "gexf": lambda: gexf(study.org),
        "json": lambda: node_link(study.org).encode("ascii"),
    }
    return made[form]()


def _table(found: tuple[Tab, ...], name: str) -> Tab:
    for each in found:
        if each.name == name:
            return each
    close = nearest(name, TABLES)
    raise IcmapError(
        f"there is no table '{name[:60]}'",
        hint=f"did you mean '{close}'?" if close else f"tables are {', '.join(TABLES)}",
    )


def folder_of_tables(study: Study, report: Report) -> Mapping[str, bytes]:
    """Every table as a csv file, by its name; the names are those of tables, never of anything in the map."""
    return {f"{each.name}.csv": csv_text(each).encode("utf-8-sig") for each in tabs(study, report)}
