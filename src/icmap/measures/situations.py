"""What each situation, and each share of the cases under a half, changes: need by need, and who can then stop whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from icmap.encoding import Hidden, Inline, Spread
from icmap.graph import Link
from icmap.locations import Span
from icmap.measures.loops import WaitingLoop, waiting_loops
from icmap.measures.needs import Need, needs
from icmap.measures.network import network
from icmap.measures.outages import outages
from icmap.measures.parts import Part, largest_part, parts_of_chain
from icmap.measures.verdicts import Verdict
from icmap.model import AnyOf, Dependency, Entry, OrgMap, Party
from icmap.model.entries import leaves
from icmap.model.quantities import Seconds
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["STEPS", "Blocking", "Case", "NeedChange", "Situations", "situations"]

STEPS = 2_000_000
"""So many services are looked at over all situations and shares together; what is left out then is said."""


@dataclass(frozen=True, slots=True, eq=False)
class NeedChange:
    """A need that is met at another time in a case; `before` is None where it is a need only then, `after` only without.

    `cause` is the largest part of what is newly waited for on its slowest chain, with all that this waits for; None
    where nothing is. `breaks`: it is broken then and is not otherwise.
    """

    before: Inline[Need | None]
    after: Spread[Need | None]
    cause: Part | None
    breaks: bool

    @property
    def need(self) -> Hidden[Need]:
        """The need as it is without the case, or else within it."""
        found = self.before or self.after
        assert found is not None  # noqa: S101 - one of the two is there
        return found


@dataclass(frozen=True, slots=True)
class Blocking:
    """A party whose outage stops more end customers than otherwise; `end_customers` are the first of the further ones."""

    party: str
    end_customers: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A situation, or an entry that is needed in under half of the cases, and what it changes.

    `name` is the situation, or the entry's customer and what it gets; `share` is how often, if known. `needs` are those
    met at another time, the ones that break first, then those with the longest delay.
    """

    kind: Literal["situation", "share"]
    name: str
    share: Seconds | None
    span: Inline[Span]
    needs: tuple[NeedChange, ...]
    newly_blocking: tuple[Blocking, ...]
    new_loops: tuple[WaitingLoop, ...]

    @property
    def changes(self) -> bool:
        """Whether it changes anything that an end customer would notice."""
        return bool(self.needs or self.newly_blocking or self.new_loops)


@dataclass(frozen=True, slots=True, eq=False)
class Situations:
    """The situations that are not already on, as the file lists them, then the shares; `complete` if none was left out."""

    cases: tuple[Case, ...]
    complete: bool


def situations(study: Study) -> Situations:
    """Each situation and each share by itself against the study as it is."""
    asked = [each for each in study.org.situations if each.name not in study.question.situations]
    seldom = list(_seldom(study))
    affordable = max(1, STEPS // max(1, len(study.services)))
    cases = [_case(study, study.under(each.name), Case("situation", each.name, each.share, each.span, (), (), ()))
             for each in asked[:affordable]]  # fmt: skip
    for entry, named in seldom[: affordable - len(cases)]:
        then = Study(_always(study.org, frozenset(leaves((entry,)))), study.question)
        cases.append(_case(study, then, named))
    return Situations(tuple(cases), len(asked) + len(seldom) <= affordable)


def _seldom(study: Study) -> Iterator[tuple[Entry, Case]]:
    """The entries that hold now and for which a request waits in under half of the cases, in the order of the map."""
    on = frozenset(study.question.situations)
    for party in study.org.parties.values():
        for entry in (*party.depends_on, *(each for service in party.services for each in service.depends_on)):
            found = [each for each in leaves((entry,)) if _is_seldom(each) and (not each.when or on & {*each.when})]
            if found:
                share = max((each.share for each in found if each.share is not None), default=None)
                where = ", ".join(each.reference for each in found)
                yield entry, Case("share", f"{party.id} <- {where}", share, found[0].span, (), (), ())


def _is_seldom(entry: Dependency) -> bool:
    return entry.share is not None and not entry.is_waited_for and replace(entry, share=None).is_waited_for


def _always(org: OrgMap, wanted: frozenset[Dependency]) -> OrgMap:
    """The map in which these entries are needed in all cases."""
    owners = {each.customer for each in wanted}
    return replace(
        org, parties={name: _party(each, wanted) if name in owners else each for name, each in org.parties.items()}
    )


def _party(party: Party, wanted: frozenset[Dependency]) -> Party:
    services = tuple(replace(each, depends_on=_entries(each.depends_on, wanted)) for each in party.services)
    return replace(party, depends_on=_entries(party.depends_on, wanted), services=services)


def _entries(entries: Iterable[Entry], wanted: frozenset[Dependency]) -> tuple[Entry, ...]:
    return tuple(
        replace(each, members=_entries(each.members, wanted)) if isinstance(each, AnyOf)
        else replace(each, share=None) if each in wanted else each
        for each in entries
    )  # fmt: skip


def _case(study: Study, then: Study, case: Case) -> Case:
    if case.kind == "situation" and not _holds_somewhere(then, case.name):
        return case
    found = sorted(_need_changes(study, then), key=_worst_first)
    return replace(
        case, needs=tuple(found), newly_blocking=tuple(_blocking(study, then)), new_loops=_new_loops(study, then)
    )


def _holds_somewhere(study: Study, situation: str) -> bool:
    """Whether any dependency waits for the situation."""
    edges: Iterable[tuple[str, str, tuple[Link, ...]]] = study.services.edges.data("links")
    return any(situation in link.dependency.when for *_, links in edges for link in links)


def _worst_first(change: NeedChange) -> tuple[bool, Seconds, str]:
    before, after = (each.arrival or 0 if each else 0 for each in (change.before, change.after))
    return not change.breaks, before - after, change.need.key


def _need_changes(study: Study, then: Study) -> Iterator[NeedChange]:
    before = {need.key: need for need in study.of(needs)}
    after = {need.key: need for need in then.of(needs)}
    for key in {**before, **after}:
        was, now = before.get(key), after.get(key)
        if was is None or now is None or (was.arrival, was.verdict) != (now.arrival, now.verdict):
            breaks = now is not None and now.verdict is Verdict.BROKEN and not (was and was.verdict is Verdict.BROKEN)
            yield NeedChange(was, now, _cause(study, then, now) if now else None, breaks)


def _cause(study: Study, then: Study, now: Need) -> Part | None:
    """The largest part of the slowest chain up to the last dependency on it that is not waited for otherwise."""
    usual = study.of(_waited_for)
    new = [place for place, link in enumerate(now.chain) if _place(link.dependency) not in usual]
    return largest_part(parts_of_chain(then, now.chain[: new[-1] + 1])) if new else None


def _waited_for(study: Study) -> frozenset[object]:
    """Every dependency that counts in times, as it is."""
    return frozenset(_place(link.dependency) for link in study.of(network).links)


def _place(entry: Dependency) -> object:
    return (entry.file, entry.place, entry.customer, entry.customer_service, entry.reference, entry.when)


def _blocking(study: Study, then: Study) -> Iterator[Blocking]:
    before = {each.party: each for each in study.of(outages).parties}
    for each in then.of(outages).parties:
        known = before.get(each.party)
        if known is None or each.end_customer_count > known.end_customer_count:
            old = known.end_customers if known else ()
            further = tuple(end for end in each.end_customers if end not in old)
            if further:
                yield Blocking(each.party, further)


def _new_loops(study: Study, then: Study) -> tuple[WaitingLoop, ...]:
    old = {loop.services for loop in study.of(waiting_loops)}
    return tuple(loop for loop in then.of(waiting_loops) if loop.services not in old)
