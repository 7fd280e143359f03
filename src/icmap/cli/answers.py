"""`icmap answers`: what came back, into the map."""

from __future__ import annotations

from typing import Annotated

import typer

from icmap.cli._options import Quiet

__all__ = ["EXAMPLES", "answers"]

EXAMPLES = (
    "icmap answers forms/*.json --into org.yaml",
    "icmap answers forms/*.json --into org.yaml --dry-run",
    "icmap answers back/*.xlsx --into org.yaml --as-of 2026-01-31",
)


def answers(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Saved answers: json, xlsx or md.", show_default=False)
    ],
    *,
    into: Annotated[str, typer.Option(metavar="ORG.yaml", help="The map that was asked about.", show_default=False)],
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day of the answers, 2026-01-31 (else: as each says).")
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Take answers also where the map says something else.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")] = False,
    quiet: Quiet = False,
) -> None:
    """Bring answers into the map; what contradicts one another is listed and not written."""
    from icmap.cli._asking import bring_answers

    bring_answers(files, into, as_of, overwrite=overwrite, dry_run=dry_run, quiet=quiet)
