"""`icmap analyze`: what to fix first, and the numbers behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from icmap.cli._options import (
    Anonymise,
    FormatName,
    KeepGoing,
    LevelName,
    MaxSize,
    NoColor,
    Output,
    Quiet,
    Root,
    Situations,
    TimesFrom,
    Verbose,
    asking,
    read_level,
)

if TYPE_CHECKING:
    from icmap.model import OrgMap

__all__ = ["EXAMPLES", "analyze"]

EXAMPLES = (
    "icmap analyze org.yaml",
    "icmap analyze org.yaml --all",
    "icmap analyze org.yaml --section bottlenecks --by drag",
    "icmap analyze org.yaml --to staff --why-not jeff",
    "icmap analyze org.yaml -o report.html",
    "icmap analyze org.yaml -o report.xlsx",
    "icmap analyze org.yaml -o deck.pptx --template corporate.pptx",
    "icmap analyze org.yaml --situation 'year end' -o report.md",
    "cat org.yaml | icmap analyze - --format json",
)

Order = Literal["reach", "drag", "utilisation", "brokerage", "satisfaction"]


def analyze(  # noqa: PLR0913 - one parameter an option
    maps: Annotated[
        list[str],
        typer.Argument(metavar="ORG.yaml...", help="Maps, each for itself; '-' reads stdin.", show_default=False),
    ],
    *,
    section: Annotated[list[str] | None, asking("NAME", "Only this section ('icmap explain' lists them).")] = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help="Every section, not only what a meeting needs.", rich_help_panel="The question"),
    ] = False,
    by: Annotated[Order | None, asking("|".join(get_args(Order)), "Order the bottlenecks by one number.")] = None,
    to: Annotated[str | None, asking("PARTY", "The slowest chain to this customer, any party.")] = None,
    need: Annotated[str | None, asking("WORDS", "Only the needs for this provider or service.")] = None,
    why_not: Annotated[str | None, asking("PARTY", "Why this party is not on the slowest chain.")] = None,
    level: LevelName = None,
    situation: Situations = None,
    times: TimesFrom = "stated",
    top: Annotated[int, asking("N", "Rows of a table.", min=1)] = 10,
    runners_up: Annotated[int, asking("N", "Next slower chains to show.", min=0)] = 3,
    cut_size: Annotated[int, asking("N", "How many parties may be out at once.", min=1, max=3)] = 2,
    anonymise: Anonymise = None,
    template: Annotated[str | None, asking("FILE", "A pptx whose layouts and theme the slides get.")] = None,
    format_name: FormatName = None,
    output: Output = None,
    keep_going: KeepGoing = False,
    root: Root = None,
    max_size: MaxSize = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    no_color: NoColor = False,
) -> None:
    """Say what to fix first: bottlenecks, mutual dependencies, critical paths."""
    from icmap.cli._anonymising import shown
    from icmap.cli._progress import progress
    from icmap.cli._reading import Reading, files_of, read_maps, tell_remarks
    from icmap.cli._writing import asks_for, reported, write_reports, write_workbook
    from icmap.formats import report_format
    from icmap.report import ask
    from icmap.study import Question, Study

    def study_of(org: OrgMap) -> Study:
        seen = shown(org, anonymise)
        by_whom = seen.situations(situation), read_level(level), seen.party(to), seen.party(why_not), by
        return ask(seen.org, Question(*by_whom, top, runners_up, cut_size, need=need, times=times))

    slides, workbook = asks_for("pptx", format_name, output), asks_for("xlsx", format_name, output)
    form = None if slides or workbook else report_format(format_name, output)
    reading = Reading(
        keep_going, root, max_size, quiet or bool(anonymise), verbose, no_color, remarks_later=form is not None
    )
    loaded = read_maps(maps, reading)
    studies = [study_of(each.org) for each in loaded]
    if form is None:
        if slides:
            from icmap.cli._pictures import write_deck

            write_deck(studies, output, files_of(loaded), template, quiet=quiet)
        else:
            write_workbook(studies, output, files_of(loaded), quiet=quiet)
        return
    wanted = section or (["first"] if quiet and not everything and not form.programs else None)
    with progress("analyzing", quiet=quiet):
        reports = [reported(each, wanted, form, whole=everything) for each in studies]
    write_reports(reports, form, output, files_of(loaded), quiet=quiet, no_color=no_color)
    tell_remarks(loaded, reading)
