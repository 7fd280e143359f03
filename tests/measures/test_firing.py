"""Firing: when services are ready, with alternatives, overrides, batches and cycles."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from icmap.graph import Link
from icmap.measures.firing import NEVER, fire, network
from icmap.model import OrgMap
from icmap.model.quantities import Seconds
from icmap.study import Study
from times_worlds import as_written, drawn_maps, plainly_ready
from worlds import a_study, any_of, need


def ready(study: Study, opened: tuple[Link, ...] = ()) -> dict[str, Seconds]:
    compiled = study.of(network)
    times = fire(compiled, opened=opened).ready
    return {node: compiled.seconds(time) for node, time in zip(compiled.nodes, times, strict=True) if time != NEVER}


def hours(study: Study) -> dict[str, float]:
    return {node: float(time) / 3600 for node, time in ready(study).items()}


def test_a_service_is_ready_when_its_last_provider_has_delivered() -> None:
    study = a_study("staff -> payroll -> jeff", "payroll -> hr", jeff={"lead_time": "2h"}, payroll={"lead_time": "1h"})

    assert hours(study) == {"hr": 0, "jeff": 0, "payroll": 2, "staff": 3}


def test_an_alternative_is_met_by_its_kth_member() -> None:
    times: dict[str, Any] = {"x": {"lead_time": "1h"}, "y": {"lead_time": "5h"}, "z": {"lead_time": "3h"}}

    assert hours(a_study(end={"needs": [any_of("x", "y", "z")]}, **times))["end"] == 1
    assert hours(a_study(end={"needs": [any_of("x", "y", "z", at_least=2)]}, **times))["end"] == 3
    assert hours(a_study(end={"needs": [any_of("x", "y", "z", at_least=3)]}, **times))["end"] == 5


def test_a_bare_party_with_several_services_is_one_member_that_needs_them_all() -> None:
    shop = {"services": {"a": {"lead_time": "1h"}, "b": {"lead_time": "6h"}}}

    study = a_study(end={"needs": [any_of("shop", "other")]}, shop=shop, other={"lead_time": "4h"})

    assert hours(study)["end"] == 4


def test_half_the_period_the_way_and_the_customers_own_lead_time_count() -> None:
    study = a_study(
        end={"needs": [need("bus", handoff="15 min", lead_time="1h")]}, bus={"lead_time": "5h", "every": "30 min"}
    )

    assert hours(study)["end"] == 1.5


def test_nobody_waits_for_the_optional_and_for_stock() -> None:
    study = a_study(
        end={"needs": [need("advice", optional=True), need("stock", waits=False), any_of(need("it", waits=False))]},
        advice={"lead_time": "1d"}, stock={"lead_time": "1d"}, it={"lead_time": "1d"},
    )  # fmt: skip

    assert hours(study)["end"] == 0


def test_what_waits_for_itself_never_fires_and_neither_does_its_customer() -> None:
    assert hours(a_study("c -> b -> a -> b")) == {}


def test_a_link_taken_as_met_lets_a_circle_start() -> None:
    study = a_study("a -> b -> a", a={"lead_time": "1h"})
    back = next(link for link in study.of(network).links if link.customer == "a")

    assert ready(study, opened=(back,)) == {"a": 0, "b": 3600}


def test_a_cycle_through_an_alternative_starts_by_the_other_member() -> None:
    study = a_study("b -> a", a={"lead_time": "1h", "needs": [any_of("b", "c")]}, c={"lead_time": "2h"})

    assert hours(study) == {"a": 2, "b": 3, "c": 0}


def test_an_unknown_member_does_not_win_where_known_ones_are_enough() -> None:
    study = a_study(end={"needs": [any_of("x", "y")]}, y={"lead_time": "5h"})

    assert hours(study)["end"] == 5


def test_an_unknown_member_counts_where_known_ones_are_not_enough() -> None:
    study = a_study(end={"needs": [any_of("x", "y", at_least=2)]}, y={"lead_time": "5h"})

    assert hours(study)["end"] == 5


@settings(max_examples=300, deadline=None)
@given(drawn_maps())
def test_firing_is_the_plain_definition(org: OrgMap) -> None:
    study = Study(org)

    assert ready(study) == plainly_ready(study, as_written(study))
