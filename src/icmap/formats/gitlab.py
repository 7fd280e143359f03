"""GitLab Code Quality: the report that a merge request shows beside its changes."""

from __future__ import annotations

from icmap.diagnostics import Diagnostic, Findings, Severity
from icmap.formats._format import Format, Page
from icmap.formats._places import fingerprinted, path_of
from icmap.formats.escaping import printable
from icmap.formats.json import written

__all__ = ["FORMAT"]

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def write_findings(findings: Findings, page: Page) -> str:  # noqa: ARG001 - a format's signature
    """A list of issues, each with the fields that GitLab documents; a whole file stands at its first line."""
    return written([_issue(found, mark) for found, mark in fingerprinted(findings.diagnostics)])


def _issue(found: Diagnostic, fingerprint: str) -> object:
    hint = f" (hint: {found.hint})" if found.hint else ""
    return {
        "description": printable(found.message + hint),
        "check_name": printable(found.rule),
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[found.severity],
        "location": {"path": path_of(found.span), "lines": {"begin": max(1, found.span.line)}},
    }


FORMAT = Format("gitlab", "a report for GitLab Code Quality", findings=write_findings)
