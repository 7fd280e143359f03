"""The steps of `icmap check`: which maps, which policies, which baseline; then what is written and the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import typer

from icmap.checks._baseline import Baseline, baseline_text, read_baseline
from icmap.checks._gather import Outcome, accepting, concerning, gather, statistics
from icmap.checks._mistakes import MISTAKES
from icmap.checks._options import Notebook
from icmap.checks._policy import Policy, read_policies
from icmap.checks._run import Wanted, check_map
from icmap.checks._selected import rules_named
from icmap.cli._files import write_file
from icmap.cli._output import deliver, say, tell
from icmap.cli._screen import page_for
from icmap.diagnostics import Diagnostic, Findings, Severity
from icmap.errors import IcmapError
from icmap.formats import Format, Page
from icmap.formats.full import FORMAT as FULL
from icmap.loading import Loaded, load
from icmap.loading.documents import read_document
from icmap.loading.folders import maps_in
from icmap.records import dataclass

__all__ = ["BaselineFile", "Reader", "Writer", "read_baseline_file", "read_severity", "read_wanted", "run_check"]

FINE, FOUND, CANNOT = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Reader:
    """How maps are read; `within` is the whole map that the files are parts of."""

    root: str | None = None
    max_size: int | None = None
    within: str | None = None

    def load(self, path: str) -> Loaded:
        """One map."""
        return load(path, root=self.root, max_size=self.max_size)


@dataclass(frozen=True, slots=True)
class BaselineFile:
    """The file of accepted findings, and what is to be done with it."""

    path: str | None = None
    write: bool = False
    prune: bool = False


@dataclass(frozen=True, slots=True)
class Writer:
    """Where the findings go, in which format, and how much is said beside them."""

    form: Format
    output: str | None = None
    counts: bool = False
    quiet: bool = False
    no_color: bool = False


def read_wanted(policies: Sequence[str], select: Sequence[str], ignore: Sequence[str], as_of: str | None) -> Wanted:
    """What the options ask for. Mistakes in policies are told all at once, then the command ends with 2."""
    read, mistakes = read_policies(policies)
    _stop_at(mistakes, read)
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
    _stop_at(notebook.mistakes, ())
    return baseline


def _stop_at(mistakes: Sequence[Diagnostic], policies: Sequence[Policy]) -> None:
    if not mistakes:
        return
    from icmap.loading.loaded import source_lines

    lines = source_lines(mistakes, [each.source for each in policies])
    if FULL.findings:
        tell(FULL.findings(Findings(tuple(mistakes), MISTAKES, lines), page_for(sys.stderr)))
    raise typer.Exit(CANNOT)


def run_check(
    paths: Sequence[str],
    reader: Reader,
    wanted: Wanted,
    file: BaselineFile,
    writer: Writer,
    *,
    fail_on: Severity | None,
) -> int:
    """Check all maps and write what was found; the exit code: 0 fine, 1 findings that fail, 2 something could not be done."""
    before = read_baseline_file(file)
    loaded, unread = _loaded(paths, reader)
    checked = [check_map(each, wanted) for each in loaded]
    if reader.within is not None:
        checked = [concerning(each, [path for path in paths if path != reader.within]) for each in checked]
    if file.write:
        before = accepting(checked, before)
    outcome = gather(checked, wanted, baseline=before, fail_on=fail_on)
    _write(outcome, paths, writer)
    if file.path is not None and (file.write or file.prune) and not unread:
        _write_baseline(file.path, before if file.write else outcome.pruned, paths, quiet=writer.quiet)
    return CANNOT if unread else FOUND if outcome.failed else FINE


def _write_baseline(path: str, baseline: Baseline, inputs: Sequence[str], *, quiet: bool) -> None:
    write_file(path, baseline_text(baseline).encode(), inputs)
    if not quiet:
        say(f"wrote {path}: {_counted(len(baseline.accepted), 'accepted finding')}")


def _loaded(paths: Sequence[str], reader: Reader) -> tuple[list[Loaded], bool]:
    """Every map that could be opened, and whether one could not: that one is told, and the others are still checked.

    A file that another of the maps includes is a part of that map, and no map of its own.
    """
    if reader.within is not None:
        return [reader.load(reader.within)], False
    found: list[Loaded] = []
    unread = False
    for path in _files(paths):
        try:
            found.append(reader.load(path))
        except IcmapError as error:
            say(f"icmap: {error.message}" + (f"\n  hint: {error.hint}" if error.hint else ""))
            unread = True
    parts = {os.path.realpath(file) for one in found for file in one.files[1:]}
    return [one for one in found if os.path.realpath(one.files[0]) not in parts], unread


def _files(paths: Iterable[str]) -> Iterator[str]:
    """The files to read, each once; those of a folder in sorted order."""
    seen: set[str] = set()
    for path in paths:
        files = list(maps_in(path)) if Path(path).is_dir() else [path]
        if not files:
            say(f"icmap: there is no map in '{path}'")
        for file in files:
            if file not in seen:
                seen.add(file)
                yield file


def _write(outcome: Outcome, inputs: Sequence[str], writer: Writer) -> None:
    write = writer.form.findings
    if write is None:
        raise TypeError(f"the format {writer.form.name} writes no findings")
    on_screen = writer.output in (None, "-")
    text = write(outcome.findings, page_for(sys.stdout, no_color=writer.no_color) if on_screen else Page())
    counted = "".join(f"{line}\n" for line in statistics(outcome.findings)) if writer.counts else ""
    beside = on_screen and writer.form.name in ("full", "concise")
    deliver(text + (counted if beside else ""), writer.output, inputs, commands=writer.form.commands)
    if counted and not beside:
        tell(counted)
    if not writer.quiet and len(outcome.findings):
        say(_summary(outcome.findings))


def _summary(findings: Findings) -> str:
    found = [each.severity for each in findings.diagnostics]
    parts = [_counted(found.count(each), str(each)) for each in reversed(Severity) if each in found]
    return f"icmap: {', '.join(parts)}"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
