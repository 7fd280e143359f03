"""Needs, promises, measured and computed times: what is broken, what is kept, what cannot be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icmap.graph import Link, Step
from icmap.measures.agreements import Agreement, Breach, Kind, agreements
from icmap.measures.kept import kept_promises
from icmap.measures.loops import opening
from icmap.measures.verdicts import Verdict
from icmap.model import Actual, OrgMap, Party
from icmap.model.quantities import Seconds, Timed
from icmap.study import Study
from times_worlds import drawn_maps, own_time_of, plain_key, plain_needs, taken_for
from worlds import a_study, any_of, need

MINUTE, HOUR = 60, 3600


def agreement(study: Study, provider: str = "p", customer: str = "c") -> Agreement:
    return next(
        each
        for each in study.of(agreements).dependencies
        if (each.link.customer, each.link.provider) == (customer, provider)
    )


def of_kind(kind: Kind, study: Study, **ends: str) -> Breach:
    (found,) = [each for each in agreement(study, **ends).comparisons if each.kind is kind]
    return found


def asks(within: Any = None, *, importance: str = "medium", **more: Any) -> dict[str, Any]:
    return {"needs": [need("p", within=within, importance=importance, **more)]}


@pytest.mark.parametrize(
    ("provider", "against", "margin"),
    [
        ({"promise": "5h", "actual": Actual(median=3 * HOUR), "lead_time": "1h"}, "promise", -HOUR),
        ({"actual": Actual(median=6 * HOUR), "lead_time": "1h"}, "actual", -2 * HOUR),
        ({"lead_time": "3h", "every": "4h"}, "computed", -HOUR),
    ],
)
def test_a_need_stands_against_the_promise_else_the_measured_else_the_computed(
    provider: dict[str, Any], against: str, margin: int
) -> None:
    found = of_kind(Kind.UNMET_NEED, a_study(c=asks("4h"), p=provider))

    assert (found.against, found.margin, found.verdict) == (against, margin, Verdict.BROKEN)


def test_the_way_counts_in_the_computed_time() -> None:
    found = of_kind(Kind.UNMET_NEED, a_study(c=asks("4h", handoff="30 min"), p={"lead_time": "4h"}))

    assert found.margin == -30 * MINUTE


def test_a_need_from_start_stands_against_the_arrival() -> None:
    study = a_study("p -> q", c=asks(("4h", "start"), handoff="10 min"), p={"lead_time": "2h"}, q={"lead_time": "3h"})

    assert of_kind(Kind.UNMET_NEED, study).margin == -HOUR - 10 * MINUTE


def test_times_of_different_clocks_are_not_compared() -> None:
    study = a_study(c=asks("4h"), p={"promise": ("9h", "start"), "lead_time": "3h"})

    assert of_kind(Kind.UNMET_NEED, study).against == "computed"
    assert of_kind(Kind.UNMET_NEED, study).verdict is Verdict.KEPT


def test_a_lower_bound_breaks_a_need_but_never_keeps_it() -> None:
    tight = a_study("p -> q", c=asks(("1h", "start")), p={"lead_time": "2h"})
    loose = a_study("p -> q", c=asks(("3h", "start")), p={"lead_time": "2h"})

    assert of_kind(Kind.UNMET_NEED, tight).verdict is Verdict.BROKEN
    assert of_kind(Kind.UNMET_NEED, loose).verdict is Verdict.UNDECIDED


def test_a_need_against_nothing_known_is_undecided() -> None:
    found = of_kind(Kind.UNMET_NEED, a_study(c=asks("1h"), p={}))

    assert (found.verdict, found.margin) == (Verdict.UNDECIDED, None)


def test_an_impossible_promise_is_shorter_than_the_providers_own_time() -> None:
    study = a_study(c=asks(), p={"promise": "2h", "lead_time": "2h", "every": "1h"})

    assert of_kind(Kind.IMPOSSIBLE_PROMISE, study).margin == -30 * MINUTE


def test_a_promise_from_start_stands_against_done() -> None:
    study = a_study("p -> q", c=asks(), p={"promise": ("4h", "start"), "lead_time": "2h"}, q={"lead_time": "3h"})

    assert of_kind(Kind.IMPOSSIBLE_PROMISE, study).margin == -HOUR


def test_a_missed_promise_is_shorter_than_what_was_measured() -> None:
    study = a_study(c=asks(), p={"promise": "2h", "actual": Actual(median=3 * HOUR)})

    assert of_kind(Kind.MISSED_PROMISE, study).margin == -HOUR


def test_what_this_customer_has_measured_stands_before_what_the_provider_has() -> None:
    study = a_study(c=asks(actual=Actual(median=HOUR)), p={"promise": "2h", "actual": Actual(median=3 * HOUR)})

    assert of_kind(Kind.MISSED_PROMISE, study).verdict is Verdict.KEPT


def part_of(found: Breach) -> tuple[str, str, Any, bool]:
    assert found.chain is not None
    assert found.chain.largest is not None
    largest = found.chain.largest
    return largest.kind, largest.service, largest.time, found.chain.is_most


def test_a_broken_chain_names_the_promise_that_takes_most() -> None:
    study = a_study(
        "p -> q", c=asks(("4h", "start")), p={"promise": "2h", "lead_time": "1h"},
        q={"promise": "3h", "lead_time": "1h"},
    )  # fmt: skip
    found = of_kind(Kind.BROKEN_CHAIN, study)

    assert (found.margin, part_of(found)) == (-HOUR, ("promise", "q", 3 * HOUR, True))
    assert of_kind(Kind.UNMET_NEED, study).verdict is Verdict.KEPT


@pytest.mark.parametrize(
    ("slow", "way", "largest"),
    [
        ({"lead_time": "9h"}, "0", ("step", "q", 9 * HOUR, True)),
        ({"lead_time": "1h", "every": "18h"}, "0", ("batch", "q", 9 * HOUR, True)),
        ({"lead_time": "1h"}, "9h", ("handoff", "q", 9 * HOUR, True)),
        ({"lead_time": "4h"}, "4h", ("handoff", "q", 4 * HOUR, False)),
    ],
)
def test_a_broken_chain_names_the_largest_part_whatever_it_is(slow: dict[str, Any], way: str, largest: Any) -> None:
    study = a_study(c=asks(("1h", "start")), p={"promise": "30 min", "needs": [need("q", handoff=way)]}, q=slow)

    assert part_of(of_kind(Kind.BROKEN_CHAIN, study)) == largest


def test_a_broken_chain_over_an_opened_loop_is_undecided() -> None:
    study = a_study("p -> q -> p", c=asks(("1h", "start")), p={"promise": "2h"}, q={"promise": "3h"})

    assert of_kind(Kind.BROKEN_CHAIN, study).verdict is Verdict.UNDECIDED


def test_a_broken_chain_over_an_alternative_with_an_unknown_member_is_undecided() -> None:
    study = a_study(
        c=asks(("2h", "start")), p={"promise": "1h", "needs": [any_of("x", "y")]}, y={"promise": "9h"}, x={}
    )

    assert of_kind(Kind.BROKEN_CHAIN, study).verdict is Verdict.UNDECIDED


def test_a_promise_from_start_stands_for_all_before_it() -> None:
    study = a_study(
        "p -> q -> r", c=asks(("4h", "start")), p={"lead_time": "1h"}, q={"promise": ("2h", "start")},
        r={"lead_time": "9h"},
    )  # fmt: skip
    found = of_kind(Kind.BROKEN_CHAIN, study)

    assert (found.taken, part_of(found)[:2], found.verdict) == (3 * HOUR, ("promise", "q"), Verdict.KEPT)


def test_where_the_entries_are_one_need_the_chain_is_broken_at_the_one_that_is_needed_soonest() -> None:
    study = a_study(
        c={"lead_time": "1h", "needs": [need("p", within=("9h", "start")), need("q", within=("3h", "start"))]},
        p={"promise": "8h"}, q={"promise": "1h"},
    )  # fmt: skip
    found = of_kind(Kind.BROKEN_CHAIN, study, provider="q")

    assert (found.allowed, found.taken, found.verdict) == (3 * HOUR, 9 * HOUR, Verdict.BROKEN)
    assert found.chain is not None
    assert sum(part.time for part in found.chain.parts) == 9 * HOUR


@settings(max_examples=200, deadline=None)
@given(drawn_maps(unknown=True), st.data())
def test_kept_chains_are_those_of_a_map_in_which_every_promise_is_the_lead_time(
    org: OrgMap, data: st.DataObject
) -> None:
    times = st.sampled_from((None, None, 1, 4, 8))
    parties = {name: promising(party, lambda: data.draw(times)) for name, party in org.parties.items()}
    study = Study(replace(org, parties=parties))

    def taken(link: Link) -> Seconds:
        promise = study.step(link.provider).promise
        return promise.time + link.dependency.handoff if promise else taken_for(study.step(link.provider), link)

    def own(step: Step) -> Seconds:
        return step.promise.time if step.promise else own_time_of(step)

    plain = plain_needs(study, taken, study.of(opening), own=own)
    for kept in study.of(kept_promises).values():
        assert sum(part.time for part in kept.parts) == kept.arrival
        if not kept.lower_bound:
            assert kept.arrival == plain[plain_key(kept.need)]


def promising(party: Party, draw: Callable[[], int | None]) -> Party:
    services = tuple(replace(each, promise=timed(draw())) for each in party.services)
    return replace(party, services=services, promise=timed(draw()))


def timed(seconds: int | None) -> Timed | None:
    return None if seconds is None else Timed(seconds)


def test_a_chain_without_promises_is_no_broken_chain() -> None:
    study = a_study(c=asks(("1h", "start")), p={"lead_time": "2h"})

    assert agreement(study).breaches == (of_kind(Kind.UNMET_NEED, study),)


def test_only_an_end_customers_need_makes_a_broken_chain() -> None:
    study = a_study("end -> c", c=asks(("1h", "start")), p={"promise": "2h"})

    assert agreement(study).breaches == ()
    assert Kind.BROKEN_CHAIN not in {each.kind for each in agreement(study).comparisons}


def test_an_important_dependency_without_promise_and_need_has_no_agreed_time() -> None:
    assert of_kind(Kind.NO_AGREED_TIME, a_study(c=asks(importance="high"), p={})).margin is None
    assert agreement(a_study(c=asks(importance="medium"), p={})).comparisons == ()
    assert agreement(a_study(c=asks(importance="critical"), p={"promise": "1h"})).breaches == ()


def test_the_margin_of_a_row_is_the_least_and_its_verdict_the_worst() -> None:
    study = a_study(c=asks("2d"), p={"promise": "5d", "lead_time": "1d", "actual": Actual(median=6 * 8 * HOUR)})
    row = agreement(study)

    assert (row.margin, row.verdict) == (-3 * 8 * HOUR, Verdict.BROKEN)
    assert [each.kind for each in row.breaches] == [Kind.UNMET_NEED, Kind.MISSED_PROMISE]


def test_optional_dependencies_and_stock_have_needs_too() -> None:
    assert of_kind(Kind.UNMET_NEED, a_study(c=asks("1h", waits=False), p={"lead_time": "2h"})).margin == -HOUR


def test_an_empty_map_has_no_agreements() -> None:
    found = a_study().of(agreements)

    assert (found.dependencies, found.services) == ((), ())
