"""`icmap simulate`: how sure each need is, and what it hangs on."""

from __future__ import annotations

from typing import Annotated

import typer

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

__all__ = ["EXAMPLES", "simulate"]

EXAMPLES = (
    "icmap simulate org.yaml",
    "icmap simulate org.yaml --runs 100000 --until-stable",
    "icmap simulate org.yaml --situations drawn --correlation 0.3 -o how-sure.html",
    "icmap simulate org.yaml --set 'pharmacy.headcount=2' --need medicines -o histogram.svg",
)

_RUNS = "The runs"


def _runs(metavar: str, explained: str, *names: str, **more: object) -> object:
    return typer.Option(*names, metavar=metavar, help=explained, rich_help_panel=_RUNS, **more)  # type: ignore[call-overload]


def simulate(  # noqa: PLR0913 - one parameter an option
    path: MapPath,
    *,
    runs: Annotated[int, _runs("N", "How many runs.", min=2, max=10_000_000)] = 10_000,
    seed: Annotated[int, _runs("N", "Another seed gives other draws.", min=0)] = 1,
    until_stable: Annotated[bool, _runs("", "Stop when P80 and the first drivers stand.", "--until-stable")] = False,
    correlation: Annotated[float, _runs("0..1", "One common factor in all times.", min=0, max=1)] = 0.0,
    situations: Annotated[str, _runs("drawn|normal", "Draw situations by their share.")] = "normal",
    need: Annotated[str | None, asking("WORDS", "A picture of this need: its provider or service.")] = None,
    set_: Set = None,
    late: Late = None,
    down: Down = None,
    without: Without = None,
    serve: Serve = None,
    for_: For = None,
    situation: On = None,
    scenario: Scenarios = None,
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
    """Say how likely each need is kept, and what makes the difference."""
    from icmap.cli._progress import progress
    from icmap.cli._reading import Reading, files_of, read_maps
    from icmap.cli._what_if import deliver_chart, deliver_page, edited_study, is_picture
    from icmap.cli._what_if_names import study_without_names
    from icmap.errors import IcmapError
    from icmap.measures.chances import Settings, chances
    from icmap.pictures.what_if import histogram_chart, with_chances
    from icmap.whatif.simulate_page import named_chance, simulation_report

    if situations not in {"drawn", "normal"}:
        raise IcmapError(f"'{situations[:60]}' is no way with situations", hint="--situations drawn or normal")
    asked = edits(set_=set_, late=late, down=down, without=without, serve=serve, for_=for_, situation=situation)
    (loaded,) = read_maps([path], Reading(keep_going, root, max_size, quiet or bool(anonymise), verbose, no_color))
    study = study_without_names(edited_study(loaded.org, asked, scenario or ()), anonymise)
    with progress("simulating", quiet=quiet) as work:
        found = chances(study, Settings(runs, seed, correlation, situations == "drawn", until_stable, work.done))
    if is_picture(format_name, output):
        chart = histogram_chart(study, named_chance(found, need))
        deliver_chart(chart, format_name, output, files_of([loaded]), quiet=quiet)
        return
    deliver_page(
        lambda: with_chances(simulation_report(study, found, top), study, found),
        format_name, output, files_of([loaded]), quiet=quiet, no_color=no_color,
    )  # fmt: skip
