"""Computed against measured times."""

from __future__ import annotations

from icmap.measures.calibration import calibration
from icmap.model import Actual
from worlds import a_study

DAY = 8 * 3600


def test_what_was_measured_from_start_stands_against_done_with_the_widest_estimate_named() -> None:
    study = a_study(
        "board -> pack -> invoices", "pack -> notes",
        pack={"lead_time": "1d", "actual": Actual(median=4 * DAY, from_start=True)},
        invoices={"lead_time": ["1h", "5d", "10d"]}, notes={"lead_time": ["1h", "1d", "2d"]},
    )  # fmt: skip
    (found,) = study.of(calibration)

    assert (found.service, found.clock, found.measured, found.off) == ("pack", "start", 4 * DAY, True)
    assert found.widest is not None
    assert found.widest.service == "invoices"


def test_what_was_measured_from_request_stands_against_the_own_time_with_half_the_period() -> None:
    study = a_study("end -> p", p={"lead_time": "1d", "every": "2d", "actual": Actual(median=2 * DAY)})
    (found,) = study.of(calibration)

    assert (found.computed, found.ratio, found.off) == (2 * DAY, 1.0, False)


def test_a_quarter_more_is_not_off_and_more_than_that_is() -> None:
    quarter = a_study("end -> p", p={"lead_time": "5h", "actual": Actual(median=4 * 3600)})
    above = a_study("end -> p", p={"lead_time": "5.1h", "actual": Actual(median=4 * 3600)})

    assert [each.off for each in quarter.of(calibration)] == [False]
    assert [each.off for each in above.of(calibration)] == [True]


def test_a_lower_bound_that_is_too_short_is_not_off() -> None:
    study = a_study("end -> p -> q", p={"lead_time": "1h", "actual": Actual(median=DAY, from_start=True)})

    assert [(each.lower_bound, each.off) for each in study.of(calibration)] == [(True, False)]


def test_what_lies_off_the_chain_and_what_is_unknown_is_not_compared() -> None:
    measured = Actual(median=DAY)

    study = a_study("end -> p", "end -> q", p={"lead_time": "2h"}, q={"lead_time": "1h", "actual": measured})
    assert study.of(calibration) == ()
    assert a_study("end -> p", p={"actual": measured}).of(calibration) == ()
