"""What is wrong with the file as it stands now: each finding with its line, the place in it marked, and what to do."""

from __future__ import annotations

from icmap.diagnostics import Diagnostic, Findings, Severity
from icmap.errors import IcmapError
from icmap.formats.escaping import printable
from icmap.records import dataclass
from icmap.serving.places import Where, where

__all__ = ["Mistake", "Trouble", "trouble", "unreadable"]

_MOST = 30
_BEFORE, _AFTER = 26, 80


@dataclass(frozen=True, slots=True)
class Mistake:
    """One finding; of its line what is marked, and a piece before and after; all '' where the line may not be shown."""

    severity: str
    rule: str
    message: str
    hint: str
    where: Where | None
    before: str = ""
    marked: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong: whether the map cannot be used as it is, in a few words, and the findings, of too many the first."""

    broken: bool
    words: str
    mistakes: tuple[Mistake, ...] = ()


def trouble(findings: Findings, first: str) -> Trouble:
    """The mistakes of a map that was read from that file, or, of one without any, its warnings and notes."""
    mistakes = [each for each in findings.diagnostics if each.severity is Severity.ERROR]
    shown = mistakes or findings.diagnostics
    words = _counted(len(mistakes), "mistake") if mistakes else _counted(len(shown), "remark") if shown else ""
    return Trouble(bool(mistakes), words, tuple(_mistake(each, findings, first) for each in shown[:_MOST]))


def unreadable(error: IcmapError) -> Trouble:
    """A file that cannot be opened: it is away, or may not be read."""
    return Trouble(broken=True, words=error.message, mistakes=(Mistake("error", "", error.message, error.hint, None),))


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _mistake(found: Diagnostic, findings: Findings, first: str) -> Mistake:
    line = findings.lines.get((found.span.file, found.span.line), "")
    at = found.span.column - 1
    begin, end = max(0, at - _BEFORE), at + found.span.width
    pieces = (line[begin:at], line[at:end] or " " * bool(line), line[end:][:_AFTER])
    before, marked, after = (printable(piece.replace("\t", " ")) for piece in pieces)
    return Mistake(
        str(found.severity), found.rule, printable(found.message), printable(found.hint), where(found.span, first),
        f"…{before}" if begin else before, marked, after,
    )  # fmt: skip
