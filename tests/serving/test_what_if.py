from __future__ import annotations

import pytest

from icmap import loading
from icmap.errors import IcmapError
from icmap.serving.what_if import Supposed, answer, options_of
from icmap.study import Study
from live_page import MAP


@pytest.fixture
def study() -> Study:
    return Study(loading.parse(MAP).org)


def test_who_is_late_makes_others_late_and_nothing_is_written(study: Study) -> None:
    found = answer(study, Supposed(late=(("jeff", "1d"),)))

    assert {"staff", "payroll", "timekeeping"} <= set(found.later)
    assert found.stopped == ()
    assert "If jeff is 1 d late" in found.html
    assert study.org.parties["jeff"].lead_time == loading.parse(MAP).org.parties["jeff"].lead_time


def test_who_is_away_stops_others(study: Study) -> None:
    assert set(answer(study, Supposed(away=("jeff",))).stopped) == {"jeff", "timekeeping", "payroll", "staff"}


def test_an_option_taken_makes_sooner(study: Study) -> None:
    (option,) = options_of(study.org)

    found = answer(study, Supposed(options=(option.name,)))

    assert option.do == "a second clerk"
    assert "staff" in found.sooner
    assert "a second clerk" in found.html


def test_an_option_takes_effect_before_somebody_is_late(study: Study) -> None:
    (option,) = options_of(study.org)

    both = answer(study, Supposed(late=(("jeff", "1d"),), options=(option.name,)))

    assert both.later == ("jeff",)


@pytest.mark.parametrize(
    ("supposed", "message"),
    [
        (Supposed(late=(("jef", "1d"),)), "jef"),
        (Supposed(late=(("jeff", "soon"),)), "soon"),
        (Supposed(away=("nobody",)), "nobody"),
        (Supposed(options=("jeff: fly",)), "no option"),
        (Supposed(away=tuple(f"p{place}" for place in range(41))), "more than 40"),
    ],
)
def test_what_cannot_be_supposed_is_said(study: Study, supposed: Supposed, message: str) -> None:
    with pytest.raises(IcmapError, match=message):
        answer(study, supposed)


def test_options_that_exclude_one_another_are_not_taken_together() -> None:
    text = MAP.replace("options: [", "options: [{do: overtime, lead_time: 12h, cost: 10}, ")
    study = Study(loading.parse(text).org)

    with pytest.raises(IcmapError, match="exclude one another"):
        answer(study, Supposed(options=tuple(each.name for each in options_of(study.org))))
