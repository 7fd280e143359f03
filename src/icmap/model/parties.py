"""Anyone or anything that serves or is served."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from icmap.locations import NO_PLACES, Place, Span, span_of
from icmap.model.dependencies import Entry
from icmap.model.kinds import Kind, kind_called
from icmap.model.options import Option
from icmap.model.quantities import Actual, Estimate, Frequency, Seconds, Timed
from icmap.model.services import Service
from icmap.records import dataclass

__all__ = ["Party"]


@dataclass(frozen=True, slots=True, eq=False)
class Party:
    """Anyone or anything that serves or is served.

    `kind` is the word that the map uses, `counts_as` the known kind that the map's own `kinds` give it. `external` None
    means: by its kind; `end` None means: by the rule of *end customer*.
    """

    id: str
    label: str = ""
    description: str = ""
    kind: str = ""
    counts_as: str = ""
    external: bool | None = None
    end: bool | None = None
    part_of: str | None = None
    owner: str = ""
    headcount: Seconds | None = None
    tags: tuple[str, ...] = ()
    reviewed: date | None = None
    lead_time: Estimate | None = None
    every: Seconds | None = None
    effort: Estimate | None = None
    capacity: Frequency | None = None
    other_demand: Frequency | None = None
    peak: Frequency | None = None
    promise: Timed | None = None
    actual: Actual | None = None
    recovery: Seconds | None = None
    backup: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    source: str = ""
    confidence: str = ""
    depends_on: tuple[Entry, ...] = ()
    services: tuple[Service, ...] = ()
    file: str = ""
    place: Place = 0
    places: Mapping[str, Place] = field(default_factory=lambda: NO_PLACES)

    def __repr__(self) -> str:
        return f"<Party {self.id!r}>"

    @property
    def name(self) -> str:
        """What people call it: its name in the file, else its id."""
        return self.label or self.id

    @property
    def nature(self) -> Kind:
        """What its kind means."""
        return kind_called(self.counts_as or self.kind)

    @property
    def is_external(self) -> bool:
        """Whether it stands outside the organisation: as `external` says, else by its kind."""
        return self.nature.outside if self.external is None else self.external

    @property
    def is_one_of_a_kind(self) -> bool:
        """Whether nobody else of its sort is there to take over.

        Any party with a headcount of 1, a person or a role without a headcount, a system, a supplier or partner outside. Teams
        and departments rarely vanish.
        """
        if self.headcount == 1:
            return True
        alone = self.nature.alone
        return (
            alone == "always"
            or (alone == "outside" and self.is_external)
            or (alone == "unless several" and self.headcount is None)
        )

    @property
    def is_person(self) -> bool:
        """Whether it is called by a person's name: of its kind, and no headcount says that there are several."""
        return self.nature.is_person and not self._is_several

    @property
    def is_one(self) -> bool:
        """Whether its name is that of one, however it sounds: a person, a system."""
        return self.nature.is_one and not (self.nature.is_human and self._is_several)

    @property
    def _is_several(self) -> bool:
        return self.headcount is not None and self.headcount > 1

    @property
    def is_one_person(self) -> bool:
        """Whether it may be a single human being: one person or a role, and no headcount says that there are more."""
        return self.nature.is_human if self.headcount is None else self.headcount <= 1

    @property
    def people(self) -> Seconds | None:
        """How many work side by side: its headcount, 1 for a person or a role without one; None where nobody said."""
        return 1 if self.headcount is None and self.nature.is_human else self.headcount

    @property
    def span(self) -> Span:
        """Where the party's id is written."""
        return span_of(self)
