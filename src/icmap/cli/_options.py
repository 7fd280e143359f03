"""The options that commands share, each written once, and how their values are read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

import typer

from icmap.errors import IcmapError
from icmap.formats import REPORTS

__all__ = [
    "Anonymise",
    "FormatName",
    "KeepGoing",
    "LevelName",
    "MapPath",
    "MaxSize",
    "NoColor",
    "Output",
    "Quiet",
    "Root",
    "Situations",
    "TimesFrom",
    "Verbose",
    "asking",
    "one_of",
    "read_level",
    "read_size",
]


def asking(metavar: str, explained: str, *names: str, **more: Any) -> Any:
    """An option that says what is asked of the map."""
    return typer.Option(*names, metavar=metavar, help=explained, rich_help_panel="The question", **more)


def _reading(*names: str, **more: Any) -> Any:
    return typer.Option(*names, rich_help_panel="Reading", **more)


def one_of(words: Iterable[str]) -> str:
    """`a, b or c`, for a help text."""
    *others, last = map(str, words)
    return f"{', '.join(others)} or {last}"


def _writing(*names: str, **more: Any) -> Any:
    return typer.Option(*names, rich_help_panel="Writing", **more)


MapPath = Annotated[str, typer.Argument(metavar="ORG.yaml", help="The map; '-' reads stdin.", show_default=False)]
KeepGoing = Annotated[bool, _reading("--keep-going", help="Work with what could be read of a map with mistakes.")]
Root = Annotated[str | None, _reading(metavar="DIR", help="Where included files may lie (else: the map's folder).")]
MaxSize = Annotated[str | None, _reading(metavar="SIZE", help="The largest file to read, like 200MB (else: 64MiB).")]
Situations = Annotated[
    list[str] | None,
    typer.Option(
        "--situation",
        metavar="NAME",
        help="A situation that holds; may be repeated.",
        rich_help_panel="The question",
    ),
]
Times = Literal["stated", "measured", "promised"]
TimesFrom = Annotated[
    Times,
    asking("stated|measured|promised", "Which numbers times are computed with, where the map has such a number."),
]
LevelName = Annotated[str | None, asking("KIND|N", "Fold parties into a kind (team) or a depth (1).")]
Anonymise = Annotated[str | None, _writing("--anonymise", metavar="WHOSE", help="Leave out names: persons, or all.")]
FormatName = Annotated[
    str | None, _writing("--format", metavar="NAME", help=f"{one_of(REPORTS)} (else: by the suffix of -o).")
]
Output = Annotated[str | None, _writing("--output", "-o", metavar="FILE", help="Write to a file; '-' is stdout.")]
Quiet = Annotated[bool, _writing("--quiet", "-q", help="Say nothing but mistakes.")]
Verbose = Annotated[bool, _writing("--verbose", "-v", help="Say what was read.")]
NoColor = Annotated[bool, _writing("--no-color", help="No colour, whatever the terminal can do.")]

_POWERS = {"": 0, "k": 1, "m": 2, "g": 3}


def read_size(text: str | None) -> int | None:
    """A size in bytes, from `200MB`, `1 GiB` or a plain number."""
    if text is None:
        return None
    lowered = text.strip().lower()
    digits = lowered.rstrip("abcdefghijklmnopqrstuvwxyz ")
    unit = lowered[len(digits) :].strip().removesuffix("b")
    power = _POWERS.get(unit.removesuffix("i"))
    if not (digits.isascii() and digits.isdigit() and len(digits) < 16 and int(digits)) or power is None:
        raise IcmapError(f"'{text[:60]}' is no size for --max-size", hint="write it like 200MB or 1GiB")
    size: int = (1024 if unit.endswith("i") else 1000) ** power
    return int(digits) * size


def read_level(text: str | None) -> int | str | None:
    """A depth in the tree of parties (from 1), or a kind."""
    if text is None or not (text.isascii() and text.lstrip("-").isdigit()):
        return text
    if int(text[:9]) < 1:
        raise IcmapError(f"'{text[:60]}' is no level", hint="roots are level 1")
    return int(text[:9])
