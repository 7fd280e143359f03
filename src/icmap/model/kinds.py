"""What a kind means, once: every question that icmap asks of a party's kind is answered by this table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from icmap.records import dataclass
from icmap.text.suggestions import nearest

__all__ = ["INSIDE_KINDS", "KINDS", "OUTSIDE_KINDS", "PLAIN", "Kind", "Shape", "is_known", "kind_called", "near_kind"]

Shape = Literal[
    "person", "role", "team", "department", "process", "system", "supplier", "authority", "customer", "party"
]
"""What somebody or something is drawn as."""

Alone = Literal["always", "outside", "unless several", "never"]
"""Whether nobody else of its sort is there: always, only where it stands outside, unless a headcount says otherwise, never."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What is known of every party of a kind, unless the party says otherwise.

    * `name`: the known kind that a word counts as; '' for a word that icmap does not know.
    * `outside`: stands outside the organisation.
    * `alone`: when it is one of a kind, so that nobody else is there to take over.
    * `may_be_end`: is an end customer where the rule of *end customer* finds it to be one.
    * `is_human`: one human being, who answers for it, whose score may be a single person's, and who works alone.
    * `is_person`: has a person's name, without an article.
    * `is_one`: its name is never several, however it sounds.
    * `is_thing`: a machine, which is not rated on its communication.
    * `shape`: what it is drawn as.
    * `out`: what is said when it is out, of one; `out_many` of several.
    """

    name: str
    outside: bool = False
    alone: Alone = "never"
    may_be_end: bool = True
    is_human: bool = False
    is_person: bool = False
    is_one: bool = False
    is_thing: bool = False
    shape: Shape = "party"
    out: str = "is out"
    aliases: tuple[str, ...] = ()

    @property
    def out_many(self) -> str:
        """What is said of several: `are down`."""
        return f"are {self.out.removeprefix('is ')}" if self.out.startswith("is ") else self.out


PLAIN = Kind("")
"""A party without a kind, or of one that icmap does not know: inside, and everything that a kind excludes is open."""

_PERSON = Kind(
    "person", alone="unless several", is_human=True, is_person=True, is_one=True, shape="person", out="is away",
    aliases=("employee", "temporary worker"),
)  # fmt: skip
_SUPPLIER = Kind(
    "supplier",
    outside=True,
    alone="outside",
    may_be_end=False,
    shape="supplier",
    out="cannot deliver",
    aliases=("vendor",),
)

KINDS: tuple[Kind, ...] = (
    _PERSON,
    replace(_PERSON, name="contractor", may_be_end=False, is_person=False, is_one=False, aliases=()),
    Kind("role", alone="unless several", is_human=True, shape="role", out="is not staffed"),
    Kind("team", shape="team", out="is away", aliases=("squad", "crew", "group")),
    Kind("department", shape="department", out="is closed"),
    Kind("unit", shape="department", out="is closed"),
    Kind("process", may_be_end=False, is_thing=True, shape="process", out="is stopped"),
    Kind("system", alone="always", may_be_end=False, is_one=True, is_thing=True, shape="system", out="is down"),
    Kind("external customer", outside=True, shape="customer", out="is away", aliases=("customer", "client")),
    Kind("applicant", outside=True, shape="customer", out="is away"),
    _SUPPLIER,
    replace(_SUPPLIER, name="partner", aliases=()),
    Kind("regulator", outside=True, shape="authority", aliases=("authority",)),
    Kind("shareholder", outside=True, shape="authority"),
    Kind("creditor", outside=True, shape="authority"),
)
"""Every known kind, with the other words for it."""

_BY_WORD: Mapping[str, Kind] = {word: kind for kind in KINDS for word in (kind.name, *kind.aliases)}
INSIDE_KINDS = tuple(word for word, kind in _BY_WORD.items() if not kind.outside)
OUTSIDE_KINDS = tuple(word for word, kind in _BY_WORD.items() if kind.outside)


def kind_called(word: str) -> Kind:
    """The kind that a word means, whatever its case; `PLAIN` where icmap does not know it."""
    return _BY_WORD.get(word.lower(), PLAIN)


def is_known(word: str) -> bool:
    """Whether the table has a word."""
    return word.lower() in _BY_WORD


def near_kind(word: str) -> str:
    """The known word that is nearest to one; '' where none is near."""
    return nearest(word.lower(), _BY_WORD)
