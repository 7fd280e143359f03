"""Which number stands for a time: what is stated, measured or promised."""

from __future__ import annotations

import pytest

from icmap.graph import Step, Times, links_of, service_graph
from icmap.loading import parse

HOUR = 3600
MAP = """icmap: 1
parties:
  staff: {depends_on: [payroll: {lead_time: 1h, handoff: 1h, actual: 5h}, jeff]}
  payroll: {lead_time: 4h, every: 1d, actual: 6h, promise: 3h}
  jeff: {every: 1d, actual: {median: 2h, p90: 4h}}
  amy: {actual: {median: 2h, from: start}}
  tom: {lead_time: 1h, promise: {time: 9h, from: start}}
"""


def step(node: str, times: Times = "stated") -> Step:
    found: Step = service_graph(parse(MAP).org, times=times).nodes[node]["step"]
    return found


def time(node: str, times: Times = "stated") -> tuple[object, object, str]:
    found = step(node, times)
    return found.lead_time and found.lead_time.mean / HOUR, found.every and found.every / HOUR, found.basis


@pytest.mark.parametrize(
    ("times", "expected"),
    [("stated", (4, 8, "stated")), ("measured", (6, None, "measured")), ("promised", (3, None, "promised"))],
)
def test_a_measured_or_promised_time_holds_the_wait_for_the_batch_too(times: Times, expected: object) -> None:
    assert time("payroll", times) == expected


@pytest.mark.parametrize("times", ["stated", "measured", "promised"])
def test_a_missing_lead_time_is_what_was_measured(times: Times) -> None:
    assert time("jeff", times) == (2, None, "measured")


def test_times_from_the_start_of_the_chain_stand_for_no_lead_time() -> None:
    assert time("amy", "measured") == (None, None, "unknown")
    assert time("tom", "promised") == (1, None, "stated")


def test_what_a_customer_measured_holds_the_way_to_it_too() -> None:
    stated, measured = (next(links_of(step("staff", times).inputs)).dependency for times in ("stated", "measured"))

    assert stated.lead_time
    assert measured.lead_time
    assert (stated.lead_time.mean, stated.handoff) == (HOUR, HOUR)
    assert (measured.lead_time.mean, measured.handoff) == (5 * HOUR, 0)
