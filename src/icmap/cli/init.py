"""`icmap init`: a first map to change."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["EXAMPLES", "init"]

EXAMPLES = ("icmap init", "icmap init team/org.yaml")


def init(
    path: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="Where to write it (default: org.yaml); '-' is stdout.", show_default=False
        ),
    ] = "org.yaml",
) -> None:
    """Write a small map with comments, to begin with."""
    from icmap.cli._files import create_file
    from icmap.cli._output import put, say
    from icmap.cli._starter import starter

    if path == "-":
        put(starter())
        return
    create_file(path, starter().encode())
    say(f"wrote {path}\nnext: change it, then  icmap analyze {path}")
