"""What the map's words for kinds count as, and a remark about each that icmap does not know."""

from __future__ import annotations

from collections.abc import Mapping

from icmap.loading.drafts import Draft
from icmap.loading.problems import Desk, Pile
from icmap.model.kinds import is_known, near_kind
from icmap.text.characters import normal, shown

__all__ = ["Kinds"]

_LONGEST = 200


class Kinds:
    """The kinds of one map; each word is looked at once."""

    def __init__(self, own: Mapping[str, str], desks: Mapping[str, Desk], pile: Pile) -> None:
        self._own = own
        self._desks = desks
        self._pile = pile
        self._settled: dict[str, str] = {}

    def settle(self, word: str, draft: Draft) -> None:
        """Keep in a party which known kind its own word counts as, where the map says so."""
        counts_as = self._settled.get(word)
        if counts_as is None:
            lowered = normal(word).lower()
            counts_as = self._settled[word] = self._own.get(lowered, "")
            if not counts_as and not is_known(lowered):
                self._remark(word, draft)
        if counts_as:
            draft.fields["counts_as"] = counts_as

    def _remark(self, word: str, draft: Draft) -> None:
        near = near_kind(word[:_LONGEST]) if self._pile.may_suggest() else ""
        message = f"'{shown(word)}' is no kind that icmap knows: it counts as a party inside, like one without a kind"
        meant = f"did you mean '{near}'? Else say" if near else "say"
        hint = f"{meant} at the top of the map which known kind it is like: `kinds: {{{shown(word)}: team}}`"
        self._desks[draft.file].report("unknown-kind", message, draft.places.get("kind", draft.place), hint)
