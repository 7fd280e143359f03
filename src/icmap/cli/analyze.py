"""`icmap analyze`: what to fix first, and the numbers behind it."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

import typer

from icmap.cli._options import (
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

__all__ = ["EXAMPLES", "analyze"]

EXAMPLES = (
    "icmap analyze org.yaml",
    "icmap analyze org.yaml --section bottlenecks --by drag",
    "icmap analyze org.yaml --to staff --why-not jeff",
    "icmap analyze org.yaml -o report.html",
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
    from icmap.cli._reading import Reading, files_of, read_maps
    from icmap.cli._writing import reported, write_reports
    from icmap.formats import report_format
    from icmap.report import ask
    from icmap.study import Question

    slides = format_name == "pptx" or (format_name is None and (output or "").lower().endswith(".pptx"))
    form = report_format("terminal" if slides else format_name, output)
    question = Question(
        tuple(sorted(set(situation or ()))),
        read_level(level),
        to,
        why_not,
        by,
        top,
        runners_up,
        cut_size,
        need=need,
        times=times,
    )
    loaded = read_maps(maps, Reading(keep_going, root, max_size, quiet, verbose, no_color))
    if slides:
        from icmap.cli._pictures import write_deck

        write_deck([ask(each.org, question) for each in loaded], output, files_of(loaded), template, quiet=quiet)
        return
    reports = [reported(ask(each.org, question), section or None, form) for each in loaded]
    write_reports(reports, form, output, files_of(loaded), quiet=quiet, no_color=no_color)
