"""`icmap ask`: questionnaires to the parties of a map."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from icmap.cli._options import Anonymise, KeepGoing, MapPath, MaxSize, Quiet, Root, Situations

__all__ = ["EXAMPLES", "ask"]

EXAMPLES = (
    "icmap ask org.yaml -o forms/",
    "icmap ask org.yaml payroll legal -o forms/ --as xlsx",
    "icmap ask org.yaml -o forms/ --most 3 --as md",
)


def ask(  # noqa: PLR0913 - one parameter an option
    path: MapPath,
    parties: Annotated[
        list[str] | None, typer.Argument(metavar="PARTY...", help="Whom to ask (else: everybody).", show_default=False)
    ] = None,
    *,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FOLDER", help="Where the forms go.")] = "forms",
    form: Annotated[
        Literal["html", "xlsx", "md"], typer.Option("--as", help="A page, a workbook, or a text.")
    ] = "html",
    most: Annotated[int, typer.Option(metavar="N", help="Questions a form has at most.", min=1, max=50)] = 7,
    situation: Situations = None,
    anonymise: Anonymise = None,
    keep_going: KeepGoing = False,
    root: Root = None,
    max_size: MaxSize = None,
    quiet: Quiet = False,
) -> None:
    """Write one short questionnaire a party: what it takes, what it needs, what it thinks."""
    from icmap.cli._anonymising import shown
    from icmap.cli._asking import write_forms
    from icmap.cli._reading import Reading, files_of, read_maps
    from icmap.exchange.forms.questions import forms
    from icmap.model.meant import party_meant
    from icmap.report import ask as study_of
    from icmap.study import Question

    (loaded,) = read_maps([path], Reading(keep_going, root, max_size, quiet or bool(anonymise)))
    seen = shown(loaded.org, anonymise)
    study = study_of(seen.org, Question(seen.situations(situation)))
    wanted = [seen.party(party_meant(loaded.org, each)) or each for each in parties or ()]
    write_forms(forms(study, wanted, most, anonymise or ""), form, output, files_of([loaded]), quiet=quiet)
