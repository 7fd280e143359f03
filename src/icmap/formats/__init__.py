"""The formats icmap writes, one module each; here is the list, and how one is chosen.

A format is loaded when it is used: the terminal's needs Rich, and `icmap check` in CI has no use for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import PurePath

from icmap.errors import IcmapError
from icmap.formats._format import Format, Page

__all__ = [
    "FINDINGS",
    "FORMATS",
    "REPORTS",
    "Format",
    "Page",
    "all_formats",
    "findings_format",
    "findings_formats",
    "report_format",
    "report_formats",
]

REPORTS: tuple[str, ...] = ("terminal", "markdown", "json", "html")
"""The formats that can write a Report, in the order in which they are listed to people."""

FINDINGS: tuple[str, ...] = (
    "full", "concise", "json", "json-lines", "github", "gitlab", "junit", "rdjson", "sarif", "markdown",
)  # fmt: skip
"""The formats that can write Findings."""

FORMATS: tuple[str, ...] = tuple(dict.fromkeys((*REPORTS, *FINDINGS)))
"""Every format by name; its module ends in `FORMAT`."""


@cache
def _named(name: str) -> Format:
    form: Format = import_module(f"icmap.formats.{name.replace('-', '_')}").FORMAT
    return form


def all_formats() -> tuple[Format, ...]:
    """Every format, all loaded."""
    return tuple(map(_named, FORMATS))


def report_formats() -> tuple[Format, ...]:
    """The formats that can write a Report, loaded."""
    return tuple(map(_named, REPORTS))


def findings_formats() -> tuple[Format, ...]:
    """The formats that can write Findings, loaded."""
    return tuple(map(_named, FINDINGS))


def report_format(name: str | None, output: str | None) -> Format:
    """The format asked for by name, else the one for the output's suffix, else the terminal's."""
    if name in REPORTS:
        return _named(name)
    return _named("terminal") if _is_open(name, output) else _chosen(REPORTS, name, output or "")


def findings_format(name: str | None, output: str | None) -> Format:
    """The format asked for by name, else the one for the output's suffix, else the full one."""
    if name in FINDINGS:
        return _named(name)
    return _named("full") if _is_open(name, output) else _chosen(FINDINGS, name, output or "")


def _is_open(name: str | None, output: str | None) -> bool:
    """Whether neither a name nor a suffix says which format is meant."""
    return name is None and (output in (None, "-") or not _suffix(output or "") or (output or "").startswith("/dev/"))


def _suffix(output: str) -> str:
    return PurePath(output).suffix.lower()


def _chosen(names: Sequence[str], name: str | None, output: str) -> Format:
    if name is not None:
        raise IcmapError(f"there is no format '{name[:60]}'", hint=f"formats are {', '.join(names)}")
    known = [*map(_named, names)]
    for each in known:
        if _suffix(output) in each.suffixes:
            return each
    suffixes = ", ".join(suffix for each in known for suffix in each.suffixes)
    raise IcmapError(
        f"cannot write '{output}': there is no format for '{_suffix(output)}' files yet",
        hint=f"name the file with one of {suffixes}, or say --format",
    )
