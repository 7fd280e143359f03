"""Circles of `part_of`: a party cannot be inside itself."""

from __future__ import annotations

from collections.abc import Mapping

from icmap.loading.drafts import Draft
from icmap.loading.problems import Desk
from icmap.text.characters import shown

__all__ = ["open_circles"]


def open_circles(parties: Mapping[str, Draft], desks: Mapping[str, Desk]) -> None:
    """Report each circle once, from the party in it that is read first, and take that party's `part_of` away."""
    done: set[str] = set()
    order = {party: number for number, party in enumerate(parties)}
    for start in parties:
        line: dict[str, None] = {}
        party: str | None = start
        while party is not None and party not in done and party not in line:
            line[party] = None
            party = parties[party].fields.get("part_of")
        if party is not None and party in line:
            members = list(line)
            _open(members[members.index(party) :], order, parties, desks)
        done.update(line)


def _open(circle: list[str], order: Mapping[str, int], parties: Mapping[str, Draft], desks: Mapping[str, Desk]) -> None:
    first = circle.index(min(circle, key=order.__getitem__))
    told = [*circle[first:], *circle[: first + 1]]
    draft = parties[told[0]]
    message = " is part of ".join(f"'{shown(each)}'" for each in told[:4]) + (" …" if len(told) > 4 else "")
    place = draft.places.get("part_of", draft.place)
    desks[draft.file].report("part-of-circle", message, place, "take one of them out", subjects=tuple(told[:-1]))
    del draft.fields["part_of"]
