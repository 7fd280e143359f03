"""What YAML's own mistakes are told as: the parser's words turned into a sentence and a hint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from icmap.diagnostics import Related
from icmap.loading.events import mark_place
from icmap.loading.problems import Desk

if TYPE_CHECKING:
    import yaml

__all__ = ["say_syntax_error"]

_KNOWN: tuple[tuple[str, str, str], ...] = (
    ("mapping values are not allowed", "a ':' stands where no key can be", "put a text with ': ' in it in quotes"),
    ("'\\t'", "a tab stands where only blanks may", "indent with blanks"),
    ("tab character", "a tab stands where only blanks may", "indent with blanks"),
    ("cannot start any token", "no value can begin with this character", "put the text in quotes"),
    ("end of stream", "the file ends in the middle of a text in quotes", "close the quotes"),
    ("quoted scalar", "a text in quotes does not end as it should", "close the quotes"),
    ("document separator", "a text in quotes is not closed", "close the quotes"),
    ("unknown escape", "no such escape", "in double quotes a backslash is written twice"),
    ("escape", "no such character can be written as an escape", "check the number after the backslash"),
    (
        "could not find expected ':'",
        "a ':' is missing after this key",
        "write `key: value`, with a blank after the ':'",
    ),
    ("expected ',' or '}'", "a ',' or '}' is missing", "check the braces of this mapping"),
    ("did not find expected ',' or '}'", "a ',' or '}' is missing", "check the braces of this mapping"),
    ("expected ',' or ']'", "a ',' or ']' is missing", "check the brackets of this list"),
    ("node content", "no value can begin like this", "put the text in quotes, or close what is open"),
    ("incompatible yaml document", "no such version of YAML", "leave the %YAML line out"),
    ("directive", "a line that begins with % is a directive of YAML, and none is needed", "leave the line out"),
    (
        "block end",
        "this line does not stand where the block goes on",
        "check the indentation of this line and those above",
    ),
    (
        "-' indicator",
        "this line does not stand where the block goes on",
        "check the indentation of this line and those above",
    ),
    ("block sequence entries", "a list cannot begin here", "begin it on a line of its own"),
    ("<document start>", "something stands after the end of the map", "check the indentation of this line"),
    ("document start", "something stands after the end of the map", "check the indentation of this line"),
    ("block mapping", "this line does not stand where the block goes on", "check the indentation of this line"),
    ("block collection", "this line does not stand where the block goes on", "check the indentation of this line"),
)


def say_syntax_error(error: yaml.YAMLError, desk: Desk) -> None:
    """Report a mistake of the parser's at its place, with where the text or collection began."""
    problem, context = getattr(error, "problem", None) or "", getattr(error, "context", None) or ""
    mark, begun = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    message, hint = _told(problem, context)
    if "quoted scalar" in context and begun is not None:
        mark, begun = begun, mark
    related = (
        () if begun is None or _same(mark, begun) else (Related(desk.span(mark_place(begun)), "it belongs to this"),)
    )
    desk.report("invalid-yaml", message, mark_place(mark), hint, related=related)


def _told(problem: str, context: str) -> tuple[str, str]:
    said = f"{problem} {context}".lower()
    for words, message, hint in _KNOWN:
        if words in said:
            return message, hint
    return "this is not YAML", "check indentation, quotes and brackets"


def _same(mark: Any, begun: Any) -> bool:
    return mark is not None and (mark.line, mark.column) == (begun.line, begun.column)
