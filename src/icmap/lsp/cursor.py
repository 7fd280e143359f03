"""Where in a map the cursor is, seen from the lines alone: a text that is being typed is broken most of the time.

Nothing is parsed: the way from the top level to the cursor follows from how far lines are indented, and inside brackets
from which are open. What is odd (a bracket closed at the margin, keys over several lines) gives a place too, if not
always the right one; the worst that follows is a proposal that does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from icmap.records import dataclass
from icmap.schemas.shapes import ITEM

__all__ = ["Where", "where", "without_value"]

_KEY = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s\-?\[\]{}#&*!|>'"%@`,][^#]*?|-(?=\S)[^#]*?)\s*:(?=\s|$)""")
_BLOCK_TEXT = re.compile(r"[|>][-+0-9]*\s*(#.*)?$")
_SCALAR = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,:#\[\]{}]+|:(?=\S)|#""")
_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'[^']*'|(?:^|[\s\[{,])["'][^"']*$""")
_MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Where:
    """The place of the cursor.

    `path` are the keys from the top level down (`ITEM` for an item of a list), `typed` what already stands there before
    the cursor, from the column `start` on. `is_key`: what is typed may become a key (in a list: of an item); `is_value`:
    it may be a value. `siblings` are the keys that stand beside it.
    """

    path: tuple[str, ...]
    typed: str
    start: int
    is_key: bool
    is_value: bool
    in_flow: bool
    siblings: frozenset[str] = frozenset()
    in_text: bool = False
    """Inside a comment or a text of several lines, where nothing is proposed."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A dash or a key that begins at a column of a block line."""

    name: str
    column: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line taken apart: its dashes and keys, then what follows them, from the column `start` on."""

    tokens: tuple[_Token, ...]
    rest: str
    start: int


def where(lines: Sequence[str], row: int, column: int) -> Where:
    """The place of a cursor, given by line and column from 0."""
    head = lines[row][:column] if row < len(lines) else ""
    line = _taken_apart(head)
    margin = _margin(line, head)
    above = list(_above(lines, row, margin, is_item=bool(line.tokens) and line.tokens[0].name == ITEM))
    path = tuple(token.name for _, tokens in reversed(above) for token in tokens)
    opened = _open_flow(lines, row, column, above, line)
    if opened is not None:
        number, flow = opened
        before = tuple(token.name for at, tokens in reversed(above) if at <= number for token in tokens)
        return _in_flow(before, flow, column)
    own = tuple(token.name for token in line.tokens)
    if _in_text(lines, above, head):
        return Where(path + own, "", column, is_key=False, is_value=False, in_flow=False, in_text=True)
    siblings = frozenset(_siblings(lines, row, line.tokens[-1].column if _ends_in_key(line) else line.start, head))
    return Where(
        path + own, line.rest, line.start, is_key=not _ends_in_key(line),
        is_value=_ends_in_key(line) or own[-1:] == (ITEM,), in_flow=False, siblings=siblings,
    )  # fmt: skip


def without_value(text: str) -> str:
    """A line with its dashes and its key alone; of one that has none, nothing."""
    line = _taken_apart(text)
    return text[: line.start] if line.tokens else ""


def _ends_in_key(line: _Line) -> bool:
    return bool(line.tokens) and line.tokens[-1].name != ITEM


def _taken_apart(text: str) -> _Line:
    """The dashes and the key at the beginning of a line, and the rest of it."""
    at = _indentation(text)
    tokens: list[_Token] = []
    while text.startswith(("- ", "-\t"), at) or text[at:] == "-":
        tokens.append(_Token(ITEM, at))
        at += 1
        at += len(text) - at - len(text[at:].lstrip(" \t"))
    key = _KEY.match(text, at)
    if key:
        tokens.append(_Token(_unquoted(key[1]), at))
        at = key.end() + len(text[key.end() :]) - len(text[key.end() :].lstrip(" \t"))
    return _Line(tuple(tokens), text[at:], at)


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] in "\"'" and text[-1] == text[0] else text.lstrip("\"'")


def _margin(line: _Line, head: str) -> int:
    """How far the line is indented; of an empty one, where the cursor stands."""
    return line.tokens[0].column if line.tokens else min(line.start, len(head))


def _above(lines: Sequence[str], row: int, margin: int, *, is_item: bool) -> Iterator[tuple[int, tuple[_Token, ...]]]:
    """The lines that the cursor's line stands under, nearest first, each with those of its tokens that count.

    The dashes of a list may stand as far left as the key that it is the value of.
    """
    for number in range(row - 1, max(-1, row - _MOST_LINES), -1):
        text = lines[number]
        begin = _indentation(text)
        if begin > margin or begin == len(text) or text[begin] == "#":
            continue
        counting = tuple(
            token
            for token in _taken_apart(text).tokens
            if token.column < margin or (is_item and token.name != ITEM and token.column == margin)
        )
        if counting:
            yield number, counting
            margin, is_item = counting[0].column, counting[0].name == ITEM
        if not margin and not is_item:
            return


def _indentation(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _in_text(lines: Sequence[str], above: Sequence[tuple[int, tuple[_Token, ...]]], head: str) -> bool:
    """Whether the cursor is in a comment, or in a text of several lines that begins with | or >."""
    if above and _BLOCK_TEXT.match(_taken_apart(lines[above[0][0]]).rest):
        return True
    bare = _QUOTED.sub("", head)
    return bool(re.search(r"(?:^|\s)#", bare))


def _siblings(lines: Sequence[str], row: int, column: int, head: str) -> Iterator[str]:
    """The keys that begin at the same column, up and down to the next line that is indented less."""
    if not _begins_item(head, column):
        for number in range(row - 1, -1, -1):
            yield from _keys_at(lines[number], column)
            if _is_outside(lines[number], column):
                break
    for number in range(row + 1, len(lines)):
        if _is_outside(lines[number], column):
            break
        yield from _keys_at(lines[number], column)


def _keys_at(text: str, column: int) -> Iterator[str]:
    if _indentation(text) == column or _begins_item(text, column):
        yield from (each.name for each in _taken_apart(text).tokens if each.column == column and each.name != ITEM)


def _is_outside(text: str, column: int) -> bool:
    """Whether a line is indented less, and neither empty nor a comment."""
    begin = _indentation(text)
    return begin < column and begin < len(text) and text[begin] != "#"


def _begins_item(text: str, column: int) -> bool:
    """Whether the line begins an item whose keys stand at the column."""
    return "-" in text[:column] and set(text[:column]) <= {" ", "-"}


@dataclass(slots=True)
class _Flow:
    """What is open at the end of a stretch of text with brackets: one level an open bracket."""

    kinds: list[str]
    keys: list[str]
    seen: list[set[str]]
    typed: str = ""
    after_colon: bool = False


def _open_flow(
    lines: Sequence[str], row: int, column: int, above: Sequence[tuple[int, tuple[_Token, ...]]], line: _Line
) -> tuple[int, _Flow] | None:
    """The line on which brackets open that are still open at the cursor, and what is in them."""
    if line.rest[:1] in ("{", "["):
        flow = _scanned(line.rest)
        if flow.kinds:
            return row, flow if not line.tokens else _under(line, flow)
    for number, _ in above[:2]:
        first = _taken_apart(lines[number])
        if first.rest[:1] in ("{", "["):
            text = "\n".join((first.rest, *lines[number + 1 : row], lines[row][:column]))
            flow = _scanned(text)
            if flow.kinds:
                return number, flow
    return None


def _under(line: _Line, flow: _Flow) -> _Flow:
    """The flow with the keys of its own line before it, which `above` does not know."""
    return _Flow([*("" for _ in line.tokens), *flow.kinds], [*(each.name for each in line.tokens), *flow.keys],
                 [*(set[str]() for _ in line.tokens), *flow.seen], flow.typed, flow.after_colon)  # fmt: skip


def _scanned(text: str) -> _Flow:
    """Brackets, keys and the unfinished text at the end."""
    flow = _Flow([], [], [])
    at = 0
    while at < len(text):
        sign = text[at]
        if sign in "{[":
            flow.kinds.append(sign)
            flow.keys.append(ITEM if sign == "[" else "")
            flow.seen.append(set())
            flow.typed, flow.after_colon = "", False
        elif sign in "}]":
            if flow.kinds:
                flow.kinds.pop(), flow.keys.pop(), flow.seen.pop()
            if not flow.kinds:
                return flow
            flow.typed, flow.after_colon = "", False
        elif sign == ",":
            flow.typed, flow.after_colon = "", False
        elif sign == ":" and (at + 1 == len(text) or text[at + 1] in " \t\n"):
            _key_ends(flow)
        elif sign == "#" and text[at - 1 : at] in ("", " ", "\t", "\n"):
            at = text.find("\n", at) if "\n" in text[at:] else len(text)
            continue
        else:
            found = _SCALAR.match(text, at)
            piece = found[0] if found else sign
            flow.typed = (flow.typed + piece).lstrip()
            at += len(piece)
            continue
        at += 1
    return flow


def _key_ends(flow: _Flow) -> None:
    if flow.kinds:
        name = _unquoted(flow.typed.strip())
        flow.seen[-1].add(name)
        flow.keys[-1] = name if flow.kinds[-1] == "{" else f"{ITEM}{name}"
    flow.typed, flow.after_colon = "", True


def _in_flow(before: tuple[str, ...], flow: _Flow, column: int) -> Where:
    levels = list(zip(flow.kinds, flow.keys, strict=True))
    path: list[str] = []
    for kind, key in levels[:-1]:
        path += _steps(kind, key)
    kind, key = levels[-1]
    typed = flow.typed.rsplit("\n", 1)[-1].lstrip()
    if flow.after_colon:
        path += _steps(kind, key)
    elif kind == "[":
        path.append(ITEM)
    return Where(
        (*before, *path), typed, column - len(typed), is_key=not flow.after_colon,
        is_value=flow.after_colon or kind == "[", in_flow=True, siblings=frozenset(flow.seen[-1]),
    )  # fmt: skip


def _steps(kind: str, key: str) -> list[str]:
    """The part of a path that one open bracket stands for: `[a: {` is an item that is a mapping of one key."""
    if kind == "[":
        return [ITEM, key[1:]] if len(key) > 1 else [ITEM]
    return [key] if key else []
