"""What `icmap check` is given: options, policies, the baseline and the maps, read, and told where they are wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import typer

from icmap.checking.baseline import Baseline
from icmap.checking.baseline_file import read_baseline
from icmap.checking.mistakes import MISTAKES
from icmap.checking.policy import read_policies
from icmap.checking.run import Wanted
from icmap.checking.selected import rules_named
from icmap.cli._output import say, tell
from icmap.cli._progress import reading
from icmap.cli._screen import page_for
from icmap.diagnostics import Diagnostic, Findings, Severity
from icmap.errors import IcmapError
from icmap.formats.full import FORMAT as FULL
from icmap.loading import Loaded, load
from icmap.loading.documents import read_document
from icmap.loading.folders import maps_in
from icmap.loading.loaded import source_lines
from icmap.loading.reading import Source
from icmap.records import dataclass
from icmap.rules._options import Notebook

__all__ = ["BaselineFile", "Reader", "read_baseline_file", "read_maps", "read_severity", "read_wanted"]

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
            return load(path, root=self.root, max_size=self.max_size)


@dataclass(frozen=True, slots=True)
class BaselineFile:
    """The file of accepted findings, and what is to be done with it."""

    path: str | None = None
    write: bool = False
    prune: bool = False


def read_wanted(policies: Sequence[str], select: Sequence[str], ignore: Sequence[str], as_of: str | None) -> Wanted:
    """What the options ask for. Mistakes in policies are told all at once, then the command ends with 2."""
    read, mistakes = read_policies(policies)
    _stop_at(mistakes, [each.source for each in read])
    chosen = rules_named(select) if select else None
    return Wanted(read, chosen, rules_named(ignore), _day(as_of))


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise IcmapError(f"'{text[:60]}' is no date for --as-of", hint="write it like 2026-12-31") from None


def read_severity(text: str | None) -> Severity | None:
    """The severity of `--fail-on`."""
    if text is None or text in set(Severity):
        return None if text is None else Severity(text)
    raise IcmapError(f"'{text[:60]}' is no severity for --fail-on", hint="say note, warning or error")


def read_baseline_file(file: BaselineFile) -> Baseline:
    """The accepted findings; none where the file is only now to be written."""
    if file.path is None:
        if file.write or file.prune:
            raise IcmapError("which baseline?", hint="name it with --baseline FILE")
        return Baseline()
    if file.write and not Path(file.path).exists():
        return Baseline()
    if not Path(file.path).exists():
        raise IcmapError(f"there is no baseline '{file.path}'", hint="check the path, or make it with --write-baseline")
    document = read_document(file.path)
    notebook = Notebook(mistakes=list(document.mistakes), quotable=document.quotable)
    baseline = Baseline() if notebook.mistakes else read_baseline(document.tree, notebook)
    _stop_at(notebook.mistakes, [Source(document.tree.span.file, document.text, document.quotable)])
    return baseline


def _stop_at(mistakes: Sequence[Diagnostic], sources: Sequence[Source]) -> None:
    """Tell all mistakes and end the command, if there are any."""
    if mistakes and FULL.findings:
        findings = Findings(tuple(mistakes), MISTAKES, source_lines(mistakes, sources))
        tell(FULL.findings(findings, page_for(sys.stderr)))
        raise typer.Exit(_CANNOT)


def read_maps(paths: Sequence[str], reader: Reader) -> tuple[list[Loaded], bool]:
    """Every map that could be opened, and whether one could not: that one is told, and the others are still checked.

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
