"""What an editor can do about a finding: write what was meant, add the party, accept the finding where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from icmap.diagnostics import Diagnostic
from icmap.lsp.index import Index
from icmap.lsp.renaming import Edit
from icmap.lsp.texts import Stretch, scalar, stretch_of
from icmap.records import dataclass
from icmap.rules import NAMES

__all__ = ["Mend", "mends"]

_MEANT = re.compile(r"did you mean '(.+)'\?")
_QUOTED = re.compile(r"'([^']+)'")
_FURTHEST = 20
"""So many lines below the place of a finding its word is looked for (a list under `backup`)."""


@dataclass(frozen=True, slots=True)
class Mend:
    """One thing that can be done: in words, and the edit that does it."""

    title: str
    edit: Edit
    is_likely: bool = False


def mends(found: Diagnostic, index: Index) -> Iterator[Mend]:
    """All that can be done about a finding in its own file, the likeliest first."""
    meant = _MEANT.search(found.hint)
    if meant and (at := _wrong_word(found, meant[1], index.lines)):
        yield Mend(f"write '{meant[1]}'", Edit(at, _as_written(index.lines, at, meant[1])), is_likely=True)
    if found.rule == "missing-version":
        yield Mend("begin with icmap: 1", Edit(Stretch(index.file, 0, 0, 0), "icmap: 1\n"), is_likely=True)
    if found.rule == "unknown-party" and (edit := _new_party(found, index)):
        yield Mend(f"add the party '{found.subjects[0]}'", edit)
    if found.rule in NAMES and found.span.line:
        yield Mend(f"accept this: # icmap: ignore[{found.rule}]", _accepted(found, index.lines))


def _wrong_word(found: Diagnostic, meant: str, lines: Sequence[str]) -> Stretch | None:
    """Where the word stands that the hint replaces: of the words in quotes the one most like it, at or after the place."""
    words = sorted(_QUOTED.findall(found.message), key=lambda word: -SequenceMatcher(None, word, meant).ratio())
    start = stretch_of(found.span)
    for number in range(start.line, min(start.line + _FURTHEST, len(lines)) if words else 0):
        text = lines[number]
        pattern = re.compile(rf"(?<![\w-]){re.escape(words[0])}(?![\w-])")
        match = pattern.search(text, start.start if number == start.line else 0)
        if match:
            return Stretch(found.span.file, number, match.start(), match.end())
    return None


def _as_written(lines: Sequence[str], at: Stretch, text: str) -> str:
    before = lines[at.line][: at.start]
    return text if before.endswith(("'", '"', "/")) else scalar(text, in_flow=True)


def _new_party(found: Diagnostic, index: Index) -> Edit | None:
    """A new party above the one that names it, where each stands on a line of its own."""
    line = found.span.line - 1
    above = [each.at for each in index.parties.values() if each.at.line <= line]
    place = max(above, key=lambda at: at.line, default=None)
    if place is None or index.lines[place.line][: place.start].strip():
        return None
    margin = index.lines[place.line][: place.start]
    text = f"{margin}{scalar(found.subjects[0], in_flow=False)}:\n"
    return Edit(Stretch(index.file, place.line, 0, 0), text)


def _accepted(found: Diagnostic, lines: Sequence[str]) -> Edit:
    """A comment on the line above, as far in as the line itself, with room for the reason."""
    line = min(found.span.line - 1, len(lines) - 1)
    margin = lines[line][: len(lines[line]) - len(lines[line].lstrip(" "))]
    return Edit(Stretch(found.span.file, line, 0, 0), f"{margin}# icmap: ignore[{found.rule}] because …\n")
