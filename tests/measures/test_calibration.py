"""Computed against measured times."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from icmap.measures.calibration import calibration
from icmap.measures.needs import Need, needs
from icmap.measures.verdicts import Verdict
from icmap.model import Actual, OrgMap, Party
from icmap.model.quantities import Estimate
from icmap.study import Study
from times_worlds import drawn_maps
from worlds import a_study, need

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


def test_what_lies_off_the_slowest_chain_is_compared_too_and_what_is_unknown_is_not() -> None:
    measured = Actual(median=DAY)
    study = a_study(
        "end -> p", "end -> q", end={"lead_time": "0"}, p={"lead_time": "2h"}, q={"lead_time": "1h", "actual": measured}
    )

    assert [each.service for each in study.of(calibration)] == ["q"]
    assert a_study("end -> p", p={"actual": measured}).of(calibration) == ()


def test_what_leads_to_no_need_is_not_compared() -> None:
    late = {"lead_time": "1h", "actual": Actual(median=DAY)}

    assert a_study(end={"needs": [need("p", optional=True)]}, p=late).of(calibration) == ()


def test_a_measured_time_that_changes_no_answer_moves_nothing() -> None:
    study = a_study(
        "end -> pay -> invoice", end={"kind": "customer"},
        pay={"lead_time": "60d"}, invoice={"lead_time": "2d", "actual": Actual(median=3 * DAY)},
    )  # fmt: skip
    (found,) = study.of(calibration)

    assert (found.off, found.moved) == (True, ())


def test_a_measured_time_names_the_need_that_it_moves_and_its_new_verdict() -> None:
    study = a_study(
        "p -> q", end={"needs": [need("p", within=("5d", "start")), need("r")]},
        p={"lead_time": "1d"}, q={"lead_time": "2d", "actual": Actual(median=5 * DAY)}, r={"lead_time": "9d"},
    )  # fmt: skip
    (found,) = study.of(calibration)

    assert [(each.need.provider, each.arrival, each.verdict) for each in found.moved] == [
        ("p", 6 * DAY, Verdict.BROKEN)
    ]


def test_a_measured_time_off_the_chain_counts_where_it_becomes_the_slowest() -> None:
    study = a_study(
        "p -> q", "p -> r", "end -> p",
        p={"lead_time": "1d"}, q={"lead_time": "4d"}, r={"lead_time": "1d", "actual": Actual(median=9 * DAY)},
    )  # fmt: skip
    (found,) = study.of(calibration)

    assert [each.arrival for each in found.moved] == [10 * DAY]


def test_what_was_measured_from_start_takes_the_place_of_all_before_it() -> None:
    study = a_study(
        "end -> p -> q", p={"lead_time": "1d", "actual": Actual(median=2 * DAY, from_start=True)}, q={"lead_time": "4d"}
    )
    (found,) = study.of(calibration)

    assert [each.arrival for each in found.moved] == [2 * DAY]


@settings(max_examples=150, deadline=None)
@given(drawn_maps(), st.integers(0, 20))
def test_the_needs_moved_are_those_that_the_map_with_the_measured_time_moves(org: OrgMap, median: int) -> None:
    name = next((each.id for each in org.parties.values() if not (each.services or each.every) and each.lead_time), "")
    assume(name)
    party = org.parties[name]
    study = Study(with_party(org, replace(party, actual=Actual(median=median))))
    then = Study(with_party(org, replace(party, lead_time=Estimate.of(median))))

    moved = {one.need.key: (one.arrival, one.verdict) for each in study.of(calibration) for one in each.moved}

    if study.of(calibration):
        assert moved == {each.key: (each.arrival, each.verdict) for each in then.of(needs) if differs(study, each)}


def with_party(org: OrgMap, party: Party) -> OrgMap:
    return replace(org, parties={**org.parties, party.id: party})


def differs(study: Study, then: Need) -> bool:
    before = next(each for each in study.of(needs) if each.key == then.key)
    assert before.arrival is not None
    assert then.arrival is not None
    verdicts = {before.verdict, then.verdict}
    worse = len(verdicts) == 2 and Verdict.BROKEN in verdicts
    return worse or abs(float(then.arrival - before.arrival)) > float(before.arrival) / 10
