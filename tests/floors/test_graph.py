"""From the model to the two graphs: which way an edge points, what a reference means, who the end customers are."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icmap.graph import (
    Bundle,
    Choice,
    end_customers,
    fold,
    groups,
    links_of,
    nodes_of,
    party_graph,
    receiving_nodes,
    service_graph,
)
from icmap.model import Entry, above
from icmap.model.quantities import Seconds
from worlds import a_map, any_of, need


def test_an_edge_points_from_customer_to_provider() -> None:
    graph = service_graph(a_map("staff -> payroll -> jeff"))

    assert list(graph.edges) == [("payroll", "jeff"), ("staff", "payroll")]


def test_a_bare_reference_means_all_that_the_party_lists() -> None:
    graph = service_graph(a_map("desk -> it", it={"services": {"login": {}, "mail": {}}}))

    assert list(graph.edges) == [("desk", "it/login"), ("desk", "it/mail")]


def test_a_bare_party_in_an_alternative_is_one_member_that_needs_all_its_services() -> None:
    org = a_map(it={"services": {"login": {}, "mail": {}}}, desk={"needs": [any_of("it", "paper")]})

    (choice,) = service_graph(org).nodes["desk"]["step"].inputs

    assert isinstance(choice, Choice)
    assert isinstance(choice.members[0], Bundle)
    assert [link.provider for link in choice.members[0].members] == ["it/login", "it/mail"]


def test_what_a_party_depends_on_holds_for_each_of_its_services() -> None:
    graph = service_graph(a_map("kitchen -> grocer", "a -> kitchen/plates", "a -> kitchen/soup"))

    assert graph.has_edge("kitchen/plates", "grocer")
    assert graph.has_edge("kitchen/soup", "grocer")


def test_a_service_s_own_entry_for_the_same_provider_wins() -> None:
    own = need("grocer", by="plates", handoff="1h")
    org = a_map("kitchen -> grocer", kitchen={"needs": [own], "services": {"plates": {}}})

    (link,) = service_graph(org).nodes["kitchen/plates"]["step"].inputs

    assert link.dependency.handoff == 3600


def test_a_service_s_own_entry_wins_only_while_it_holds() -> None:
    own = need("grocer", by="plates", handoff="1h", when=("banquet",))
    org = a_map("kitchen -> grocer", kitchen={"needs": [own], "services": {"plates": {}}}, situations=("banquet",))

    normal, banquet = service_graph(org), service_graph(org, ("banquet",))

    assert [link.dependency.handoff for link in normal.edges["kitchen/plates", "grocer"]["links"]] == [0]
    assert [link.dependency.handoff for link in banquet.edges["kitchen/plates", "grocer"]["links"]] == [3600]


def test_what_an_outside_party_gives_does_not_wait_for_what_it_receives() -> None:
    org = a_map("guests -> waiters", "waiters -> guests/order", guests={"kind": "external customer"})
    graph = service_graph(org)

    assert list(graph.edges) == [("guests", "waiters"), ("waiters", "guests/order")]
    assert receiving_nodes(org.parties["guests"]) == ("guests",)
    assert nodes_of(org.parties["guests"]) == ("guests/order",)


def test_a_service_takes_its_times_from_its_party_where_it_has_none() -> None:
    org = a_map("a -> it/login", it={"lead_time": "2h", "promise": "3h"})
    step = service_graph(org).nodes["it/login"]["step"]

    assert step.lead_time.mean == 7200
    assert step.promise.time == 3 * 3600


def test_situational_dependencies_hold_only_in_their_situation() -> None:
    org = a_map(desk={"needs": [need("linen", when=("banquet",))]}, situations=("banquet",))

    assert not service_graph(org).edges
    assert list(service_graph(org, ["banquet"]).edges) == [("desk", "linen")]
    assert list(party_graph(org, ["banquet"]).edges) == [("desk", "linen")]


def test_an_alternative_loses_the_members_that_do_not_hold() -> None:
    org = a_map(desk={"needs": [any_of(need("a", when=("fair",)), "b", at_least=2)]}, situations=("fair",))

    (choice,) = service_graph(org).nodes["desk"]["step"].inputs
    assert (len(choice.members), choice.at_least) == (1, 1)


def test_the_party_graph_drops_a_party_s_dependency_on_itself() -> None:
    graph = party_graph(a_map("a/x -> a/y", "a/x -> b"))

    assert list(graph.edges) == [("a", "b")]


def test_a_group_is_no_node_but_a_party_that_serves_is() -> None:
    org = a_map("staff -> payroll", payroll={"part_of": "finance"}, finance={}, cook={"part_of": "staff"})

    assert groups(org) == {"finance"}
    assert "finance" not in service_graph(org)
    assert "finance" not in party_graph(org)


def test_a_level_folds_a_party_into_its_ancestor() -> None:
    org = a_map(
        "guest -> waiter -> cook", waiter={"part_of": "hall"}, hall={"part_of": "house", "kind": "Team"}, house={}, cook={"part_of": "house"}
    )  # fmt: skip

    assert list(party_graph(org, level=1).edges) == [("guest", "house")]
    assert list(party_graph(org, level="team").edges) == [("guest", "hall"), ("hall", "cook")]
    assert list(party_graph(org, level=2).edges) == [("guest", "hall"), ("hall", "cook")]


def test_a_mark_adds_an_end_customer_and_takes_one_out() -> None:
    assert end_customers(a_map("staff -> payroll -> jeff", payroll={"end": True})) == ("payroll", "staff")
    assert end_customers(a_map("staff -> payroll", "clerk -> payroll", clerk={"end": False})) == ("staff",)
    assert end_customers(a_map("staff -> payroll", staff={"end": False})) == ()


@pytest.mark.parametrize("kind", ["supplier", "vendor", "partner", "contractor", "system", "process"])
def test_by_its_kind_what_works_for_others_is_no_end_customer(kind: str) -> None:
    org = a_map("staff -> payroll", "other -> payroll", other={"kind": kind})

    assert end_customers(org) == ("staff",)
    assert end_customers(a_map("staff -> payroll", "other -> payroll", other={"kind": kind, "end": True})) == (
        "other",
        "staff",
    )


@pytest.mark.parametrize("kind", ["external customer", "client", "applicant", "shareholder", "creditor", "authority"])
def test_who_stands_outside_and_depends_on_somebody_is_an_end_customer_even_if_others_depend_on_it(kind: str) -> None:
    org = a_map("desk -> guests -> desk", guests={"kind": kind})

    assert end_customers(org) == ("guests",)
    assert end_customers(a_map("desk -> guests", guests={"kind": kind})) == ("desk",)


def test_a_map_of_systems_only_has_those_on_which_nobody_depends() -> None:
    org = a_map("shop -> stock -> database", shop={"kind": "system"}, stock={"kind": "system"})

    assert end_customers(org) == ("shop",)


def test_a_group_is_no_end_customer_even_if_it_is_marked() -> None:
    org = a_map("staff -> payroll", payroll={"part_of": "finance"}, finance={"end": True})

    assert end_customers(org) == ("staff",)


def test_without_marks_they_are_external_customers_and_those_nobody_depends_on() -> None:
    org = a_map(
        "staff -> payroll -> bank", "payroll -> regulator", "regulator -> payroll", regulator={"kind": "regulator"}
    )

    assert end_customers(org) == ("regulator", "staff")


def test_where_all_depend_on_one_another_it_is_every_party_of_the_group_nobody_outside_needs() -> None:
    assert end_customers(a_map("a -> b -> a", "b -> c -> d -> c")) == ("a", "b")


def test_an_empty_map_has_no_end_customer_and_two_empty_graphs() -> None:
    assert end_customers(a_map()) == ()
    assert not service_graph(a_map())
    assert not party_graph(a_map())
    assert end_customers(a_map(alone={})) == ()


def test_a_party_that_needs_one_of_its_own_services_needs_it_for_the_others_only() -> None:
    graph = service_graph(a_map("kitchen -> kitchen/stock", kitchen={"services": {"plates": {}}}))

    assert list(graph.edges) == [("kitchen/plates", "kitchen/stock")]


def test_a_stand_in_is_no_end_customer() -> None:
    org = a_map("staff -> database", "replica -> database", database={"backup": ("replica",)})

    assert end_customers(org) == ("staff",)


def test_an_entry_of_the_service_stands_in_for_its_partys_for_the_same_provider_and_service_only() -> None:
    it: dict[str, Any] = {"services": {"login": {}, "mail": {}}}
    own = need("it/login", by="desk", handoff="1h")

    def links(*entries: Entry) -> list[tuple[str, Seconds]]:
        org = a_map(it=it, shop={"services": {"desk": {}}, "needs": [own, *entries]})
        inputs = service_graph(org).nodes["shop/desk"]["step"].inputs
        return [(link.provider, link.dependency.handoff) for link in links_of(inputs)]

    assert links(need("it/login"), need("it/mail")) == [("it/login", 3600), ("it/mail", 0)]
    assert links(need("it")) == [("it/login", 3600), ("it/mail", 0)]


def test_a_bare_entry_of_the_service_stands_in_for_all_of_its_partys_for_that_provider() -> None:
    it: dict[str, Any] = {"services": {"login": {}, "mail": {}}}
    org = a_map(
        it=it, shop={"services": {"desk": {}}, "needs": [need("it", by="desk", handoff="1h"), need("it/mail"), need("power")]}
    )  # fmt: skip

    found = links_of(service_graph(org).nodes["shop/desk"]["step"].inputs)

    assert [(link.provider, link.dependency.handoff) for link in found] == [
        ("it/login", 3600),
        ("it/mail", 3600),
        ("power", 0),
    ]


def test_the_normal_case_waits_for_what_is_needed_in_half_of_the_cases_or_more() -> None:
    assert [need("x", share=Fraction(percent, 100)).is_waited_for for percent in (0, 49, 50, 100)] == [
        False, False, True, True,
    ]  # fmt: skip
    assert need("x").is_waited_for
    assert not need("x", waits=False).is_waited_for
    assert not need("x", optional=True).is_waited_for


@given(
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["", "team", "Unit"])), min_size=1, max_size=10),
    st.sampled_from([1, 2, 3, "team", "unit"]),
)
def test_folding_is_what_a_climb_from_every_party_gives(tree: list[tuple[int, str]], level: int | str) -> None:
    inside: Any = {
        f"p{n}": {"part_of": f"p{up}" if up < n else None, "kind": kind} for n, (up, kind) in enumerate(tree)
    }
    org = a_map(**inside)

    def climbed(party: str) -> str:
        line = [party, *above(org, party)]
        if isinstance(level, int):
            return line[-level] if level <= len(line) else party
        return next((each for each in line if org.parties[each].kind.lower() == level), party)

    assert fold(org, level) == {party: climbed(party) for party in org.parties}


def test_a_tree_of_many_thousand_levels_is_folded() -> None:
    tree: Any = {f"p{number}": {"part_of": f"p{number - 1}" if number else None} for number in range(20_000)}
    org = a_map(**tree)

    assert set(fold(org, 1).values()) == {"p0"}
