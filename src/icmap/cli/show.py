"""`icmap show`: one party's card."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

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
    Situations,
    TimesFrom,
    Verbose,
)

__all__ = ["EXAMPLES", "show"]

EXAMPLES = (
    "icmap show org.yaml payroll",
    "icmap show org.yaml payroll --as sipoc -o payroll.md",
    "icmap show org.yaml payroll --as promise",
)

View = Literal["card", "sipoc", "promise"]


def show(  # noqa: PLR0913 - one parameter an option
    path: MapPath,
    party: Annotated[str, typer.Argument(metavar="PARTY", help="The party, by its id or name.", show_default=False)],
    *,
    view: Annotated[View, typer.Option("--as", help="What kind of card.")] = "card",
    situation: Situations = None,
    times: TimesFrom = "stated",
    anonymise: Anonymise = None,
    format_name: FormatName = None,
    output: Output = None,
    keep_going: KeepGoing = False,
    root: Root = None,
    max_size: MaxSize = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    no_color: NoColor = False,
) -> None:
    """Show one party: who serves it, whom it serves, with what, how well."""
    from icmap.card import card
    from icmap.cli._anonymising import shown
    from icmap.cli._reading import Reading, files_of, read_maps
    from icmap.cli._writing import write_reports
    from icmap.formats import report_format
    from icmap.report import ask
    from icmap.study import Question

    form = report_format(format_name, output)
    (loaded,) = read_maps([path], Reading(keep_going, root, max_size, quiet or bool(anonymise), verbose, no_color))
    seen = shown(loaded.org, anonymise)
    study = ask(seen.org, Question(seen.situations(situation), times=times))
    write_reports(
        [card(study, seen.party(party) or party, view)],
        form,
        output,
        files_of([loaded]),
        quiet=quiet,
        no_color=no_color,
    )
