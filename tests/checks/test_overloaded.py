"""Who is asked for more than can be done: usually, or at the peak."""

from __future__ import annotations

import pytest

from checking import found, told

DESK = "icmap: 1\nparties:\n  shops: {{kind: external customer, depends_on: [{{desk: {{{0}}}}}]}}\n  desk: {{kind: team, capacity: 20/week, {1}}}\n"


@pytest.mark.parametrize(
    ("asked", "own", "message"),
    [
        ("frequency: 17/week", "", "'desk' is asked for 85 % of what it can do"),
        ("frequency: 8/week", "peak: 45/week", "'desk' is asked for 40 % of what it can do, and at its peak for 225 %"),
        ("via: mail", "peak: 45/week", "at its peak 'desk' is asked for 225 % of what it can do"),
        (
            "via: mail",
            "peak: 45/week, other_demand: 2/week",
            "'desk' is asked for at least 10 % of what it can do, and at its peak for 225 %",
        ),
    ],
)
def test_a_load_is_reported_with_its_peak(asked: str, own: str, message: str) -> None:
    assert told(DESK.format(asked, own), "overloaded") == [message]


@pytest.mark.parametrize(
    ("asked", "own"),
    [
        ("frequency: 16/week", ""),
        ("frequency: 8/week", "peak: 20/week"),
        ("via: mail", "other_demand: 19/week"),
        ("via: mail", ""),
    ],
)
def test_what_can_be_done_or_is_not_all_known_is_not_reported(asked: str, own: str) -> None:
    assert not found(DESK.format(asked, own), "overloaded")


def test_both_limits_can_be_set() -> None:
    text = DESK.format("frequency: 12/week", "peak: 19/week")

    assert not found(text, "overloaded")
    assert found(f"{text}checks: {{overloaded: {{limit: 60%}}}}\n", "overloaded")[0].number == 0.95
    assert found(f"{text}checks: {{overloaded: {{peak: 90%}}}}\n", "overloaded")
