"""A plan is the best of all sets, tried one by one on the map itself; its frontier is the published one."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from icmap.cli._run import run
from icmap.errors import IcmapError
from icmap.loading import parse
from icmap.measures.needs import needs
from icmap.model import OrgMap
from icmap.study import Study
from icmap.whatif.offers import Offer, applied, groups_apart, needed, offers
from icmap.whatif.plan import Wanted, plan
from icmap.whatif.stand_ins import stand_ins
from random_worlds import random_map, with_options
from worlds import shared


def _org(text: str) -> OrgMap:
    loaded = parse(text)
    assert loaded.ok, loaded.findings.diagnostics
    return loaded.org


def _value(
    org: OrgMap, taken: tuple[int, ...], found: tuple[Offer, ...], keys: set[str]
) -> tuple[Fraction, Fraction, float]:
    """What a set gives, by the measures of the map that has it: weighted lateness and arrivals of needs, and its cost."""
    study = Study(applied(org, [(found[each], 1.0) for each in taken]))
    late, arrivals = Fraction(0), Fraction(0)
    for need in study.of(needs):
        if need.key in keys and need.arrival is not None:
            weight = int(need.importance) + 1
            arrivals += weight * Fraction(need.arrival)
            if need.within:
                late += weight * max(Fraction(0), Fraction(need.arrival) - Fraction(need.within.time))
    return late, arrivals, sum(found[each].cost for each in taken)


def _sets(found: tuple[Offer, ...]) -> list[tuple[int, ...]]:
    apart, after = list(groups_apart(found)), list(needed(found))
    every = (each for count in range(len(found) + 1) for each in combinations(range(len(found)), count))
    return [
        each
        for each in every
        if not any(len(set(each).intersection(group)) > 1 for group in apart)
        and all(other in each for option, other in after if option in each)
    ]


@pytest.mark.parametrize("seed", range(500))
def test_a_plan_is_the_best_of_all_sets(seed: int) -> None:
    org = _org(with_options(random_map(seed, services=7), seed, most=12 if seed % 10 == 0 else 7))
    found = offers(org)
    if not found:
        pytest.skip("no option was thrown")
    keys = {need.key for need in Study(org).of(needs)}
    most, budget = 1 + seed % 3, float(2 + seed % 7)
    if seed % 2:
        wanted = Wanted(most=most)
        allowed = [each for each in _sets(found) if len(each) <= most]
    elif budget < min(offer.cost for offer in found):
        return
    else:
        wanted = Wanted(budget=budget)
        allowed = [each for each in _sets(found) if sum(found[one].cost for one in each) <= budget]
    try:
        best = plan(Study(org), found, wanted)
    except IcmapError as refused:
        assert "can never be taken" in refused.message  # noqa: PT017 - what else could be refused
        return

    assert best is not None
    assert best.proven
    got = (Fraction(best.lateness_after), Fraction(best.arrival_after), best.cost)
    assert got == min(_value(org, each, found, keys) for each in allowed)


@pytest.mark.parametrize("seed", range(150))
def test_the_cheapest_plan_that_keeps_every_need_is_the_cheapest_of_all(seed: int) -> None:
    org = _org(with_options(random_map(seed, services=7), seed))
    found = offers(org)
    if not found:
        pytest.skip("no option was thrown")
    keys = {need.key for need in Study(org).of(needs)}
    keeping: list[tuple[float, Fraction]] = []
    for each in sorted(_sets(found), key=lambda one: sum(found[option].cost for option in one)):
        late, arrivals, cost = _value(org, each, found, keys)
        if keeping and cost > keeping[0][0]:
            break
        keeping += [(cost, arrivals)] if not late else []
    try:
        best = plan(Study(org), found, Wanted(until_kept=True))
    except IcmapError as refused:
        assert "can never be taken" in refused.message  # noqa: PT017 - what else could be refused
        return

    assert (best is None) == (not keeping)
    if best is not None:
        assert best.proven
        assert best.keeps
        assert (best.cost, Fraction(best.arrival_after)) == min(keeping)


def _crashing(weeks: int) -> str:
    case = json.loads(shared("cases", "crashing.json").read_text(encoding="utf-8"))
    lines = ["icmap: 1", "parties:"]
    needed_by = {before for each in case["activities"] for before in each["predecessors"]}
    for each in case["activities"]:
        cost = each["crash_cost"] - each["normal_cost"]
        option = f"{{do: crash {each['id']}, lead_time: {each['crash']:g} weeks, cost: {cost:g}, partly: true}}"
        before = f", depends_on: [{', '.join(each['predecessors'])}]"
        lines.append(f"  {each['id']}: {{lead_time: {each['normal']:g} weeks, options: [{option}]{before}}}")
    last = [each["id"] for each in case["activities"] if each["id"] not in needed_by]
    within = f"within: {{time: {weeks} weeks, from: start}}"
    lines.append(f"  owner: {{kind: customer, depends_on: {{{', '.join(f'{each}: {{{within}}}' for each in last)}}}}}")
    return "\n".join(lines) + "\n"


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert run([*arguments, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("weeks", range(28, 45))
def test_crashing_has_the_published_frontier_through_the_command_line(
    weeks: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = json.loads(shared("cases", "crashing.json").read_text(encoding="utf-8"))
    org = tmp_path / "crashing.yaml"
    org.write_text(_crashing(weeks))

    found = _json(capsys, "plan", str(org), "--until-kept")["plan"]

    assert found["proven"]
    assert found["cost"] == pytest.approx(case["computed"]["frontier_extra_cost"][str(weeks)], abs=0.01)
    if weeks == case["published"]["deadline_weeks"]:
        wanted = {f"crash {name}": 1.0 for name in case["published"]["crashed"]}
        assert {each["do"]: each["part"] for each in found["taken"]} == wanted


def test_three_singles_are_not_the_best_three_together() -> None:
    """Two equal parallel branches: what is best alone is worthless beside the other of its branch."""
    org = _org("""
icmap: 1
parties:
  staff: {depends_on: [pay: {within: {time: 1h, from: start}}]}
  pay: {lead_time: 0, depends_on: [a, b]}
  a: {lead_time: 10h, options: [{do: a small, lead_time: 8h}], depends_on: [c]}
  b: {lead_time: 10h, options: [{do: b small, lead_time: 8h}], depends_on: [d]}
  c: {lead_time: 10h, options: [{do: c, lead_time: 1h}]}
  d: {lead_time: 9h, options: [{do: d, lead_time: 1h}]}
""")

    best = plan(Study(org), offers(org), Wanted(most=2))

    assert best is not None
    assert [each.do for each in best.taken] == ["c", "d"]
    assert [each.lateness for each in best.taken] == [3600 * 1 * 2, 3600 * 8 * 2]
    assert [each.do for each in best.looks_good] == ["a small"]
    assert [point.cost for point in best.frontier] == [0, 1, 2]
    assert best.frontier[best.chosen_point or 0].options == ("c", "d")
    assert [(each.sooner, each.need) for each in best.taken] == [(3600, "staff <- pay"), (3600 * 8, "staff <- pay")]
    assert [point.missed for point in best.frontier] == [3600 * 19, 3600 * 18, 3600 * 10]


@pytest.mark.parametrize("seed", range(60))
def test_the_frontier_is_the_best_set_for_each_amount_whatever_the_budget(seed: int) -> None:
    """Every amount at which more money buys anything, as all sets say; a smaller budget has the beginning of it."""
    org = _org(with_options(random_map(seed, services=7), seed, most=12 if seed % 5 == 0 else 7))
    found = offers(org)
    if not found or any(offer.option.partly for offer in found):
        pytest.skip("no option was thrown, or one is had partly")
    keys = {need.key for need in Study(org).of(needs)}
    try:
        large, small = (plan(Study(org), found, Wanted(budget=budget)) for budget in (1000.0, 8.0))
    except IcmapError:
        pytest.skip("nothing can be asked")
    steps: list[tuple[float, Fraction, Fraction]] = []
    for late, arrivals, cost in sorted(
        (_value(org, each, found, keys) for each in _sets(found)), key=lambda each: (each[2], each)
    ):
        if not steps or (late, arrivals) < steps[-1][1:]:
            steps = [*(each for each in steps if each[0] < cost - 1e-9), (cost, late, arrivals)]

    assert large is not None
    assert small is not None
    if not large.proven or not small.proven:
        pytest.skip("another loop opens with them")
    assert [each.cost for each in large.frontier] == pytest.approx([cost for cost, _, _ in steps])
    assert [(Fraction(each.lateness), Fraction(each.arrival)) for each in large.frontier] == [
        each[1:] for each in steps
    ]
    assert list(small.frontier) == [point for point in large.frontier if point.cost <= small.cost]


def test_of_many_options_too_each_amount_has_its_best_set() -> None:
    """A chain of fourteen steps: what its options save adds up, so the frontier is that of a knapsack."""
    gains, costs = [3 + 7 * place % 11 for place in range(14)], [1 + place % 3 for place in range(14)]
    steps = [
        f"  s{place}: {{lead_time: 20h, options: [{{do: o{place}, lead_time: {20 - gain}h, cost: {cost}}}], depends_on: [s{place + 1}]}}"
        for place, (gain, cost) in enumerate(zip(gains, costs, strict=True))
    ]
    org = _org("\n".join(["icmap: 1", "parties:", "  a: {kind: customer, depends_on: [s0]}", *steps, "  s14:"]))

    best = plan(Study(org), offers(org), Wanted(budget=15))

    most = [0] * 16
    for gain, cost in zip(gains, costs, strict=True):
        most = [max(old, most[money - cost] + gain if money >= cost else 0) for money, old in enumerate(most)]
    wanted = [(money, most[money]) for money in range(16) if not money or most[money] > most[money - 1]]
    assert best is not None
    assert best.frontier_whole
    assert [(each.cost, (280 * 3600 - each.latest) / 3600) for each in best.frontier] == wanted


LOOP = """
icmap: 1
parties:
  owners: {kind: customer, depends_on: [{desk: {within: {time: 20d, from: start}}}]}
  desk: {lead_time: 2d, depends_on: [workers]}
  workers:
    lead_time: [15d, 20d, 40d]
    options: [{do: text modules, lead_time: [10d, 17d, 30d], cost: 5}]
    depends_on: [archive]
  archive:
"""


def test_what_is_not_known_is_not_called_kept_and_a_cure_by_chance_is_called_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "org.yaml"
    path.write_text(LOOP)
    org = _org(LOOP)

    best = plan(Study(org), offers(org), Wanted(budget=5))
    assert best is not None
    assert best.keeps is None
    assert [(each.need, each.at_most) for each in best.odds] == [("owners <- desk", True)]
    assert 0.2 < best.odds[0].kept < 0.8

    assert run(["plan", str(path), "--budget", "5"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "every need is kept" not in said
    assert "whether 1 need is kept cannot be said: it rests on a loop or on times that nobody gave" in said
    assert "after at least" in said
    assert "of the cases only: the times are estimates" in said
    assert "owners: desk by" in said


@pytest.mark.parametrize(
    ("options", "wanted", "message", "hint"),
    [
        ("[]", Wanted(most=1), "the map has no options", "--assume halve"),
        ("[{do: x, lead_time: 5h}]", Wanted(most=1), "the option 'x' changes nothing", "lead_time"),
        ("[{do: x, effort: 1h}]", Wanted(most=1), "no option of the map changes a time", "--for stand-ins"),
        ("[{do: x, lead_time: 1h, cost: 9}]", Wanted(budget=8), "a budget of 8 is below the cheapest option", "'x' costs 9"),
        (
            "[{do: x, lead_time: 1h, needs: [y]}, {do: y, every: 1h, excludes: [x]}]", Wanted(most=1),
            "the option 'x' can never be taken", "exclude one another",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_planned_is_a_sentence(options: str, wanted: Wanted, message: str, hint: str) -> None:
    org = _org(
        f"{{icmap: 1, parties: {{a: {{kind: customer, depends_on: [b]}}, b: {{lead_time: 5h, options: {options}}}}}}}"
    )

    with pytest.raises(IcmapError) as refused:
        plan(Study(org), offers(org), wanted)

    assert message in refused.value.message
    assert hint in refused.value.hint


def test_when_the_time_is_over_the_best_so_far_comes_with_a_bound() -> None:
    org = _org(with_options(random_map(3, services=9), 3))

    best = plan(Study(org), offers(org), Wanted(most=2, seconds=0.0))

    assert best is not None
    assert not best.proven
    assert best.gap is not None
    assert best.gap >= 0


def test_halving_is_assumed_where_nothing_is_offered(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "plan", "examples/payday.yaml", "--most", "1", "--assume", "halve")["plan"]

    assert found["taken"][0]["do"] == "halve: jeff/timesheets"


def test_stand_ins_are_named_for_the_gravest_and_until_nobody_stops_an_end_customer() -> None:
    org = _org("""
icmap: 1
parties:
  guests: {kind: customer, depends_on: [{bar: {importance: low}}, {desk: {importance: critical}}, {any_of: [cash, card]}]}
  bar: {kind: person, depends_on: [carla]}
  desk: {kind: person}
  cash: {kind: system}
  card: {kind: system}
  carla: {kind: person, options: [{do: train Dan, backup: [dan], cost: 3}]}
  dan: {kind: person}
""")
    study = Study(org)

    one = stand_ins(study, most=1)
    assert [each.party for each in one.taken] == ["desk"]
    assert one.left == ("bar", "carla")

    everybody = stand_ins(study, until_kept=True)
    assert [(each.party, each.do) for each in everybody.taken if not each.assumed] == [("carla", "train Dan")]
    assert everybody.left == ()

    pairs = stand_ins(study, until_kept=True, cut_size=2)
    assert pairs.pairs_before == (("card", "cash"),)
    assert pairs.pairs_left == (("carla", "dan"),)  # who stands in and who is stood in for, both out
    assert len(pairs.taken) == 4


def test_of_equally_grave_outages_the_stand_in_is_for_whoever_stops_more() -> None:
    org = _org("""
icmap: 1
parties:
  owners: {kind: customer, depends_on: [desk, brandt]}
  desk: {kind: team, depends_on: [workers]}
  workers: {kind: team, depends_on: [gis]}
  brandt: {kind: person}
  gis: {kind: system}
""")

    found = stand_ins(Study(org), most=1)

    assert [(each.party, each.stops) for each in found.taken] == [("gis", 3)]
