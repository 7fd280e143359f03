"""Two maps side by side: what is written differently, what that does, and what of it is worse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from icmap.comparison._values import Side
from icmap.comparison._written import Written, what_is_written
from icmap.measures.agreements import Kind
from icmap.measures.changes.agreements import AgreementChange, agreement_changes
from icmap.measures.changes.loads import LoadChange, load_changes
from icmap.measures.changes.loops import LoopChange, loop_changes
from icmap.measures.changes.needs import NeedChange, need_changes
from icmap.measures.changes.outages import ReachChange, reach_changes
from icmap.model.quantities import Seconds
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Comparison", "Effects", "MapSide", "Worse", "compare"]

Reason = Literal["no stand-in", "waiting loop", "unmet need", "broken chain", "broken promise", "later"]
"""Why a change fails the gate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSide:
    """One of the two maps, in the situations that were asked for and that it knows."""

    name: str
    file: str
    situations: tuple[str, ...]
    parties: int
    services: int
    end_customers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effects:
    """What the difference does: only what differs is listed."""

    needs: tuple[NeedChange, ...]
    reach: tuple[ReachChange, ...]
    waiting_loops: tuple[LoopChange, ...]
    agreements: tuple[AgreementChange, ...]
    load: tuple[LoadChange, ...]


@dataclass(frozen=True, slots=True)
class Worse:
    """One thing that `--fail-on worse` fails on; `subjects` are the ids it is about, `number` hours, or parties that stop."""

    reason: Reason
    subjects: tuple[str, ...]
    number: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that differs between two maps; `worse` is what the gate fails on, given the tolerance."""

    old: MapSide
    new: MapSide
    unchanged: bool
    written: Written
    effects: Effects
    worse: tuple[Worse, ...]
    tolerance: Seconds = 0


def compare(old: Side, new: Side, tolerance: Seconds = 0) -> Comparison:
    """The comparison of two maps. A map compared with itself is unchanged, and nothing is listed.

    Everything is symmetric: compared the other way round, what was added is removed and what was worse is better.
    """
    written = what_is_written(old, new)
    effects = Effects(
        need_changes(old.study, new.study),
        reach_changes(old.study, new.study),
        loop_changes(old.study, new.study),
        agreement_changes(old.study, new.study),
        load_changes(old.study, new.study),
    )
    worse = tuple(_worse(effects, tolerance))
    return Comparison(
        old=_side(old.study),
        new=_side(new.study),
        unchanged=not written.anything,
        written=written,
        effects=effects,
        worse=worse,
        tolerance=tolerance,
    )


def _side(study: Study) -> MapSide:
    return MapSide(
        name=study.org.name,
        file=study.org.file,
        situations=study.question.situations,
        parties=study.parties.number_of_nodes(),
        services=study.services.number_of_nodes(),
        end_customers=study.ends,
    )


def _worse(effects: Effects, tolerance: Seconds) -> Iterator[Worse]:
    """Certain loops, broken agreements and needs, delays, lost stand-ins: each new, nothing that only stayed bad."""
    for loop in effects.waiting_loops:
        if loop.change == "added" and loop.loop.certain:
            yield Worse("waiting loop", loop.loop.services, float(len(loop.loop.services)))
    for each in effects.agreements:
        if each.change == "broken":
            yield _broken(each)
    unmet = {each.subjects for each in map(_broken, effects.agreements) if each.reason == "unmet need"}
    for need in effects.needs:
        subjects = (need.customer, need.provider) if need.provider else (need.customer,)
        if need.newly_broken and subjects not in unmet and need.before:
            yield Worse("unmet need", subjects, float(-(need.after.margin or 0)) / 3600 if need.after else None)
        if need.later is not None and need.later - (need.learned or 0) > tolerance:
            yield Worse("later", subjects, float(need.later) / 3600)
    for party in effects.reach:
        if party.lost:
            yield Worse("no stand-in", (party.party,), float(party.reach_after or 0))


def _broken(each: AgreementChange) -> Worse:
    after = each.after
    over = after.taken - after.allowed if after and after.taken is not None and after.allowed is not None else 0
    subjects = tuple(name for name in (each.customer, each.provider) if name)
    reasons: dict[str, Reason] = {Kind.UNMET_NEED: "unmet need", Kind.BROKEN_CHAIN: "broken chain"}
    return Worse(reasons.get(each.kind, "broken promise"), subjects, float(over) / 3600)
