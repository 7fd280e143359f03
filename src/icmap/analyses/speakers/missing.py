"""What is missing that would say more: what to add to the file, the most telling first."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.document import Sentence
from icmap.locations import Span
from icmap.measures.chains import end_customers
from icmap.measures.load import loads
from icmap.measures.loops import waiting_loops
from icmap.measures.schedule import schedule
from icmap.measures.scores import scores
from icmap.study import Study
from icmap.wording import missing as wording
from icmap.wording.names import Words, sentence

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


def _lack(clause: str, party: str, number: float | None, span: Span, about: str) -> Sentence:
    return Sentence(sentence(clause), party, number, span, about)


def _who_waits(study: Study) -> Iterator[Sentence]:
    for loop in study.of(waiting_loops):
        if not loop.certain:
            parties = sorted({study.step(node).party.id for node in loop.services})
            clause = wording.who_waits(study.of(Words), loop)
            yield _lack(clause, parties[0], len(parties), loop.example[0].dependency.span, "waiting-loop")


def _lead_times(study: Study) -> Iterator[Sentence]:
    plan = study.of(schedule)
    unknown = [plan.compiled.nodes[number] for number in sorted(plan.compiled.unknown)]
    waited = [node for node in unknown if _is_waited_for(study, node)]
    if not waited:
        return
    parties = list(dict.fromkeys(study.step(node).party.id for node in waited))
    none_known = len(unknown) == len(study.services) or not any(each.lead_time for each in study.steps.values())
    clause = wording.lead_times(study.of(Words), parties, len(waited), none_known=none_known)
    yield _lack(clause, parties[0], len(waited), study.org.parties[parties[0]].span, "lead-time")


def _is_waited_for(study: Study, node: str) -> bool:
    return any(
        link.dependency.is_waited_for and link.dependency.lead_time is None
        for customer in study.services.predecessors(node)
        for link in study.services.edges[customer, node]["links"]
    )


def _needs(study: Study) -> Iterator[Sentence]:
    """The first end customer with a known time who does not say how soon it needs anything."""
    for end in study.of(end_customers):
        if end.done and not any(link.dependency.within for need in end.needs for link in need.links):
            clause = wording.need(study.of(Words), end.end_customer)
            yield _lack(clause, end.end_customer, None, study.org.parties[end.end_customer].span, "unmet-need")
            return


def _rates(study: Study) -> Iterator[Sentence]:
    """The first party that says what it can do but not how often it is asked."""
    words = study.of(Words)
    for party, load in study.of(loads).items():
        if load.ask and wording.capacity(words, party) and not (load.utilisation and load.utilisation >= 1):
            clause = wording.frequencies(words, load)
            yield _lack(clause, party, len(load.ask), study.org.parties[party].span, "overloaded")
            return


def _kinds(study: Study) -> Iterator[Sentence]:
    parties = [study.org.parties[party] for party in study.parties]
    if len(parties) > 1 and not any(party.kind or party.headcount is not None for party in parties):
        yield _lack(wording.KINDS, parties[0].id, len(parties), parties[0].span, "no-stand-in")


def _answers(study: Study) -> Iterator[Sentence]:
    hidden = [score for score in study.of(scores).values() if score.rating.hidden]
    if hidden:
        clause = wording.answers(study.of(Words), [score.provider for score in hidden])
        span = hidden[0].dependencies[0].dependency.span
        yield _lack(clause, hidden[0].provider, len(hidden), span, "satisfaction")
