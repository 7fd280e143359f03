"""Maps without names for a command: the same numbers in every output, and names on the command line still understood."""

from __future__ import annotations

from icmap.exchange.anonymous import Disguise, disguised, who_of
from icmap.model import OrgMap
from icmap.model.meant import party_meant

__all__ = ["Shown", "shown"]


class Shown:
    """The map as it is shown, and what the names of the command line are called in it."""

    def __init__(self, org: OrgMap, found: Disguise | None) -> None:
        self.org = org if found is None else found.org
        self._real = org
        self._found = found

    def party(self, name: str | None) -> str | None:
        """What a party, given by its id or name, is called in what is shown."""
        return name if self._found is None or name is None else self._found.party(party_meant(self._real, name))

    def situations(self, names: list[str] | None) -> tuple[str, ...]:
        """What situations are called in what is shown, sorted."""
        known = self._found.situations if self._found else {}
        return tuple(sorted({known.get(each, each) for each in names or ()}))


def shown(org: OrgMap, whose: str | None) -> Shown:
    """The map with the names asked for left out; as it is where none is."""
    who = who_of(whose)
    return Shown(org, None if who is None else disguised(org, who))
