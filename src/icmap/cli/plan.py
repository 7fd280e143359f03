"""`icmap plan`: which few changes give the most, together."""

from __future__ import annotations

from typing import Annotated

import typer

from icmap.cli._edits import Late, On, Scenarios, Set, Without, edits
from icmap.cli._options import (
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

__all__ = ["EXAMPLES", "plan"]

EXAMPLES = (
    "icmap plan org.yaml --budget 60000",
    "icmap plan org.yaml --most 3 -o frontier.svg",
    "icmap plan org.yaml --until-kept",
    "icmap plan org.yaml --most 3 --assume halve",
    "icmap plan org.yaml --for staff --need payroll --budget 20000",
    "icmap plan org.yaml --for stand-ins --most 3",
)

_LIMIT = "How much"


def _limit(metavar: str, explained: str, *names: str, **more: object) -> object:
    return typer.Option(*names, metavar=metavar, help=explained, rich_help_panel=_LIMIT, **more)  # type: ignore[call-overload]


def _asked(metavar: str, explained: str, *names: str) -> object:
    return typer.Option(*names, metavar=metavar, help=explained, rich_help_panel="The question")


def plan(  # noqa: PLR0913 - one parameter an option
    path: MapPath,
    *,
    budget: Annotated[float | None, _limit("COST", "What it may cost together.", min=0)] = None,
    most: Annotated[int | None, _limit("K", "How many changes at most.", min=1)] = None,
    until_kept: Annotated[bool, _limit("", "The cheapest that keeps every need.", "--until-kept")] = False,
    assume: Annotated[str | None, asking("halve|30%", "An option for each step without one: so much less.")] = None,
    for_: Annotated[str | None, _asked("WHO", "For this customer alone; or 'stand-ins'.", "--for")] = None,
    need: Annotated[str | None, asking("WORDS", "For one of its needs: a provider or service.")] = None,
    cut_size: Annotated[int, asking("N", "Of stand-ins: 2 looks at pairs too.", min=1, max=2)] = 1,
    time_limit: Annotated[float, _limit("SECONDS", "How long to search for the proof.", min=0.1, max=86400)] = 30.0,
    set_: Set = None,
    late: Late = None,
    without: Without = None,
    situation: On = None,
    scenario: Scenarios = None,
    top: Annotated[int, asking("N", "Rows of a table.", min=1)] = 10,
    format_name: FormatName = None,
    output: Output = None,
    keep_going: KeepGoing = False,
    root: Root = None,
    max_size: MaxSize = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    no_color: NoColor = False,
) -> None:
    """Choose among the options of a map: the set that gives most for the money, and the proof."""
    from icmap.cli._planning import Asking, answer
    from icmap.cli._reading import Reading, files_of, read_maps
    from icmap.cli._what_if import deliver_chart, deliver_page, is_picture

    asked = edits(set_=set_, late=late, without=without, situation=situation)
    asking_for = Asking(budget, most, until_kept, assume, for_, need, cut_size, time_limit, quiet)
    (loaded,) = read_maps([path], Reading(keep_going, root, max_size, quiet, verbose, no_color))
    found = answer(loaded.org, asked, scenario or (), asking_for, top)
    if is_picture(format_name, output):
        deliver_chart(found.chart(), format_name, output, files_of([loaded]), quiet=quiet)
    else:
        deliver_page(found.page, format_name, output, files_of([loaded]), quiet=quiet, no_color=no_color)
    if found.interrupted:
        raise typer.Exit(130)
