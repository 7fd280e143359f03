"""The views, one a module; this tuple is the whole list, in the order in which help shows them.

A view is loaded when it is drawn: the command line's help needs their names only.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from icmap.errors import IcmapError
from icmap.pictures.views._view import View, Wish

if TYPE_CHECKING:
    from icmap.pictures.drawing import Picture
    from icmap.study import Study

__all__ = ["VIEWS", "View", "Wish", "picture_of", "view_named"]

VIEWS: tuple[str, ...] = ("map", "service", "swimlane", "critical", "timeline", "matrix", "neighbourhood", "heat")
"""Every view by name; its module ends in `VIEW`."""


def view_named(name: str) -> View:
    """The view of a name."""
    if name not in VIEWS:
        raise IcmapError(f"there is no view '{name[:60]}'", hint=f"views are {', '.join(VIEWS)}")
    view: View = import_module(f"icmap.pictures.views.{name}").VIEW
    return view


def picture_of(study: Study, view: str, wish: Wish) -> Picture:
    """The picture of a study by the name of the view; `IcmapError` where the view or the party in focus does not exist."""
    chosen = view_named(view)
    if wish.focus is not None:
        from icmap.model.meant import party_meant

        wish = replace(wish, focus=party_meant(study.org, wish.focus))
    return chosen.draw(study, wish)
