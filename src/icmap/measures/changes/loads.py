"""Who is asked for more, or less, of what it can do."""

from __future__ import annotations

from icmap.encoding import Inline
from icmap.locations import Span
from icmap.measures.load import Load, loads
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["LoadChange", "load_changes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadChange:
    """A party whose utilisation differs; None where it is not known. Overloaded: at or above the threshold."""

    party: str
    before: float | None
    after: float | None
    overloaded_before: bool
    overloaded_after: bool
    span: Inline[Span]


def load_changes(old: Study, new: Study) -> tuple[LoadChange, ...]:
    """Every such party by id."""
    before, after = old.of(loads), new.of(loads)
    found = (_change(old, new, each, before.get(each), after.get(each)) for each in sorted({*before, *after}))
    return tuple(each for each in found if each.before != each.after)


def _change(old: Study, new: Study, party: str, was: Load | None, now: Load | None) -> LoadChange:
    span = (new if now else old).org.parties[party].span
    shares = was.utilisation if was else None, now.utilisation if now else None
    limits = old.question.thresholds.utilisation, new.question.thresholds.utilisation
    before, after = (share is not None and share >= limit for share, limit in zip(shares, limits, strict=True))
    return LoadChange(
        party=party, before=shares[0], after=shares[1], overloaded_before=before, overloaded_after=after, span=span
    )
