"""Parties and services as nodes: what they are called, what they take, when an end customer is served."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from icmap.graph import Step, receiving_nodes
from icmap.measures.chains import EndCustomer, end_customers
from icmap.measures.drag import drags
from icmap.measures.schedule import Moment, schedule
from icmap.measures.slack import slacks
from icmap.model.quantities import Seconds, format_duration
from icmap.pictures.drawing import Node
from icmap.pictures.options import Wish
from icmap.pictures.views._marks import Marks
from icmap.pictures.views._shapes import shape_of
from icmap.study import Study
from icmap.wording.picture import lead_time_words, served_words

__all__ = ["party_nodes", "receiving", "service_nodes"]


def party_nodes(study: Study, parties: Iterable[str], marked: Marks, wish: Wish) -> tuple[Node, ...]:
    """The nodes of parties, numbered in their order; boxes are given by `boxes`."""
    served = {end.end_customer: end for end in study.of(end_customers)}
    notes = _party_notes(study, wish)
    return tuple(
        _party_node(study, f"n{place}", party, served.get(party), marked, wish.focus == party, notes.get(party, ""))
        for place, party in enumerate(parties)
    )


def _party_node(  # noqa: PLR0913, PLR0917 - all that is said on a card
    study: Study, node_id: str, party: str, chain: EndCustomer | None, marked: Marks, focus: bool, note: str  # noqa: FBT001
) -> Node:  # fmt: skip
    own = study.org.parties[party]
    time = lead_time_words(study, own)
    after, short = (_served(study, chain, short=each) for each in (False, True))
    first = " · ".join(part for part in (own.kind, time) if part)
    about = (own.name, own.kind, own.description, f"owner {own.owner}" if own.owner else "", after)
    return Node(
        node_id, party, study.name(party), shape_of(own), _filled(first, after),
        end=party in study.end_set,
        focus=focus,
        critical=party in marked.chain_nodes,
        loop=party in marked.loop_nodes,
        rank=marked.ranks.get(party),
        note=note,
        tip=" · ".join(_filled(*about)),
        short=_filled(short or time),
    )  # fmt: skip


def _filled(*parts: str) -> tuple[str, ...]:
    return tuple(part for part in parts if part)


def _served(study: Study, found: EndCustomer | Moment | None, *, short: bool) -> str:
    return served_words(study, found.done, lower_bound=found.lower_bound, short=short) if found else ""


def receiving(study: Study) -> frozenset[str]:
    """The services at which end customers receive."""
    return frozenset(node for end in study.ends for node in receiving_nodes(study.org.parties[end]))


def service_nodes(study: Study, shown: Iterable[str], marked: Marks, wish: Wish) -> tuple[Node, ...]:
    """The nodes of services, numbered in their order."""
    ends, ranks, notes = receiving(study), _service_ranks(study, marked), _service_notes(study, wish)
    return tuple(
        _service_node(study, f"n{place}", study.step(node), marked, ends, ranks.get(node), notes.get(node, ""))
        for place, node in enumerate(shown)
    )


def _service_node(  # noqa: PLR0913, PLR0917 - all that is said on a card
    study: Study, node_id: str, step: Step, marked: Marks, ends: Collection[str], rank: int | None, note: str
) -> Node:
    name = step.service.name if step.service else step.party.name
    time = format_duration(step.lead_time.mean, study.org.calendar) if step.lead_time else ""
    moment = study.of(schedule).moment(step.node)
    after, short = (_served(study, moment if step.node in ends else None, short=each) for each in (False, True))
    owner = step.party.name if step.service else ""
    first = " · ".join(_filled(owner or step.party.kind, time))
    return Node(
        node_id, step.node, name, shape_of(step.party), _filled(first, after),
        end=step.node in ends,
        critical=step.node in marked.chain_nodes,
        loop=step.node in marked.loop_nodes,
        rank=rank,
        note=note,
        tip=f"{name} · {step.party.name}",
        short=_filled(" · ".join(_filled(owner, time)), short),
    )  # fmt: skip


def _service_ranks(study: Study, marked: Marks) -> Mapping[str, int]:
    """A bottleneck's number stands on that service of it which drags most, else on its first."""
    found: dict[str, int] = {}
    saving = study.of(drags).services
    for party, rank in marked.ranks.items():
        own = [node for node in study.services if study.step(node).party.id == party]
        if own:
            found[min(own, key=lambda node: (-(saving[node].time if node in saving else 0), node))] = rank
    return found


def _service_notes(study: Study, wish: Wish) -> Mapping[str, str]:
    if wish.labels == "drag":
        return _written(study, "drag", {node: each.time for node, each in study.of(drags).services.items()})
    if wish.labels != "float":
        return {}
    return _written(study, "float", {node: each.total for node, each in study.of(slacks).services.items()})


def _party_notes(study: Study, wish: Wish) -> Mapping[str, str]:
    if wish.labels == "drag":
        return _written(study, "drag", {party: each.time for party, each in study.of(drags).parties.items()})
    if wish.labels != "float":
        return {}
    least: dict[str, Seconds] = {}
    for node, slack in study.of(slacks).services.items():
        if slack.total is not None:
            party = study.step(node).party.id
            least[party] = min(slack.total, least.get(party, slack.total))
    return _written(study, "float", least)


def _written(study: Study, what: str, times: Mapping[str, Seconds | None]) -> Mapping[str, str]:
    calendar = study.org.calendar
    return {key: f"{what} {format_duration(time, calendar)}" for key, time in times.items() if time is not None}
