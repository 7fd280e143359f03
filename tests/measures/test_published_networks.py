"""Networks with published answers: lengths, earliest and latest times, slack, critical activities."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest

from icmap.measures.needs import Need, needs
from icmap.measures.schedule import schedule
from icmap.measures.slack import slacks
from icmap.model.quantities import Seconds
from icmap.study import Study
from times_worlds import a_network
from worlds import shared

FINISH = "~finish"
"""Added where a project has more than one last activity: its end is when all of them are done."""


def exactly(number: float | str) -> Seconds:
    return Fraction(str(number))


def textbook(case: dict[str, Any]) -> Study:
    durations = {node["id"]: exactly(node["duration"]) for node in case["nodes"]}
    edges = [(edge["customer"], edge["provider"], exactly(edge["lag"])) for edge in case["edges"]]
    last = sorted(durations.keys() - {provider for _, provider, _ in edges})
    return a_network({**durations, FINISH: 0}, [*edges, *((FINISH, each, 0) for each in last)])


def only_need(study: Study) -> Need:
    (found,) = study.of(needs)
    return found


def nodes_on(need: Need) -> list[str]:
    return [link.provider for link in need.chain]


def textbook_cases() -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads(shared("cases", "critical_path.json").read_text())
    return cases


def test_every_textbook_network_has_its_published_length() -> None:
    for case in textbook_cases():
        if "duration" in case["published"]:
            assert only_need(textbook(case)).arrival == exactly(case["published"]["duration"]), case["name"]


def test_every_textbook_network_has_its_published_earliest_and_latest_times() -> None:
    for case in textbook_cases():
        study, published = textbook(case), case["published"]
        for node in [each["id"] for each in case["nodes"]]:
            moment, slack = study.of(schedule).moment(node), study.of(slacks).services[node]
            assert moment.ready is not None
            assert moment.done is not None
            assert slack.total is not None
            times = {
                "ES": moment.ready, "EF": moment.done, "slack": slack.total,
                "LS": moment.ready + slack.total, "LF": moment.done + slack.total,
            }  # fmt: skip
            told = {key: exactly(published[key][node]) for key in times if node in published.get(key, {})}
            assert {key: times[key] for key in told} == told, (case["name"], node)


def test_every_textbook_network_has_its_published_critical_activities() -> None:
    for case in textbook_cases():
        found = textbook(case).of(slacks).services
        if "critical" in case["published"]:
            critical = {node for node, slack in found.items() if slack.critical and node != FINISH}
            assert critical == set(case["published"]["critical"]), case["name"]


def psplib() -> list[dict[str, Any]]:
    return [json.loads(line) for line in shared("cases", "psplib.jsonl").read_text().splitlines()]


def test_every_psplib_network_has_its_published_length() -> None:
    cases = psplib()
    assert len(cases) == 60
    for case in cases:
        durations: dict[str, Seconds] = {f"{job:03}": time for job, time in enumerate(case["durations"], start=1)}
        edges: list[tuple[str, str, Seconds]] = [
            (f"{after:03}", f"{job:03}", 0)
            for job, successors in enumerate(case["successors"], start=1)
            for after in successors
        ]
        assert only_need(a_network(durations, edges)).arrival == case["mpm_time"], case["name"]


@pytest.mark.parametrize(
    ("kind", "length"), [("duration", "133.3367"), ("duration_likely", "120.3")], ids=["mean", "most likely"]
)
def test_the_design_process_without_its_feedback_marks_takes_as_long_as_published(kind: str, length: str) -> None:
    case = json.loads(shared("cases", "ucav.json").read_text())
    forward = [edge for edge in case["edges"] if not edge["feedback"]]
    assert len(case["edges"]) - len(forward) == 8

    study = a_network(
        {node["id"]: exactly(node[kind]) for node in case["nodes"]},
        [(edge["customer"], edge["provider"], exactly(edge["lag"])) for edge in forward],
    )

    found = only_need(study)
    assert float(found.arrival or 0) == pytest.approx(float(length), abs=1e-4)
    assert [*nodes_on(found), found.customer] == case["truth"]["computed_cpm"]["path_mean"]
