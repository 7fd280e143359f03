from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from icmap.analyses.reciprocity import ANALYSIS, compute, describe
from icmap.document import Bullets, Table
from icmap.encoding import encoded
from icmap.model import Satisfaction
from icmap.study import Study
from worlds import a_study, need


def _sentences(study: Study) -> list[str]:
    section = describe(study)
    return [sentence.text for block in section.blocks if isinstance(block, Bullets) for sentence in block.sentences]


def _rows(study: Study, title: str) -> list[tuple[str, ...]]:
    section = describe(study)
    return [row for block in section.blocks if isinstance(block, Table) and block.title == title for row in block.rows]


def test_the_json_has_the_promised_keys() -> None:
    written = json.loads(json.dumps(encoded(compute(a_study("a -> b -> a")))))

    assert set(written) >= {"mutual_pairs", "coupled_groups", "waiting_loops", "opened", "rho"}
    assert written["dyads"] == {"mutual": 1, "asymmetric": 0, "null": 0}


def test_two_named_services_that_wait_for_each_other_are_told_as_certain() -> None:
    assert _sentences(a_study("runtime/start -> login/start -> runtime/start")) == [
        (
            "Login and runtime each need the other to start; neither can start first. "
            "Login (start) waits for runtime (start), which waits for login (start)."
        )
    ]


def test_a_mutual_pair_of_parties_is_not_said_to_be_stuck() -> None:
    told = _sentences(a_study("pilots -> cabin -> pilots"))

    assert told == [
        (
            "The cabin and the pilots each serve the other; the map does not say who waits for what. "
            "Cabin waits for pilots, which waits for cabin."
        )
    ]


def test_a_long_way_round_is_told_in_a_few_names() -> None:
    names = [f"n{place:02}/x" for place in range(20)]

    (told, group) = _sentences(a_study(" -> ".join([*names, names[0]])))

    assert "and so on through 15 more back to n00 (x)" in told
    assert "a coupled group of 20" in group


def test_each_direction_of_a_pair_is_a_line_with_its_rate_and_score() -> None:
    pilots = need("cabin", optional=True, frequency="2/day", satisfaction=Satisfaction(4, answers=9))
    study = a_study(pilots={"needs": [pilots]}, cabin={"needs": [need("pilots/flight", frequency="1/day")]})

    assert _rows(study, "Mutual pairs") == [
        ("cabin", "pilots", "", "2/day", "2 times as often", "4 (9 answers)"),
        ("pilots", "cabin", "flight", "1/day", "", ""),
    ]


def test_balance_and_gap_are_those_of_the_first() -> None:
    first = need("b", frequency="1/day", satisfaction=Satisfaction(2, answers=9))
    second = need("a", optional=True, frequency="4/day", satisfaction=Satisfaction(5, answers=9))

    (pair,) = compute(a_study(a={"needs": [first]}, b={"needs": [second]})).mutual_pairs

    assert pair.balance == pytest.approx(2)
    assert pair.gap == 3


def test_what_was_assumed_is_listed_provider_first() -> None:
    assert _rows(a_study("a/x -> b/y -> a/x"), "Taken as met at the start, to compute times") == [
        ("b (y)", "a (x)", "medium", "")
    ]


def test_maps_without_reciprocity_are_healthy_and_say_so() -> None:
    for study in (a_study(), a_study(a={}), a_study("a -> b"), a_study("a -> b", "c -> b")):
        section = describe(study)

        assert section.healthy
        assert len(section.blocks) == 1


def test_only_a_waiting_loop_is_unhealthy() -> None:
    study = a_study("cook -> waiter", waiter={"needs": [need("cook", optional=True)]})

    assert describe(study).healthy


def test_every_number_and_word_is_explained() -> None:
    assert {"mutual-pair", "coupled-group", "waiting-loop", "rho"} <= set(ANALYSIS.terms)


_SAME = """
import json
from worlds import a_study
from icmap.analyses.reciprocity import compute
from icmap.card import card
from icmap.encoding import encoded
names = ["n" + str(place % 7) for place in range(24)]
study = a_study(" -> ".join(names), "n3 -> n1", "n5 -> n2 -> n6", "x -> y -> z -> x", "y/b -> x/a")
print(json.dumps([encoded(compute(study)), encoded(card(study, "n3").results)]))
"""


def test_whatever_the_hash_seed_the_answer_is_the_same() -> None:
    def answer(seed: str) -> str:
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[1])}
        return subprocess.run([sys.executable, "-c", _SAME], env=env, capture_output=True, text=True, check=True).stdout

    assert answer("0") == answer("1") == answer("42")
