"""Two blanks a level, the dashes of a list under a key two further in; no blanks at the ends of lines."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.tidy.nodes import Node

__all__ = ["laid_out"]

_STEP = 2


def laid_out(lines: list[str], root: Node) -> list[str]:
    """The lines with their indentation renewed; as they are where a dash or a key stands in an unusual way."""
    places = _Places(lines)
    if not places.take(root, 0):
        return lines
    return list(_moved(lines, places.columns, _kept(root)))


class _Places:
    """The column that the first dash or key of each line gets, and how much wider than one blank its dashes are."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self.columns: dict[int, int] = {}

    def take(self, node: Node, column: int) -> bool:
        """Place what stands in a block; False where that cannot be done line by line."""
        if not node.is_block:
            return True
        if node.kind == "{":
            return all(self._key(key, column) and self.take(value, column + _STEP) for key, value in node.pairs)
        return all(self._item(item, column) for item in node.parts)

    def _key(self, key: Node, column: int) -> bool:
        before = self._lines[key.line][: key.column]
        if before.strip(" -") or "\t" in before or key.line != key.last_line or key.kind:
            return False
        if not before.strip():
            self.columns.setdefault(key.line, column)
        return True

    def _item(self, item: Node, column: int) -> bool:
        before = self._lines[item.line][: item.column]
        if "-" not in before or before.strip(" -"):
            return False
        if before.count("-") == 1 or before.index("-") == before.rindex("-"):
            self.columns.setdefault(item.line, column)
        else:
            self.columns.setdefault(item.line, column)
        return self.take(item, column + _STEP)


def _kept(node: Node) -> set[int]:
    """The lines that go on with a text or with brackets: they move with the line before, and keep their ends."""
    if node.is_block:
        return {line for each in node.parts for line in _kept(each)}
    return set(range(node.line + 1, node.last_line + 1))


def _moved(lines: list[str], columns: dict[int, int], kept: set[int]) -> Iterator[str]:
    shift = 0
    for number, line in enumerate(lines):
        text = line.lstrip(" ")
        begin = len(line) - len(text)
        if number in columns:
            head, rest = _dashes(text)
            shift = columns[number] + len(head) - (len(line) - len(rest))
            yield f"{' ' * columns[number]}{head}{rest}".rstrip()
        elif number in kept:
            yield f"{' ' * max(1, begin + shift)}{text}" if text.strip() else line[:0]
        elif text.startswith("#"):
            yield f"{' ' * _of_comment(lines, columns, number, begin, shift)}{text}".rstrip()
        else:
            yield line.rstrip()


def _dashes(text: str) -> tuple[str, str]:
    """The dashes that begin a line, one blank after each, and the rest."""
    head = ""
    while text.startswith("- "):
        head += "- "
        text = text[2:].lstrip(" ")
    return head, text


def _of_comment(lines: list[str], columns: dict[int, int], number: int, begin: int, shift: int) -> int:
    """The column of a comment: that of the line it stands above, or, further in than that, of what stands above it."""
    below = next((each for each in range(number + 1, len(lines)) if each in columns), None)
    if below is None:
        return max(0, begin + shift) if begin else 0
    was = len(lines[below]) - len(lines[below].lstrip(" "))
    return columns[below] if begin <= was else max(0, begin + shift)
