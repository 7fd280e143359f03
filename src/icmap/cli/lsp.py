"""`icmap lsp`: the server behind an editor."""

from __future__ import annotations

import gc
from typing import Annotated

import typer

from icmap.errors import IcmapError

__all__ = ["EXAMPLES", "lsp"]

EXAMPLES = ("icmap lsp", "icmap lsp --policy policy.yaml")


def lsp(
    *,
    policy: Annotated[
        list[str] | None, typer.Option(metavar="FILE", help="Rules for many maps, as of icmap check; may be repeated.")
    ] = None,
) -> None:
    """Help an editor with maps while they are typed; editors start it themselves (docs/editors.md)."""
    try:
        from icmap.lsp.server import serve
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise IcmapError(
            "an editor needs pygls, which is not installed", hint="pip install 'icmap[lsp]' (see the README)"
        ) from None
    from icmap.checking import read_wanted

    wanted = read_wanted(policies=policy or ())
    gc.freeze()
    gc.enable()
    serve(wanted)
