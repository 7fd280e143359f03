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
    from icmap.cli._progress import progress
    from icmap.cli._reading import Reading, files_of, read_maps
    from icmap.cli._writing import write_reports
    from icmap.comparison import comparison_report
    from icmap.formats import report_format

    form = report_format(format_name, output)
    refuse_two_streams(old, new)
    both = read_maps([old, new], Reading(keep_going, root, max_size, quiet, verbose, no_color), open_map)
    tolerated = read_tolerance(tolerance, both[1].org.calendar)
    before, after = sides(both[0], both[1], situation or ())
    with progress("comparing", quiet=quiet):
        found, report = comparison_report(before, after, tolerated, top)
    write_reports([report], form, output, files_of(both), quiet=quiet, no_color=no_color)
    if fail_on and found.worse:
        if not quiet:
            say(f"icmap: it gets worse ({len(found.worse)})")
        raise typer.Exit(1)
