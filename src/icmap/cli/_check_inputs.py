"""What `icmap check` is given: options, policies, the baseline and the maps, read, with all that is wrong in them."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import typer

from icmap.checking import Wanted, read_wanted
from icmap.cli._output import say, tell
from icmap.cli._progress import reading
from icmap.cli._screen import page_for
from icmap.cli._watching import OPENED
from icmap.diagnostics import MapError, Severity
from icmap.errors import IcmapError
from icmap.formats.full import write_findings as write_full
from icmap.loading import Loaded, load
from icmap.loading.folders import maps_in
from icmap.records import dataclass

__all__ = ["BaselineFile", "Reader", "maps_to_check", "read_checks"]

_CANNOT = 2


@dataclass(frozen=True, slots=True)
class Reader:
    """How maps are read; `within` is the whole map that the files are parts of."""

    root: str | None = None
    max_size: int | None = None
    within: str | None = None
    quiet: bool = False

    def load(self, path: str) -> Loaded:
        """One map."""
        with reading(path, quiet=self.quiet):
            return (OPENED.get() or load)(path, root=self.root, max_size=self.max_size)


@dataclass(frozen=True, slots=True)
class BaselineFile:
    """The file of accepted findings, and what is to be done with it."""

    path: str | None = None
    write: bool = False
    prune: bool = False


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise IcmapError(f"'{text[:60]}' is no date for --as-of", hint="write it like 2026-12-31") from None


def _severity(text: str | None) -> Severity | None:
    """The severity of `--fail-on`."""
    if text is None or text in set(Severity):
        return None if text is None else Severity(text)
    raise IcmapError(f"'{text[:60]}' is no severity for --fail-on", hint="say note, warning or error")


def read_checks(
    policies: Sequence[str],
    file: BaselineFile,
    *,
    select: Sequence[str],
    ignore: Sequence[str],
    as_of: str | None,
    fail_on: str | None,
) -> Wanted:
    """What the options ask for. Mistakes in policies and the baseline are written all at once, then the command ends with 2."""
    try:
        return read_wanted(
            policies=policies,
            baseline=_existing(file),
            select=select or None,
            ignore=ignore,
            as_of=_day(as_of),
            fail_on=_severity(fail_on),
        )
    except MapError as wrong:
        tell(write_full(wrong.findings, page_for(sys.stderr)))
        raise typer.Exit(_CANNOT) from None


def _existing(file: BaselineFile) -> str | None:
    """The path of the baseline, if there is one; one that is only now to be written need not be there."""
    if file.path is None and (file.write or file.prune):
        raise IcmapError("which baseline?", hint="name it with --baseline FILE")
    if file.path is None or Path(file.path).exists():
        return file.path
    if not file.write:
        raise IcmapError(f"there is no baseline '{file.path}'", hint="check the path, or make it with --write-baseline")
    return None


def maps_to_check(paths: Sequence[str], reader: Reader) -> tuple[list[Loaded], bool]:
    """Every map that could be opened, and whether one could not: it is reported, and the others are still checked.

    A file that another of the maps includes is a part of that map, and no map of its own.
    """
    if reader.within is not None:
        return [reader.load(reader.within)], False
    found: dict[str, Loaded] = {}
    unread = False
    for path in dict.fromkeys(paths):
        try:
            found |= {file: reader.load(file) for file in _files(path) if file not in found}
        except IcmapError as error:
            say(f"icmap: {error.message}" + (f"\n  hint: {error.hint}" if error.hint else ""))
            unread = True
    parts = {os.path.realpath(file) for one in found.values() for file in one.files[1:]}
    return [one for one in found.values() if os.path.realpath(one.files[0]) not in parts], unread


def _files(path: str) -> Sequence[str]:
    """The file itself, or the maps of a folder in sorted order."""
    if not Path(path).is_dir():
        return (path,)
    files = tuple(maps_in(path))
    if not files:
        raise IcmapError(f"there is no map in '{path}'", hint="a map is a .yaml or .yml file that says `icmap: 1`")
    return files
