"""Promises as they are told and as JSON gets them."""

from __future__ import annotations

from icmap.analyses.promises import compute, describe
from icmap.document import Bullets, Table
from icmap.measures.agreements import Kind, ServicePromise, Verdict
from icmap.model import Actual
from icmap.study import Study
from worlds import a_study, need

DAY = 8 * 3600


def security() -> Study:
    return a_study(
        checkout={"needs": [need("security", within="2d")]},
        security={"promise": "5d", "actual": Actual(median=6 * DAY), "lead_time": "4d"},
    )


def test_one_row_holds_need_promise_measured_and_computed_and_the_margin() -> None:
    (row,) = compute(security())

    assert [each and each.time for each in (row.need, row.promise, row.actual, row.computed)] == [
        2 * DAY,
        5 * DAY,
        6 * DAY,
        4 * DAY,
    ]
    assert (row.margin, row.verdict) == (-3 * DAY, Verdict.BROKEN)
    assert row.kinds == (Kind.UNMET_NEED, Kind.MISSED_PROMISE)


def test_the_table_shows_all_four_side_by_side() -> None:
    study = security()
    (table,) = [each for each in describe(study).blocks if isinstance(each, Table)]

    assert table.rows == (("security → checkout", "2 d", "5 d", "6 d", "4 d", "-3 d", "unmet need, missed promise"),)


def test_a_broken_chain_is_a_sentence_with_the_promise_that_takes_most() -> None:
    study = a_study(
        "p -> q", c={"needs": [need("p", within=("4h", "start"))]}, p={"promise": "2h"}, q={"promise": "3h"}
    )
    (bullets,) = [each for each in describe(study).blocks if isinstance(each, Bullets)]

    assert [each.text for each in bullets.sentences] == [
        "Even if everybody just keeps their promise, p serves c 5 h after the start; it is needed within 4 h. Most of that is promised for q: 3 h."
    ]


def test_a_promise_that_nobody_uses_has_a_row_of_its_own() -> None:
    (row,) = compute(a_study(p={"promise": "2h", "lead_time": "3h"}))

    assert isinstance(row, ServicePromise)
    assert (row.customer, row.kinds) == (None, (Kind.IMPOSSIBLE_PROMISE,))


def test_an_undecided_need_is_never_kept() -> None:
    study = a_study(c={"needs": [need("p", within="2h")]})

    assert [row.verdict for row in compute(study)] == [Verdict.UNDECIDED]


def test_a_map_without_times_has_nothing_to_compare() -> None:
    for study in (a_study(), a_study("a -> b")):
        assert compute(study) == ()
        assert describe(study).healthy
