from __future__ import annotations

import json

import pytest

from icmap.measures.brokerage import brokerage, cut_points, hubs
from icmap.measures.census import census
from icmap.study import Question, Thresholds
from worlds import a_study, shared

PAYDAY = (
    "timekeeping -> jeff", "timekeeping -> amy", "payroll -> timekeeping", "payroll -> hr", "staff -> payroll",
    "finance -> payroll", "audit -> finance",
)  # fmt: skip


def test_payroll_stands_between_most() -> None:
    of = a_study(*PAYDAY).of(brokerage).of

    assert {party: round(share, 4) for party, share in of.items() if share} == {
        "finance": 0.119,
        "payroll": 0.2857,
        "timekeeping": 0.1905,
    }


def test_cut_points_hold_the_map_together() -> None:
    assert a_study(*PAYDAY).of(cut_points) == {"finance", "payroll", "timekeeping"}


def test_krackhardts_managers_have_the_published_betweenness_and_reciprocity() -> None:
    case = json.loads(shared("cases", "krackhardt_advice.json").read_text(encoding="utf-8"))
    study = a_study(*(f"{customer} -> {provider}" for customer, provider in case["edges"]))

    counted, published, computed = study.of(census), case["published"], case["computed"]
    assert (len(study.parties), len(study.parties.edges)) == (published["n_nodes"], published["n_edges"])
    assert counted.dyads.mutual == computed["mutual_dyads"]
    assert counted.dyad_reciprocity == pytest.approx(published["reciprocity_dyads"], abs=1e-7)
    assert counted.edge_reciprocity == pytest.approx(computed["reciprocity_edges"])
    assert study.of(brokerage).of == pytest.approx(computed["betweenness_directed_normalized"], abs=1e-9)


def test_a_hub_needs_a_map_of_ten() -> None:
    star = [f"c{number} -> hub -> p{number}" for number in range(5)]

    assert a_study(*star).of(hubs) == {"hub"}
    assert a_study(*star[:4]).of(hubs) == frozenset()
    assert a_study(*star, question=Question(thresholds=Thresholds(hub_times_mean=12))).of(hubs) == frozenset()


def test_small_maps_have_no_brokers() -> None:
    for study in (a_study(), a_study(a={}), a_study("a -> b")):
        assert not any(study.of(brokerage).of.values())
        assert not study.of(cut_points)
    assert a_study("a -> b -> c").of(brokerage).of == {"a": 0, "b": 0.5, "c": 0}
    assert a_study("a -> b -> c").of(cut_points) == {"b"}
