"""One run of `icmap check`: every map checked, the result written, the baseline too where that is asked for, and the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from icmap.checking import Outcome, Wanted, baseline_text, check, statistics
from icmap.cli._check_inputs import BaselineFile, Reader, maps_to_check
from icmap.cli._files import write_file
from icmap.cli._output import deliver, say, tell
from icmap.cli._progress import progress
from icmap.cli._screen import page_for
from icmap.diagnostics import Findings, Severity
from icmap.formats import Format, Page
from icmap.formats.markdown import write_findings as write_markdown
from icmap.records import dataclass

__all__ = ["Writer", "run_check"]

FINE, FOUND, CANNOT = 0, 1, 2
_SUMMARY = 1_000_000


@dataclass(frozen=True, slots=True)
class Writer:
    """Where the findings go, in which format, and how much is written beside them."""

    form: Format
    output: str | None = None
    counts: bool = False
    quiet: bool = False
    no_color: bool = False


def run_check(paths: Sequence[str], reader: Reader, wanted: Wanted, file: BaselineFile, writer: Writer) -> int:
    """Check all maps and write what was found; the exit code: 0 fine, 1 findings that fail, 2 something could not be done."""
    loaded, unread = maps_to_check(paths, reader)
    with progress("checking", quiet=writer.quiet):
        outcome = check(loaded, wanted, within=paths if reader.within else (), accept=file.write)
    _write(outcome, paths, writer)
    if writer.form.commands:
        _write_step_summary(outcome)
    if not writer.quiet:
        for rule in outcome.no_day:
            say(f"icmap: {rule} did not run: say what day it is with --as-of 2026-12-31")
    if file.path is not None and (file.write or file.prune) and not unread:
        _write_baseline(file.path, outcome, paths, quiet=writer.quiet)
    return CANNOT if unread else FOUND if outcome.failed else FINE


def _write_baseline(path: str, outcome: Outcome, inputs: Sequence[str], *, quiet: bool) -> None:
    write_file(path, baseline_text(outcome.baseline).encode(), inputs)
    if not quiet:
        say(f"wrote {path}: {_counted(len(outcome.baseline.accepted), 'accepted finding')}")


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
        say(f"icmap: {_counts(outcome.findings)}")


def _write_step_summary(outcome: Outcome) -> None:
    """Put all findings into the summary of a GitHub job, where the runner offers one; it takes a megabyte a step."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path or not len(outcome.findings):
        return
    text = f"### icmap check: {_counts(outcome.findings)}\n\n{write_markdown(outcome.findings, Page())}\n".encode()
    if len(text) > _SUMMARY:
        text = text[:_SUMMARY].rpartition(b"\n- ")[0] + b"\n\nThere are more, in the log of this step.\n"
    try:
        with open(path, "ab") as file:  # noqa: PTH123 - whatever else this step has written stays
            file.write(text)
        say("icmap: the summary of this job has all findings")
    except OSError as error:
        say(f"icmap: no summary is written for GitHub: {error.strerror}")


def _counts(findings: Findings) -> str:
    """`1 error, 3 warnings`."""
    found = [each.severity for each in findings.diagnostics]
    return ", ".join(_counted(found.count(each), str(each)) for each in reversed(Severity) if each in found)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
