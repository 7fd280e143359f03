"""Needs, promises and chains of promises: which are newly broken, which are mended, which are missed by more or less."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from icmap.document import hours_field
from icmap.locations import Span, span_of
from icmap.measures.agreements import Breach, Kind, Verdict, agreements
from icmap.quantities import Clock, Seconds
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["AgreementChange", "Compared", "Key", "agreement_changes", "breaches", "each_thing_once", "key_of"]

Key = tuple[str, str, str, str, tuple[str, ...]]
"""Kind, customer (empty for a promise), provider, clock, situations: what makes two comparisons the same one."""

_KINDS = (Kind.UNMET_NEED, Kind.BROKEN_CHAIN, Kind.IMPOSSIBLE_PROMISE, Kind.MISSED_PROMISE)


@dataclass(frozen=True, slots=True)
class Compared:
    """How it stands in one map: what is allowed, what it takes, and what that rests on (promise, actual, computed …)."""

    verdict: str
    against: str
    allowed: Seconds | None = hours_field()
    taken: Seconds | None = hours_field()


@dataclass(frozen=True, slots=True)
class AgreementChange:
    """A need, promise or chain that is broken in one of the maps and stands otherwise in the other.

    `kind` is a word of the promises of `icmap analyze` (unmet need, broken chain, impossible promise, missed promise);
    `customer` is empty for a promise. A side is None where nothing of the kind is said there.
    """

    kind: str
    change: Literal["broken", "mended", "by more", "by less"]
    customer: str
    provider: str
    clock: Clock
    before: Compared | None
    after: Compared | None
    file: str
    line: int


def agreement_changes(old: Study, new: Study) -> tuple[AgreementChange, ...]:
    """In the order of kind, customer and provider. A need is known by its customer, provider, clock and situations."""
    before, after = breaches(old), breaches(new)
    return tuple(each for key in sorted({*before, *after}) if (each := _change(key, before.get(key), after.get(key))))


def each_thing_once(changes: Iterable[AgreementChange]) -> list[AgreementChange]:
    """Without the chains of promises to a need that is itself among the changes."""
    found = list(changes)
    needs = {_ends(each) for each in found if each.kind == Kind.UNMET_NEED}
    return [each for each in found if each.kind != Kind.BROKEN_CHAIN or _ends(each) not in needs]


def _ends(change: AgreementChange) -> tuple[str, str, Clock]:
    return change.customer, change.provider, change.clock


Place = tuple[Breach, Span]


def breaches(study: Study) -> Mapping[Key, Place]:
    """Every comparison of a need, promise or chain, the worst of those with the same key, with its place."""
    found: dict[Key, Place] = {}
    for key, breach, span in _all(study):
        known = found.get(key)
        if known is None or (breach.margin or 0) < (known[0].margin or 0):
            found[key] = breach, span
    return found


def key_of(breach: Breach, customer: str, provider: str, when: tuple[str, ...] = ()) -> Key:
    """What makes a comparison the same one in another map."""
    return breach.kind, customer, provider, breach.clock, tuple(sorted(when))


def _all(study: Study) -> Iterator[tuple[Key, Breach, Span]]:
    found = study.of(agreements)
    for agreement in found.dependencies:
        link = agreement.link
        for breach in agreement.comparisons:
            if breach.kind in _KINDS[:2]:
                key = key_of(breach, link.customer, link.provider, link.dependency.when)
                yield key, breach, span_of(link.dependency, "within")
    for service in found.services:
        step = study.step(service.node)
        span = span_of(step.service if step.service and step.service.promise else step.party, "promise")
        for breach in service.comparisons:
            yield key_of(breach, "", service.node), breach, span


def _change(key: Key, was: Place | None, now: Place | None) -> AgreementChange | None:
    change = _what_happened(was[0] if was else None, now[0] if now else None)
    place = now or was
    if change is None or place is None:
        return None
    kind, customer, provider, *_ = key
    before, after = _compared(was), _compared(now)
    breach, span = place
    return AgreementChange(kind, change, customer, provider, breach.clock, before, after, span.file, span.line)


def _what_happened(was: Breach | None, now: Breach | None) -> Literal["broken", "mended", "by more", "by less"] | None:
    broken = tuple(each is not None and each.verdict is Verdict.BROKEN for each in (was, now))
    if broken == (False, True):
        return "broken"
    if broken == (True, False):
        return "mended"
    if broken == (True, True) and was and now and was.margin != now.margin:
        return "by more" if (now.margin or 0) < (was.margin or 0) else "by less"
    return None


def _compared(place: Place | None) -> Compared | None:
    if place is None:
        return None
    breach = place[0]
    return Compared(str(breach.verdict), breach.against, breach.allowed, breach.taken)
