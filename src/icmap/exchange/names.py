"""From what parties are called in sheets to ids: readable, stable, one for each, and told where two look alike."""

from __future__ import annotations

import re
from collections.abc import Iterable

from icmap.exchange.remarks import Remarks
from icmap.limits import LIMITS
from icmap.text.characters import id_problem, line_problem, normal, shown

__all__ = ["Names", "tidy"]

_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]+")
_BREAKS = re.compile(r"[/\\]+")
_BLANKS = re.compile(r"\s+")
_TOLD = 20
"""How many names that look alike are told one by one."""


def tidy(text: str) -> str:
    """The text on one line, in normal form, with single blanks and no character that cannot be seen."""
    return _BLANKS.sub(" ", _FORBIDDEN.sub(" ", normal(text))).strip()


class Names:
    """Which id each name has: the name itself where it can be one, else the nearest text that can."""

    def __init__(self) -> None:
        self._written: dict[str, str] = {}
        self._folded: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        self._places: dict[str, object] = {}
        self._first: dict[str, str] = {}
        self._services: dict[tuple[str, str], str] = {}
        self._told = 0

    def know(self, parties: Iterable[tuple[str, str, Iterable[str]]]) -> None:
        """Take the ids, names and services of a map that is there: what is called so is that party."""
        listed = [(id_, label, tuple(services)) for id_, label, services in parties]
        for id_, label, services in listed:
            self._labels[id_] = label or id_
            self._written[id_] = self._folded[id_.casefold()] = id_
            self._services |= {(id_, each.casefold()): each for each in services}
        for id_, label, _ in listed:
            self._folded.setdefault(tidy(label).casefold(), id_)

    def declare(self, id_: str, label: str, where: object) -> None:
        """An id that a sheet gives itself, and what the party is called."""
        for each in (id_, label):
            if each:
                self._folded.setdefault(tidy(each).casefold(), id_)
                self._written.setdefault(tidy(each), id_)
        self._labels.setdefault(id_, label or id_)
        self._places.setdefault(id_, where)

    def label(self, id_: str) -> str:
        """What the party with an id is called."""
        return self._labels.get(id_, id_)

    def id_of(self, name: str, where: object, remarks: Remarks) -> str:
        """The id of the party that is called so; '' (and an error) for what can be no name."""
        known = self._written.get(name)
        if known is not None:
            return known
        clean = tidy(name)
        problem = line_problem(clean)
        if problem:
            remarks.error(where, f"the name '{shown(clean)}' {problem}", "shorten it, or put it in one line")
            return ""
        same = self._folded.get(clean.casefold())
        id_ = self._taken(name, clean, same, where, remarks) if same else self._made(name, clean, where)
        self._written[name] = id_
        return id_

    def _taken(self, name: str, clean: str, id_: str, where: object, remarks: Remarks) -> str:
        called = self._labels.get(id_, id_)
        if name == self._first.get(id_, id_) or id_ not in self._places:
            return id_
        what = "spaces" if clean == called else "capitals"
        self._told += 1
        if self._told <= _TOLD:
            earlier = f" ({self._places[id_]})"
            message = f"'{shown(name)}' is taken for '{shown(self._first.get(id_, called))}'{earlier}: they differ in {what} only"
            remarks.note(where, message, "are they two? Then rename one of them")
        return id_

    def _made(self, name: str, clean: str, where: object) -> str:
        base = plain = as_id(clean)
        number = 1
        while plain.casefold() in self._folded:
            number += 1
            plain = f"{base[: LIMITS.id - 6]} {number}"
        self._labels[plain] = clean
        self._places[plain] = where
        self._first[plain] = name
        self._folded[clean.casefold()] = self._folded[plain.casefold()] = plain
        return plain

    @property
    def alike(self) -> int:
        """How many spellings were taken for another one."""
        return self._told

    def service_of(self, party: str, name: str, where: object, remarks: Remarks) -> str:
        """The name of a service of a party as the map has it."""
        clean = tidy(name)
        known = self._services.get((party, clean.casefold()))
        if known is not None:
            return known
        problem = line_problem(clean)
        if problem:
            remarks.error(where, f"the service '{shown(clean)}' {problem}", "shorten it, or put it in one line")
            return ""
        self._services[party, clean.casefold()] = id_ = as_id(clean)
        return id_


def as_id(name: str) -> str:
    """The name as an id: slashes become hyphens, what may not begin one is taken away, the rest stays."""
    plain = _BREAKS.sub("-", name)[: LIMITS.id].strip()
    while plain and not plain[0].isalnum():
        plain = plain[1:]
    if plain in {"any_of", "at_least"}:
        plain = plain.replace("_", " ")
    return plain if not id_problem(plain) else "".join(each for each in plain if each.isalnum()) or "party"
