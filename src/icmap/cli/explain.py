"""`icmap explain`: what a number, a reason, a word or a mistake means."""

from __future__ import annotations

from typing import Annotated

import typer

from icmap.cli._options import FormatName, NoColor, Output

__all__ = ["EXAMPLES", "explain"]

EXAMPLES = ("icmap explain", "icmap explain drag", "icmap explain unknown-party")


def explain(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="What to explain; without it, all names are listed.", show_default=False),
    ] = None,
    *,
    format_name: FormatName = None,
    output: Output = None,
    no_color: NoColor = False,
) -> None:
    """Explain a number, a reason, a section, a word or a mistake."""
    from icmap.cli._writing import write_reports
    from icmap.formats import report_format
    from icmap.glossary import contents, explanation

    form = report_format(format_name, output)
    write_reports([contents() if name is None else explanation(name)], form, output, no_color=no_color)
