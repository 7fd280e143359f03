"""Whoever rates something low on which something critical rests, however many steps further on, is told by what."""

from __future__ import annotations

import pytest

from checking import found

CHAIN = """\
icmap: 1
parties:
  patients: {{kind: external customer, depends_on: [{{surgery: {{importance: critical, within: 5d}}}}]}}
  surgery: {{kind: team, depends_on: [theatre]}}
  theatre: {{kind: team, depends_on: [{{{0}}}]}}
  sterile supply: {{kind: team, depends_on: [{{{1}}}]}}
  laundry: {{kind: team}}
  spare laundry: {{kind: team}}
"""


def test_the_critical_need_may_be_several_steps_further_on() -> None:
    (only,) = found(CHAIN.format("sterile supply", "laundry: {importance: low}"), "importance-inversion")

    assert only.message == (
        "'sterile supply' rates 'laundry' low; if it is out, 'patients' goes without 'surgery', which it rates critical"
    )
    assert [each.message for each in only.related] == [
        "'theatre' needs 'sterile supply'",
        "'surgery' needs 'theatre'",
        "'patients' needs 'surgery', and rates it critical",
    ]


def test_each_low_rating_on_the_way_is_found_at_its_own_place() -> None:
    text = CHAIN.format("sterile supply: {importance: medium}", "laundry: {importance: low}")

    assert [(each.span.line, each.subjects) for each in found(text, "importance-inversion")] == [
        (5, ("theatre", "sterile supply")),
        (6, ("sterile supply", "laundry")),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("sterile supply: {optional: true}", "laundry: {importance: low}"),
        ("sterile supply", "any_of: [{laundry: {importance: low}}, spare laundry]"),
        ("sterile supply", "laundry: {importance: high}"),
        ("sterile supply", "laundry: {importance: low, optional: true}"),
        ("sterile supply", "laundry"),
    ],
)
def test_what_does_not_stop_it_or_is_not_rated_low_is_no_inversion(first: str, second: str) -> None:
    assert not found(CHAIN.format(first, second), "importance-inversion")
