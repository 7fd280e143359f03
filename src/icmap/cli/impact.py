"""`icmap impact`: who is late or stopped, by how much, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from icmap.cli._edits import Down, For, Late, On, Scenarios, Serve, Set, Without, edits
from icmap.cli._options import (
    Anonymise,
    FormatName,
    KeepGoing,
    MapPath,
    MaxSize,
    NoColor,
    Output,
    Quiet,
    Root,
    Verbose,
    asking,
)

if TYPE_CHECKING:
    from icmap.document import Report
    from icmap.model import Edit, OrgMap

__all__ = ["EXAMPLES", "impact"]

EXAMPLES = (
    "icmap impact org.yaml",
    "icmap impact org.yaml --late jeff=2d",
    "icmap impact org.yaml --down it -o down.html",
    "icmap impact org.yaml --set 'kitchen/plates.lead_time=10 min' --late waiters=-1min",
    "icmap impact org.yaml --scenario 'two pharmacists' --scenario 'night shift'",
    "icmap impact org.yaml --late jeff=2d -o hit.svg",
)


def impact(  # noqa: PLR0913 - one parameter an option
    path: MapPath,
    *,
    set_: Set = None,
    late: Late = None,
    down: Down = None,
    without: Without = None,
    serve: Serve = None,
    for_: For = None,
    situation: On = None,
    scenario: Scenarios = None,
    by: Annotated[str, asking("TIME", "With no edit: everybody late by this in turn.")] = "1d",
    top: Annotated[int, asking("N", "Rows of a table.", min=1)] = 10,
    format_name: FormatName = None,
    output: Output = None,
    anonymise: Anonymise = None,
    keep_going: KeepGoing = False,
    root: Root = None,
    max_size: MaxSize = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    no_color: NoColor = False,
) -> None:
    """Say what changes if somebody is late, out or different; the file stays as it is."""
    from icmap.cli._reading import Reading, files_of, read_maps
    from icmap.cli._what_if import deliver_page, is_picture

    asked = edits(set_=set_, late=late, down=down, without=without, serve=serve, for_=for_, situation=situation)
    (loaded,) = read_maps([path], Reading(keep_going, root, max_size, quiet or bool(anonymise), verbose, no_color))
    found = _Asked(loaded.org, asked, tuple(scenario or ()), by, top, anonymise)
    if is_picture(format_name, output):
        from icmap.cli._what_if import deliver_chart

        deliver_chart(found.chart(), format_name, output, files_of([loaded]), quiet=quiet)
        return
    deliver_page(found.page, format_name, output, files_of([loaded]), quiet=quiet, no_color=no_color)


class _Asked:
    """What was asked of one map, answered as a page or as a picture."""

    def __init__(
        self, org: OrgMap, asked: tuple[Edit, ...], scenarios: tuple[str, ...], by: str, top: int, anonymise: str | None
    ) -> None:
        from icmap.cli._what_if_names import edited_without_names
        from icmap.study import Question
        from icmap.whatif.edits import Edited, edited, scenario
        from icmap.whatif.sides import Side

        self.org, self.by, self.top = org, by, top
        self.before = Side(edited_without_names(Edited(org), anonymise), Question())
        named = [(name, (*scenario(org, name), *asked)) for name in dict.fromkeys(scenarios)]
        wanted = named or ([("", asked)] if asked else [])
        self.sides = [
            (
                f"Scenario {number}" if name and anonymise else name,
                Side(edited_without_names(edited(org, each), anonymise), Question()),
            )
            for number, (name, each) in enumerate(wanted, 1)
        ]

    def page(self) -> Report:
        from icmap.whatif.impact import impact_of
        from icmap.whatif.impact_page import impact_report, side_by_side

        if not self.sides:
            return self._sweep()
        found = [(side, impact_of(self.before, side, name)) for name, side in self.sides]
        if len(found) > 1:
            return side_by_side(self.before, found, self.top)
        report = impact_report(self.before, *found[0], self.top)
        from icmap.pictures.what_if import with_hits

        return with_hits(report, found[0][0].study, found[0][1])

    def _sweep(self) -> Report:
        from icmap.whatif.edits import signed_duration
        from icmap.whatif.sweep import sweep
        from icmap.whatif.sweep_page import sweep_report

        by = signed_duration(self.by, self.org.calendar, "--by")
        return sweep_report(self.before.whole, sweep(self.before.whole, by), self.top)

    def chart(self) -> object:
        from icmap.errors import IcmapError
        from icmap.pictures.what_if import hits_chart
        from icmap.whatif.impact import impact_of
        from icmap.whatif.impact_page import condition

        if len(self.sides) != 1:
            raise IcmapError("a picture shows one what-if", hint="say --late, --down … or one --scenario")
        name, side = self.sides[0]
        found = impact_of(self.before, side, name)
        supposed = condition(self.before.whole, side.whole, found)
        return hits_chart(side.study, found, f"Who is hit {supposed}" if supposed else "Who is hit")
