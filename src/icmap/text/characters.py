"""Which characters a map may hold: the policy for ids, for names, and for the file itself; and how a value is shown."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from icmap.limits import LIMITS

__all__ = [
    "as_written",
    "first_forbidden",
    "id_problem",
    "line_problem",
    "normal",
    "printable",
    "quoted",
    "shown",
    "text_problem",
]

_SHOWN = 60

_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_LINE_BREAKERS = "\u2028\u2029"
_BIDI = "\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u200b\u2060-\u2065\u206a-\u206f\ufeff\U000e0000-\U000e0fff"
_SURROGATES = "\ud800-\udfff"
_NON_CHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
)

_ORDINARY_FILE = re.compile(r"[\t\n\r -~]*")
"""Most files in English; the pattern for others is compiled when one comes, for that takes a millisecond."""

_CLASSES = {
    "file": f"{_CONTROL}{_LINE_BREAKERS}{_SURROGATES}\ufeff\ufffe\uffff",
    "text": f"{_CONTROL}{_LINE_BREAKERS}{_BIDI}{_INVISIBLE}{_SURROGATES}{_NON_CHARACTERS}",
}
_CLASSES["line"] = f"\t\n\r{_CLASSES['text']}"
_CLASSES["id"] = f"/\\\\\u200c-\u200f\u061c{_CLASSES['line']}"
_CLASSES["output"] = f"\u061c\ufff9-\ufffb{_CLASSES['line']}"
"""What may not stand in a file, in a text, in a text on one line, in an id; and what no output shows as it is."""

_UNDECODABLE = range(0xDC80, 0xDD00)
"""Halves of characters that stand for the bytes of a file name that is no text."""


@cache
def _forbidden_in(what: str) -> re.Pattern[str]:
    return re.compile(f"[{_CLASSES[what]}]")


_ORDINARY_ID = re.compile(r"(?!any_of$|at_least$)[A-Za-z0-9](?:[ -.0-\[\]-~]{0,126}[!-.0-\[\]-~])?")
"""Most ids: the others are looked at more closely."""


def normal(text: str) -> str:
    """The text in Unicode's normal form C, in which ids are compared."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def first_forbidden(text: str, start: int = 0) -> re.Match[str] | None:
    """The first character from `start` that may not stand raw in a file: controls, and what breaks lines unseen."""
    if not start and text.isascii() and _ORDINARY_FILE.fullmatch(text):
        return None
    return _forbidden_in("file").search(text, start)


def id_problem(text: str) -> str:
    """Why a text (in normal form) cannot be the id of a party or service; empty where it can."""
    if _ORDINARY_ID.fullmatch(text):
        return ""
    found = _forbidden_in("id").search(text)
    faults = (
        (not text, "is empty"),
        (len(text) > LIMITS.id, f"is longer than {LIMITS.id} characters"),
        (found, f"has {_what(found[0])} in it" if found else ""),
        (text in {"any_of", "at_least"}, "is a word of the format"),
        (not text[:1].isalnum(), "does not begin with a letter or a digit"),
        (text[-1:].isspace(), "ends with a blank"),
    )
    return next((what for is_so, what in faults if is_so), "")


def line_problem(text: str) -> str:
    """Why a text cannot be a name or another text on one line; empty where it can."""
    if text.isascii() and text.isprintable() and text[:1] != " " and 0 < len(text) <= LIMITS.name:
        return ""
    if not text.strip():
        return "is empty"
    if len(text) > LIMITS.name:
        return f"is longer than {LIMITS.name} characters"
    found = _forbidden_in("line").search(text)
    return f"has {_what(found[0])} in it" if found else ""


def text_problem(text: str) -> str:
    """Why a text of several lines cannot stand; empty where it can."""
    if text.isascii() and _ORDINARY_FILE.fullmatch(text):
        return ""
    found = _forbidden_in("text").search(text)
    return f"has {_what(found[0])} in it" if found else ""


def _what(character: str) -> str:
    if character in "/\\":
        return f"a '{character}'"
    if character in "\r\n":
        return "a line break"
    return f"the character {as_written(character)}"


def as_written(character: str) -> str:
    """A character by its number and, where Unicode has one, its name: `U+200B zero width space`."""
    name = unicodedata.name(character, "control character" if unicodedata.category(character) == "Cc" else "")
    return f"U+{ord(character):04X} {name.lower()}".rstrip()


def printable(text: str) -> str:
    """The text on one line: control, bidirectional and invisible characters are shown as escapes."""
    return _forbidden_in("output").sub(lambda found: _escape(found[0]), text)


def shown(text: str) -> str:
    """A value for a message: at most 60 characters, whatever cannot be printed as an escape."""
    cut = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return "".join(each if _shows(each) else _escape(each) for each in cut)


def quoted(name: str) -> str:
    """A name in quotes for a message, printable and not too long."""
    return f"'{shown(name)}'"


def _shows(character: str) -> bool:
    return character.isprintable() and (character.isascii() or not _forbidden_in("line").match(character))


def _escape(character: str) -> str:
    named = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(character)
    number = ord(character)
    number -= 0xDC00 if number in _UNDECODABLE else 0
    return named or (
        f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}" if number < 65536 else f"\\U{number:08x}"
    )
