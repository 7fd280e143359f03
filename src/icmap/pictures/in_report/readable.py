"""How much of a large map is drawn: it is folded into its groups until it can be read at a glance."""

from __future__ import annotations

from dataclasses import replace

from icmap.pictures.views.selection import MOST
from icmap.study import Study

__all__ = ["readable", "sentence"]

_MOST_LEVELS, _MOST_FOLDED, _MOST_LINES = 8, 120, 400


def readable(study: Study) -> tuple[Study, tuple[str, ...]]:
    """The study as it is drawn: a map too large to be drawn whole is folded until it can be read at a glance.

    The deepest level of `part_of` at which few enough are left; as it is where no level is, or where one was asked for.
    """
    if len(study.parties) <= MOST or study.question.level is not None:
        return study, ()
    for level in range(_MOST_LEVELS, 0, -1):
        folded = Study(study.org, replace(study.question, level=level))
        if len(folded.parties) <= _MOST_FOLDED and folded.parties.number_of_edges() <= _MOST_LINES:
            return folded, (
                f"The map shows the {len(study.parties)} parties in {len(folded.parties)} groups; find one to see where it belongs",
            )
    return study, ()


def sentence(remark: str) -> str:
    """A remark as a sentence of its own, without what options of `icmap render` would do."""
    told = remark.partition("; --")[0]
    return told[:1].upper() + told[1:] + ("" if told.endswith(".") else ".")
