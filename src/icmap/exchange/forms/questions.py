"""What is asked of whom: both ends of a dependency, first what can change the first screen.

The worth of a question is how much hangs on its answer: for an unknown lead time the importance (1 to 4) of every need that
waits for it, a hundredfold; for an unstated need ninetyfold its importance; for a promise that is broken or contradicts a
need sixtyfold; for a stand-in fifty and the share of all that stops; for thin scores twenty-fivefold. The rest is worth
less than any of these: what would be good to know. Ties are broken by the order of the map.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from icmap.exchange.forms.form import Form, Question
from icmap.graph import Step, links_of
from icmap.measures.agreements import Agreement, agreements
from icmap.measures.needs import Need, needs
from icmap.measures.network import waits_for
from icmap.measures.outages import outages
from icmap.measures.scores import dependency_rating
from icmap.model import Dependency
from icmap.model.entries import groups, written
from icmap.model.written import written_duration
from icmap.study import Study
from icmap.wording.names import Words

__all__ = ["MOST", "forms"]

MOST = 7
"""So many questions a form has at most where nothing is said: five minutes."""

_STEPS = 2_000_000


class _Asked(NamedTuple):
    worth: float
    question: Question


def forms(study: Study, parties: Sequence[str] = (), most: int = MOST, hidden: str = "") -> tuple[Form, ...]:
    """One form for each party that has something to say, or for those named; by id. Who is never asked: groups."""
    asks = _Asks(study)
    wanted = sorted(parties or (party for party in study.org.parties if party not in groups(study.org)))
    made = (Form(study.org.name, each, _whose(study, each), asks.of(each, most), asks.scale, hidden) for each in wanted)
    return tuple(form for form in made if form.questions)


def _asks(you: str) -> str:
    return "ask" if you == "you" else "asks"


def _what(service: str, machine: str) -> str:
    if service:
        return f"'{service}' of {machine}" if machine else f"'{service}'"
    return f"what {machine} delivers" if machine else "what you deliver"


def _whose(study: Study, party: str) -> str:
    """Whom a form is for: the party; for a machine those who answer for it."""
    about = study.org.parties[party]
    return f"whoever answers for {about.name}" if about.nature.is_thing else about.name


class _Asks:
    """All that is known of a map about what its answers are worth."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.needs = study.of(needs)
        self.waiting = _waiting(study, self.needs)
        found = study.of(outages).parties
        self.outages = {
            each.party: each.share for each in found if each.reach and each.stand_in is not True and each.end_customers
        }
        self.agreed: dict[int, Agreement] = {
            id(each.link.dependency): each for each in study.of(agreements).dependencies
        }
        self.wanted = {id(link.dependency): need for need in self.needs for link in need.links}
        survey = study.org.survey
        self.scale = (str(float(survey.low)).removesuffix(".0"), str(float(survey.high)).removesuffix(".0"))

    def of(self, party: str, most: int) -> tuple[Question, ...]:
        """The questions to a party, those that are worth most first."""
        found = [*self._as_provider(party), *self._as_customer(party)]
        places = {id(each.question): number for number, each in enumerate(found)}
        best = sorted(found, key=lambda each: (-each.worth, places[id(each.question)]))[:most]
        return tuple(each.question for each in best)

    def _as_provider(self, party: str) -> Iterator[_Asked]:
        about = self.study.org.parties[party]
        nodes = [step for step in map(self.study.step, self.study.services) if step.party.id == party]
        for step in nodes:
            if any(True for _ in self.study.services.predecessors(step.node)):
                yield from self._of_service(party, step)
        if about.backup == () and party in self.outages:
            text = "Who can stand in for you when you are out?"
            if about.nature.is_thing:
                text = f"What can be used instead while {about.name} is out?"
            yield _Asked(
                50 + 50 * self.outages[party],
                Question("backup", "name", text, "A name; nobody is an answer too.", party),
            )

    def _of_service(self, party: str, step: Step) -> Iterator[_Asked]:
        service = step.service.name if step.service else ""
        it = step.party.name if step.party.nature.is_thing else ""
        what = _what(service, it)
        weight = self.waiting.get(step.node, 0)
        had = step.lead_time or (step.actual is not None and step.actual.median is not None)
        if not had or (step.lead_time is not None and not step.lead_time.is_range):
            text = (
                f"How long does {what} take, once {'all it needs is there' if it else 'you have all you need for it'}?"
            )
            if step.lead_time is not None:
                known = written_duration(step.lead_time.likely, self.study.org.calendar)
                text = f"The map says that {what} takes {known}: how long is it at best, mostly and at worst?"
            worth = 100.0 * weight + 1 if not had else 5.0 + weight / 100
            yield _Asked(
                worth,
                Question(
                    "lead_time",
                    "three",
                    text,
                    "In working time. One number is enough; if it varies, also the best and the worst case.",
                    party,
                    service,
                ),
            )
        contradicted = any(
            each.breaches
            for link in self._links_to(step.node)
            if (each := self.agreed.get(id(link))) and each.promise is not None
        )
        if step.promise is None or contradicted:
            text = f"What {'is' if it else 'have you'} promised for {what}: within which time?"
            if step.promise is not None:
                known = written_duration(step.promise.time, self.study.org.calendar)
                text = f"The promise for {what}, {known}, does not hold: what can {'be' if it else 'you'} promise{'d' if it else ''}?"
            worth = 60.0 * max(1, weight) if contradicted else 20.0 * min(weight, 4) / 4 + 2
            yield _Asked(
                worth, Question("promise", "time", text, "From the moment you have all you need.", party, service)
            )
        capacity = step.service.capacity if step.service else step.party.capacity
        if capacity is None and step.effort is not None:
            text = f"How much of {what} can you do at most?"
            yield _Asked(15.0, Question("capacity", "rate", text, "A number, and per what.", party, service))

    def _links_to(self, node: str) -> Iterator[Dependency]:
        for customer in self.study.services.predecessors(node):
            for link in self.study.services.edges[customer, node]["links"]:
                yield link.dependency

    def _as_customer(self, party: str) -> Iterator[_Asked]:
        for each in written(self.study.org.parties[party]):
            if each.provider != party:
                yield from self._of_dependency(each)

    def _of_dependency(self, each: Dependency) -> Iterator[_Asked]:
        provider = self.study.of(Words).the(each.provider)
        what = f"'{each.service}' from {provider}" if each.service else f"what you get from {provider}"
        ends = (each.provider, each.service or "", each.customer, each.customer_service or "", each.when)
        customer = self.study.org.parties[each.customer]
        you, do = (customer.name, "does") if customer.nature.is_thing else ("you", "do")
        weight = int(each.importance) + 1
        need = self.wanted.get(id(each))
        agreement = self.agreed.get(id(each))
        broken = agreement is not None and bool(agreement.breaches)
        if each.within is None:
            worth = 60.0 * weight if broken else (90.0 * weight if need is not None else 30.0 * weight / 4)
            yield _Asked(
                worth,
                Question(
                    "within",
                    "time",
                    f"How soon {do} {you} need {what}?",
                    f"Counted from when {you} {_asks(you)} for it.",
                    *ends,
                ),
            )
        rating = dependency_rating(self.study, each)
        if rating.score is None and not any(
            self.study.org.parties[end].nature.is_thing for end in (each.provider, each.customer)
        ):
            worth = 25.0 * weight if rating.hidden else 8.0 * weight
            yield _Asked(
                worth,
                Question(
                    "satisfaction", "scores", f"How content are you with {what}?", "Nobody sees a single answer.", *ends
                ),
            )
        if each.frequency is None:
            loaded = self.study.org.parties[each.provider].capacity is not None
            yield _Asked(
                40.0 if loaded else 10.0,
                Question(
                    "frequency", "rate", f"How often {do} {you} ask for {what}?", "A number, and per what.", *ends
                ),
            )
        if "importance" not in each.places and each.importance == 1:
            yield _Asked(
                12.0,
                Question(
                    "importance",
                    "choice",
                    f"How much does {what} matter to {you}?",
                    "low, medium, high, critical",
                    *ends,
                ),
            )
        if each.actual is None and need is not None:
            text = f"How long {do} {you} wait today for {what}, from asking to having it?"
            yield _Asked(14.0, Question("takes", "time", text, "As it mostly is, in working time.", *ends))


def _waiting(study: Study, found: Sequence[Need]) -> Mapping[str, int]:
    """How much waits for each service: the importance (1 to 4) of every need that is reached from it over links that are waited for."""
    weights: dict[str, int] = {}
    left = _STEPS
    for need in found:
        weight, seen = int(need.importance) + 1, set[str]()
        waiting = [link.provider for link in need.links] or [need.customer]
        while waiting and left:
            node = waiting.pop()
            if node in seen:
                continue
            seen.add(node)
            left -= 1
            waiting += [link.provider for link in links_of(study.step(node).inputs) if waits_for(link)]
        for node in seen:
            weights[node] = weights.get(node, 0) + weight
    return weights
