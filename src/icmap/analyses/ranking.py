"""In which order findings stand on the first screen, and which of them: one table of their kinds, and the choice of five."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import IntEnum

from icmap.locations import Span
from icmap.records import dataclass

__all__ = ["KINDS", "MOST", "Hurt", "Item", "Kind", "Sure", "chosen", "explained"]

MOST = 5
"""So many items stand on the first screen."""

_OF_A_KIND = 2


class Hurt(IntEnum):
    """Who is hurt, worst first."""

    END_NOW = 0
    """An end customer, now."""
    END_THEN = 1
    """An end customer, as soon as something happens or by what is on its way."""
    OTHERS = 2
    """Other parties."""
    NOBODY = 3
    """Nobody that the map names."""

    @property
    def letter(self) -> str:
        """Its name in the table: a, b, c or d."""
        return "abcd"[self]


class Sure(IntEnum):
    """What a finding rests on, surest first."""

    MEASURED = 0
    PROMISED = 1
    COMPUTED = 2
    STRUCTURAL = 3


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: who is hurt by it, how bad it is from 0 to 1, the section that has all of its kind."""

    hurt: str
    bad: str
    section: str
    one: str
    many: str


KINDS: Mapping[str, Kind] = {
    "broken-need": Kind(
        "a",
        "1 - within / arrival; if everybody keeps their promise, with that arrival; from request, with what is promised, measured or taken",
        "needs", "need is met too late", "needs are met too late",
    ),
    "waiting-loop": Kind(
        "a where an end customer waits for it, else c", "1", "reciprocity", "loop waits for itself", "loops wait for themselves"
    ),
    "broken-promise": Kind(
        "a where an end customer gets it directly, b on the way of one, else c", "1 - allowed / taken, of the worst of missed, impossible and "
        "shorter than needed", "promises", "promise does not hold", "promises do not hold",
    ),
    "dissatisfied-customers": Kind(
        "a where an end customer itself rates it so, b on the way of one, else c", "(midpoint - score) / (midpoint - low)", "satisfaction",
        "provider is rated low", "providers are rated low",
    ),
    "overloaded": Kind(
        "b on the way of an end customer, else c", "utilisation - 85 %, at peak by its own; not capped", "bottlenecks",
        "party is overloaded", "parties are overloaded",
    ),
    "no-stand-in": Kind(
        "b", "(others that stop + end customers among them) / (other parties + end customers)", "outages",
        "party has no stand-in", "parties have no stand-in",
    ),
    "common-cause": Kind(
        "b", "as of no-stand-in", "outages", "choice hangs on one party", "choices hang on one party"
    ),
    "slow-recovery": Kind(
        "b on the way of an end customer, else c", "1 - tolerates / recovery", "outages", "party comes back too late", "parties come back too late"
    ),
    "situation": Kind(
        "b", "1 - within / arrival, in that situation or share of the cases", "situations",
        "situation breaks a need", "situations break a need",
    ),
    "calibration": Kind(
        "b", "1 - within / arrival with the measured time where that is too late, else the part of the arrival by which it moves", "critical-paths",
        "measured time changes an answer", "measured times change an answer",
    ),
    "importance-inversion": Kind(
        "d", "share of no-stand-in, times how far the ratings are apart (of 3)", "outages",
        "dependency is rated below what rests on it", "dependencies are rated below what rests on them",
    ),
    "silent-dependency": Kind(
        "d", "its part of the arrival of the need", "promises",
        "important step on a slowest chain has no agreed time", "important steps on slowest chains have no agreed time",
    ),
}  # fmt: skip
"""Every kind of finding, in the order in which equals are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A finding that may stand on the first screen; put into words only if it is chosen.

    `subject` is who or what it is about, `covers` all things no second item may be about; `need` is the key of the need
    that is hurt and `end` its end customer, where it is one. `bad` is from 0 to 1 (a load may go beyond), `weight` the
    importance from 1 to 4. `lever` says what would help most.
    """

    kind: str
    about: str
    subject: str
    covers: tuple[tuple[str, str], ...]
    hurt: Hurt
    bad: float
    weight: int
    sure: Sure
    span: Span
    clause: Callable[[], str]
    number: float | None = None
    need: str | None = None
    end: str | None = None
    lever: Callable[[], str] | None = None
    lower_bound: bool = False

    @property
    def badness(self) -> float:
        """How bad, times how important."""
        return self.bad * self.weight

    @property
    def rank(self) -> tuple[Hurt, bool, float, Sure, int, str]:
        """Sorts the most important first; what is only a lower bound comes after what is known."""
        return self.hurt, self.lower_bound, -self.badness, self.sure, list(KINDS).index(self.kind), self.subject


def chosen(items: Iterable[Item]) -> tuple[Sequence[Item], Sequence[Item]]:
    """The five that stand on the first screen, in their order, and those that did not fit.

    One item per subject; at most two of a kind while another kind has something to say; the worst broken need of each
    end customer before the second of any. What is covered by one that stands there does not count as left out.
    """
    left = sorted(items, key=lambda each: each.rank)
    taken: list[Item] = []
    while len(taken) < MOST and (item := _next(left, taken)):
        taken.append(item)
        left = [each for each in left if each is not item and not _same(each, item)]
    return taken, left


def _same(one: Item, other: Item) -> bool:
    """Whether two are about the same thing."""
    return not set(one.covers).isdisjoint(other.covers)


def _next(left: Sequence[Item], taken: Sequence[Item]) -> Item | None:
    kinds = Counter(each.kind for each in taken)
    ends = {each.end for each in taken if each.kind == "broken-need"}
    waiting = {each.end for each in left if each.kind == "broken-need"} - ends

    def must_wait(item: Item) -> bool:
        return item.kind == "broken-need" and item.end in ends and bool(waiting)

    free = [each for each in left if not must_wait(each)]
    other = [each for each in free if kinds[each.kind] < _OF_A_KIND]
    return next(iter(other or free), None)


def explained() -> str:
    """The order and the table of kinds, for `icmap explain ranking`."""
    rows = "\n\n".join(f"- *{name}*: {kind.hurt}. How bad: {kind.bad}." for name, kind in KINDS.items())
    return f"{_ORDER}\n\n{rows.replace(chr(10) * 2, chr(10))}\n\n{_CHOICE}"


_ORDER = """What stands first on the first screen. Compared in this order: who is hurt, how bad, how sure.

- *Who is hurt*: a, an end customer now; b, an end customer as soon as something happens or by what is on its way; c, other parties; d, nobody that the map names.
- *How bad*: one scale per kind, times the importance of the need that is hurt, from 1 (low) to 4 (critical). On the way of an end customer is what it depends on in outages or in times, directly or through others; it carries the greatest importance of the needs it leads to.
- *How sure*: measured, promised, computed, structural. A time that is only a lower bound comes after those that are known.

Kind by kind:"""

_CHOICE = (
    f"Of these {MOST} are shown: one per subject, at most two of a kind while another kind has something to say, the worst broken need of "
    "each end customer before the second of any. What did not fit is counted in one line."
)
