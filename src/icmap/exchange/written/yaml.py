"""What was gathered as the text of a map: keys in the order of the format, one line for what fits on one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import groupby
from typing import Any

from icmap.exchange.gathered import Gathered, Link, Record, Value
from icmap.exchange.keys import IN_ENTRY, IN_PARTY, IN_SERVICE, IN_TOP, in_order
from icmap.records import dataclass

__all__ = ["Owned", "entry_lines", "flow", "grouped", "map_text", "party_text", "scalar"]

MODELINE = "# yaml-language-server: $schema=map.schema.json   (icmap schema -o map.schema.json)"

_PLAIN = re.compile(r"[^\W_](?:[\w .+%()€&'/@-]*[\w.+%)€'])?")
_QUOTED_WORDS = frozenset(["null", "true", "false", "yes", "no", "on", "off", "y", "n"])
_WIDE = 100
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


@lru_cache(maxsize=65536)
def scalar(text: str) -> str:
    """A text as a YAML scalar that means the same in every place: plain where that is safe, else in double quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _QUOTED_WORDS and "  " not in text:
        return text
    return '"' + "".join(_escaped(each) for each in text) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


def flow(value: Value | Any) -> str:
    """A value on one line."""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {flow(each)}" for key, each in value.items()) + "}"
    return "[" + ", ".join(flow(each) for each in value) + "]"


def map_text(gathered: Gathered, comments: Iterable[str] = ()) -> str:
    """The text of a whole map."""
    lines = [MODELINE, *(f"# {each}" for each in comments), "icmap: 1"]
    lines += [f"{key}: {flow(value)}" for key, value in in_order(gathered.top, IN_TOP)]
    owned = Owned.of(gathered)
    lines += ["", "parties:"] if gathered.parties else ["", "parties: {}"]
    after_block = False
    for party, record in gathered.parties.items():
        text = party_text(party, record, owned)
        if after_block or (len(text) > 1 and lines[-1] != "parties:"):
            lines.append("")
        after_block = len(text) > 1
        lines += text
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Owned:
    """What belongs to whom: the services of each party, the dependencies of each party or service."""

    services: Mapping[str, list[tuple[str, Record]]]
    entries: Mapping[tuple[str, str], list[tuple[Link, Record]]]

    @classmethod
    def of(cls, gathered: Gathered) -> Owned:
        """All that was gathered, by owner."""
        services: dict[str, list[tuple[str, Record]]] = {}
        entries: dict[tuple[str, str], list[tuple[Link, Record]]] = {}
        for (party, name), record in gathered.services.items():
            services.setdefault(party, []).append((name, record))
        for link, record in gathered.links.items():
            entries.setdefault((link.customer, link.customer_service), []).append((link, record))
        return cls(services, entries)


def party_text(party: str, record: Record, owned: Owned) -> list[str]:
    """The lines of one party with its services and all that it depends on."""
    entries = owned.entries
    inside = _fields(record, IN_PARTY, 4)
    listed = [_service(name, about, entries.get((party, name), [])) for name, about in owned.services.get(party, ())]
    if listed:
        inside += ["    services:", *(line for lines in listed for line in lines)]
    inside += _needs(entries.get((party, ""), []), 4)
    return _block(f"  {scalar(party)}:", record, IN_PARTY, inside, nested=bool(listed) or (party, "") in entries)


def _service(name: str, record: Record, entries: list[tuple[Link, Record]]) -> list[str]:
    inside = _fields(record, IN_SERVICE, 8) + _needs(entries, 8)
    return _block(f"      {scalar(name)}:", record, IN_SERVICE, inside, nested=bool(entries))


def _block(head: str, record: Record, order: tuple[str, ...], inside: list[str], *, nested: bool) -> list[str]:
    """One line where all fits on one, else a line for each key."""
    if not nested:
        whole = f"{head} {flow(dict(in_order(record, order)))}" if record else head
        if len(whole) <= _WIDE:
            return [whole]
    return [head, *inside]


def _fields(record: Record, order: tuple[str, ...], indent: int) -> list[str]:
    return [f"{' ' * indent}{scalar(key)}: {flow(value)}" for key, value in in_order(record, order)]


def _needs(entries: list[tuple[Link, Record]], indent: int) -> list[str]:
    if not entries:
        return []
    lines = (line for each in grouped(entries) for line in entry_lines(each, indent + 2))
    return [f"{' ' * indent}depends_on:", *lines]


def grouped(entries: list[tuple[Link, Record]]) -> Iterable[list[tuple[Link, Record]]]:
    """Each entry for itself, those of one alternative together at the place of its first."""
    places = {link.alternative: number for number, (link, _) in reversed(list(enumerate(entries)))}
    ordered = [
        (places[link.alternative] if link.alternative else number, number) for number, (link, _) in enumerate(entries)
    ]
    for _, group in groupby(sorted(ordered), key=lambda pair: pair[0]):
        yield [entries[number] for _, number in group]


def entry_lines(members: list[tuple[Link, Record]], indent: int) -> list[str]:
    """The lines of one entry of `depends_on`: a reference, or an alternative of several."""
    blank = " " * indent
    if not members[0][0].alternative:
        return [f"{blank}- {_reference(*members[0])}"]
    needed = next((str(record["at_least"]) for _, record in members if "at_least" in record), "1")
    lines = [f"{blank}- any_of:", *(f"{blank}    - {_reference(*each)}" for each in members)]
    return lines if needed == "1" else [*lines, f"{blank}  at_least: {scalar(needed)}"]


def _reference(link: Link, record: Record) -> str:
    own = {key: value for key, value in in_order(record, IN_ENTRY) if key != "at_least"}
    return f"{scalar(link.reference)}: {flow(own)}" if own else scalar(link.reference)
