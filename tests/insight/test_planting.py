"""The generator by itself: its arithmetic is right, healthy maps are healthy, each plant is the only problem."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from math import inf
from pathlib import Path

import pytest
import yaml

from insight.clockwork import Case, arrival, clock, critical, drag, slack
from insight.fragile import load
from insight.healthy import healthy_world
from insight.late import in_loops, kept
from insight.model import Entry, Party, Service, Time, World, party_of
from insight.outages import blocked, first_hits, reach
from insight.planting import KINDS, QUIET, healthy, planted, planted_world
from insight.problems import problems, stray_ends

SEEDS = range(25)


def a_world(*ways: str, **leads: float) -> World:
    """A world from ways customer -> provider; those named have lead times in minutes, `end` is an end customer."""
    names = {name for way in ways for name in way.split("->")} | set(leads)
    kinds = {name: "external customer" if name == "end" else "team" for name in sorted(names)}
    parties = {name: Party(kind, services={"": Service(leads.get(name, 0))}) for name, kind in kinds.items()}
    pairs = {pair: None for way in ways for pair in pairwise(way.split("->"))}
    return World(parties, [Entry(customer, [provider]) for customer, provider in pairs])


class TestArithmetic:
    def test_times_of_the_case_in_every_textbook(self) -> None:
        world = a_world("end->e->b->a", "e->c->a", "e->d->a", a=3, b=3, c=4, d=6, e=5)
        (need,) = world.needs()
        assert arrival(world, need) == 14
        assert {party: drag(world, need, party) for party in "abcde"} == {"a": 3, "b": 0, "c": 0, "d": 2, "e": 5}
        assert {(e.customer, e.provider) for e in critical(world, need)} == {("end", "e"), ("e", "d"), ("d", "a")}

    def test_an_alternative_is_there_with_its_kth_member(self) -> None:
        world = a_world("end->e", a=3, b=8, c=5, e=1)
        world.entries.append(Entry("e", ["a", "b", "c"], at_least=2, handoff=2))
        assert clock(world)("e") == 5 + 2 + 1

    def test_batches_promises_and_measurements_take_the_place_of_a_step(self) -> None:
        world = a_world("end->b->a", a=10, b=5)
        world.parties["a"].services[""] = Service(10, every=4, promise=Time(20), actual=40)
        done = {
            pace: clock(world, case)("b") for pace, case in (("stated", Case()), ("promised", Case(pace="promised")))
        }
        assert done == {"stated": 17, "promised": 25}
        assert clock(world, Case(measured=frozenset("a")))("b") == 45

    def test_who_waits_for_himself_is_never_done(self) -> None:
        world = a_world("end->c->b->a->b", "c->d")
        (need,) = world.needs()
        assert (arrival(world, need), in_loops(world)) == (inf, {"a", "b"})

    def test_outages_of_the_payday_case(self) -> None:
        world = a_world("end->payroll->timekeeping->jeff", "timekeeping->amy", "payroll->hr", "audit->finance->payroll")
        assert reach(world, "jeff") == {"timekeeping", "payroll", "end", "finance", "audit"}
        world.parties["jeff"].backup = ["hr"]
        assert not reach(world, "jeff")
        assert "timekeeping" in blocked(world, ["jeff", "hr"])

    def test_two_who_stand_in_for_each_other_can_both_be_missed(self) -> None:
        world = a_world("end->a", "end->b")
        world.parties["a"].backup, world.parties["b"].backup = ["b"], ["a"]
        assert (blocked(world, ["a"]), blocked(world, ["a", "b"])) == (set(), {"a", "b", "end"})

    def test_tolerance_adds_up_and_what_is_not_known_stays_so(self) -> None:
        world = a_world("end->c->b->a", "d->a")
        for entry in world.entries:
            entry.tolerates = {"b": 10, "c": 5}.get(entry.customer)
        assert first_hits(world, "a") == {"a": 0, "b": 10, "c": 15, "end": None, "d": None}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_healthy_map_has_nothing_to_say(seed: int) -> None:
    world = healthy_world(seed)
    assert not problems(world)
    assert not stray_ends(world)
    assert 10 <= len(world.parties) <= 40
    assert all(load(world, key) < 0.6 for key in world.parties)
    members = {member for entry in world.entries if len(entry.members) > 1 for member in entry.members}
    assert all(
        party.backup or not party.one_of_a_kind or key in members
        for key, party in world.parties.items()
        if party.services
    )
    for need in world.needs():
        assert need.within
        for case in (
            Case(),
            Case(pace="promised"),
            Case(rare=True),
            *(Case(situation=name) for name in world.situations),
        ):
            assert (slack(world, need, case) or 0) >= need.within.minutes / 10


def test_healthy_maps_are_of_many_sorts() -> None:
    worlds = [healthy_world(seed) for seed in SEEDS]
    ends = [{need.customer for need in world.needs()} for world in worlds]
    assert {len(found) for found in ends} == {1, 2, 3}
    assert any(len(world.needs()) > len(found) for world, found in zip(worlds, ends, strict=True))
    assert {need.within.clock for world in worlds for need in world.needs() if need.within} == {"request", "start"}
    pairs = [
        {(party_of(e.customer), party_of(e.provider)) for e in world.entries if len(e.members) == 1} for world in worlds
    ]
    assert any((b, a) in found for found in pairs for a, b in found if a != b)
    assert any(len(entry.members) > 1 for world in worlds for entry in world.entries)


@pytest.mark.parametrize("kind", KINDS | QUIET)
def test_what_is_planted_is_the_only_problem(kind: str) -> None:
    for seed in range(6):
        world, plant = planted_world(kind, seed)
        assert problems(world) == plant.problems
        assert bool(plant.problems) == bool(plant.hurt) == (kind in KINDS)
        found = planted(kind, seed)
        named = {*world.parties, *world.nodes(), *world.situations}
        assert found.subjects
        assert named.issuperset(found.subjects)
        assert found.quiet == (kind in QUIET)


def test_needs_hurt_are_named_worst_first() -> None:
    world, plant = planted_world("broken-need-from-start", 1)
    assert [kept(world, need) for need in plant.hurt] == [False]
    found = planted("broken-need-from-start", 1)
    assert found.hurt == ((plant.hurt[0].customer, plant.hurt[0].provider),)
    assert found.numbers["takes"] - found.numbers["within"] == found.numbers["late"] > 0


@pytest.mark.parametrize(
    "text", [healthy(1), planted("waiting-loop", 1).text, planted("common-cause-of-alternative", 2).text]
)
def test_the_text_is_the_whole_map(text: str) -> None:
    read = yaml.safe_load(text)
    assert set(read) <= {"icmap", "name", "situations", "parties"}
    assert text.count("depends_on:") == sum(
        "depends_on" in at for party in read["parties"].values() for at in _places(party)
    )


def _places(party: dict[str, dict[str, dict[str, str]]]) -> list[dict[str, dict[str, str]]]:
    return [party, *party.get("services", {}).values()]  # type: ignore[list-item]


def test_the_same_seed_gives_the_same_text_in_any_process_and_icmap_is_not_needed() -> None:
    script = (
        "import sys; from insight.planting import *; "
        "print(healthy(4), *(planted(kind, 4) for kind in KINDS | QUIET)); assert 'icmap' not in sys.modules"
    )
    texts = {_run(script, hash_seed) for hash_seed in ("1", "2")}
    assert len(texts) == 1
    assert healthy(4) in texts.pop()
    assert healthy(4) != healthy(5)


def _run(script: str, hash_seed: str) -> str:
    tests = Path(__file__).resolve().parents[1]
    environment = {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(tests)}
    return subprocess.run(
        [sys.executable, "-c", script], env=environment, check=True, capture_output=True, text=True
    ).stdout
