"""The pairs of a mapping: duplicate keys refused, merge keys resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from icmap.diagnostics import Related
from icmap.loading.nodes import Node, is_plain, word
from icmap.loading.problems import Desk
from icmap.text.characters import shown

__all__ = ["is_merge", "merged", "pairs_of"]

_Pair = tuple[Node, Node]


def pairs_of(children: list[Any], desk: Desk) -> tuple[_Pair, ...]:
    """Keys and values of a mapping from its children, in the order written.

    Of two equal keys the first counts and the second is reported; a key that is no text is reported and left out;
    what `<<` merges comes last, and the nearer key wins.
    """
    each = iter(children)
    pairs = tuple(zip(each, each, strict=True))
    try:
        keys = {key[0] for key, _ in pairs}
        "".join(keys)
    except TypeError:  # a key that is no text
        return _resolved(pairs, desk)
    if len(keys) < len(pairs) or "<<" in keys:
        return _resolved(pairs, desk)
    return pairs


def _resolved(pairs: Iterable[_Pair], desk: Desk) -> tuple[_Pair, ...]:
    kept: dict[str, _Pair] = {}
    merges: list[Node] = []
    for key, value in pairs:
        if is_merge(key):
            merges.append(value)
        elif _is_key(key, desk):
            if key[0] in kept:
                _say_duplicate(key, kept[key[0]][0], desk)
            kept.setdefault(key[0], (key, value))
    for value in merges:
        for key, merged_value in merged(value, desk):
            kept.setdefault(key[0], (key, merged_value))
    return tuple(kept.values())


def is_merge(key: Node) -> bool:
    """Whether a key is the merge key, which is only one without quotes."""
    return bool(key[0] == "<<" and is_plain(key))


def merged(value: Node, desk: Desk) -> Iterator[_Pair]:
    """The pairs that a merge key brings: of a mapping, or of a list of mappings, the first of which wins."""
    content = value[0]
    if type(content) is tuple:
        yield from content
    elif type(content) is list:
        for each in content:
            if type(each[0]) is tuple:
                yield from each[0]
            else:
                _say_not_mergeable(each, desk)
    else:
        _say_not_mergeable(value, desk)


def _say_not_mergeable(value: Node, desk: Desk) -> None:
    if value[0] is not None:
        hint = "merge an alias of a mapping: `<<: *common`"
        desk.report("wrong-type", f"only a mapping can be merged, this is {word(value)}", value[1], hint)


def _is_key(key: Node, desk: Desk) -> bool:
    if type(key[0]) is not str and key[0] is not None:
        desk.report("wrong-type", f"a key is a text, this is {word(key)}", key[1], "put it in quotes if it is a name")
    return type(key[0]) is str


def _say_duplicate(key: Node, first: Node, desk: Desk) -> None:
    related = (Related(desk.span(first[1]), "it is first written here"),)
    message = f"'{shown(key[0])}' is written twice"
    desk.report("duplicate-key", message, key[1], "keep one of the two", related=related)
