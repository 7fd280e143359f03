"""How the what-if commands deliver: a page in a report format, or a chart in a picture format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from icmap.errors import IcmapError

if TYPE_CHECKING:
    from icmap.document import Report
    from icmap.model import Edit, OrgMap
    from icmap.study import Study

__all__ = ["deliver_chart", "deliver_page", "edited_study", "is_picture"]

_PICTURES = {".svg": "svg", ".png": "png"}


def _form(name: str | None, output: str | None) -> str | None:
    """The picture format asked for by name or by the suffix of the output."""
    if name is not None:
        return name if name in _PICTURES.values() else None
    return _PICTURES.get(PurePath(output).suffix.lower()) if output and output != "-" else None


def is_picture(name: str | None, output: str | None) -> bool:
    """Whether a picture is asked for."""
    return _form(name, output) is not None


def deliver_chart(chart: Any, name: str | None, output: str | None, inputs: Iterable[str], *, quiet: bool) -> None:
    """Write a chart, and say what it leaves out."""
    from icmap.cli._output import deliver_bytes, say
    from icmap.pictures.charts import chart_file

    form = _form(name, output) or "svg"
    content = chart_file(chart, form)
    if not quiet:
        for remark in chart.remarks:
            say(f"icmap: {remark}")
    deliver_bytes(content, output, inputs, binary=form == "png", quiet=quiet)


def deliver_page(
    page: Callable[[], Report],
    name: str | None,
    output: str | None,
    inputs: Iterable[str],
    *,
    quiet: bool,
    no_color: bool,
) -> None:
    """Make a page and write it; the format is looked at before anything is computed."""
    from icmap.cli._writing import write_reports
    from icmap.formats import report_format

    form = report_format(name, output)
    write_reports([page()], form, output, inputs, quiet=quiet, no_color=no_color)


def edited_study(org: OrgMap, asked: Sequence[Edit], scenarios: Iterable[str]) -> Study:
    """The study of a map after a scenario's edits and these; who is out is no question to it."""
    from icmap.study import Question
    from icmap.whatif.edits import edited, scenario
    from icmap.whatif.sides import Side

    names = list(dict.fromkeys(scenarios))
    if len(names) > 1:
        raise IcmapError("only one scenario can hold here", hint="icmap impact sets several side by side")
    side = Side(edited(org, [*(edit for name in names for edit in scenario(org, name)), *asked]), Question())
    if side.out:
        raise IcmapError(
            "nobody can be out here", hint="--without takes somebody off the map; icmap impact --down says who stops"
        )
    return side.study
