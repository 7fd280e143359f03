"""What a format is: a pure function from a finished Report, or from Findings, to text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from icmap.diagnostics import Findings
from icmap.document import Report
from icmap.records import dataclass

__all__ = ["Format", "Page"]


@dataclass(frozen=True, slots=True)
class Page:
    """What the text is written on: columns, whether it shows colour, whether it can show nothing but ASCII.

    Formats whose text does not depend on it (JSON, Markdown) take no notice of it.
    """

    width: int = 100
    color: bool = False
    ascii: bool = False


def _one_below_the_other(texts: Sequence[str]) -> str:
    return "\n".join(texts)


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write things down. It opens no file, asks no terminal and escapes everything.

    `suffixes` are those of the files it is chosen for; what it cannot write is None. `join` makes one text of several
    reports, for several maps on one command line. One that writes `commands` means the build server to obey them. One
    that is `illustrated` shows the report's figures, which are made only for it. One for `programs` always holds every
    result, whatever a person would be shown.
    """

    name: str
    summary: str
    suffixes: tuple[str, ...] = ()
    report: Callable[[Report, Page], str] | None = None
    findings: Callable[[Findings, Page], str] | None = None
    join: Callable[[Sequence[str]], str] = _one_below_the_other
    commands: bool = False
    illustrated: bool = False
    programs: bool = False
