from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings

from icmap.measures.blocked import blocked
from icmap.measures.cut_sets import cut_sets
from icmap.measures.fault_tree import fault_tree
from icmap.measures.outages import Outage, outages
from icmap.model import OrgMap
from icmap.study import Question, Study
from plainly import blocked_services, maps, parties_of, study_of
from worlds import a_study, any_of, need

PAYDAY = (
    "timekeeping -> jeff", "timekeeping -> amy", "payroll -> timekeeping", "payroll -> hr", "staff -> payroll",
    "finance -> payroll", "audit -> finance",
)  # fmt: skip


def outage(study: Study, party: str) -> Outage:
    found = study.of(outages).of(party)
    assert found is not None
    return found


def alone(study: Study, party: str) -> tuple[str, ...]:
    return outage(study, party).blocked


def together(study: Study, end: str) -> tuple[tuple[str, ...], ...]:
    return next(each.sets for each in study.of(cut_sets) if each.end_customer == end)


def test_without_jeff_everything_that_needs_his_hours_stops() -> None:
    study = a_study(*PAYDAY)

    assert alone(study, "jeff") == ("audit", "finance", "payroll", "staff", "timekeeping")
    assert outage(study, "jeff").share == pytest.approx(5 / 7)
    assert outage(study, "jeff").end_customers == ("audit", "staff")


def test_each_of_those_on_the_way_blocks_the_staff() -> None:
    assert sorted(together(a_study(*PAYDAY), "staff")) == [("amy",), ("hr",), ("jeff",), ("payroll",), ("timekeeping",)]


def test_a_loop_blocks_nobody_by_itself() -> None:
    study = a_study("a -> b -> c -> a", "a -> x", "end -> a")

    assert alone(study, "end") == ()
    assert alone(study, "x") == ("a", "b", "c", "end")


def test_an_alternative_stops_only_when_too_few_are_left() -> None:
    study = a_study(a={"needs": [any_of("x", "y", "z", at_least=2)]})

    assert alone(study, "x") == ()
    assert blocked(study, ["x", "y"]).parties == ("a", "x", "y")


def test_a_bare_party_in_an_alternative_is_lost_with_one_of_its_services() -> None:
    study = a_study("x/one -> p", a={"needs": [any_of("x", "y")]}, x={"services": {"one": {}, "two": {}}})

    assert blocked(study, ["p", "y"]).parties == ("a", "p", "x", "y")
    assert blocked(study, ["p", "y"]).partly == ("x",)


def test_a_backup_keeps_the_service_up_until_it_is_out_too() -> None:
    study = a_study("staff -> jane", jane={"backup": ("bureau",), "kind": "person"}, bureau={})

    assert outage(study, "jane").reach == 0
    assert outage(study, "jane").stand_in is True
    assert blocked(study, ["jane", "bureau"]).parties == ("bureau", "jane", "staff")
    assert together(study, "staff") == (("bureau", "jane"),)


def test_optional_entries_stop_nobody_and_stock_does() -> None:
    study = a_study(a={"needs": [need("x", optional=True), need("y", waits=False)]})

    assert (alone(study, "x"), alone(study, "y")) == ((), ("a",))


def test_one_service_can_be_out_alone() -> None:
    study = a_study("a -> x/one", "b -> x/two")

    assert blocked(study, ["x/one"]).services == ("a", "x/one")
    assert blocked(study, ["x/one"]).partly == ("x",)


@pytest.mark.parametrize(
    ("attributes", "stand_in"),
    [
        ({"kind": "person"}, False),
        ({"kind": "system"}, False),
        ({"kind": "Person"}, False),
        ({"kind": "supplier"}, False),
        ({"kind": "supplier", "external": False}, None),
        ({"kind": "partner"}, False),
        ({"kind": "role"}, False),
        ({"kind": "role", "headcount": 1}, False),
        ({"kind": "role", "headcount": 2}, None),
        ({"kind": "team"}, None),
        ({"kind": "team", "headcount": 1}, False),
        ({}, None),
        ({"kind": "person", "backup": ("other",)}, True),
    ],
)
def test_no_stand_in_is_asked_of_what_is_one_of_a_kind(attributes: dict[str, Any], stand_in: object) -> None:
    assert outage(a_study("staff -> x", x=attributes, other={}), "x").stand_in is stand_in


def test_who_stops_no_end_customer_needs_no_stand_in() -> None:
    study = a_study("a -> jeff", "staff -> a", a={"needs": []}, staff={"end": True}, b={"needs": [need("amy")], "end": False},
                    amy={"kind": "person"})  # fmt: skip

    assert outage(study, "amy").reach == 1
    assert outage(study, "amy").stand_in is None


def test_long_lists_are_cut_and_say_so() -> None:
    found = outage(a_study(*(f"c{number:03} -> hub" for number in range(50))), "hub")

    assert (found.reach, len(found.blocked), found.complete, found.end_customer_count) == (50, 20, False, 50)
    assert found.blocked[:2] == ("c000", "c001")


def test_cut_sets_of_three_are_sought_when_asked_for() -> None:
    world: dict[str, Any] = {"a": {"needs": [any_of("x", "y", "z")], "end": True}}

    assert together(a_study(**world), "a") == ()
    assert together(a_study(question=Question(cut_size=3), **world), "a") == (("x", "y", "z"),)


def test_maps_of_no_to_three_parties_have_outages() -> None:
    assert a_study().of(outages).parties == ()
    assert a_study().of(cut_sets) == ()
    assert [each.share for each in a_study(a={}).of(outages).parties] == [0.0]
    assert alone(a_study("a -> b"), "b") == ("a",)
    assert alone(a_study("a -> b -> c"), "c") == ("a", "b")


@given(maps())
@settings(max_examples=150, deadline=None)
def test_every_outage_is_the_least_fixpoint(org: OrgMap) -> None:
    study = study_of(org)
    for found in study.of(outages).parties:
        services = blocked_services(study, [found.party])
        stopped = parties_of(study, services) - {found.party}

        assert set(blocked(study, [found.party]).services) == services
        assert found.blocked == tuple(sorted(stopped))
        assert found.end_customers == tuple(sorted(stopped & set(study.ends)))


@given(maps(alternatives=False))
@settings(max_examples=50, deadline=None)
def test_without_alternatives_reachability_tells_all(org: OrgMap) -> None:
    study = study_of(org)

    assert not study.of(fault_tree).touched
    for found in study.of(outages).parties:
        assert set(found.blocked) == parties_of(study, blocked_services(study, [found.party])) - {found.party}


@given(maps())
@settings(max_examples=100, deadline=None)
def test_cut_sets_are_all_minimal_ones_and_no_others(org: OrgMap) -> None:
    study = study_of(org, cut_size=3)
    for found in study.of(cut_sets):
        others = [party for party in study.of(fault_tree).parties if party != found.end_customer]
        expected: list[frozenset[str]] = []
        for size in (1, 2, 3):
            for chosen in map(frozenset, combinations(others, size)):
                if any(fewer < chosen for fewer in expected):
                    continue
                if found.end_customer in parties_of(study, blocked_services(study, chosen)):
                    expected.append(chosen)

        assert found.complete
        assert found.count == len(expected)
        assert set(map(frozenset, found.sets)) <= set(expected)
        assert len(found.sets) == min(20, len(expected))


def test_two_who_stand_in_for_each_other_can_not_both_be_missed() -> None:
    study = a_study("end -> jeff", jeff={"backup": ("amy",)}, amy={"backup": ("jeff",)})

    assert together(study, "end") == (("amy", "jeff"),)
    assert blocked(study, ["jeff"]).parties == ()
    assert blocked(study, ["amy", "jeff"]).parties == ("amy", "end", "jeff")


def test_a_stand_in_that_is_out_stands_in_for_nobody_even_if_another_stands_in_for_it() -> None:
    study = a_study("end -> jeff", jeff={"backup": ("amy",)}, amy={"backup": ("bob",)}, bob={})

    assert together(study, "end") == (("amy", "jeff"),)


def test_a_stand_in_with_several_services_is_there_only_if_all_of_them_are() -> None:
    study = a_study("end -> jeff", "amy/a -> x", jeff={"backup": ("amy",)}, amy={"services": {"a": {}, "b": {}}})

    assert sorted(map(sorted, together(study, "end"))) == [["amy", "jeff"], ["jeff", "x"]]
