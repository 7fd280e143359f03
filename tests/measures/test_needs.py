"""Needs: what each end customer waits for, one by one, and how that stands against what it asks for."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings

from icmap.errors import IcmapError
from icmap.graph import Link
from icmap.measures.loops import opening
from icmap.measures.needs import Need, needs
from icmap.measures.network import link_time
from icmap.measures.schedule import schedule
from icmap.measures.verdicts import Verdict
from icmap.model import Importance, OrgMap
from icmap.study import Question, Study
from times_worlds import as_written, drawn_maps, plain_key, plain_needs
from worlds import a_study, any_of, need

HOUR = 3600
MERCHANTS = {
    "kind": "external customer",
    "needs": [
        need("ops/status", within=("15 min", "start"), importance="critical"),
        need("ops/repair", within=("1h", "start")),
        need("accounts/report"),
    ],
}
OPS = {"services": {"status": {"lead_time": "20 min"}, "repair": {"lead_time": "45 min"}}}


def merchants(**question: str) -> Study:
    return a_study(
        merchants=MERCHANTS, ops=OPS, accounts={"services": {"report": {"lead_time": "22d"}}},
        question=Question(**question),  # type: ignore[arg-type]
    )  # fmt: skip


def only(study: Study) -> Need:
    (found,) = study.of(needs)
    return found


def providers(links: Iterable[Link]) -> list[str]:
    return [link.provider for link in links]


def test_each_entry_of_an_end_customer_that_only_receives_is_a_need_of_its_own() -> None:
    found = [(each.provider, each.service, each.arrival, each.verdict) for each in merchants().of(needs)]

    assert found == [
        ("ops/status", "status", HOUR // 3, Verdict.BROKEN),
        ("ops/repair", "repair", 3 * HOUR // 4, Verdict.KEPT),
        ("accounts/report", "report", 22 * 8 * HOUR, Verdict.NONE_STATED),
    ]


def test_a_need_says_by_how_much_it_is_missed_and_how_much_it_matters() -> None:
    status, repair, report = merchants().of(needs)

    assert (status.margin, status.excess, status.importance) == (-HOUR // 12, 0.25, Importance.CRITICAL)
    assert (repair.margin, repair.excess) == (HOUR // 4, 0.0)
    assert (report.margin, report.clock) == (None, None)


def test_the_entries_of_an_end_customer_that_works_are_one_need_met_when_it_is_done() -> None:
    study = a_study(
        clerk={"lead_time": "1h", "needs": [need("a", within=("5h", "start")), need("b", within=("3h", "start"))]},
        a={"lead_time": "4h"}, b={"lead_time": "2h"},
    )  # fmt: skip
    found = only(study)

    assert (found.provider, found.arrival, found.within and found.within.time) == (None, 5 * HOUR, 3 * HOUR)
    assert (found.verdict, providers(found.chain), len(found.entries)) == (Verdict.BROKEN, ["a"], 2)


def test_a_stated_lead_time_of_nothing_is_work_too() -> None:
    assert len(a_study("end -> a", "end -> b", end={"lead_time": "0"}).of(needs)) == 1
    assert len(a_study("end -> a", "end -> b").of(needs)) == 2


def test_an_alternative_is_one_need_without_a_provider() -> None:
    found = only(a_study(end={"needs": [any_of("x", "y")]}, x={"lead_time": "2h"}, y={"lead_time": "1h"}))

    assert (found.provider, found.arrival, providers(found.chain)) == (None, HOUR, ["y"])
    assert providers(found.links) == ["x", "y"]


def test_an_entry_for_all_services_of_a_party_is_one_need() -> None:
    study = a_study(
        end={"needs": [need("p", within=("3h", "start"))]},
        p={"services": {"a": {"lead_time": "1h"}, "b": {"lead_time": "2h"}}},
    )
    found = only(study)

    assert (found.provider, found.service, found.arrival, found.verdict) == ("p", None, 2 * HOUR, Verdict.KEPT)
    assert providers(found.chain) == ["p/b"]


def test_what_a_party_asks_for_all_its_services_is_one_need() -> None:
    study = a_study(end={"needs": [need("a")], "services": {"x": {}, "y": {}}}, a={"lead_time": "1h"})

    assert [(each.customer, each.provider) for each in study.of(needs)] == [("end/x", "a")]


def test_what_does_not_count_in_times_is_no_need() -> None:
    study = a_study(end={"needs": [need("a", optional=True), need("b", waits=False), need("c")]})

    assert [each.provider for each in study.of(needs)] == ["c"]


def test_an_unknown_lead_time_leaves_a_need_undecided_unless_the_rest_breaks_it() -> None:
    kept = a_study("a -> x", end={"needs": [need("a", within=("2h", "start"))]}, a={"lead_time": "1h"})
    broken = a_study("a -> x", end={"needs": [need("a", within=("30 min", "start"))]}, a={"lead_time": "1h"})

    assert (only(kept).verdict, only(kept).unknown, only(kept).lower_bound) == (Verdict.UNDECIDED, 1, True)
    assert only(broken).verdict is Verdict.BROKEN


def test_an_unknown_lead_time_on_the_way_to_another_need_is_not_counted() -> None:
    study = a_study("a -> x", end={"needs": [need("a"), need("b")]}, a={"lead_time": "1h"}, b={"lead_time": "1h"})

    assert [each.unknown for each in study.of(needs)] == [1, 0]


def test_an_alternative_with_an_unknown_member_has_two_times_and_is_undecided() -> None:
    study = a_study(
        end={"needs": [any_of(need("x", within=("2h", "start")), need("y", within=("2h", "start")))]},
        y={"lead_time": "4h"},
    )
    found = only(study)

    assert (found.arrival, found.at_least, found.verdict) == (4 * HOUR, 0, Verdict.UNDECIDED)


def test_a_need_that_rests_on_an_opened_loop_is_assumed_and_the_others_are_not() -> None:
    study = a_study(
        "a -> b -> a", end={"needs": [need("a"), need("c")]},
        a={"lead_time": "2h"}, b={"lead_time": "1h"}, c={"lead_time": "3h"},
    )  # fmt: skip

    assert [each.assumed for each in study.of(needs)] == [True, False]


def test_a_need_from_request_is_held_against_the_providers_own_time_and_the_way() -> None:
    study = a_study(
        "a -> x",
        end={"needs": [need("a", within="2h", handoff="90 min")]},
        a={"lead_time": "1h"},
        x={"lead_time": "9h"},
    )
    found = only(study)

    assert (found.arrival, found.taken and found.taken.time) == (11.5 * HOUR, 2.5 * HOUR)
    assert (found.verdict, found.margin) == (Verdict.BROKEN, -HOUR // 2)


def test_equally_slow_chains_of_a_need_are_counted() -> None:
    study = a_study("a -> x", "a -> y", "b -> y", "end -> a", "end -> b", x={"lead_time": "1h"}, y={"lead_time": "1h"})

    assert [each.ties for each in study.of(needs)] == [2, 1]


def test_any_party_can_be_asked_for_and_one_of_its_needs_by_name() -> None:
    assert [each.end for each in merchants(to="ops").of(needs)] == ["ops", "ops"]
    assert [each.provider for each in merchants(need="status").of(needs)] == ["ops/status"]
    assert [each.provider for each in merchants(need="OPS").of(needs)] == ["ops/status", "ops/repair"]
    assert [each.provider for each in merchants(need="rep").of(needs)] == ["ops/repair", "accounts/report"]


def test_a_need_that_is_not_there_cannot_be_asked_for() -> None:
    with pytest.raises(IcmapError, match="no need is called 'statuss'") as caught:
        merchants(need="statuss").of(needs)

    assert caught.value.hint == "did you mean 'status'?"


def test_two_entries_for_the_same_thing_have_keys_of_their_own() -> None:
    study = a_study(end={"needs": [need("a", via="phone"), need("a", via="mail")]})

    assert [each.key for each in study.of(needs)] == ["end <- a", "end <- a (2)"]


@settings(max_examples=300, deadline=None)
@given(drawn_maps())
def test_every_need_comes_when_its_definition_says(org: OrgMap) -> None:
    study = Study(org)

    plain = plain_needs(study, as_written(study), study.of(opening))

    assert {plain_key(each): each.arrival for each in study.of(needs)} == plain


@settings(max_examples=150, deadline=None)
@given(drawn_maps(unknown=True))
def test_the_times_on_a_chain_add_up_to_the_arrival(org: OrgMap) -> None:
    study = Study(org)
    plan = study.of(schedule)

    for each in study.of(needs):
        works = each.goal.node >= 0
        if each.chain:
            own = plan.own(each.customer) if works else 0
            on_the_way = sum(link_time(study.step(link.provider), link) for link in each.chain)
            assert plan.moment(each.chain[0].provider).ready == 0
            assert on_the_way + own == each.arrival
            assert all(a.customer == b.provider for a, b in zip(each.chain, each.chain[1:], strict=False))
