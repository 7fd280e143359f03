"""The formats icmap writes, one module each; here is the list, and how one is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from icmap.errors import IcmapError
from icmap.formats._format import Format, Page
from icmap.formats.concise import FORMAT as CONCISE
from icmap.formats.full import FORMAT as FULL
from icmap.formats.github import FORMAT as GITHUB
from icmap.formats.gitlab import FORMAT as GITLAB
from icmap.formats.json import FORMAT as JSON
from icmap.formats.json_lines import FORMAT as JSON_LINES
from icmap.formats.junit import FORMAT as JUNIT
from icmap.formats.markdown import FORMAT as MARKDOWN
from icmap.formats.rdjson import FORMAT as RDJSON
from icmap.formats.sarif import FORMAT as SARIF
from icmap.formats.terminal import FORMAT as TERMINAL

__all__ = ["FORMATS", "Format", "Page", "findings_format", "findings_formats", "report_format", "report_formats"]

FORMATS: tuple[Format, ...] = (
    TERMINAL, MARKDOWN, JSON, FULL, CONCISE, JSON_LINES, GITHUB, GITLAB, JUNIT, RDJSON, SARIF,
)  # fmt: skip
"""Every format, in the order in which they are listed to people."""


def report_formats() -> tuple[Format, ...]:
    """The formats that can write a Report."""
    return tuple(each for each in FORMATS if each.report)


def findings_formats() -> tuple[Format, ...]:
    """The formats that can write Findings."""
    return tuple(each for each in FORMATS if each.findings)


def report_format(name: str | None, output: str | None) -> Format:
    """The format asked for by name, else the one for the output's suffix, else the terminal's."""
    return _chosen(report_formats(), TERMINAL, name, output)


def findings_format(name: str | None, output: str | None) -> Format:
    """The format asked for by name, else the one for the output's suffix, else the full one."""
    return _chosen(findings_formats(), FULL, name, output)


def _chosen(known: Sequence[Format], usual: Format, name: str | None, output: str | None) -> Format:
    if name is not None:
        return _by_name(known, name)
    suffix = PurePath(output).suffix.lower() if output not in (None, "-") else ""
    if output is None or not suffix or output.startswith("/dev/"):
        return usual
    return _by_suffix(known, suffix, output)


def _by_name(known: Sequence[Format], name: str) -> Format:
    for each in known:
        if each.name == name:
            return each
    names = ", ".join(each.name for each in known)
    raise IcmapError(f"there is no format '{name}'", hint=f"formats are {names}")


def _by_suffix(known: Sequence[Format], suffix: str, output: str) -> Format:
    for each in known:
        if suffix in each.suffixes:
            return each
    suffixes = ", ".join(suffix for each in known for suffix in each.suffixes)
    raise IcmapError(
        f"icmap cannot write '{suffix}' files yet: '{output}'",
        hint=f"name the file with one of {suffixes}, or say --format",
    )
