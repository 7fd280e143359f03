"""What may be typed at the cursor: keys with what they mean, names of parties and services, the words of the format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from icmap.lsp.cursor import Where, where
from icmap.lsp.index import Index, Party
from icmap.lsp.texts import scalar
from icmap.records import dataclass
from icmap.rules import NAMES, check_named
from icmap.schemas.shapes import ITEM, Names, Shape, shape_at
from icmap.schemas.snippets import value_of

__all__ = ["MOST", "Proposal", "proposals"]

MOST = 300
"""So many proposals at most; the rest come when more is typed."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that may be typed: what is shown, what is written (a snippet may have places to fill in), what it is."""

    label: str
    sort: str
    insert: str
    detail: str = ""
    about: str = ""
    snippet: str = ""
    """The same with places to fill in, for an editor that knows them."""


def proposals(lines: Sequence[str], row: int, column: int, indexes: Iterable[Index]) -> tuple[Where, list[Proposal]]:
    """The place of the cursor and what may stand there; those that begin with or hold what is typed, best first."""
    here = where(lines, row, column)
    if here.in_text:
        return here, []
    shape = shape_at(here.path)
    typed = here.typed.lstrip("\"'").casefold()
    found = _Offers(here, list(indexes)).all(shape)
    fitting = [each for each in found if typed in each.label.casefold()]
    fitting.sort(key=lambda each: not each.label.casefold().startswith(typed))
    return here, fitting


class _Offers:
    """What may stand at one place of a map."""

    def __init__(self, here: Where, indexes: list[Index]) -> None:
        self._here = here
        self._parties = {party.id: party for index in indexes for party in index.parties.values()}
        self._situations = list(dict.fromkeys(name for index in indexes for name in index.situations))

    def all(self, shape: Shape) -> Iterator[Proposal]:
        """Names and words where a value may stand, names and keys where a key may."""
        if self._here.is_value:
            yield from self._named(shape.text)
            yield from (self._word(word) for word in shape.words)
        if self._here.is_key:
            if shape.named in (Names.REFERENCE, Names.RULE) and shape.text is None:
                yield from self._named(shape.named, as_key=True)
            yield from self._keys(shape)

    def _keys(self, shape: Shape) -> Iterator[Proposal]:
        for name, known in shape.keys.items():
            if name not in self._here.siblings:
                yield Proposal(name, "key", f"{name}: ", "", known.about, f"{name}: {self._value(name, shape)}")

    def _value(self, name: str, shape: Shape) -> str:
        below = shape.keys[name].shape()
        return value_of(below.type, below.words)

    def _word(self, word: str) -> Proposal:
        return Proposal(word, "word", self._text(word))

    def _text(self, name: str) -> str:
        return scalar(name, in_flow=self._here.in_flow)

    def _named(self, names: Names | None, *, as_key: bool = False) -> Iterator[Proposal]:
        end = ": " if as_key else ""
        if names is Names.PARTY:
            yield from self._all_parties(end)
        elif names in (Names.REFERENCE, Names.CHANGED, Names.SET):
            yield from self._references(end)
        elif names is Names.SITUATION:
            yield from (Proposal(each, "situation", self._text(each) + end) for each in self._situations)
        elif names is Names.SERVICE:
            yield from self._services_here()
        elif names is Names.RULE:
            for rule in NAMES:
                if rule not in self._here.siblings:
                    yield Proposal(rule, "rule", rule + end, "rule", check_named(rule).summary)

    def _all_parties(self, end: str) -> Iterator[Proposal]:
        """Each party by its id, and by its name where that is another."""
        for party in self._parties.values():
            yield Proposal(party.id, "party", self._text(party.id) + end, _described(party))
            if party.label and party.label != party.id:
                yield Proposal(party.label, "party", self._text(party.id) + end, party.id)

    def _references(self, end: str) -> Iterator[Proposal]:
        if "/" not in self._here.typed:
            yield from self._all_parties(end)
        for party in self._parties.values():
            for service in party.services:
                whole = f"{party.id}/{service}"
                yield Proposal(whole, "service", self._text(whole) + end, _described(party))

    def _services_here(self) -> Iterator[Proposal]:
        """The services of the provider whose entry this is."""
        provider = next((step for step in reversed(self._here.path[:-1]) if step != ITEM), "").partition("/")[0]
        for service in self._parties[provider].services if provider in self._parties else ():
            yield Proposal(service, "service", self._text(service), provider)


def _described(party: Party) -> str:
    return ", ".join(each for each in (party.label if party.label != party.id else "", party.kind) if each)
