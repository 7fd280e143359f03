"""Which stand-ins to name: whose outage alone (or, in pairs, together) then stops an end customer no more.

Looked at are parties that are one of a kind and stop an end customer, no stand-in named. A stand-in is an option of the
map with `backup`, or an assumed one: somebody new who depends on nobody. One cures an outage if, with it, this outage
stops no end customer; how grave that is, is the greatest importance of the needs that stop (low 1 … critical 4), and among
equally grave ones how many others stop. Of sets the one that cures the gravest, by these sums, is the best.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from icmap.errors import IcmapError
from icmap.kernels.covering import Cover, cheapest_cover, heaviest_cover
from icmap.kernels.solver import Budget
from icmap.measures.blocked import blocked
from icmap.measures.cut_sets import cut_sets
from icmap.measures.outages import outages
from icmap.model import Option, OrgMap, Party
from icmap.model.meant import Meant
from icmap.records import dataclass
from icmap.study import Study
from icmap.text.characters import shown
from icmap.whatif.edits import Edited
from icmap.whatif.offers import Offer, applied, offers
from icmap.whatif.sides import Side
from icmap.wording.planning import amount

__all__ = ["StandIn", "StandIns", "stand_ins"]

_SECONDS, _ROUNDS = 30.0, 200


@dataclass(frozen=True, slots=True)
class StandIn:
    """One stand-in of the answer: for whom, what is done, what it costs, how grave the outage is, how many others and which end customers it stops."""

    party: str
    do: str
    cost: float
    weight: int
    stops: int
    end_customers: tuple[str, ...]
    assumed: bool


@dataclass(frozen=True, slots=True, eq=False)
class StandIns:
    """The stand-ins to name, the gravest first; who is without one now and then; pairs that still stop somebody."""

    taken: tuple[StandIn, ...]
    cost: float
    before: tuple[str, ...]
    left: tuple[str, ...]
    pairs_before: tuple[tuple[str, ...], ...]
    pairs_left: tuple[tuple[str, ...], ...]
    cut_size: int
    until_kept: bool
    proven: bool


def stand_ins(
    study: Study,
    *,
    budget: float | None = None,
    most: int | None = None,
    until_kept: bool = False,
    cut_size: int = 1,
    seconds: float = _SECONDS,
) -> StandIns:
    """The best stand-ins within the limit, or the cheapest after which no single outage (no pair) stops an end customer."""
    return _Search(study, cut_size, Budget(seconds)).found(budget, most, until_kept=until_kept)


class _Search:
    """The search for stand-ins of one map."""

    def __init__(self, study: Study, cut_size: int, budget: Budget) -> None:
        self.study, self.cut_size, self.budget = study, cut_size, budget
        self.alone = _alone(study)
        self.offers = [each for each in offers(study.org) if each.option.backup]
        self.candidates = [*self.offers, *self._assumed()]
        self.cures: dict[tuple[int, tuple[str, ...]], bool] = {}

    def _assumed(self) -> Iterator[Offer]:
        """Somebody new for each that is one of a kind and has no option of its own."""
        taken = {offer.of.party for offer in self.offers}
        for party in self.study.org.parties.values():
            if party.is_one_of_a_kind and party.id not in taken and party.id not in self.study.end_set:
                yield Offer(Option(f"name a stand-in for {party.name}", backup=(_newcomer(party.id),)), Meant(party.id))

    def found(self, budget: float | None, most: int | None, *, until_kept: bool) -> StandIns:
        if not self.alone and self.cut_size == 1:
            return self._told(Cover((), proven=True), until_kept=until_kept)
        if budget is not None and self.candidates and budget < min(each.cost for each in self.candidates):
            cheapest = min(self.candidates, key=lambda each: each.cost)
            raise IcmapError(
                f"a budget of {amount(budget)} is below the cheapest stand-in",
                hint=f"'{shown(cheapest.do[:60])}' costs {amount(cheapest.cost)}",
            )
        cover = self._all() if until_kept else self._within(budget, most)
        return self._told(cover, until_kept=until_kept)

    def _within(self, budget: float | None, most: int | None) -> Cover:
        sets = [self._curing((party,)) for party in self.alone]
        reach = self.study.of(outages)
        others = {party: found.reach if (found := reach.of(party)) else 0 for party in self.alone}
        more = 1 + sum(others.values())
        weights = [float(weight * more + others[party]) for party, weight in self.alone.items()]
        return heaviest_cover(sets, weights, self._costs(), cost=budget, number=most, budget=self.budget)

    def _all(self) -> Cover:
        """Sets of outages are added until none is left uncured, so what is cheapest for those added is cheapest for all."""
        sets: dict[tuple[str, ...], list[int]] = {(party,): self._curing((party,)) for party in self.alone}
        cover = Cover((), proven=True)
        for _ in range(_ROUNDS):
            cover = cheapest_cover(list(sets.values()), self._costs(), self.budget)
            fresh = {each: self._curing(each) for each in self._pairs(cover.chosen) if each not in sets}
            if not fresh or self.budget.over:
                return cover
            sets.update(fresh)
        return replace(cover, proven=False)

    def _costs(self) -> list[float]:
        return [each.cost for each in self.candidates]

    def _curing(self, out: tuple[str, ...]) -> list[int]:
        """The candidates each of which cures an outage of these together."""
        return [
            place for place, offer in enumerate(self.candidates) if offer.of.party in out and self._cures(place, out)
        ]

    def _cures(self, place: int, out: tuple[str, ...]) -> bool:
        key = place, out
        if key not in self.cures:
            self.cures[key] = not _stops(self._with((place,)), out)
        return self.cures[key]

    def _with(self, chosen: Sequence[int]) -> Study:
        """The study of the map with these stand-ins, and the newcomers among them."""
        org = self.study.org
        taken = [self.candidates[place] for place in chosen]
        fresh = {
            name: Party(name, kind="person", end=False)
            for offer in taken
            for name in offer.option.backup
            if name not in org.parties
        }
        parties = dict(sorted({**org.parties, **fresh}.items()))
        joined = [(_beside(org, offer), 1.0) for offer in taken]
        return self.study.about(applied(replace(org, parties=parties), joined))

    def _pairs(self, chosen: Sequence[int]) -> list[tuple[str, ...]]:
        """Pairs of parties, each one of a kind and on the map now, that stop an end customer with these stand-ins."""
        if self.cut_size < 2:
            return []
        study = self._with(chosen)
        asked = Study(study.org, replace(study.question, cut_size=2))
        asked.__dict__["ends"] = study.ends
        known = self.study.org.parties
        found = {tuple(sorted(each)) for cuts in asked.of(cut_sets) for each in cuts.sets if len(each) == 2}
        return sorted(each for each in found if all(party in known and known[party].is_one_of_a_kind for party in each))

    def _told(self, cover: Cover, *, until_kept: bool) -> StandIns:
        after = self._with(cover.chosen)
        taken = [self._stand_in(self.candidates[place]) for place in cover.chosen]
        return StandIns(
            tuple(sorted(taken, key=lambda each: (-each.weight, -each.stops, each.party))),
            sum(each.cost for each in taken),
            tuple(self.alone),
            tuple(party for party in self.alone if _stops(after, (party,))),
            tuple(self._pairs(())),
            tuple(self._pairs(cover.chosen)),
            self.cut_size,
            until_kept,
            cover.proven,
        )

    def _stand_in(self, offer: Offer) -> StandIn:
        party = offer.of.party
        ends = blocked(self.study, (party,)).end_customers
        assumed = offer not in self.offers
        outage = self.study.of(outages).of(party)
        return StandIn(
            party,
            offer.do,
            offer.cost,
            self.alone.get(party, 0),
            outage.reach if outage else 0,
            tuple(each for each in ends if each != party),
            assumed,
        )


def _newcomer(party: str) -> str:
    return f"stand-in for {party}"


def _beside(org: OrgMap, offer: Offer) -> Offer:
    """The option with those who stand in already."""
    party = org.parties[offer.of.party]
    now = party.backup
    if offer.of.service is not None:
        now = next(each for each in party.services if each.name == offer.of.service).backup or party.backup
    return replace(offer, option=replace(offer.option, backup=tuple(dict.fromkeys((*now, *offer.option.backup)))))


def _alone(study: Study) -> dict[str, int]:
    """Who stops an end customer alone and has no stand-in, with how grave that is."""
    return {each.party: _weight(study, each.party) for each in study.of(outages).parties if each.stand_in is False}


def _weight(study: Study, party: str) -> int:
    side = Side(Edited(study.org, (Meant(party),)), study.question)
    stopped = [int(need.importance) + 1 for need, is_stopped in side.needs.values() if is_stopped]
    return max(stopped, default=1)


def _stops(study: Study, out: tuple[str, ...]) -> bool:
    ends = set(study.ends) - set(out)
    return bool(ends.intersection(blocked(study, out).end_customers))
