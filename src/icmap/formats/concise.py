"""One line for each finding: `file:line:column: rule: message (hint)`, as editors and grep read it."""

from __future__ import annotations

from icmap.diagnostics import Diagnostic, Findings, Severity
from icmap.formats._format import Format, Page
from icmap.formats.escaping import printable

__all__ = ["FORMAT", "in_a_line"]


def write_findings(findings: Findings, page: Page) -> str:  # noqa: ARG001 - a format's signature
    """A line for each finding, with a final newline; nothing where nothing was found."""
    return "".join(f"{in_a_line(each)}{_hint(each)}\n" for each in findings.diagnostics)


def in_a_line(found: Diagnostic) -> str:
    """The finding in a line; how severe it is, where it is no error."""
    weight = "" if found.severity is Severity.ERROR else f" [{found.severity}]"
    place = f"{found.span}: " if found.span.file else ""
    return printable(f"{place}{found.rule}: {found.message}{weight}")


def _hint(found: Diagnostic) -> str:
    return f" ({printable(found.hint)})" if found.hint else ""


FORMAT = Format("concise", "a line for each finding", findings=write_findings)
