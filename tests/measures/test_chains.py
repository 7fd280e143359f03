"""The ways to the needs: what is critical, who comes next, and when an end customer has everything."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings

from icmap.errors import IcmapError
from icmap.graph import Link
from icmap.measures.chains import Chain, chains, end_customers, why_not
from icmap.measures.loops import opening
from icmap.measures.needs import Need, needs
from icmap.measures.network import link_time
from icmap.measures.schedule import schedule
from icmap.model import OrgMap
from icmap.study import Question, Study
from times_worlds import a_network, drawn_maps
from worlds import a_study, any_of, need

HOUR = 3600


def one(study: Study) -> Need:
    (found,) = study.of(needs)
    return found


def chain(study: Study) -> Chain:
    (found,) = study.of(chains)
    return found


def providers(links: Iterable[Link]) -> list[str]:
    return [link.provider for link in links]


def test_the_chain_is_told_first_work_first() -> None:
    study = a_study("staff -> payroll -> jeff", jeff={"lead_time": "2h"}, payroll={"lead_time": "1h"})

    assert (one(study).arrival, providers(one(study).chain), one(study).customer) == (
        3 * HOUR, ["jeff", "payroll"], "staff",
    )  # fmt: skip
    assert one(study).lower_bound is False


def test_of_equally_slow_chains_the_least_name_from_the_end_back_is_told_and_all_are_counted() -> None:
    study = a_network(
        {"end": 0, "a": 5, "b": 5, "x": 3, "y": 3},
        [("end", "a", 0), ("end", "b", 0), ("a", "y", 0), ("b", "x", 0), ("b", "y", 0)],
    )

    assert providers(one(study).chain) == ["y", "a"]
    assert one(study).ties == 3
    assert len(chain(study).critical) == 5


def test_three_hundred_diamonds_have_two_to_the_three_hundredth_slowest_chains() -> None:
    edges = [
        each
        for number in range(300)
        for side in "lr"
        for each in ((f"{number:03}", f"{number:03}{side}", 0), (f"{number:03}{side}", f"{number + 1:03}", 0))
    ]
    nodes = sorted({each for customer, provider, _ in edges for each in (customer, provider)})

    assert one(a_network(dict.fromkeys(nodes, 1), edges)).ties == 2**300


def test_a_chain_of_a_hundred_thousand_is_no_recursion() -> None:
    names = [f"p{number:06}" for number in range(100_000)]
    study = a_network(dict.fromkeys(names, 1), [(a, b, 0) for a, b in pairwise(names)])

    assert one(study).arrival == 100_000
    assert len(one(study).chain) == 99_999


def test_runners_up_are_the_chains_through_what_lacks_least() -> None:
    study = a_study(
        "end -> a", "end -> b -> c", "end -> d", end={"lead_time": "0"},
        a={"lead_time": "9h"}, b={"lead_time": "4h"}, c={"lead_time": "4h"}, d={"lead_time": "2h"},
    )  # fmt: skip

    found = [(each.slack, providers(each.links)) for each in chain(study).runners_up]

    assert found == [(HOUR, ["c", "b"]), (7 * HOUR, ["d"])]


def test_as_many_runners_up_as_asked_for() -> None:
    study = a_study(
        "end -> a",
        "end -> b",
        "end -> c",
        end={"lead_time": "0"},
        a={"lead_time": "3h"},
        question=Question(runners_up=1),
    )

    assert [providers(each.links) for each in chain(study).runners_up] == [["b"]]


def test_an_unknown_lead_time_makes_a_lower_bound_and_is_counted_once() -> None:
    study = a_study(
        "end -> a -> x", "end -> b -> x", end={"lead_time": "0"}, a={"lead_time": "1h"}, b={"lead_time": "2h"}
    )

    assert (one(study).arrival, one(study).lower_bound, one(study).unknown) == (2 * HOUR, True, 1)


def test_an_end_customers_own_missing_lead_time_is_none() -> None:
    assert one(a_study("end -> a", a={"lead_time": "1h"})).lower_bound is False


def test_a_customers_own_lead_time_makes_the_provider_known_to_it() -> None:
    study = a_study(end={"needs": [need("a", lead_time="3h")]})

    assert (one(study).arrival, one(study).lower_bound) == (3 * HOUR, False)


def test_both_times_of_an_alternative_with_an_unknown_member_are_known() -> None:
    found = one(a_study(end={"needs": [any_of("x", "y")]}, y={"lead_time": "4h"}))

    assert (found.arrival, found.at_least, found.lower_bound, found.unknown) == (4 * HOUR, 0, True, 1)
    assert providers(found.chain) == ["y"]


def test_what_rests_on_an_opened_loop_is_assumed() -> None:
    study = a_study("end -> a -> b -> a", a={"lead_time": "2h"}, b={"lead_time": "1h"})

    assert len(study.of(opening)) == 1
    assert (one(study).assumed, one(study).lower_bound) == (True, True)
    assert study.of(schedule).moment("end").assumed


def test_any_party_can_be_the_one_asked_for() -> None:
    study = a_study("end -> a -> b", a={"lead_time": "2h"}, b={"lead_time": "1h"}, question=Question(to="a"))

    assert (one(study).end, one(study).arrival, providers(one(study).chain)) == ("a", 3 * HOUR, ["b"])


def test_a_party_that_is_not_there_cannot_be_asked_for() -> None:
    with pytest.raises(IcmapError, match="no party 'z'"):
        a_study("end -> a", question=Question(to="z")).of(chains)


def test_why_not_says_by_how_much_a_party_stays_off_and_which_chain_is_slower() -> None:
    study = a_study(
        "end -> a -> x", "end -> b -> x",
        end={"lead_time": "0"}, a={"lead_time": "5h"}, b={"lead_time": "2h"}, x={"lead_time": "1h"},
        question=Question(why_not="b"),
    )  # fmt: skip
    (answer,) = study.of(why_not)

    assert (answer.slack, providers(answer.through), providers(answer.slower)) == (3 * HOUR, ["x", "b"], ["x", "a"])


def test_an_empty_map_and_one_without_customers_have_no_chains() -> None:
    assert a_study().of(chains) == ()
    assert a_study(alone={"lead_time": "1h"}).of(chains) == ()


def test_an_end_customer_has_everything_when_the_last_of_its_needs_is_met() -> None:
    study = a_study("end -> a", "end -> b", "end -> x", a={"lead_time": "5h"}, b={"lead_time": "2h"})
    (found,) = study.of(end_customers)

    assert (found.end_customer, found.done, found.last and found.last.provider, len(found.needs)) == (
        "end",
        5 * HOUR,
        "a",
        3,
    )
    assert (found.lower_bound, found.unknown) == (True, 1)


def test_of_one_need_the_runners_up_are_its_own() -> None:
    study = a_study("end -> a -> x", "a -> y", "end -> b -> z", x={"lead_time": "5h"}, y={"lead_time": "2h"})

    found = [[(each.slack, providers(each.links)) for each in one.runners_up] for one in study.of(chains)]

    assert found == [[(3 * HOUR, ["y", "a"])], []]


@settings(max_examples=150, deadline=None)
@given(drawn_maps(unknown=True))
def test_a_runner_up_lacks_what_it_says(org: OrgMap) -> None:
    study = Study(org)
    plan = study.of(schedule)

    for each in study.of(chains):
        own = plan.own(each.need.customer) if each.need.goal.node >= 0 else 0
        for other in each.runners_up:
            length = sum(link_time(study.step(link.provider), link) for link in other.links)
            assert length + own + other.slack == each.need.arrival


@settings(max_examples=150, deadline=None)
@given(drawn_maps(unknown=True, alternatives=False, cycles=False))
def test_unknown_services_are_counted_as_a_walk_upstream_finds_them(org: OrgMap) -> None:
    study = Study(org)
    plan = study.of(schedule)
    unknown = {plan.compiled.nodes[number] for number in plan.compiled.unknown}

    for node in study.services:
        found, waiting = {node} & unknown, [node]
        while waiting:
            for link in [each for each in plan.compiled.links if each.customer == waiting[-1]]:
                waiting.insert(0, link.provider)
                if link.provider in unknown and link.dependency.lead_time is None:
                    found.add(link.provider)
            waiting.pop()
        assert plan.moment(node).unknown == len(found)
