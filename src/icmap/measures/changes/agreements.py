"""Needs, promises and chains of promises: which are newly broken, which are mended, which are missed by more or less."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from icmap.encoding import Hidden, Inline
from icmap.locations import Span, span_of
from icmap.measures.agreements import Agreement, Breach, Kind, ServicePromise, Verdict, agreements
from icmap.model.quantities import Clock, Seconds
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["AgreementChange", "Compared", "Comparing", "Key", "agreement_changes", "comparings", "each_thing_once"]

Key = tuple[str, str, str, Clock, tuple[str, ...]]
"""Kind, customer (empty for a promise), provider, clock, situations: what makes two comparisons the same one."""

_OF_NEEDS = (Kind.UNMET_NEED, Kind.BROKEN_CHAIN)


@dataclass(frozen=True, slots=True)
class Compared:
    """How it stands in one map: what is allowed, what it takes, and what that rests on (promise, actual, computed …)."""

    verdict: str
    against: str
    allowed: Seconds | None
    taken: Seconds | None


@dataclass(frozen=True, slots=True, kw_only=True)
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
    when: tuple[str, ...]
    before: Compared | None
    after: Compared | None
    span: Inline[Span]

    @property
    def key(self) -> Hidden[Key]:
        """What makes the comparison the same one in another map."""
        return self.kind, self.customer, self.provider, self.clock, self.when


def agreement_changes(old: Study, new: Study) -> tuple[AgreementChange, ...]:
    """In the order of kind, customer and provider. A need is known by its customer, provider, clock and situations."""
    before, after = old.of(comparings), new.of(comparings)
    return tuple(each for key in sorted({*before, *after}) if (each := _change(key, before.get(key), after.get(key))))


def each_thing_once(changes: Iterable[AgreementChange]) -> list[AgreementChange]:
    """Without the chains of promises to a need that is itself among the changes."""
    found = list(changes)
    needs = {_ends(each) for each in found if each.kind == Kind.UNMET_NEED}
    return [each for each in found if each.kind != Kind.BROKEN_CHAIN or _ends(each) not in needs]


def _ends(change: AgreementChange) -> tuple[str, str, Clock]:
    return change.customer, change.provider, change.clock


@dataclass(frozen=True, slots=True, eq=False)
class Comparing:
    """One comparison of a map, where it is written, and the dependency or the promise that it is about."""

    breach: Breach
    span: Span
    about: Agreement | ServicePromise

    @property
    def margin(self) -> Seconds:
        """What is left; 0 where nothing could be compared."""
        return self.breach.margin or 0


def comparings(study: Study) -> Mapping[Key, Comparing]:
    """Every comparison of a need, promise or chain, the worst of those with the same key."""
    found: dict[Key, Comparing] = {}
    for key, each in _all(study):
        known = found.get(key)
        if known is None or each.margin < known.margin:
            found[key] = each
    return found


def _all(study: Study) -> Iterator[tuple[Key, Comparing]]:
    found = study.of(agreements)
    for agreement in found.dependencies:
        link = agreement.link
        for breach in agreement.comparisons:
            if breach.kind in _OF_NEEDS:
                key = breach.kind, link.customer, link.provider, breach.clock, tuple(sorted(link.dependency.when))
                yield key, Comparing(breach, span_of(link.dependency, "within"), agreement)
    for service in found.services:
        for breach in service.comparisons:
            yield (breach.kind, "", service.node, breach.clock, ()), Comparing(breach, service.span, service)


def _change(key: Key, was: Comparing | None, now: Comparing | None) -> AgreementChange | None:
    change = _what_happened(was.breach if was else None, now.breach if now else None)
    place = now or was
    if change is None or place is None:
        return None
    kind, customer, provider, clock, when = key
    return AgreementChange(
        kind=kind, change=change, customer=customer, provider=provider, clock=clock, when=when,
        before=_compared(was), after=_compared(now), span=place.span,
    )  # fmt: skip


def _what_happened(was: Breach | None, now: Breach | None) -> Literal["broken", "mended", "by more", "by less"] | None:
    broken = tuple(each is not None and each.verdict is Verdict.BROKEN for each in (was, now))
    if broken == (False, True):
        return "broken"
    if broken == (True, False):
        return "mended"
    if broken == (True, True) and was and now and was.margin != now.margin:
        return "by more" if (now.margin or 0) < (was.margin or 0) else "by less"
    return None


def _compared(each: Comparing | None) -> Compared | None:
    if each is None:
        return None
    breach = each.breach
    return Compared(str(breach.verdict), breach.against, breach.allowed, breach.taken)
