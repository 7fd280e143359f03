"""`icmap fmt`: maps in the usual form."""

from __future__ import annotations

from typing import Annotated

import typer

from icmap.cli._options import MaxSize, Quiet, Root, read_size

__all__ = ["EXAMPLES", "fmt"]

EXAMPLES = ("icmap fmt org.yaml", "icmap fmt --diff maps/", "icmap fmt --check maps/", "icmap fmt - < org.yaml")


def fmt(
    maps: Annotated[
        list[str],
        typer.Argument(metavar="ORG.yaml...", help="Maps and folders of maps; '-' reads stdin.", show_default=False),
    ],
    *,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 where a map would change.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; print what would change.")] = False,
    root: Root = None,
    max_size: MaxSize = None,
    quiet: Quiet = False,
) -> None:
    """Put keys in the order of the format, indent by two, leave out needless quotes; comments stay."""
    from icmap.cli._formatting import Formatter

    formatter = Formatter(root, read_size(max_size), check=check, diff=diff, quiet=quiet)
    raise typer.Exit(formatter.all(maps))
