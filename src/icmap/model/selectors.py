"""Which parties are meant: `payroll`, `hr-*`, `{kind: team, part_of: sales}`."""

from __future__ import annotations

from icmap.locations import NOWHERE, Span
from icmap.model import OrgMap, Party, above
from icmap.model.keys import Key, Keys, Type
from icmap.records import dataclass
from icmap.text.globs import glob

__all__ = ["SELECTOR", "Selector", "selected"]

SELECTOR: Keys = (
    Key(
        "party",
        Type.PARTIES_NAMED,
        "Parties by id, or by a pattern like hr-*; those that are part of them are not meant.",
    ),
    Key("part_of", Type.PARTIES_NAMED, "Whoever is part of one of these, directly or further up."),
    Key("kind", Type.WORDS, "Parties of one of these kinds."),
    Key("tags", Type.WORDS, "Parties with one of these tags."),
    Key("external", Type.BOOLEAN, "Whether it stands outside the organisation."),
)


@dataclass(frozen=True, slots=True)
class Selector:
    """All that is given must hold; of several patterns under one key one is enough.

    `who` is a plain text: the party of that id, and whoever is part of it. `party` is the id alone, `part_of` the ids
    above it, `kind` is compared in lower case. An empty selector means every party.
    """

    who: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    external: bool | None = None
    span: Span = NOWHERE

    def __str__(self) -> str:
        """The selector as one would write it."""
        keys = ("party", "part_of", "kind", "tags")
        told = [f"{key}: {', '.join(patterns)}" for key in keys if (patterns := getattr(self, key))]
        outside = [] if self.external is None else [f"external: {str(self.external).lower()}"]
        return ", ".join([*self.who, *told, *outside]) or "every party"

    def matches(self, party: Party, org: OrgMap) -> bool:
        """Whether a party of the map is meant."""
        if self.external is not None and party.is_external is not self.external:
            return False
        if not _fits(self.kind, party.kind.lower()) or not _fits(self.party, party.id):
            return False
        if self.tags and not any(_fits(self.tags, tag) for tag in party.tags):
            return False
        return self._belongs(party, org)

    def _belongs(self, party: Party, org: OrgMap) -> bool:
        if not self.who and not self.part_of:
            return True
        groups = list(above(org, party.id))
        is_inside = not self.part_of or any(_fits(self.part_of, each) for each in groups)
        return is_inside and (not self.who or any(_fits(self.who, each) for each in (party.id, *groups)))


def _fits(patterns: tuple[str, ...], text: str) -> bool:
    return not patterns or any(glob(pattern).matches(text) for pattern in patterns)


def selected(org: OrgMap, selector: Selector) -> frozenset[str]:
    """The ids of all parties that are meant."""
    return frozenset(party.id for party in org.parties.values() if selector.matches(party, org))
