"""Reading maps for a command: what is wrong with them goes to stderr, and a map with mistakes stops the command."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace

import typer

from icmap.cli import _progress as progress
from icmap.cli._options import read_size
from icmap.cli._output import say, tell
from icmap.cli._screen import page_for
from icmap.cli._watching import OPENED, Opened
from icmap.diagnostics import Diagnostic, Findings, Severity
from icmap.formats.full import FORMAT as FULL
from icmap.loading import Loaded, load
from icmap.records import dataclass

__all__ = ["Reading", "files_of", "read_maps", "tell_remarks"]

_MISTAKES = 2
_MOST = 100
"""How many findings of a file are told; a file that is wrong throughout has thousands of the same kind."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How maps are read, and how much is said about it."""

    keep_going: bool = False
    root: str | None = None
    max_size: str | None = None
    quiet: bool = False
    verbose: bool = False
    no_color: bool = False
    remarks_later: bool = False
    """Remarks on a map without mistakes are left to `tell_remarks`, after the result."""


def read_maps(paths: Iterable[str], reading: Reading, opened: Opened | None = None) -> tuple[Loaded, ...]:
    """The maps in the order asked for; exit 2 after all are read where one has mistakes and nobody said to go on."""
    loaded = [_read(path, reading, opened or OPENED.get() or load) for path in paths]
    if not all(each.ok for each in loaded) and not reading.keep_going:
        raise typer.Exit(_MISTAKES)
    return tuple(loaded)


def files_of(loaded: Iterable[Loaded]) -> tuple[str, ...]:
    """The files that were read, which no output may take the place of."""
    return tuple(name for each in loaded for name in each.files)


def _read(path: str, reading: Reading, opened: Opened) -> Loaded:
    size = read_size(reading.max_size)
    with progress.reading(path, quiet=reading.quiet):
        loaded = opened(path, root=reading.root, max_size=size)
    if not (loaded.ok and reading.remarks_later):
        _tell(loaded, reading)
    return loaded


def tell_remarks(loaded: Iterable[Loaded], reading: Reading) -> None:
    """What was remarked on maps without mistakes, where that was put off."""
    for each in loaded:
        if each.ok:
            _tell(each, reading)


def _tell(loaded: Loaded, reading: Reading) -> None:
    findings = loaded.findings
    if reading.quiet:
        findings = replace(findings, diagnostics=_mistakes(findings))
    shown = replace(findings, diagnostics=findings.diagnostics[:_MOST])
    if FULL.findings:
        tell(FULL.findings(shown, page_for(sys.stderr, no_color=reading.no_color)))
    if len(findings) > _MOST:
        say(f"and {len(findings) - _MOST} more like these")
    if not loaded.ok:
        _tell_about_mistakes(loaded, reading)
    if reading.verbose:
        say(f"read {loaded.org.file or 'the map'}: {len(loaded.org.parties)} parties")


def _tell_about_mistakes(loaded: Loaded, reading: Reading) -> None:
    mistakes = len(_mistakes(loaded.findings))
    counted = f"{mistakes} mistake{'s' if mistakes != 1 else ''}"
    if reading.keep_going:
        say(f"icmap: going on without what {counted} made unreadable")
    elif not reading.quiet:
        say(f"icmap: {counted}; --keep-going works with what could be read")


def _mistakes(findings: Findings) -> tuple[Diagnostic, ...]:
    return tuple(each for each in findings.diagnostics if each.severity is Severity.ERROR)
