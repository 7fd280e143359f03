"""Pictures for a command: which view, which format, on what page, where to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath

from icmap.cli._output import deliver_bytes, say
from icmap.cli._progress import progress
from icmap.cli._stopping import undone_when_stopped
from icmap.errors import IcmapError
from icmap.model import OrgMap
from icmap.pictures.drawing import Picture
from icmap.pictures.paint import FORMATS, Order
from icmap.pictures.paint import render as make
from icmap.pictures.paint.engine import Choice, Engine
from icmap.pictures.views import Wish, drawing_of
from icmap.report import ask
from icmap.study import Question

__all__ = ["draw", "guarded", "picture_format", "read_proportions", "write"]

_SUFFIXES = {
    ".svg": "svg", ".png": "png", ".pdf": "pdf", ".pptx": "pptx", ".html": "html", ".dot": "dot", ".gv": "dot", ".mmd": "mermaid",
    ".mermaid": "mermaid", ".d2": "d2",
}  # fmt: skip
_BINARY = frozenset({"png", "pdf", "pptx"})
_MOST_STRETCHED = 20


def picture_format(name: str | None, output: str | None) -> str:
    """The format asked for by name, else the one of the output's suffix, else svg."""
    if name is not None:
        if name not in FORMATS:
            raise IcmapError(f"there is no picture format '{name[:60]}'", hint=f"formats are {', '.join(FORMATS)}")
        return name
    suffix = PurePath(output).suffix.lower() if output else ""
    if not suffix or output == "-" or (output or "").startswith("/dev/"):
        return "svg"
    if suffix not in _SUFFIXES:
        raise IcmapError(
            f"icmap draws no '{suffix[:20]}' files: '{output}'",
            hint=f"name the file with one of {', '.join(_SUFFIXES)}, or say --format",
        )
    return _SUFFIXES[suffix]


def read_proportions(text: str | None) -> tuple[float, float] | None:
    """Width and height of a page from `16:9`."""
    if text is None:
        return None
    match = re.fullmatch(r"([0-9]{1,5}(?:\.[0-9]{1,3})?)[:x]([0-9]{1,5}(?:\.[0-9]{1,3})?)", text.strip(), re.ASCII)
    wide, tall = (float(match[1]), float(match[2])) if match else (0.0, 0.0)
    if not (tall and 1 / _MOST_STRETCHED <= wide / tall <= _MOST_STRETCHED):
        raise IcmapError(f"'{text[:60]}' is no page size", hint="write it like 16:9, 4:3 or 297:210")
    return wide, tall


def guarded(choice: Choice) -> Engine:
    """The engine whose child ends when icmap is stopped."""
    return Engine(choice, guard=undone_when_stopped)


def draw(org: OrgMap, question: Question, view: str, wish: Wish) -> Picture:
    """The picture of a map."""
    return drawing_of(ask(org, question), view, wish)


def write(picture: Picture, form: str, order: Order, output: str | None, inputs: Iterable[str], *, quiet: bool) -> None:
    """Make the file, say what was left out, and deliver it."""
    with progress("drawing", quiet=quiet):
        done = make(picture, form, order)
    if not quiet:
        for remark in done.remarks:
            say(f"icmap: {remark}")
    deliver_bytes(done.content, output, inputs, binary=form in _BINARY, quiet=quiet)
