from __future__ import annotations

from typing import Any

import pytest

from icmap.kernels.queueing import queueing_wait
from icmap.measures.load import Load, loads
from worlds import a_study, any_of, need

# 8 working hours a day


def load(party: str, **world: Any) -> Load:
    return a_study(**world).of(loads)[party]


@pytest.mark.parametrize(("busy", "wait"), [(0.5, 1), (0.8, 4), (0.9, 9), (0.95, 19)])
def test_one_server_waits_as_the_textbook_says(busy: float, wait: float) -> None:
    assert queueing_wait(busy, servers=1, service=1) == pytest.approx(wait)


def test_two_servers_wait_as_sakasegawa_says() -> None:
    assert queueing_wait(0.9, servers=2, service=1) == pytest.approx(4.292, abs=5e-4)


def test_at_full_use_there_is_no_number() -> None:
    assert queueing_wait(1.0, servers=1, service=1) is None


def test_demand_against_capacity() -> None:
    found = load("x", a={"needs": [need("x", frequency="6/day")]}, x={"capacity": "10/day", "other_demand": "3/day"})

    assert found.utilisation == pytest.approx(0.9)
    assert not found.lower_bound


def test_effort_and_headcount_give_utilisation_and_the_wait() -> None:
    found = load("x", a={"needs": [need("x", frequency="4/day")]}, x={"effort": "1h", "headcount": 1})

    assert found.utilisation == pytest.approx(0.5)
    assert found.wait == pytest.approx(3600)


def test_who_has_not_said_how_often_is_asked() -> None:
    found = load("x", a={"needs": [need("x", frequency="4/day")]}, b={"needs": [need("x")]}, x={"capacity": "8/day"})

    assert (found.utilisation, found.lower_bound, found.ask) == (0.5, True, ("b",))


def test_on_demand_is_an_answer_without_a_rate() -> None:
    found = load("x", a={"needs": [need("x", frequency="on demand")]}, x={"capacity": "8/day"})

    assert (found.utilisation, found.lower_bound, found.ask) == (None, True, ())


def test_where_nobody_says_how_often_utilisation_is_unknown() -> None:
    found = load("x", a={"needs": [need("x")]}, x={"capacity": "8/day"})

    assert (found.utilisation, found.demand_per_hour) == (None, None)


def test_where_capacity_is_unknown_utilisation_is_blank() -> None:
    found = load("x", a={"needs": [need("x", frequency="4/day")]})

    assert (found.utilisation, found.demand_per_hour) == (None, 0.5)


def test_an_entry_for_all_services_of_its_customer_counts_once() -> None:
    found = load(
        "x",
        a={"needs": [need("x", frequency="4/day")], "services": {"one": {}, "two": {}}},
        x={"capacity": "8/day"},
    )

    assert found.utilisation == pytest.approx(0.5)


def test_an_entry_on_a_bare_party_counts_once_against_its_capacity() -> None:
    found = load(
        "x", a={"needs": [need("x", frequency="4/day")]}, x={"capacity": "8/day", "services": {"one": {}, "two": {}}}
    )

    assert found.utilisation == pytest.approx(0.5)


def test_services_add_up_by_their_own_capacity_and_effort() -> None:
    found = load(
        "x",
        a={"needs": [need("x/one", frequency="4/day"), need("x/two", frequency="2/day")]},
        x={"headcount": 1, "services": {"one": {"capacity": "16/day"}, "two": {"effort": "2h"}}},
    )

    assert found.utilisation == pytest.approx(0.75)


def test_a_member_of_an_alternative_gets_its_share() -> None:
    group = any_of("x", "y", need("z", frequency="1/day"), at_least=2, frequency="6/day")
    world = {party: {"capacity": "8/day"} for party in "xyz"}

    assert load("x", a={"needs": [group]}, **world).utilisation == pytest.approx(0.5)
    assert load("z", a={"needs": [group]}, **world).utilisation == pytest.approx(0.125)


def test_more_than_can_be_done_is_unstable() -> None:
    found = load("x", a={"needs": [need("x", frequency="9/day")]}, x={"effort": "1h", "kind": "person"})

    assert (found.utilisation, found.unstable, found.wait) == (1.125, True, None)


def test_the_peak_is_told_beside_the_normal_case() -> None:
    found = load("x", a={"needs": [need("x", frequency="4/day")]}, x={"capacity": "8/day", "peak": "12/day"})

    assert (found.utilisation, found.peak_utilisation) == (0.5, 1.5)


def test_small_maps_have_loads() -> None:
    assert a_study().of(loads) == {}
    assert load("a", a={}).demand_per_hour == 0
    assert load("a", a={"capacity": "8/day"}).utilisation == 0


def test_a_peak_of_what_has_no_capacity_is_no_load() -> None:
    found = load("x", a={"needs": [need("x", frequency="4/day")]}, x={"kind": "team", "peak": "12/day"})

    assert (found.utilisation, found.peak_utilisation) == (None, None)


def test_whoever_asks_itself_is_none_of_its_customers() -> None:
    found = load("x", a={"needs": [need("x/one")]},
                 x={"capacity": "8/day", "services": {"one": {}, "two": {}}, "needs": [need("x/one", by="two")]})  # fmt: skip

    assert (found.customers, found.ask) == (1, ("a",))
