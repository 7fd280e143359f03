"""What an editor lists of a file (its parties and their services), and the first screen's sentences at their lines."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.analyses.first import compute
from icmap.lsp.index import Index
from icmap.lsp.maps import Map
from icmap.lsp.texts import Stretch
from icmap.records import dataclass

__all__ = ["Lens", "Symbol", "lenses", "symbols"]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A party or service: its id, what else is to be said in a word, where its id stands, and its last line."""

    name: str
    detail: str
    at: Stretch
    last_line: int
    children: tuple[Symbol, ...] = ()


@dataclass(frozen=True, slots=True)
class Lens:
    """A sentence of the first screen above the line that it is about; lines count from 0."""

    line: int
    text: str


def symbols(index: Index) -> Iterator[Symbol]:
    """The parties of a file in the order in which they stand there; each ends where the next begins."""
    parties = sorted(index.parties.values(), key=lambda each: (each.at.line, each.at.start))
    ends = [*(each.at.line - 1 for each in parties[1:]), len(index.lines) - 1]
    for party, end in zip(parties, ends, strict=False):
        last = max(party.at.line, end)
        services = sorted(party.services.items(), key=lambda each: (each[1].line, each[1].start))
        inner = tuple(Symbol(name, "", at, at.line) for name, at in services)
        yield Symbol(party.id, party.label if party.label != party.id else party.kind, party.at, last, inner)


def lenses(found: Map, file: str) -> list[Lens]:
    """What to fix first, numbered as `icmap analyze` numbers it, as far as it is about lines of this file."""
    if found.mistakes:
        return []
    fixes = [each for each in compute(found.study) if each.kind != "missing"]
    return [
        Lens(max(0, each.span.line - 1), f"{number}. {each.text}")
        for number, each in enumerate(fixes, 1)
        if each.span.file == file
    ]
