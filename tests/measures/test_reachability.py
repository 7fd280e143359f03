from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx
from hypothesis import given, settings

from icmap.kernels import reach
from icmap.measures.reachability import Interdependence, Neighbourhood, Pair, reachability
from icmap.model import OrgMap
from icmap.study import Question, Study
from plainly import maps, study_of
from worlds import a_study

if TYPE_CHECKING:
    import pytest


def around(study: Study, party: str) -> Neighbourhood:
    return next(each for each in study.of(reachability).parties if each.party == party)


def test_indirect_is_everyone_further_along() -> None:
    study = a_study("staff -> payroll -> timekeeping -> jeff", staff={"kind": "customer"})

    assert around(study, "payroll").providers.direct == ("timekeeping",)
    assert around(study, "payroll").providers.indirect == ("jeff",)
    assert around(study, "timekeeping").customers.indirect == ("staff",)
    assert around(study, "timekeeping").customers.indirect_outside == 1


def test_a_need_of_one_service_is_not_charged_to_another() -> None:
    study = a_study("a -> x/one", "x/two -> y")

    assert around(study, "a").providers.indirect == ()
    assert around(study, "x").providers.direct == ("y",)


def test_a_party_is_not_its_own_provider() -> None:
    assert around(a_study("a -> b -> a"), "a").providers.indirect == ()


def test_thompsons_kinds() -> None:
    study = a_study("a -> b -> a", "c -> it", "d -> it", "e -> c")

    assert study.of(reachability).interdependence == Interdependence(
        reciprocal=1, sequential=4, pooled=1, independent=9
    )
    assert Pair("a", "b", "reciprocal") in study.of(reachability).pairs
    assert Pair("c", "it", "sequential") in study.of(reachability).pairs


def test_services_fold_into_the_level_asked_for() -> None:
    sales = {"part_of": "sales"}
    study = a_study("ann -> it", "bob -> ann", "bob -> ops", question=Question(level=1), ann=sales, bob=sales, sales={})

    assert around(study, "sales").providers.direct == ("it", "ops")
    assert [each.party for each in study.of(reachability).parties] == ["it", "ops", "sales"]


@given(maps())
@settings(max_examples=100, deadline=None)
def test_it_is_what_a_traversal_from_every_service_finds(org: OrgMap) -> None:
    _compare_with_traversals(study_of(org))


def test_blocks_of_bits_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same answer when bits are cut into blocks, with more parties than one block holds."""
    arrows = [f"p{number:04} -> p{number * 7 % 1300:04}" for number in range(1, 1300)]
    study, again = a_study(*arrows), a_study(*arrows)
    whole = study.of(reachability)
    monkeypatch.setattr(reach, "_BITS_AT_ONCE", 1)

    assert again.of(reachability) == whole


def _compare_with_traversals(study: Study) -> None:
    ways: dict[str, set[str]] = {party: set() for party in study.parties}
    for node in study.services:
        ways[study.step(node).party.id] |= {study.step(each).party.id for each in nx.descendants(study.services, node)}
    for found in study.of(reachability).parties:
        direct = set(study.parties.successors(found.party))
        back = {party for party in ways if found.party in ways[party]} - {found.party}

        assert set(found.providers.indirect) == ways[found.party] - direct - {found.party}
        assert set(found.customers.indirect) == back - set(study.parties.predecessors(found.party))
        assert found.customers.complete
    kinds = [_kind(study, ways, *pair) for pair in combinations(ways, 2)]
    counts = study.of(reachability).interdependence
    assert [counts.reciprocal, counts.sequential, counts.pooled] == [kinds.count(kind) for kind in "rsp"]


def _kind(study: Study, ways: dict[str, set[str]], one: str, other: str) -> str:
    paths = (other in ways[one]) + (one in ways[other])
    if paths:
        return " sr"[paths]
    return "p" if set(study.parties.successors(one)) & set(study.parties.successors(other)) else ""
