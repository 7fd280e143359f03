"""References to parties that are not there, and who may have been meant."""

from __future__ import annotations

from collections.abc import Mapping

from icmap.loading.parties import Read
from icmap.loading.problems import Desk, Pile
from icmap.locations import Place
from icmap.text.characters import shown
from icmap.text.suggestions import Names

__all__ = ["UnknownParties"]

_LONGEST = 200


class UnknownParties:
    """Reports of unknown parties; the first few with the nearest id or name, for each costs a search through all."""

    def __init__(self, read: Read, desks: Mapping[str, Desk], pile: Pile) -> None:
        self._read = read
        self._desks = desks
        self._pile = pile
        self._names: Names | None = None

    def say(self, party: str, file: str, place: Place) -> None:
        """Report a party that nobody is; not where the end of a file could not be read, for it may stand there."""
        if not self._read.complete:
            return
        hint = "add it under parties"
        if self._pile.may_suggest():
            guess = self._guess(party)
            hint = f"did you mean '{shown(guess)}'?" if guess else hint
        message = f"there is no party '{shown(party)}'"
        self._desks[file].report("unknown-party", message, place, hint, subjects=(party,))

    def _guess(self, party: str) -> str:
        if self._names is None:
            drafts = self._read.parties.values()
            names = [(draft.id, draft.id) for draft in drafts]
            names += [(draft.fields["label"], draft.id) for draft in drafts if "label" in draft.fields]
            self._names = Names(names)
        return self._names.nearest(party[:_LONGEST])
