"""One encoder per sink: what may not reach a terminal, a Markdown page or a build log as it is.

Names from a map are data. Whatever they hold, they are never a control sequence, markup or a workflow command.
"""

from __future__ import annotations

import re

from icmap.text.characters import printable

__all__ = ["code_span", "markdown_text", "neutralised", "plain_ascii", "printable"]

_TYPOGRAPHY = str.maketrans(
    {
        "→": "->", "←": "<-", "↓": "|", "…": "...", "–": "-", "—": "-", "−": "-", "·": "-", "•": "*", "×": "x", "≤": "<=", "≥": ">=", "±": "+/-",
        "≈": "~", "’": "'", "‘": "'", "“": '"', "”": '"', "Δ": "d", "ρ": "rho", "\u00a0": " ", "\u202f": " ", "↔": "<->", "⇄": "<->",
    }
)  # fmt: skip


def plain_ascii(text: str) -> str:
    """The text with the typographic characters that icmap itself uses written in ASCII; other letters stay."""
    return text.translate(_TYPOGRAPHY)


_COMMAND_AT_START = re.compile(r"(?<![^\r\n])([^\S\r\n]*:):")
_COMMAND_ANYWHERE = re.compile(r"##\[")


def neutralised(text: str) -> str:
    """The text with a blank put into whatever the GitHub Actions runner would obey.

    The runner reads `::command::` at the start of a line, after blanks too, and `##[command]` anywhere in it.
    """
    return _COMMAND_ANYWHERE.sub("## [", _COMMAND_AT_START.sub(r"\1 :", text))


_ALWAYS = re.compile(r"([\\`*_{}\[\]<>#|~&@$^=])")
_LINK = re.compile(r"(?<=[A-Za-z]):(?=\S)|(?<=\bwww)\.", re.IGNORECASE)
_LINE_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([-+])|^(:)")


def markdown_text(text: str) -> str:
    r"""The text for GitHub Flavored Markdown, reading exactly as it is, on one line.

    Escaped is each punctuation that means something where it stands, and no more, so that the source stays legible:
    a full stop is escaped only after a number that begins the line (a list) or in `www.` (a link).
    """
    line = printable(text).strip()
    line = _ALWAYS.sub(r"\\\1", line)
    line = _LINK.sub(lambda found: "\\" + found[0], line)
    return _LINE_START.sub(_escape_start, line)


def _escape_start(found: re.Match[str]) -> str:
    if found[1]:
        return f"{found[1]}\\{found[2]}"
    return "\\" + found[0]


def code_span(text: str) -> str:
    """The text as a Markdown code span, fenced by more backticks than it holds in a row; safe in a table cell."""
    line = printable(text)
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    inner = f" {line} " if line.startswith(("`", " ")) or line.endswith(("`", " ")) else line
    return f"{fence}{inner}{fence}" if line else ""
