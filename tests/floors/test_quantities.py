"""Durations, frequencies and shares: exact, with one clock."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icmap.model.quantities import (
    Calendar,
    Estimate,
    NotAQuantity,
    format_duration,
    format_number,
    format_share,
    parse_duration,
    parse_frequency,
    parse_share,
)

OFFICE = Calendar()
ROUND_THE_CLOCK = Calendar(24, 7)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0),
        ("0.0", 0),
        ("300 ms", Fraction(3, 10)),
        ("30 s", 30),
        ("15 min", 900),
        ("4h", 4 * 3600),
        ("2d", 16 * 3600),
        ("1 week", 40 * 3600),
        ("1 month", 40 * 3600 * Fraction(52, 12)),
        ("1 quarter", 13 * 40 * 3600),
        ("1 year", 52 * 40 * 3600),
        ("1d 4h", 12 * 3600),
        ("1.5 hours", 5400),
        (" 2 Days ", 16 * 3600),
    ],
)
def test_a_duration_is_read_exactly_in_working_time(text: str, seconds: Fraction) -> None:
    assert parse_duration(text, OFFICE) == seconds


def test_a_day_is_as_long_as_the_calendar_says() -> None:
    assert parse_duration("1d", ROUND_THE_CLOCK) == 24 * 3600
    assert parse_duration("24h", OFFICE) == parse_duration("3d", OFFICE)


def test_ten_times_a_tenth_of_an_hour_is_an_hour() -> None:
    assert 10 * parse_duration("0.1h", OFFICE) == 3600


@pytest.mark.parametrize(
    "text",
    ["", "3", "-3d", ".nan", "NaN", "1e400", "12d" * 1000 + "!", "１２d", "²d", "1_000d", "0x10d", "1:30", "d", "3 lightyears", "4 h x", "101 years",
     "9" * 40 + "d", "1" * 60 + "!"],
)  # fmt: skip
def test_what_is_no_duration_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(NotAQuantity) as refused:
        parse_duration(text, OFFICE)

    assert refused.value.message


def test_a_hundred_years_are_the_longest() -> None:
    assert parse_duration("100 years", OFFICE) == 100 * 52 * 40 * 3600


@pytest.mark.parametrize(
    ("text", "per_hour"),
    [("120/day", 15), ("3 per week", Fraction(3, 40)), ("daily", Fraction(1, 8)), ("hourly", 1), ("weekly", Fraction(1, 40)),
     ("monthly", Fraction(12, 52 * 40)), ("yearly", Fraction(1, 52 * 40)), ("2 times a day", Fraction(1, 4))],
)  # fmt: skip
def test_a_frequency_is_a_rate_per_working_hour(text: str, per_hour: Fraction) -> None:
    assert parse_frequency(text, OFFICE).per_hour == per_hour


def test_on_demand_is_a_frequency_without_a_rate() -> None:
    assert parse_frequency("on demand", OFFICE).per_hour is None


@pytest.mark.parametrize("text", ["often", "3", "/day", "-1/day", "3/fortnight"])
def test_what_is_no_frequency_is_refused(text: str) -> None:
    with pytest.raises(NotAQuantity):
        parse_frequency(text, OFFICE)


def test_a_share_is_a_number_up_to_one_or_a_percentage() -> None:
    assert parse_share("5%") == parse_share("0.05") == Fraction(1, 20)
    with pytest.raises(NotAQuantity):
        parse_share("101%")


def test_the_mean_of_three_points_is_the_pert_mean() -> None:
    assert Estimate(2, 4, 12).mean == 5
    assert Estimate.of(7).mean == 7


@pytest.mark.parametrize(
    ("text", "told"),
    [("0", "0 s"), ("500 ms", "500 ms"), ("90 s", "1 min 30 s"), ("40 min", "40 min"), ("417 min", "6 h 57 min"), ("59.9 min", "59 min 54 s"),
     ("59.999 min", "1 h"), ("8h", "1 d"), ("1d 4h", "1 d 4 h"), ("12.6d", "12.6 d"), ("24h", "3 d"), ("79.9h", "10 d")],
)  # fmt: skip
def test_a_duration_is_told_in_at_most_two_units(text: str, told: str) -> None:
    assert format_duration(parse_duration(text, OFFICE), OFFICE) == told


@given(st.integers(0, 7 * 10**8))
def test_what_is_told_is_read_again_as_nearly_the_same(seconds: int) -> None:
    told = format_duration(seconds, OFFICE)

    assert abs(Fraction(parse_duration(told, OFFICE)) - seconds) <= max(Fraction(1800), Fraction(seconds, 50))


def test_numbers_and_shares_have_no_trailing_zeros() -> None:
    assert format_number(2.50) == "2.5"
    assert format_number(100) == "100"
    assert format_share(Fraction(1, 20)) == "5 %"
    assert format_share(Fraction(1, 300)) == "0.3 %"
