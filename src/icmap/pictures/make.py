"""From a picture to a file: the formats, one a module; this is the whole list, in the order in which help shows them.

A format is loaded when it is used: some bring a heavy library.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING

from icmap.errors import IcmapError

if TYPE_CHECKING:
    from icmap.pictures.drawing import Picture
    from icmap.pictures.order import Made, Order, PictureFormat

__all__ = ["FORMATS", "format_named", "make", "picture_format"]

FORMATS: tuple[str, ...] = ("svg", "png", "pdf", "pptx", "html", "dot", "mermaid", "d2")
"""Every format by name; its module, in `paint` or `text`, ends in `FORMAT`."""
_TEXTS = frozenset({"dot", "mermaid", "d2"})


def format_named(name: str) -> PictureFormat:
    """The format of a name."""
    if name not in FORMATS:
        raise IcmapError(f"there is no picture format '{name[:60]}'", hint=f"formats are {', '.join(FORMATS)}")
    found: PictureFormat = import_module(f"icmap.pictures.{'text' if name in _TEXTS else 'paint'}.{name}").FORMAT
    return found


def picture_format(name: str | None, output: str | None) -> PictureFormat:
    """The format asked for by name, else the one of the output's suffix, else svg."""
    suffix = PurePath(output).suffix.lower() if output else ""
    if name is not None or not suffix or output == "-" or (output or "").startswith("/dev/"):
        return format_named(name if name is not None else "svg")
    known = [format_named(each) for each in FORMATS]
    for each in known:
        if suffix in each.suffixes:
            return each
    suffixes = ", ".join(each for form in known for each in form.suffixes)
    raise IcmapError(
        f"icmap draws no '{suffix[:20]}' files: '{output}'",
        hint=f"name the file with one of {suffixes}, or say --format",
    )


def make(picture: Picture, form: str, order: Order) -> Made:
    """The picture in a format of `FORMATS`. Raises `IcmapError` where it cannot be made."""
    return format_named(form).write(picture, order)
