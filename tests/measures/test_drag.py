"""Drag, against taking the time away and firing again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import Any

from hypothesis import given, settings

from icmap.graph import Link, Step
from icmap.measures.drag import Drag, drags, takeover
from icmap.measures.loops import opening
from icmap.measures.needs import Need, needs
from icmap.measures.network import link_time
from icmap.model import OrgMap
from icmap.model.quantities import Seconds
from icmap.study import Study
from times_worlds import a_network, as_written, drawn_maps, own_time_of, plain_key, plain_needs
from worlds import a_study, any_of


def done(study: Study, without: Collection[str] = ()) -> dict[Need, Seconds]:
    plain = as_written(study)

    def taken(link: Link) -> Seconds:
        return link.dependency.handoff if link.provider in without else plain(link)

    def own(step: Step) -> Seconds:
        return 0 if step.node in without else own_time_of(step)

    met, names = (
        plain_needs(study, taken, study.of(opening), own=own),
        {plain_key(each): each for each in study.of(needs)},
    )
    return {names[key]: time for key, time in met.items() if time is not None}


def saved(study: Study, without: Collection[str]) -> dict[Need, Seconds]:
    before, after = done(study), done(study, without)
    return {need: before[need] - after[need] for need in study.of(needs) if before[need] > after[need]}


def largest(study: Study, without: Collection[str]) -> tuple[Need, Seconds] | None:
    return max(saved(study, without).items(), key=lambda each: each[1], default=None)


def agrees(study: Study) -> None:
    found = study.of(drags)
    assert found.complete
    for node in study.services:
        drag = found.services.get(node)
        assert (drag and (drag.need, drag.time)) == largest(study, {node}), node
        assert gains(found.services_for, node) == saved(study, {node})
    for party in study.org.parties:
        nodes = {node for node in study.services if study.step(node).party.id == party}
        drag = found.parties.get(party)
        assert (drag and (drag.need, drag.time)) == largest(study, nodes), party
        assert gains(found.parties_for, party) == saved(study, nodes)
    for drag in [*found.services.values(), *found.parties.values()]:
        takes_over(study, drag)


def gains(found: Mapping[Need, tuple[Drag, ...]], subject: str) -> dict[Need, Seconds]:
    return {need: each.time for need, drags in found.items() for each in drags if each.subject == subject}


def takes_over(study: Study, drag: Drag) -> None:
    """The chain that takes over is as long as what is left, and the branch named is on it and not the subject's."""
    nodes = {node for node in study.services if drag.subject in (node, study.step(node).party.id)}
    links = takeover(study, drag)
    if drag.branch is not None:
        assert drag.branch not in nodes
    length = sum(
        link.dependency.handoff if link.provider in nodes else link_time(study.step(link.provider), link)
        for link in links
    )
    assert length <= done(study, nodes)[drag.need]


def test_drag_of_the_textbook_example_with_three_branches() -> None:
    study = a_network(
        {"A": 3, "B": 3, "C": 4, "D": 6, "E": 5},
        [("B", "A", 0), ("C", "A", 0), ("D", "A", 0), ("E", "B", 0), ("E", "C", 0), ("E", "D", 0)],
    )
    found = study.of(drags)

    assert {node: drag.time for node, drag in found.services.items()} == {"A": 3, "D": 2, "E": 5}
    assert found.services["D"].branch == "C"
    assert [link.provider for link in takeover(study, found.services["D"])] == ["A", "C"]
    assert found.services["A"].branch is None


def test_drag_of_the_textbook_example_with_free_float() -> None:
    study = a_network(
        {"A": 2, "B": 3, "C": 1, "D": 10, "E": 1}, [("B", "A", 0), ("C", "B", 0), ("E", "C", 0), ("E", "D", 0)]
    )
    found = study.of(drags).parties

    assert {party: (drag.time, drag.branch) for party, drag in found.items()} == {"D": (4, "C"), "E": (1, None)}


def test_two_services_of_a_party_save_together() -> None:
    study = a_study(
        "end -> p/late -> q -> p/early", "end -> r", end={"lead_time": "0"},
        p={"services": {"early": {"lead_time": "3h"}, "late": {"lead_time": "3h"}}},
        q={"lead_time": "1h"}, r={"lead_time": "2h"},
    )  # fmt: skip

    assert study.of(drags).parties["p"].time == 5 * 3600
    assert study.of(drags).parties["p"].branch == "r"


def test_what_is_not_on_the_chain_has_drag_behind_an_alternative() -> None:
    study = a_study(end={"needs": [any_of("slow", "quick")]}, slow={"lead_time": "9h"}, quick={"lead_time": "4h"})

    assert [link.provider for link in study.of(needs)[0].chain] == ["quick"]
    assert study.of(drags).services["slow"].time == 4 * 3600


@settings(max_examples=200, deadline=None)
@given(drawn_maps(alternatives=False))
def test_one_sweep_finds_every_drag(org: OrgMap) -> None:
    agrees(Study(org))


@settings(max_examples=200, deadline=None)
@given(drawn_maps())
def test_drag_with_alternatives_is_what_taking_the_time_away_finds(org: OrgMap) -> None:
    agrees(Study(org))


def test_a_search_that_is_cut_says_so_and_what_lies_on_the_chain_was_tried_first() -> None:
    names = [f"p{number:04}" for number in range(1300)]
    hours: dict[str, Any] = {name: {"lead_time": "1h"} for name in names}
    study = a_study(
        *(f"{customer} -> {provider}" for customer, provider in pairwise(names)),
        end={"needs": [any_of("p0000", "other")]}, other={"lead_time": "1400h"}, **hours,
    )  # fmt: skip
    found = study.of(drags)

    assert not found.complete
    assert found.services["p1299"].time == 3600
