"""The card itself: whom the party serves, who serves it, its chain, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from icmap.card.also import Said
from icmap.card.facts import PartyCard, Through
from icmap.card.lines import Line
from icmap.card.words import conditions, duration, filled, party_of, rated, service_of, time
from icmap.document import Block, Bullets, Chain, ChainStep, Paragraph, Section, Sentence
from icmap.measures.load import Load
from icmap.measures.schedule import schedule
from icmap.model.quantities import format_share
from icmap.study import Study
from icmap.wording.words import Words

__all__ = ["card_sections"]

_NAMED = 8


def card_sections(study: Study, card: PartyCard) -> tuple[Section, ...]:
    """Customers, providers, chain, standing."""
    return (
        Section(
            "customers",
            "Whom it serves",
            (_served(study, card), *_indirect(study, "Indirectly", card.indirect_customers)),
        ),
        Section(
            "providers",
            "Who serves it",
            (_serving(study, card), *_indirect(study, "Indirectly", card.indirect_providers)),
        ),
        *(
            [Section("chain", "Its chain", (_chain(study, card, card.chain),))]
            if card.chain and card.chain.links
            else ()
        ),
        Section(
            "standing",
            "Where it stands",
            (Bullets(tuple(_sentence(card, *each) for each in _standing(study, card))),),
        ),
        *([Section("also", "What else the map says", (_also(card.also),))] if card.also else ()),
    )


def _also(also: Sequence[Said]) -> Block:
    """Key by key; of a dependency both ends are named, in the direction in which work flows."""
    rows = [
        (f"{each.provider} → {each.customer}" if each.customer else each.provider, each.key, each.text) for each in also
    ]
    return filled(("Of", "Key", "Says"), rows)


def _served(study: Study, card: PartyCard) -> Block:
    rows = [
        (party_of(study, line.customer), service_of(study, line.provider), *_times(study, line))
        for line in card.customers
    ]
    return filled(("Customer", "Gets", *_TIMES), _once(rows)) if rows else Paragraph("Nobody on the map.")


def _serving(study: Study, card: PartyCard) -> Block:
    rows = [
        (party_of(study, line.provider), service_of(study, line.provider), *_times(study, line))
        for line in card.providers
    ]
    return filled(("Provider", "Gives", *_TIMES), _once(rows)) if rows else Paragraph("Nobody on the map.")


def _once(rows: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """What a party needs for each of its services is told once."""
    return list(dict.fromkeys(rows))


_TIMES = ("Needed within", "Promised", "Measured", "By the map", "Margin", "How often", "Rated", "Only")


def _times(study: Study, line: Line) -> tuple[str, ...]:
    margin = "" if line.margin is None else duration(study, line.margin)
    return (
        time(study, line.need), time(study, line.promise), time(study, line.actual), time(study, line.computed),
        margin, line.frequency or "", rated(line), conditions(line),
    )  # fmt: skip


def _indirect(study: Study, word: str, parties: Sequence[str]) -> Iterator[Block]:
    if parties:
        yield Paragraph(f"{word}: {_names(study, parties)}.")


def _names(study: Study, parties: Sequence[str]) -> str:
    words = study.of(Words)
    shown = [words.the(party) for party in parties[:_NAMED]]
    if len(parties) > _NAMED:
        shown.append(f"{len(parties) - _NAMED} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _chain(study: Study, card: PartyCard, chain: Through) -> Chain:
    """The slowest chain through the party, first work first; its own steps are marked."""
    links = chain.links
    nodes = [links[0].provider, *(link.customer for link in links)]
    return Chain(
        f"The slowest chain through it to {study.of(Words).the(chain.end_customer)}",
        tuple(_step(study, card, node) for node in nodes),
    )


def _step(study: Study, card: PartyCard, node: str) -> ChainStep:
    step, moment = study.step(node), study.of(schedule).moment(node)
    label = f"{step.party.name} ({step.service.name})" if step.service else step.party.name
    least = "at least " if moment.lower_bound else ""
    known = moment.done or not moment.lower_bound
    detail = "" if moment.done is None or not known else f"done after {least}{duration(study, moment.done)}"
    return ChainStep(label, detail, (step.service or step.party).span, critical=step.party.id == card.party)


_Told = tuple[str, float | None, str]


def _sentence(card: PartyCard, text: str, number: float | None, about: str) -> Sentence:
    return Sentence(text, card.party, number, about=about)


def _standing(study: Study, card: PartyCard) -> Iterator[_Told]:
    yield from _pace(study, card)
    yield from _drag(study, card)
    yield from _load(study, card.load)
    yield from _outage(study, card)
    yield from _relations(study, card)


def _pace(study: Study, card: PartyCard) -> Iterator[_Told]:
    if any(each.critical for each in card.services):
        yield "It lies on the slowest chain to an end customer: any delay of it delays them.", 0.0, "total-float"
    elif card.chain and card.chain.slack:
        who = study.of(Words).the(card.chain.end_customer)
        least = min(
            (each.total_float for each in card.services if each.total_float is not None), default=card.chain.slack
        )
        yield (
            f"It may be {duration(study, least)} late before that delays {who} or another end customer.",
            None,
            "total-float",
        )
    if any(each.assumed for each in card.services):
        yield "Its times rest on an assumption about a waiting loop: they are lower bounds.", None, "opened"


def _drag(study: Study, card: PartyCard) -> Iterator[_Told]:
    if card.drag and card.drag_end:
        who = study.of(Words).the(card.drag_end)
        yield f"Time saved here is saved for {who}, up to {duration(study, card.drag)}.", float(card.drag), "drag"


def _load(study: Study, load: Load | None) -> Iterator[_Told]:
    if load is None or load.utilisation is None:
        return
    least = "at least " if load.lower_bound else ""
    yield f"It is asked for {least}{format_share(load.utilisation)} of what it can do.", load.utilisation, "utilisation"
    if load.ask:
        yield f"How often do they ask: {_names(study, load.ask)}? The map does not say.", None, "utilisation"


def _outage(study: Study, card: PartyCard) -> Iterator[_Told]:
    outage = card.outage
    if outage.stops:
        ends = f", {_names(study, outage.end_customers)} among them" if outage.end_customers else ""
        many = "1 other stops" if len(outage.stops) == 1 else f"{len(outage.stops)} others stop"
        yield f"If it is away, {many}{ends}.", float(len(outage.stops)), "reach"
    if outage.stand_ins:
        yield f"Who stands in: {_names(study, outage.stand_ins)}.", None, "no-stand-in"
    elif outage.stops:
        yield "The map names no stand-in.", None, "no-stand-in"
    if outage.stands_in_for:
        yield f"It stands in for {_names(study, outage.stands_in_for)}.", None, "no-stand-in"


def _relations(study: Study, card: PartyCard) -> Iterator[_Told]:
    for loop in card.waiting_loops:
        others = sorted({study.step(node).party.id for node in loop} - {card.party}) or [card.party]
        yield f"It waits in a circle with {_names(study, others)}.", float(len(loop)), "waiting-loop"
    if card.mutual:
        yield f"It serves and is served by {_names(study, card.mutual)}.", float(len(card.mutual)), "mutual-pair"
    if len(card.coupled_group) > 2:
        others = [party for party in card.coupled_group if party != card.party]
        yield (
            f"It depends on each of {_names(study, others)}, and each of them on it.",
            float(len(others)),
            "coupled-group",
        )
