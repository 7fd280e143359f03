"""The formats icmap writes, one module each; here is the list, and how one is chosen."""

from __future__ import annotations

from pathlib import PurePath

from icmap.errors import IcmapError
from icmap.formats._format import Format, Page
from icmap.formats.concise import FORMAT as CONCISE
from icmap.formats.full import FORMAT as FULL
from icmap.formats.json import FORMAT as JSON
from icmap.formats.markdown import FORMAT as MARKDOWN
from icmap.formats.terminal import FORMAT as TERMINAL

__all__ = ["FORMATS", "Format", "Page", "report_format", "report_formats"]

FORMATS: tuple[Format, ...] = (TERMINAL, MARKDOWN, JSON, FULL, CONCISE)
"""Every format, in the order in which they are listed to people."""


def report_formats() -> tuple[Format, ...]:
    """The formats that can write a Report."""
    return tuple(each for each in FORMATS if each.report)


def report_format(name: str | None, output: str | None) -> Format:
    """The format asked for by name, else the one for the output's suffix, else the terminal's."""
    if name is not None:
        return _by_name(name)
    suffix = PurePath(output).suffix.lower() if output not in (None, "-") else ""
    return _by_suffix(suffix, output) if output and suffix else TERMINAL


def _by_name(name: str) -> Format:
    for each in report_formats():
        if each.name == name:
            return each
    raise IcmapError(
        f"there is no format '{name}'", hint=f"formats are {_listed(each.name for each in report_formats())}"
    )


def _by_suffix(suffix: str, output: str) -> Format:
    for each in report_formats():
        if suffix in each.suffixes:
            return each
    if not output.startswith("/dev/"):
        known = _listed(suffix for each in report_formats() for suffix in each.suffixes)
        raise IcmapError(
            f"cannot write '{output}': there is no format for '{suffix}' files yet",
            hint=f"name the file with one of {known}, or say --format",
        )
    return TERMINAL


def _listed(words: object) -> str:
    return ", ".join(words)  # type: ignore[arg-type]
