"""What is missing that would say more: what to ask, whom, and what this page could say then."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.document import Sentence
from icmap.measures.chains import end_customers
from icmap.measures.load import loads
from icmap.measures.loops import waiting_loops
from icmap.measures.schedule import schedule
from icmap.measures.scores import scores
from icmap.model.quantities import format_number
from icmap.study import Study
from icmap.wording.words import Words, counted, listed, sentence_case

__all__ = ["missing"]


def missing(study: Study) -> Iterator[Sentence]:
    """What to add to the file to learn more, the most telling first; nothing for an empty map."""
    if not study.services:
        return
    yield from _who_waits(study)
    yield from _lead_times(study)
    yield from _needs(study)
    yield from _rates(study)
    yield from _kinds(study)
    yield from _answers(study)


def _who_waits(study: Study) -> Iterator[Sentence]:
    words = study.of(Words)
    for loop in study.of(waiting_loops):
        if not loop.certain:
            parties = sorted({study.step(node).party.id for node in loop.services})
            names = listed([words.the(party) for party in parties])
            each = "each serve the other" if len(parties) == 2 else "serve one another in a circle"
            yield Sentence(
                f"{sentence_case(names)} {each}: say who waits for what (name the services, or set waits: false), "
                "and times that pass them can be believed.",
                parties[0], float(len(parties)), loop.example[0].dependency.span, "waiting-loop",
            )  # fmt: skip


def _lead_times(study: Study) -> Iterator[Sentence]:
    plan = study.of(schedule)
    unknown = [plan.compiled.nodes[number] for number in sorted(plan.compiled.unknown)]
    waited = [node for node in unknown if _is_waited_for(study, node)]
    if not waited:
        return
    words = study.of(Words)
    first = study.step(waited[0])
    names = listed([words.the(party) for party in dict.fromkeys(study.step(node).party.id for node in waited)])
    if len(unknown) == len(study.services) or not any(study.step(node).lead_time for node in study.services):
        text = f"No lead times yet. Ask {names} how long they take, and this page can say what decides how long the customer waits."
    else:
        text = (
            f"{sentence_case(counted(len(waited), 'service'))} that somebody waits for {'has' if len(waited) == 1 else 'have'} "
            f"no lead time; times that pass them are lower bounds. Ask {names}."
        )
    yield Sentence(text, first.party.id, float(len(waited)), first.party.span, "lead-time")


def _is_waited_for(study: Study, node: str) -> bool:
    return any(
        link.dependency.is_waited_for and link.dependency.lead_time is None
        for customer in study.services.predecessors(node)
        for link in study.services.edges[customer, node]["links"]
    )


def _needs(study: Study) -> Iterator[Sentence]:
    """An end customer with a known time who does not say how soon it needs anything."""
    words = study.of(Words)
    for end in study.of(end_customers):
        if end.done and not any(link.dependency.within for need in end.needs for link in need.links):
            party = study.org.parties[end.end]
            yield Sentence(
                f"Nobody says how soon {words.the(party.id)} must be served: with within: {{time: …, from: start}} "
                "this page can say whether that is kept.",
                party.id, None, party.span, "unmet-need",
            )  # fmt: skip
            return


def _rates(study: Study) -> Iterator[Sentence]:
    words = study.of(Words)
    for party, load in study.of(loads).items():
        if load.ask and _can_do(study, party) and not (load.utilisation and load.utilisation >= 1):
            name, span = sentence_case(words.the(party)), study.org.parties[party].span
            who = _none_of(len(load.ask), load.customers)
            it = "they are" if words.is_plural(party) else "it is"
            yield Sentence(
                f"{name} can do {_can_do(study, party)}; {who}. "
                f"Ask {listed([words.the(each) for each in load.ask])}, and this page can say whether {it} overloaded.",
                party, float(len(load.ask)), span, "overloaded",
            )  # fmt: skip
            return


def _none_of(silent: int, customers: int) -> str:
    if customers == 1:
        return "its only customer does not say how often it asks"
    if silent == customers:
        return f"none of its {customers} customers says how often it asks"
    return f"{silent} of its {customers} customers {'does not say how often it asks' if silent == 1 else 'do not say how often they ask'}"


def _can_do(study: Study, party: str) -> str:
    """What a party says it can do, in words: `10/month`; empty where nobody said."""
    own = study.org.parties[party]
    told = [(own.capacity, "requests"), *((service.capacity, service.name) for service in own.services)]
    known = ((each, what) for each, what in told if each is not None and each.count is not None)
    return next((f"{format_number(each.count or 0)} {what} a {each.unit}" for each, what in known), "")


def _kinds(study: Study) -> Iterator[Sentence]:
    parties = [study.org.parties[party] for party in study.parties]
    if len(parties) > 1 and not any(party.kind or party.headcount is not None for party in parties):
        yield Sentence(
            "No party says what kind it is. With kind: person, role, system or supplier, this page can say who has no stand-in.",
            parties[0].id, float(len(parties)), parties[0].span, "no-stand-in",
        )  # fmt: skip


def _answers(study: Study) -> Iterator[Sentence]:
    hidden = [score for score in study.of(scores).values() if score.rating.hidden]
    if hidden:
        words = study.of(Words)
        names = listed([words.the(score.provider) for score in hidden])
        yield Sentence(
            f"Too few have answered about {names} to show a score ({study.org.survey.min_answers} are needed). Ask more of their customers.",
            hidden[0].provider, float(len(hidden)), hidden[0].dependencies[0].dependency.span, "satisfaction",
        )  # fmt: skip
