"""`icmap export`: the map and what was found, for the tools of others."""

from __future__ import annotations

from typing import Annotated

import typer

from icmap.cli._options import Anonymise, KeepGoing, LevelName, MaxSize, Quiet, Root, Situations, read_level

__all__ = ["EXAMPLES", "export"]

EXAMPLES = (
    "icmap export org.yaml -o report.xlsx",
    "icmap export org.yaml -o tables/",
    "icmap export org.yaml -o needs.csv --table needs",
    "icmap export org.yaml -o org.graphml",
    "icmap export --template -o questions.xlsx",
)


def export(  # noqa: PLR0913 - one parameter an option
    path: Annotated[
        str | None, typer.Argument(metavar="ORG.yaml", help="The map; '-' reads stdin.", show_default=False)
    ] = None,
    *,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="The file; for all tables as csv a folder.")
    ] = None,
    format_name: Annotated[
        str | None,
        typer.Option("--format", metavar="NAME", help="xlsx, csv, graphml, gexf, json, dot (else: by the suffix)."),
    ] = None,
    table: Annotated[str, typer.Option(metavar="NAME", help="Which table a csv file holds.")] = "dependencies",
    template: Annotated[bool, typer.Option("--template", help="An empty workbook to send out and import.")] = False,
    situation: Situations = None,
    level: LevelName = None,
    anonymise: Anonymise = None,
    keep_going: KeepGoing = False,
    root: Root = None,
    max_size: MaxSize = None,
    quiet: Quiet = False,
) -> None:
    """Write a workbook, tables, or a graph that other tools read."""
    from icmap.cli._anonymising import shown
    from icmap.cli._exporting import Asked, write_export, write_template
    from icmap.cli._reading import Reading, files_of, read_maps
    from icmap.errors import IcmapError
    from icmap.report import ask
    from icmap.study import Question

    if template:
        write_template(path, output, quiet=quiet)
        return
    if path is None:
        raise IcmapError("which map? none is named", hint="icmap export ORG.yaml -o FILE, or --template -o FILE")
    asked = Asked(output, format_name, table)
    (loaded,) = read_maps([path], Reading(keep_going, root, max_size, quiet or bool(anonymise)))
    seen = shown(loaded.org, anonymise)
    study = ask(seen.org, Question(seen.situations(situation), read_level(level)))
    write_export(study, asked, files_of([loaded]), quiet=quiet)
