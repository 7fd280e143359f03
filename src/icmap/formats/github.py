"""GitHub Actions: workflow commands that the runner turns into annotations on the lines of a pull request.

The runner shows ten of each severity a step, and fifty a job; where there are more, a closing line says so. `sarif` has
no such limit, nor has the summary of the job, which the command writes.
"""

from __future__ import annotations

from collections.abc import Iterator

from icmap.diagnostics import Diagnostic, Findings, Severity
from icmap.formats._format import Format, Page
from icmap.formats._places import path_of
from icmap.formats.escaping import printable

__all__ = ["FORMAT"]

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_SHOWN = 10
"""So many annotations of a severity the runner shows for one step."""
_IN_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = _IN_DATA | {":": "%3A", ",": "%2C"}


def write_findings(findings: Findings, page: Page) -> str:  # noqa: ARG001 - a format's signature
    """A command a line; after them a line of text where the runner does not show them all."""
    return "".join(f"{line}\n" for line in (*map(_command, findings.diagnostics), *_not_shown(findings)))


def _not_shown(findings: Findings) -> Iterator[str]:
    found = [each.severity for each in findings.diagnostics]
    more = [(count, each) for each in reversed(Severity) if (count := found.count(each)) > _SHOWN]
    if more:
        of = " and ".join(f"{_SHOWN} of {count:,} {severity}s" for count, severity in more)
        yield f"icmap: GitHub shows {of} beside the lines; all {len(found):,} findings stand in this log"


def _command(found: Diagnostic) -> str:
    properties = ",".join(f"{key}={_escaped(value, _IN_PROPERTY)}" for key, value in _properties(found))
    return f"::{_COMMANDS[found.severity]} {properties}::{_escaped(_text(found), _IN_DATA)}"


def _properties(found: Diagnostic) -> Iterator[tuple[str, str]]:
    span = found.span
    if span.file:
        yield "file", path_of(span)
    if span.line:
        yield "line", str(span.line)
        yield "col", str(span.column)
        yield "endColumn", str(span.column + span.width)
    yield "title", printable(f"icmap {found.rule}")


def _text(found: Diagnostic) -> str:
    """The message, the hint and the other places, a line each."""
    lines = [found.message, *([f"hint: {found.hint}"] if found.hint else [])]
    lines += [f"{each.span}: {each.message}" for each in found.related]
    return "\n".join(map(printable, lines))


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in text)


FORMAT = Format("github", "annotations for GitHub Actions", findings=write_findings, commands=True)
