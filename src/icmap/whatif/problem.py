"""From a map with options to the problem of choosing among them: which part of which time each replaces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from icmap.graph import Choice, Link
from icmap.kernels.choosing import Aim, Part, Problem
from icmap.kernels.firing import NEVER
from icmap.measures.columns import net_of, tokens_of
from icmap.measures.needs import Need, needs
from icmap.measures.network import batch_wait
from icmap.measures.schedule import Schedule, schedule
from icmap.model.quantities import Estimate, Seconds
from icmap.records import dataclass
from icmap.study import Study
from icmap.whatif.offers import Offer, groups_apart, needed

__all__ = ["Asked", "asked"]

_Tier = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A problem with the needs that are its aims, and how many ticks a second has."""

    problem: Problem
    needs: tuple[Need, ...]
    scale: int


def asked(study: Study, offers: Sequence[Offer]) -> Asked:
    """The problem of a study: its needs that are met at all are the aims, all times as on paper."""
    return _Making(study, offers).made()


class _Making:
    """A problem while it is being made."""

    def __init__(self, study: Study, offers: Sequence[Offer]) -> None:
        self.study, self.offers = study, offers
        self.plan: Schedule = study.of(schedule)
        self.net = net_of(self.plan)
        self.scale = self.plan.compiled.scale
        self.by_thing: dict[str, list[int]] = {}
        self.by_entry: dict[int, list[int]] = {}
        for number, offer in enumerate(offers):
            if offer.entry is not None:
                self.by_entry.setdefault(id(offer.entry), []).append(number)
            else:
                self.by_thing.setdefault(str(offer.of), []).append(number)

    def made(self) -> Asked:
        compiled = self.plan.compiled
        own = [(self._lead(node), self._wait(node)) for node in compiled.nodes]
        instead = {}
        for number, link in enumerate(compiled.links):
            override = self._override(number, link, own)
            if override is not None:
                instead[number] = override
        found = [need for need in self.study.of(needs) if need.ticks != NEVER]
        problem = Problem(
            self.net,
            own,
            [
                self._part(float(handoff), self._of_entry(link, "handoff"))
                for handoff, link in zip(compiled.handoff, compiled.links, strict=True)
            ],
            instead,
            tuple(self._aim(need) for need in found),
            [offer.cost for offer in self.offers],
            frozenset(number for number, offer in enumerate(self.offers) if offer.option.partly),
            tuple(groups_apart(self.offers)),
            tuple(needed(self.offers)),
            self._with("optional", value=True),
            self._with("waits", value=False),
            given={link: float(time) for link, time in self.plan.times.given.items()},
        )
        return Asked(problem, tuple(found), self.scale)

    def _part(self, base: float, *tiers: _Tier) -> Part:
        return Part(base, tuple(tier for tier in tiers if tier))

    def _ticks(self, time: Estimate | Seconds) -> float:
        return float((time.mean if isinstance(time, Estimate) else time) * self.scale)

    def _lead(self, node: str) -> Part:
        step = self.study.step(node)
        base = self._ticks(step.lead_time) if step.lead_time else 0.0
        return self._part(base, *self._tiers(node, "lead_time"))

    def _wait(self, node: str) -> Part:
        step = self.study.step(node)
        tiers = [tuple((option, time / 2) for option, time in tier) for tier in self._tiers(node, "every")]
        return self._part(float(batch_wait(step) * self.scale), *tiers)

    def _tiers(self, node: str, key: str) -> tuple[_Tier, ...]:
        """The service's own options, then those of its party where the service says nothing itself."""
        step = self.study.step(node)
        party = step.party.id
        if step.service is None:
            return (self._of_thing(party, key),) if not step.party.services else ()
        inherits = getattr(step.service, key) is None
        return self._of_thing(f"{party}/{step.service.name}", key), self._of_thing(party, key) if inherits else ()

    def _of_thing(self, thing: str, key: str) -> _Tier:
        return self._values(self.by_thing.get(thing, ()), key)

    def _of_entry(self, link: Link, key: str) -> _Tier:
        return self._values(self.by_entry.get(id(link.dependency), ()), key)

    def _values(self, options: Sequence[int], key: str) -> _Tier:
        found = ((option, self.offers[option].changes.get(key)) for option in options)
        return tuple((option, self._ticks(value)) for option, value in found if value is not None)

    def _override(self, number: int, link: Link, own: Sequence[tuple[Part, Part]]) -> tuple[Part, ...] | None:
        """The time in place of the provider's, where the entry has one or an option gives it one."""
        tier = self._of_entry(link, "lead_time")
        lead, wait = own[self.net.provider[number]]
        if link.dependency.lead_time is not None:
            return self._part(self._ticks(link.dependency.lead_time), tier), wait
        return (self._part(lead.base, tier, *lead.tiers), wait) if tier else None

    def _with(self, key: str, *, value: bool) -> Mapping[int, tuple[int, ...]]:
        """The links that an option takes off the way: optional ones leave, what is in stock is there at the start."""
        found: dict[int, tuple[int, ...]] = {}
        for number, link in enumerate(self.plan.compiled.links):
            options = self.by_entry.get(id(link.dependency), ())
            taken_off = tuple(option for option in options if self.offers[option].changes.get(key) is value)
            if taken_off:
                found[number] = taken_off
        return found

    def _aim(self, need: Need) -> Aim:
        compiled = self.plan.compiled
        allowed = self._ticks(need.within.time) if need.within else None
        judged: tuple[int, ...] = ()
        if need.clock == "request":
            places = {link: number for number, link in enumerate(compiled.links)}
            judged = tuple(places[link] for link in need.links if link in places)
            if any(isinstance(each, Choice) for each in self.study.step(need.customer).inputs):
                allowed, judged = (allowed, judged) if need.provider else (None, ())
        return Aim(
            -1 if need.goal.tokens else need.goal.node,
            tokens_of(compiled, self.net, need.goal),
            float(int(need.importance) + 1),
            allowed,
            judged,
        )
