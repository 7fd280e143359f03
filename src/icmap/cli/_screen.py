"""What stdout and stderr can show: their width, colour, and whether they know more than ASCII."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from typing import TextIO

from icmap.cli._terminal import is_terminal, obeys_colours
from icmap.formats import Page

__all__ = ["page_for"]

_NARROWEST, _PIPED, _WIDEST = 40, 100, 200
_DRAWN = "─•▸→…"


def page_for(stream: TextIO | None, *, no_color: bool = False) -> Page:
    """The page that a stream is: a terminal's width and colour, or 100 plain columns."""
    return Page(_width(stream), not no_color and _has_color(stream, os.environ), _only_ascii(stream))


def _width(stream: TextIO | None) -> int:
    """`COLUMNS` where it is set to a sensible number, else the terminal's, else 100."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isascii() and asked.isdigit() and int(asked[:6]):
        columns = int(asked[:6])
    elif is_terminal(stream):
        columns = shutil.get_terminal_size((_PIPED, 24)).columns
    else:
        columns = _PIPED
    return min(max(columns, _NARROWEST), _WIDEST)


def _has_color(stream: TextIO | None, environment: Mapping[str, str]) -> bool:
    """`NO_COLOR` wins over `FORCE_COLOR`, which wins over what the stream is; a dumb terminal shows none."""
    if environment.get("NO_COLOR"):
        return False
    forced = environment.get("FORCE_COLOR", "")
    if forced:
        return forced != "0"
    return stream is not None and is_terminal(stream) and environment.get("TERM") != "dumb" and obeys_colours(stream)


def _only_ascii(stream: TextIO | None) -> bool:
    """Whether the terminal's encoding knows no more; what goes elsewhere is written as UTF-8."""
    if stream is not None and not is_terminal(stream):
        return False
    try:
        _DRAWN.encode(getattr(stream or sys.__stdout__, "encoding", None) or "ascii")
    except (UnicodeError, LookupError):
        return True
    return False
