"""Which files `include` names: paths and patterns relative to the file that says so, below one folder only."""

# Paths are told exactly as they were given; pathlib would tidy them.
# ruff: noqa: PTH118

from __future__ import annotations

import os

from icmap.loading.files import Files
from icmap.loading.patterns import TooManyFiles, is_pattern, matches
from icmap.loading.problems import Desk
from icmap.loading.reading import is_below
from icmap.locations import Place
from icmap.records import dataclass
from icmap.text.characters import shown

__all__ = ["Folder", "Include", "named_files"]


@dataclass(frozen=True, slots=True)
class Folder:
    """Where a file lies: among which files, in which folder, and the folder that its includes may not leave."""

    path: str
    root: str
    files: Files


@dataclass(frozen=True, slots=True)
class Include:
    """A file to be read, and where it is named."""

    path: str
    desk: Desk
    place: Place


def named_files(pattern: str, folder: Folder, desk: Desk, place: Place) -> list[Include]:
    """The files that one path or pattern means; what leads out of the root folder or nowhere is reported."""
    base, rest = _split(pattern)
    start = os.path.normpath(os.path.join(folder.path, base))
    if ".." in rest or not _is_inside(start, folder):
        _say_outside(pattern, desk, place)
        return []
    try:
        found = (
            [os.path.join(start, each) for each in matches(start, "/".join(rest), folder.files.listed)]
            if rest
            else [start]
        )
    except TooManyFiles:
        message = f"the pattern '{shown(pattern)}' looks through too many files"
        desk.report("limit-exceeded", message, place, "name the folder more closely")
        return []
    if not found:
        desk.report("missing-include", f"no file matches '{shown(pattern)}'", place, "paths are relative to this file")
    inside = [path for path in found if _is_inside(path, folder)]
    if len(inside) < len(found):
        _say_outside(pattern, desk, place)
    return [Include(path, desk, place) for path in inside]


def _split(pattern: str) -> tuple[str, list[str]]:
    """The folders of a pattern before its first wildcard, and the rest of it; a plain path has no rest."""
    parts = pattern.split("/")
    wild = next((number for number, part in enumerate(parts) if is_pattern(part)), len(parts))
    base = "/".join(parts[:wild])
    return (base or "/") if wild and pattern.startswith("/") else base, parts[wild:]


def _is_inside(path: str, folder: Folder) -> bool:
    """Whether a path leads into the root folder, links followed."""
    try:
        return is_below(folder.files.real(path), folder.files.real(folder.root))
    except (OSError, ValueError):  # the working folder is gone, or the path cannot be written on this system
        return False


def _say_outside(pattern: str, desk: Desk, place: Place) -> None:
    hint = "included files lie beside the first file or below it; --root DIR widens that"
    desk.report("include-outside", f"'{shown(pattern)}' leads out of the folder of the map", place, hint)
