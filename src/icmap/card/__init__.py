"""One party's card: who serves it, whom it serves, with what and how well; as a card, a SIPOC or a service-level sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Literal

from icmap.card.facts import PartyCard, party_card
from icmap.card.promise import promise_sections
from icmap.card.sipoc import sipoc_sections
from icmap.card.standing import card_sections
from icmap.document import Report, Section
from icmap.model.meant import party_meant
from icmap.study import Study
from icmap.wording.card import subtitle

__all__ = ["PartyCard", "View", "card"]

View = Literal["card", "sipoc", "promise"]
"""What kind of card: all about the party, suppliers to customers, or what is promised to whom."""

_SECTIONS: Mapping[str, Callable[[Study, PartyCard], tuple[Section, ...]]] = {
    "card": card_sections,
    "sipoc": sipoc_sections,
    "promise": promise_sections,
}


def card(study: Study, party: str, view: View = "card") -> Report:
    """The card of one party, given by its id or name; an `IcmapError` where the map has no such party, or several."""
    party = party_meant(study.org, party)
    asked = Study(study.org, replace(study.question, level=None, to=None, why_not=party))
    found = party_card(asked, party)
    who = study.org.parties[party]
    return Report(
        who.name,
        subtitle(who, study.org.parties.get(who.part_of or "")),
        _SECTIONS[view](asked, found),
        {"card": found},
    )
