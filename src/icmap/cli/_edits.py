"""The options that edit a map, the same for every command that asks what if."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from icmap.errors import IcmapError

if TYPE_CHECKING:
    from icmap.model import Edit

__all__ = ["Down", "For", "Late", "On", "Scenarios", "Serve", "Set", "Without", "edits"]

_PANEL = "What if"


def _edit(name: str, metavar: str, explained: str) -> object:
    return typer.Option(name, metavar=metavar, help=explained, rich_help_panel=_PANEL)


Set = Annotated[
    list[str] | None, _edit("--set", "PATH=VALUE", "Another value: jeff.lead_time=2d, 'a->b/service.handoff=0'.")
]
Late = Annotated[list[str] | None, _edit("--late", "WHO=TIME", "Somebody is late: jeff=2d; quicker: jeff=-1d.")]
Down = Annotated[list[str] | None, _edit("--down", "WHO", "Somebody is out.")]
Without = Annotated[list[str] | None, _edit("--without", "WHO", "Somebody is gone: customers lose that entry.")]
Serve = Annotated[list[str] | None, _edit("--serve", "PROVIDER", "A new dependency on a provider, with --for.")]
For = Annotated[list[str] | None, _edit("--for", "CUSTOMER", "Whom it serves; one for each --serve.")]
On = Annotated[list[str] | None, _edit("--situation", "NAME", "A situation that holds.")]
Scenarios = Annotated[
    list[str] | None, _edit("--scenario", "NAME", "Edits of the map's scenarios; several stand side by side.")
]


def edits(  # noqa: PLR0913 - one parameter an option
    *,
    set_: list[str] | None = None,
    late: list[str] | None = None,
    down: list[str] | None = None,
    without: list[str] | None = None,
    serve: list[str] | None = None,
    for_: list[str] | None = None,
    situation: list[str] | None = None,
) -> tuple[Edit, ...]:
    """The edits that were asked for, values first."""
    from icmap.model import Edit
    from icmap.whatif.edits import edits_of

    if len(serve or ()) != len(for_ or ()):
        raise IcmapError("each --serve needs a --for, and each --for a --serve", hint="--serve it --for sales")
    new = tuple(Edit("serve", provider, customer) for provider, customer in zip(serve or (), for_ or (), strict=True))
    first = edits_of(set=set_ or (), late=late or (), without=without or ())
    return (*first, *new, *edits_of(down=down or (), situation=situation or ()))
