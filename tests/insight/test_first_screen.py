"""The first screen on maps that nobody here has seen: the planted problem first, nothing else, and every number true."""

from __future__ import annotations

from math import inf
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, reject, settings
from hypothesis import strategies as st

from icmap.analyses.first import Said, compute
from icmap.loading import load, parse
from icmap.study import Study
from insight.clockwork import NORMAL, Case, arrival, clock, step
from insight.fragile import downstream, score
from insight.fragile import load as busy
from insight.healthy import healthy_world
from insight.model import Entry, World, party_of
from insight.outages import reach
from insight.planting import KINDS, QUIET, healthy, planted
from insight.writing import written

ROOT = Path(__file__).resolve().parents[2]

SPOKEN = {
    "broken-need-from-start": "broken-need",
    "broken-need-from-request": "broken-need",
    "broken-chain": "broken-need",
    "waiting-loop": "waiting-loop",
    "situation": "situation",
    "share": "situation",
    "missed-promise": "broken-promise",
    "impossible-promise": "broken-promise",
    "promise-too-long": "broken-promise",
    "silent-critical-dependency": "silent-dependency",
    "calibration-verdict": "calibration",
    "calibration-shift": "calibration",
    "no-stand-in": "no-stand-in",
    "common-cause-of-alternative": "common-cause",
    "common-cause-of-stand-in": "common-cause",
    "slow-recovery": "slow-recovery",
    "overload": "overloaded",
    "overload-at-peak": "overloaded",
    "dissatisfaction-direct": "dissatisfied-customers",
    "dissatisfaction-on-the-way": "dissatisfied-customers",
    "importance-inversion": "importance-inversion",
}
SEEDS = range(4)


def first_screen(text: str) -> list[Said]:
    loaded = parse(text)
    assert loaded.ok, loaded.findings
    return [each for each in compute(Study(loaded.org)) if each.kind != "missing"]


def named_in(item: Said) -> set[str]:
    """The parties and situations that an item names in its fields."""
    ends = (item.need or "").replace(" <- ", " ").split()
    return {item.subject, party_of(item.subject), *ends, *map(party_of, ends)}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_planted_problem_stands_first_or_second_and_nothing_else_is_claimed(kind: str, seed: int) -> None:
    plant = planted(kind, seed)

    found = first_screen(plant.text)

    assert found, plant
    assert {each.kind for each in found} == {SPOKEN[kind]}
    subjects = {*plant.subjects, *map(party_of, plant.subjects)}
    assert any(named_in(each) & subjects or any(name in each.text for name in subjects) for each in found[:2])


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", QUIET)
def test_what_only_looks_like_a_problem_is_not_claimed(kind: str, seed: int) -> None:
    assert first_screen(planted(kind, seed).text) == []


@pytest.mark.parametrize("seed", range(12))
def test_a_healthy_map_claims_nothing(seed: int) -> None:
    assert first_screen(healthy(seed)) == []


WANTED = {
    "animal-hospital": [
        ("waiting-loop", "imaging"), ("broken-need", "owners"), ("overloaded", "reception"),
        ("slow-recovery", "anaesthesia machine"), ("no-stand-in", "ilse"),
    ],
    "card-payments": [
        ("broken-need", "merchants"), ("broken-need", "new merchants"), ("broken-promise", "settlement"),
        ("no-stand-in", "radek"), ("common-cause", "network team"),
    ],
    "court-registry": [
        ("broken-promise", "orders clerk"), ("dissatisfied-customers", "counter"), ("situation", "interpreter agency"),
        ("calibration", "judges"), ("no-stand-in", "mrs okafor"),
    ],
}  # fmt: skip
"""What the pages in `wanted/` asked for before the first run, in order."""


@pytest.mark.parametrize("name", WANTED)
def test_the_maps_of_places_say_what_was_wanted_before_they_were_run(name: str) -> None:
    org = load(ROOT / "examples" / f"{name}.yaml").org

    found = [each for each in compute(Study(org)) if each.kind != "missing"]

    assert [(each.kind, party_of(each.subject)) for each in found] == WANTED[name]
    assert all(len(each.sentence.split()) <= 30 for each in found if each.kind != "calibration")


@given(st.integers(0, 10_000), st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=4, unique=True))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_number_is_what_the_definitions_give(seed: int, kinds: list[str]) -> None:
    world, draw = healthy_world(f"messy {seed}"), Random(seed)  # noqa: S311 - a test map
    try:
        for kind in kinds:
            KINDS[kind](world, draw)
    except (KeyError, OverflowError):
        reject()  # a planter meets what another has planted: a loop, a name

    text = written(world, "messy")
    assume(parse(text).ok)  # two planters may want the same name

    for item in first_screen(text):
        expected = RECOMPUTED[item.kind](world, item)
        if expected is not None:
            number, bad, weight = expected
            assert item.number == pytest.approx(number, abs=1e-6), item
            assert item.badness == pytest.approx(bad * weight, abs=1e-6), item


def _need(world: World, item: Said) -> Entry:
    """The entry that a need's key names."""
    customer, _, provider = (item.need or "").partition(" <- ")
    found = [each for each in world.needs() if each.customer == customer and each.provider == provider]
    return found[0]


def _weight(world: World, party: str) -> int:
    """The greatest importance of the needs of end customers that anything of a party leads to."""
    onward = set().union(*(downstream(world, node) for node in world.nodes() if party_of(node) == party))
    weights = [
        need.importance or 2 for need in world.needs() if onward.intersection(need.members) and not need.optional
    ]
    return max(weights, default=2)


Numbers = tuple[float, float, int] | None


def _broken_need(world: World, item: Said) -> Numbers:
    need = _need(world, item)
    assert need.within
    if need.within.clock == "start":
        pace = "promised" if item.about == "broken-chain" else "stated"
        taken = arrival(world, need, Case(pace=pace))  # type: ignore[arg-type]
    else:
        service = world.service(need.provider)
        promised = service.promise.minutes if service.promise and service.promise.clock == "request" else None
        taken = (
            promised
            if promised is not None
            else service.actual
            if service.actual is not None
            else step(world, need.provider, NORMAL) + need.handoff
        )
    return (taken / 60, 1 - need.within.minutes / taken, need.importance or 2) if taken < inf else None


def _loop(world: World, item: Said) -> Numbers:
    stuck = [node for node in world.nodes() if clock(world)(node) == inf]
    return (item.number or 0, 1.0, round(item.badness or 0)) if item.subject in stuck else (-1, 0, 0)


def _overloaded(world: World, item: Said) -> Numbers:
    most = max(busy(world, item.subject), busy(world, item.subject, peak=True))
    return most, most - 0.85, _weight(world, item.subject)


def _no_stand_in(world: World, item: Said) -> Numbers:
    gone, ends = reach(world, item.subject), {party_of(need.customer) for need in world.needs()}
    share = (len(gone) + len(gone & ends)) / (len(world.parties) - 1 + len(ends))
    return float(len(gone)), share, _weight(world, item.subject)


def _slow_recovery(world: World, item: Said) -> Numbers:
    recovery = max(each.recovery or 0 for each in world.parties[item.subject].services.values())
    waits = [
        each.tolerates
        for each in world.entries
        if party_of(each.provider) == item.subject and each.tolerates is not None
    ]
    return (recovery / 60, 1 - min(waits) / recovery, _weight(world, item.subject)) if len(waits) == 1 else None


def _dissatisfied(world: World, item: Said) -> Numbers:
    found = score(world, item.subject)
    needs = [
        need for need in world.needs() if party_of(need.provider) == item.subject and need.score and need.score < 3
    ]
    weight = max((need.importance or 2 for need in needs), default=_weight(world, item.subject))
    return (found, (3 - found) / 2, weight) if found is not None else (-1, 0, 0)


def _broken_promise(world: World, item: Said) -> Numbers:
    """The worst of what is allowed against what it takes; whose need it is decides the weight, which is checked alone."""
    best = 0.0
    taken = 0.0
    for name, service in world.parties[item.subject].services.items():
        node = f"{item.subject}/{name}" if name else item.subject
        pairs = []
        if service.promise and service.actual is not None:
            pairs.append((service.promise.minutes, service.actual))
        if service.promise and service.lead is not None:
            pairs.append((service.promise.minutes, service.step))
        for entry in world.served_by(node):
            if entry.within and entry.within.clock == "request" and entry not in world.needs():
                promised = service.promise.minutes if service.promise else None
                known = (
                    promised
                    if promised is not None
                    else service.actual
                    if service.actual is not None
                    else service.step + entry.handoff
                )
                pairs.append((entry.within.minutes, known))
        for allowed, time in pairs:
            if time and 1 - allowed / time > best:
                best, taken = 1 - allowed / time, time
    weight = round((item.badness or 0) / best) if best else 0
    return taken / 60, best, weight if 1 <= weight <= 4 else 0


def _situation(world: World, item: Said) -> Numbers:
    need = _need(world, item)
    cases = [Case(rare=True), *(Case(situation=each) for each in world.situations)]
    taken = [arrival(world, need, case) for case in cases]
    number = min(taken, key=lambda each: abs(each / 60 - (item.number or 0)))
    return (
        (number / 60, 1 - need.within.minutes / number, need.importance or 2) if need.within and number < inf else None
    )


def _calibration(world: World, item: Said) -> Numbers:
    need = _need(world, item)
    nodes = [
        node for node in world.nodes() if party_of(node) == item.subject and world.service(node).actual is not None
    ]
    after = min(
        (arrival(world, need, Case(measured=frozenset({node}))) for node in nodes),
        key=lambda each: abs(each / 60 - (item.number or 0)),
    )
    before = arrival(world, need)
    if inf in (before, after):
        return None
    late = need.within and need.within.clock == "start" and after > need.within.minutes
    bad = 1 - need.within.minutes / after if late and need.within else abs(after - before) / max(before, after)
    return (after / 60, bad, need.importance or 2) if not (need.within and need.within.minutes < before) else None


def _silent(world: World, item: Said) -> Numbers:
    need = _need(world, item)
    whole = arrival(world, need)
    entries = [e for e in world.entries if party_of(e.provider) == item.subject and (e.importance or 2) >= 3]
    shares = [(step(world, e.provider, NORMAL) + e.handoff) / whole for e in entries] if whole < inf else []
    share = min(shares, key=lambda each: abs(each - (item.number or 0)), default=None)
    return None if share is None else (share, share, round((item.badness or 0) / share))


def _unchecked(world: World, item: Said) -> Numbers:
    return None


RECOMPUTED = {
    "broken-need": _broken_need,
    "waiting-loop": _loop,
    "overloaded": _overloaded,
    "no-stand-in": _no_stand_in,
    "common-cause": _unchecked,
    "slow-recovery": _slow_recovery,
    "dissatisfied-customers": _dissatisfied,
    "broken-promise": _broken_promise,
    "situation": _situation,
    "calibration": _calibration,
    "silent-dependency": _silent,
    "importance-inversion": _unchecked,
}
