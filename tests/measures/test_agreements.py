"""Needs, promises, measured and computed times: what is broken, what is kept, what cannot be told."""

from __future__ import annotations

from typing import Any

import pytest

from icmap.measures.agreements import Agreement, Breach, Kind, Verdict, agreements
from icmap.model import Actual
from icmap.study import Study
from worlds import a_study, need

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


def test_a_broken_chain_names_the_promise_that_takes_most() -> None:
    study = a_study(
        "p -> q", c=asks(("4h", "start")), p={"promise": "2h", "lead_time": "1h"},
        q={"promise": "3h", "lead_time": "1h"},
    )  # fmt: skip
    found = of_kind(Kind.BROKEN_CHAIN, study)

    assert (found.margin, found.blame, found.blame_time) == (-HOUR, "q", 3 * HOUR)
    assert of_kind(Kind.UNMET_NEED, study).verdict is Verdict.KEPT


def test_a_promise_from_start_stands_for_all_before_it() -> None:
    study = a_study(
        "p -> q -> r", c=asks(("4h", "start")), p={"lead_time": "1h"}, q={"promise": ("2h", "start")},
        r={"lead_time": "9h"},
    )  # fmt: skip
    found = of_kind(Kind.BROKEN_CHAIN, study)

    assert (found.taken, found.blame, found.verdict) == (3 * HOUR, "q", Verdict.KEPT)


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
