"""`icmap import`: a map out of sheets, catalogues, graphs and traces."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from icmap.cli._options import Quiet

__all__ = ["EXAMPLES", "import_"]

EXAMPLES = (
    "icmap import people.xlsx -o org.yaml",
    "icmap import edges.csv services.csv -o org.yaml --columns 'Stelle=customer, Dauer=lead_time (days)'",
    "icmap import new-numbers.xlsx --into org.yaml --dry-run",
    "icmap import catalog/ -o platform.yaml",
)

_MISTAKES = 2


def _import(metavar: str, explained: str, *names: str) -> object:
    return typer.Option(*names, metavar=metavar, help=explained, rich_help_panel="What is read")


def import_(  # noqa: PLR0913 - one parameter an option
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...", help="xlsx, xls, ods, csv, GraphML, JSON, Backstage, compose.", show_default=False
        ),
    ],
    *,
    columns: Annotated[
        list[str] | None, _import("HEADING=WHAT", "What columns are for: 'Kunde=customer, F=skip'.")
    ] = None,
    sheet: Annotated[list[str] | None, _import("NAME", "Only this sheet of a workbook; may be repeated.")] = None,
    arrows: Annotated[
        Literal["needs", "serves"], _import("needs|serves", "Which way edges of foreign graphs point.")
    ] = "needs",
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="The new map; '-' is stdout.", rich_help_panel="Writing"),
    ] = None,
    into: Annotated[
        str | None,
        typer.Option(
            metavar="ORG.yaml", help="Update this map; the rest of it stays as it is.", rich_help_panel="Writing"
        ),
    ] = None,
    prune: Annotated[
        bool,
        typer.Option("--prune", help="With --into: take out what the files no longer name.", rich_help_panel="Writing"),
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Show what would be written, and write nothing.", rich_help_panel="Writing"),
    ] = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Leave out cells that cannot be read.", rich_help_panel="What is read")
    ] = False,
    max_size: Annotated[
        str | None, _import("SIZE", "The largest file to read, like 1GB (else: 256MiB).", "--max-size")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Make a map of what you have: sheets, catalogues, graphs, traces."""
    from icmap.cli._importing import Wanted, bring_in, make_new
    from icmap.errors import IcmapError

    wanted = Wanted(tuple(columns or ()), tuple(sheet or ()), arrows == "serves", max_size, keep_going, dry_run, quiet)
    if into is None:
        if prune:
            raise IcmapError("--prune takes out of a map what the files no longer name: it goes with --into")
        make_new(files, output, wanted)
    elif output is not None:
        raise IcmapError("-o writes a new map, --into changes one", hint="say one of the two")
    else:
        bring_in(files, into, wanted, prune=prune)
