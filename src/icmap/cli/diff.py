"""`icmap diff`: what changed between two maps, and what that does."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from icmap.cli._options import (
    FormatName,
    KeepGoing,
    MaxSize,
    NoColor,
    Output,
    Quiet,
    Root,
    Situations,
    Verbose,
    asking,
)

__all__ = ["EXAMPLES", "diff"]

EXAMPLES = (
    "icmap diff old.yaml new.yaml",
    "icmap diff main:org.yaml org.yaml --fail-on worse --tolerance 1h",
    "icmap diff HEAD~5:org.yaml HEAD:org.yaml -o changes.md",
    "icmap diff old.yaml new.yaml --size 16:9 -o change.png",
)

_GATE = "The gate"


def diff(  # noqa: PLR0913 - one parameter an option
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="The map before: a file, REV:path or '-'.", show_default=False)
    ],
    new: Annotated[
        str, typer.Argument(metavar="NEW", help="The map after: a file, REV:path or '-'.", show_default=False)
    ],
    *,
    situation: Situations = None,
    top: Annotated[int, asking("N", "Lines of a list.", min=1)] = 10,
    fail_on: Annotated[
        Literal["worse"] | None,
        typer.Option(metavar="worse", help="Exit 1 if it gets worse ('icmap explain worse').", rich_help_panel=_GATE),
    ] = None,
    tolerance: Annotated[
        str | None,
        typer.Option(metavar="DURATION", help="How much later is not yet worse (0).", rich_help_panel=_GATE),
    ] = None,
    size: Annotated[str | None, asking("W:H", "The page of a picture: 16:9 and the like, or A4.")] = None,
    format_name: FormatName = None,
    output: Output = None,
    keep_going: KeepGoing = False,
    root: Root = None,
    max_size: MaxSize = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    no_color: NoColor = False,
) -> None:
    """Say what changed between two maps, and what gets worse or better."""
    from icmap.cli._comparing import read_tolerance, refuse_two_streams, sides
    from icmap.cli._git import open_map
    from icmap.cli._output import say
    from icmap.cli._pictures import changed_report, pictured, read_proportions, write_change
    from icmap.cli._progress import progress
    from icmap.cli._reading import Reading, files_of, read_maps
    from icmap.cli._writing import write_reports
    from icmap.comparison import comparison_report
    from icmap.formats import report_format

    drawn = pictured(format_name, output)
    form = report_format("terminal" if drawn else format_name, output)
    refuse_two_streams(old, new)
    both = read_maps([old, new], Reading(keep_going, root, max_size, quiet, verbose, no_color), open_map)
    tolerated = read_tolerance(tolerance, both[1].org.calendar)
    before, after = sides(both[0], both[1], situation or ())
    with progress("comparing", quiet=quiet):
        found, report = comparison_report(before, after, tolerated, top)
    if drawn:
        write_change(before.study, after.study, drawn, read_proportions(size), output, files_of(both), quiet=quiet)
    else:
        report = changed_report(report, before.study, after.study, form)
        write_reports([report], form, output, files_of(both), quiet=quiet, no_color=no_color)
    if fail_on and found.worse:
        if not quiet:
            say(f"icmap: it gets worse ({len(found.worse)})")
        raise typer.Exit(1)
