"""Impact is the difference of two analyses; outages, slack and the ranked sweep are those of single runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from icmap.cli._run import run
from icmap.loading import parse
from icmap.measures.blocked import blocked
from icmap.measures.needs import needs
from icmap.model import Edit, OrgMap
from icmap.model.quantities import exact
from icmap.study import Question, Study
from icmap.whatif.edits import Edited, edited
from icmap.whatif.impact import Impact, impact_of
from icmap.whatif.sides import Side
from icmap.whatif.sweep import sweep
from random_worlds import random_map

HOUR = 3600


def _org(text: str) -> OrgMap:
    loaded = parse(text)
    assert loaded.ok, loaded.findings.diagnostics
    return loaded.org


def _impact(org: OrgMap, *edits: Edit) -> Impact:
    return impact_of(Side(Edited(org), Question()), Side(edited(org, edits), Question()))


@pytest.mark.parametrize("seed", range(120))
def test_before_and_after_are_two_analyses(seed: int) -> None:
    org = _org(random_map(seed, loops=seed % 3 == 0))
    edit = Edit("late", f"p{seed % 9}=5h")

    found = _impact(org, edit)

    after = {need.key: need for need in Study(edited(org, [edit]).org).of(needs)}
    for was in Study(org).of(needs):
        change = next(each for each in found.needs if each.need == was.key)
        now = after[was.key]
        assert (change.before, change.after) == (was.arrival, now.arrival)
        assert (change.verdict_before, change.verdict_after) == (str(was.verdict), str(now.verdict))
        assert change.later == exact((now.arrival or 0) - (was.arrival or 0))


@pytest.mark.parametrize("seed", range(120))
def test_a_sweep_is_as_many_single_runs(seed: int) -> None:
    org = _org(random_map(seed, loops=seed % 2 == 0, unknown=seed % 3 == 0))
    by = (-2 if seed % 5 == 0 else 6) * HOUR

    swept = {each.party: each for each in sweep(Study(org), by).harms}

    for party in org.parties:
        found = _impact(org, Edit("late", f"{party}={'-2h' if by < 0 else '6h'}"))
        most = max((need.later or 0 for need in found.needs), default=0)
        weighted = sum((int(need.importance) + 1) * (need.later or 0) for need in found.needs)
        breaks = [need.need for need in found.needs if need.verdict_after == "broken" != need.verdict_before]
        if weighted > 0:
            assert (swept[party].later, swept[party].weighted_later) == (most, weighted)
            assert sorted(swept[party].breaks) == sorted(breaks)
        else:
            assert party not in swept


def test_a_delay_is_absorbed_where_something_else_comes_later() -> None:
    org = _org("""
icmap: 1
parties:
  staff: {depends_on: [payroll]}
  payroll: {lead_time: 1h, depends_on: [jeff, hr]}
  jeff: {lead_time: 2h}
  hr: {lead_time: 5h}
""")

    found = _impact(org, Edit("late", "jeff=7h"))

    assert [(each.service, each.time) for each in found.absorbed] == [("payroll", 3 * HOUR)]
    assert [(hit.party, hit.later) for hit in found.hits] == [
        ("jeff", 7 * HOUR),
        ("payroll", 4 * HOUR),
        ("staff", 4 * HOUR),
    ]
    assert found.hits[-1].chain == ("jeff", "payroll", "staff")


def test_who_is_out_stops_others_and_an_alternative_goes_on_with_its_other_member() -> None:
    org = _org("""
icmap: 1
parties:
  guests: {kind: customer, depends_on: [waiters, {any_of: [cash, card]}]}
  waiters: {lead_time: 1h, depends_on: [kitchen]}
  kitchen: {lead_time: 1h}
  cash: {lead_time: 1h}
  card: {lead_time: 3h, depends_on: [bank]}
  bank: {kind: system, lead_time: 1h}
""")

    found = _impact(org, Edit("down", "cash"))
    assert [(each.need, each.after) for each in found.changed] == [("guests <- 1 of card, cash", 4 * HOUR)]

    found = _impact(org, Edit("down", "cash"), Edit("down", "bank"))
    assert [(each.need, each.verdict_after) for each in found.changed] == [("guests <- 1 of card, cash", "stopped")]
    assert next(each for each in found.stopped if each.party == "guests").path == ("cash", "guests")

    found = _impact(org, Edit("down", "kitchen"))
    assert next(each for each in found.stopped if each.party == "guests").path == ("kitchen", "waiters", "guests")


@pytest.mark.parametrize("seed", range(60))
def test_who_stops_is_who_is_blocked(seed: int) -> None:
    org = _org(random_map(seed))

    found = _impact(org, Edit("down", "p0"), Edit("down", "p1"))

    assert [each.party for each in found.stopped] == list(blocked(Study(org), ["p0", "p1"]).parties)
    ways = {each.party: each.path for each in found.stopped}
    assert all(path[0] in ("p0", "p1") and path[-1].partition("/")[0] == party for party, path in ways.items())


def test_the_command_says_it_in_sentences_and_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["impact", "examples/payday.yaml", "--late", "jeff=2d"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "If Jeff is 2 d late, the pay run from Jane reaches all staff 2 d later, after 6 d" in said

    assert run(["impact", "examples/payday.yaml", "--late", "jeff=2d", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["impact"]
    assert found["needs"][0]["later_hours"] == 16.0
    assert found["hits"][0] == {
        "party": "jeff", "service": "jeff/timesheets", "before_hours": 16.0, "after_hours": 32.0, "later_hours": 16.0,
        "end_customer": False, "chain": ["jeff/timesheets"],
    }  # fmt: skip


def test_several_scenarios_stand_side_by_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    org = tmp_path / "org.yaml"
    org.write_text(
        "icmap: 1\nscenarios: {slow: [{late: b=1h}], quick: [{set: b.lead_time=0}]}\n"
        "parties: {a: {kind: customer, depends_on: [b]}, b: {lead_time: 2h}}\n"
    )

    assert run(["impact", str(org), "--scenario", "slow", "--scenario", "quick"]) == 0

    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["a", "b", "2", "h", "3", "h", "0"] in [line[:7] for line in lines]


def test_what_is_needed_from_request_is_compared_with_the_time_from_request(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    org = tmp_path / "org.yaml"
    org.write_text(
        "icmap: 1\nparties: {a: {kind: customer, depends_on: [{b: {within: 2d}}]}, b: {lead_time: 1d, depends_on: [c]}, c: {lead_time: 2d}}\n"
    )

    assert run(["impact", str(org), "--late", "c=1d"]) == 0

    said = " ".join(capsys.readouterr().out.split())
    assert "1 d later, after 4 d; from request it takes 1 d, still within 2 d." in said
    assert "after 4 d, still within 2 d" not in said


def test_a_need_that_was_broken_and_cannot_be_said_to_be_kept_is_not_soon_enough(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    org = tmp_path / "org.yaml"
    org.write_text(
        "icmap: 1\nparties: {a: {kind: customer, depends_on: [{b: {within: {time: 3 months, from: start}}}]}, "
        "b: {lead_time: 3.4 months, depends_on: [c]}, c: {}}\n"
    )

    assert run(["impact", str(org), "--set", "b.lead_time=60d"]) == 0

    said = " ".join(capsys.readouterr().out.split())
    assert "whether that is soon enough cannot be said: it has to be within 3 months" in said
    assert "soon enough now" not in said
    assert "at least 3.4 months at least 2.8 months" in said  # one unit in one line


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (
            ["--set", "b.lead_time=2h"],
            "All services of b have a lead_time of their own, which counts: set 'b/x.lead_time'.",
        ),
        (["--late", "c=2h"], "C is needed in 15 % of the cases at most"),
        (["--late", "d=1h"], "Later is d; on paper that reaches no end customer."),
    ],
)
def test_an_edit_that_changes_no_need_says_why(
    edit: list[str], why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    org = tmp_path / "org.yaml"
    org.write_text(
        "icmap: 1\nparties: {a: {kind: customer, depends_on: [b/x]}, b: {lead_time: 5h, services: {x: {lead_time: 1h, "
        "depends_on: [{c: {share: 15%}}, d, e]}}}, c: {lead_time: 1h}, d: {lead_time: 1h}, e: {lead_time: 9h}}\n"
    )

    assert run(["impact", str(org), *edit]) == 0

    said = " ".join(capsys.readouterr().out.split())
    assert "no need is met at another time" in said
    assert why in said


def test_the_gravest_need_that_stops_is_said_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    org = tmp_path / "org.yaml"
    org.write_text(
        "icmap: 1\nparties: {a: {kind: customer, depends_on: [{b: {importance: critical, within: {time: 1h, from: start}}}]}, "
        "f: {kind: customer, depends_on: [{b: {importance: low}}]}, b: {lead_time: 2h, depends_on: [c]}, c: {}}\n"
    )

    assert run(["impact", str(org), "--down", "c"]) == 0

    assert "If c is out, b serves a no longer." in " ".join(capsys.readouterr().out.split())
