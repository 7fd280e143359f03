from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from icmap.graph import Link
from icmap.measures.firing import NEVER, fire, network
from icmap.measures.loops import Opened, opening, openings, waiting_loops
from icmap.study import Study
from worlds import a_study, any_of, need


def _told(found: tuple[Opened, ...]) -> list[str]:
    return [f"{each.link.customer} -> {each.link.provider}" for each in found]


def test_two_named_services_that_wait_for_each_other_are_certain_to_wait() -> None:
    study = a_study("runtime/start -> login/start -> runtime/start")

    (loop,) = waiting_loops(study)

    assert loop.services == ("login/start", "runtime/start")
    assert loop.certain


def test_a_party_without_services_in_the_loop_leaves_open_which_waits() -> None:
    (loop,) = waiting_loops(a_study("pilots/flight -> cabin -> pilots/flight"))

    assert not loop.certain


def test_who_only_waits_for_a_loop_is_not_in_it() -> None:
    (loop,) = waiting_loops(a_study("staff -> a -> b -> a", "b -> c"))

    assert loop.services == ("a", "b")


def test_a_loop_that_nobody_waits_for_is_no_waiting_loop() -> None:
    study = a_study("cook -> waiter", waiter={"needs": [need("cook", optional=True)]})

    assert waiting_loops(study) == ()
    assert openings(study) == ()


def test_stock_that_no_request_waits_for_closes_no_loop() -> None:
    assert waiting_loops(a_study("cook -> store", store={"needs": [need("cook", waits=False)]})) == ()


def test_an_alternative_outside_the_loop_opens_it() -> None:
    assert waiting_loops(a_study("b -> a", a={"needs": [any_of("b", "stock")]}, stock={})) == ()


def test_an_alternative_of_two_that_both_wait_is_opened_at_its_first_member() -> None:
    study = a_study("x -> a", "y -> a", a={"needs": [any_of("y", "x")]})

    assert _told(openings(study)) == ["a -> y"]


def test_two_of_three_with_one_there_are_opened_at_the_first_that_waits() -> None:
    study = a_study("x -> a", "y -> a", a={"needs": [any_of("x", "stock", "y", at_least=2)]}, stock={})

    assert _told(openings(study)) == ["a -> x"]


def test_opening_the_loop_behind_an_alternative_may_spare_the_loop_before_it() -> None:
    study = a_study("p -> a", "q -> r -> q", a={"needs": [any_of("p", "q")]})

    assert _told(openings(study)) == ["q -> r"]


def test_the_less_important_dependency_is_opened() -> None:
    study = a_study(a={"needs": [need("b", importance="critical")]}, b={"needs": [need("a", importance="low")]})

    assert _told(openings(study)) == ["b -> a"]


def test_of_two_as_important_the_rarer_is_opened() -> None:
    study = a_study(a={"needs": [need("b", frequency="daily")]}, b={"needs": [need("a", frequency="monthly")]})

    assert _told(openings(study)) == ["b -> a"]


def test_of_two_alike_the_first_by_name_is_opened() -> None:
    assert _told(openings(a_study("b -> a -> b"))) == ["a -> b"]


def test_a_service_that_waits_for_itself_is_a_loop_of_one() -> None:
    study = a_study("a/x -> a/x")

    assert waiting_loops(study)[0].services == ("a/x",)
    assert _told(openings(study)) == ["a/x -> a/x"]


def test_the_example_is_a_short_way_round_and_is_told_once() -> None:
    (loop,) = waiting_loops(a_study("a -> b -> c -> d -> a", "c -> b"))

    assert [link.customer for link in loop.example] == ["b", "c"]


def test_a_ring_of_ten_thousand_is_one_loop_opened_once() -> None:
    ring = [f"n{place:05}" for place in range(10_000)]
    study = a_study(" -> ".join([*ring, ring[0]]))

    (loop,) = waiting_loops(study)

    assert len(loop.services) == len(loop.example) == 10_000
    assert openings(study)[0].exact
    assert len(openings(study)) == 1


def test_thirty_who_all_need_each_other_are_opened_by_the_heuristic_and_it_says_so() -> None:
    names = [f"n{place:02}" for place in range(30)]
    study = a_study(*(f"{one} -> {other}" for one in names for other in names if one != other))

    opened = openings(study)

    assert len(opened) == 435
    assert not opened[0].exact


def test_maps_of_nobody_and_of_one_have_no_loop() -> None:
    assert waiting_loops(a_study()) == ()
    assert openings(a_study()) == ()
    assert waiting_loops(a_study(jeff={})) == ()


_names = st.sampled_from("abcdefg")


@st.composite
def _worlds(draw: st.DrawFn, alternatives: int = 2) -> Study:
    parties: dict[str, Any] = {}
    for name in "abcdefg":
        needs: list[Any] = [
            need(each, optional=draw(st.booleans())) for each in draw(st.lists(_names, max_size=2, unique=True))
        ]
        for _ in range(draw(st.integers(0, alternatives))):
            members = draw(st.lists(_names, min_size=1, max_size=4, unique=True))
            inner = any_of(*draw(st.lists(_names, min_size=1, max_size=2, unique=True)))
            needs.append(any_of(*members, inner, at_least=draw(st.integers(1, len(members) + 1))))
        parties[name] = {"needs": needs}
    return a_study(**parties)


def _unfired(study: Study, *opened: Link) -> list[str]:
    compiled = study.of(network)
    ready = fire(compiled, opened=opened).ready
    return [node for node, time in zip(compiled.nodes, ready, strict=True) if time == NEVER]


@settings(max_examples=150, deadline=None)
@given(_worlds())
def test_after_opening_everything_fires(study: Study) -> None:
    assert _unfired(study, *opening(study)) == []


@settings(max_examples=100, deadline=None)
@given(_worlds())
def test_there_is_a_loop_exactly_where_something_never_fires(study: Study) -> None:
    stuck = _unfired(study)

    assert bool(waiting_loops(study)) == bool(stuck)
    assert bool(openings(study)) == bool(stuck)
    assert {node for loop in waiting_loops(study) for node in loop.services} <= set(stuck)


@settings(max_examples=300, deadline=None)
@given(_worlds())
def test_without_any_one_opened_dependency_something_never_fires(study: Study) -> None:
    found = opening(study)

    for left_out in found:
        rest = [link for link in found if link is not left_out]
        assert _unfired(study, *rest)
