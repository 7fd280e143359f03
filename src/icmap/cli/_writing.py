"""Writing reports for a command: which format, on which page, where to."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Literal

from icmap.cli._output import deliver
from icmap.cli._screen import page_for
from icmap.document import Report
from icmap.errors import IcmapError
from icmap.formats import Format, Page
from icmap.report import brief_report, build_report
from icmap.study import Study

__all__ = ["asks_for", "reported", "write_reports", "write_workbook"]


def reported(study: Study, sections: Iterable[str] | None, form: Format, *, whole: bool = True) -> Report:
    """The report of a study, in short unless the `whole` or some sections are asked for.

    With its figures for a format that shows them, laid out by whichever engine there is.
    """
    if not (whole or sections or form.illustrated):
        return brief_report(study)
    report = build_report(study, sections)
    if not form.illustrated:
        return report
    from icmap.cli._pictures import guarded
    from icmap.pictures.in_report import illustrated

    return illustrated(study, report, guarded("auto"))


def write_reports(
    reports: Iterable[Report],
    form: Format,
    output: str | None,
    inputs: Iterable[str] = (),
    *,
    quiet: bool = False,
    no_color: bool = False,
) -> None:
    """Write one report, or several as one text, in a format to stdout or a file."""
    page = page_for(sys.stdout, no_color=no_color) if output in (None, "-") else Page()
    write = form.report
    if write is None:
        raise TypeError(f"the format {form.name} writes no reports")
    texts = [write(report, page) for report in reports]
    deliver(texts[0] if len(texts) == 1 else form.join(texts), output, inputs, quiet=quiet)


def asks_for(kind: Literal["pptx", "xlsx"], format_name: str | None, output: str | None) -> bool:
    """Whether the report is asked for as slides or as a workbook, by the format or by the suffix of the file."""
    return format_name == kind or (format_name is None and (output or "").lower().endswith(f".{kind}"))


def write_workbook(studies: Sequence[Study], output: str | None, inputs: Iterable[str], *, quiet: bool) -> None:
    """Write the workbook of one map, as `icmap export` does."""
    from icmap.cli._exporting import Asked, write_export

    if len(studies) != 1:
        raise IcmapError("a workbook is of one map", hint="analyze the maps one by one")
    write_export(studies[0], Asked(output, "xlsx", ""), inputs, quiet=quiet)
