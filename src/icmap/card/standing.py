"""The card itself: whom the party serves, who serves it, its chain, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from icmap.card.also import Said
from icmap.card.facts import PartyCard, Through
from icmap.card.lines import Line
from icmap.card.tables import filled, party_of, service_of
from icmap.document import Block, Bullets, Chain, ChainStep, Paragraph, Section, Sentence
from icmap.measures.load import Load
from icmap.measures.schedule import schedule
from icmap.study import Study
from icmap.wording import card as wording
from icmap.wording.names import Words, sentence
from icmap.wording.promise import in_cell
from icmap.wording.rating import brief

__all__ = ["card_sections"]


def card_sections(study: Study, card: PartyCard) -> tuple[Section, ...]:
    """Customers, providers, chain, standing."""
    served = _table(study, ("Customer", "Gets"), [(each.customer, each) for each in card.customers])
    serving = _table(study, ("Provider", "Gives"), [(each.provider, each) for each in card.providers])
    chain = [_chain(study, card, card.chain)] if card.chain and card.chain.links else []
    standing = Bullets(tuple(_standing(study, card)))
    return (
        Section("customers", "Whom it serves", (served, *_indirect(study, card.indirect_customers))),
        Section("providers", "Who serves it", (serving, *_indirect(study, card.indirect_providers))),
        *(Section("chain", "Its chain", (each,)) for each in chain),
        Section("standing", "Where it stands", (standing,)),
        *([Section("also", "What else the map says", (_also(card.also),))] if card.also else ()),
    )


def _also(also: Sequence[Said]) -> Block:
    """Key by key; of a dependency both ends are named, in the direction in which work flows."""
    rows = [
        (f"{each.provider} → {each.customer}" if each.customer else each.provider, each.key, each.text) for each in also
    ]
    return filled(("Of", "Key", "Says"), rows)


_TIMES = ("Needed within", "Promised", "Measured", "By the map", "Margin", "How often", "Rated", "Only")


def _table(study: Study, titles: tuple[str, ...], lines: Sequence[tuple[str, Line]]) -> Block:
    rows = [(party_of(study, node), service_of(study, line.provider), *_times(study, line)) for node, line in lines]
    return filled((*titles, *_TIMES), rows) if rows else Paragraph(sentence(wording.NOBODY))


def _times(study: Study, line: Line) -> tuple[str, ...]:
    agreed, words = line.agreement, study.of(Words)
    times = (in_cell(words, each) for each in (agreed.need, agreed.promise, agreed.actual, agreed.computed))
    margin = "" if agreed.margin is None else words.time(agreed.margin)
    return (*times, margin, line.frequency or "", brief(line.rating), wording.terms(line.written))


def _indirect(study: Study, parties: Sequence[str]) -> Iterator[Block]:
    if parties:
        yield Paragraph(sentence(f"indirectly: {wording.named(study.of(Words), parties)}"))


def _chain(study: Study, card: PartyCard, chain: Through) -> Chain:
    """The slowest chain through the party, first work first; its own steps are marked."""
    nodes = [chain.links[0].provider, *(link.customer for link in chain.links)]
    title = f"The slowest chain through it to {study.of(Words).the(chain.end_customer)}"
    return Chain(title, tuple(_step(study, card, node) for node in nodes))


def _step(study: Study, card: PartyCard, node: str) -> ChainStep:
    step, moment, words = study.step(node), study.of(schedule).moment(node), study.of(Words)
    known = moment.done or not moment.lower_bound
    done = (
        "" if moment.done is None or not known else f"done after {words.time(moment.done, at_least=moment.lower_bound)}"
    )
    return ChainStep(words.service(node), done, (step.service or step.party).span, critical=step.party.id == card.party)


def _standing(study: Study, card: PartyCard) -> Iterator[Sentence]:
    facts = (*_pace(study, card), *_load(study, card.load), *_outage(study, card), *_relations(study, card))
    for clause, number, about in facts:
        yield Sentence(sentence(clause), card.party, number, about=about)


_Fact = tuple[str, float | None, str]
"""A clause, its number, and the word that `icmap explain` explains."""


def _pace(study: Study, card: PartyCard) -> Iterator[_Fact]:
    words = study.of(Words)
    if any(each.critical for each in card.services):
        yield wording.CRITICAL, 0.0, "total-float"
    elif card.chain and card.chain.slack:
        floats = [each.total_float for each in card.services if each.total_float is not None]
        yield wording.late(words, min(floats, default=card.chain.slack), card.chain.end_customer), None, "total-float"
    if any(each.assumed for each in card.services):
        yield wording.ASSUMED, None, "opened"
    if card.drag and card.drag_end:
        yield wording.saved(words, card.drag_end, card.drag), float(card.drag), "drag"


def _load(study: Study, load: Load | None) -> Iterator[_Fact]:
    if load is not None and load.utilisation is not None:
        yield wording.load(load), load.utilisation, "utilisation"
        if load.ask:
            yield wording.silent(study.of(Words), load.ask), None, "utilisation"


def _outage(study: Study, card: PartyCard) -> Iterator[_Fact]:
    outage, words = card.outage, study.of(Words)
    if outage.stops:
        yield wording.stops(words, outage.stops, outage.end_customers), float(len(outage.stops)), "reach"
    if outage.stand_ins:
        yield wording.stand_ins(words, outage.stand_ins), None, "no-stand-in"
    elif outage.stops:
        yield wording.NO_STAND_IN, None, "no-stand-in"
    if outage.stands_in_for:
        yield wording.stands_in_for(words, outage.stands_in_for), None, "no-stand-in"


def _relations(study: Study, card: PartyCard) -> Iterator[_Fact]:
    words = study.of(Words)
    for loop in card.waiting_loops:
        others = sorted({study.step(node).party.id for node in loop} - {card.party}) or [card.party]
        yield wording.loop(words, others), float(len(loop)), "waiting-loop"
    if card.mutual:
        yield wording.mutual(words, card.mutual), float(len(card.mutual)), "mutual-pair"
    if len(card.coupled_group) > 2:
        others = [party for party in card.coupled_group if party != card.party]
        yield wording.coupled(words, others), float(len(others)), "coupled-group"
