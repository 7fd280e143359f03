"""One run of `icmap check`: every map checked, the result written, the baseline too where that is asked for, and the exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from icmap.checking.baseline import Baseline
from icmap.checking.baseline_file import baseline_text
from icmap.checking.gather import Outcome, accepting, files_within, gather, statistics
from icmap.checking.run import Wanted, check_map
from icmap.cli._check_inputs import BaselineFile, Reader, read_baseline_file, read_maps
from icmap.cli._files import write_file
from icmap.cli._output import deliver, say, tell
from icmap.cli._progress import progress
from icmap.cli._screen import page_for
from icmap.diagnostics import Findings, Severity
from icmap.formats import Format, Page
from icmap.records import dataclass

__all__ = ["Writer", "run_check"]

FINE, FOUND, CANNOT = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Writer:
    """Where the findings go, in which format, and how much is said beside them."""

    form: Format
    output: str | None = None
    counts: bool = False
    quiet: bool = False
    no_color: bool = False


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
    loaded, unread = read_maps(paths, reader)
    with progress("checking", quiet=writer.quiet):
        checked = [check_map(each, wanted) for each in loaded]
    within = None if reader.within is None else files_within(checked[0], paths)
    if file.write:
        before = accepting(checked, before)
    outcome = gather(checked, wanted, baseline=before, fail_on=fail_on, within=within)
    _write(outcome, paths, writer)
    if not writer.quiet:
        _tell_no_day(sorted({rule for each in checked for rule in each.no_day}))
    if file.path is not None and (file.write or file.prune) and not unread:
        _write_baseline(file.path, before if file.write else outcome.pruned, paths, quiet=writer.quiet)
    return CANNOT if unread else FOUND if outcome.failed else FINE


def _tell_no_day(rules: Sequence[str]) -> None:
    for rule in rules:
        say(f"icmap: {rule} did not run: say what day it is with --as-of 2026-12-31")


def _write_baseline(path: str, baseline: Baseline, inputs: Sequence[str], *, quiet: bool) -> None:
    write_file(path, baseline_text(baseline).encode(), inputs)
    if not quiet:
        say(f"wrote {path}: {_counted(len(baseline.accepted), 'accepted finding')}")


def _write(outcome: Outcome, inputs: Sequence[str], writer: Writer) -> None:
    write = writer.form.findings
    if write is None:
        raise TypeError(f"the format {writer.form.name} writes no findings")
    on_screen = writer.output in (None, "-")
    text = write(outcome.findings, page_for(sys.stdout, no_color=writer.no_color) if on_screen else Page())
    counted = "".join(f"{line}\n" for line in statistics(outcome.findings)) if writer.counts else ""
    beside = on_screen and writer.form.name in ("full", "concise")
    deliver(
        text + (counted if beside else ""), writer.output, inputs, commands=writer.form.commands, quiet=writer.quiet
    )
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
