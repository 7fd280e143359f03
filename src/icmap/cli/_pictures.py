"""Pictures for a command: on what page, laid out by whom, where to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from icmap.cli._output import deliver_bytes, say
from icmap.cli._progress import progress
from icmap.cli._stopping import undone_when_stopped
from icmap.errors import IcmapError
from icmap.pictures.drawing import Picture
from icmap.pictures.options import EngineName
from icmap.pictures.order import Order, PictureFormat
from icmap.pictures.paint.engines.engine import Engine

__all__ = ["guarded", "read_proportions", "write"]

_MOST_STRETCHED = 20


def read_proportions(text: str | None) -> tuple[float, float] | None:
    """Width and height of a page from `16:9`."""
    if text is None:
        return None
    match = re.fullmatch(r"([0-9]{1,5}(?:\.[0-9]{1,3})?)[:x]([0-9]{1,5}(?:\.[0-9]{1,3})?)", text.strip(), re.ASCII)
    wide, tall = (float(match[1]), float(match[2])) if match else (0.0, 0.0)
    if not (tall and 1 / _MOST_STRETCHED <= wide / tall <= _MOST_STRETCHED):
        raise IcmapError(f"'{text[:60]}' is no page size", hint="write it like 16:9, 4:3 or 297:210")
    return wide, tall


def guarded(choice: EngineName) -> Engine:
    """The engine whose child ends when icmap is stopped."""
    return Engine(choice, guard=undone_when_stopped)


def write(
    picture: Picture, form: PictureFormat, order: Order, output: str | None, inputs: Iterable[str], *, quiet: bool
) -> None:
    """Make the file, say what was left out, and deliver it."""
    with progress("drawing", quiet=quiet):
        done = form.write(picture, order)
    if not quiet:
        for remark in done.remarks:
            say(f"icmap: {remark}")
    deliver_bytes(done.content, output, inputs, binary=form.binary, quiet=quiet)
