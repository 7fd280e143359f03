"""The three commands as a user has them: what they write, what they refuse, and what Ctrl-C leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

import icmap
from icmap.cli._run import run
from icmap.loading import parse
from icmap.study import Study
from icmap.whatif.offers import offers
from icmap.whatif.plan import Wanted, plan
from random_worlds import random_map, with_options

CLOSE = "examples/month-end-close.yaml"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["impact", CLOSE, "--late", "nobody=1h"], "--late: the map has no party or service 'nobody'"),
        (["impact", CLOSE, "--set", "henk.lead_time=soon"], "--set: the lead_time 'soon' is not a duration"),
        (["impact", CLOSE, "--scenario", "x"], "the map has no scenario 'x'"),
        (["impact", CLOSE, "--serve", "henk"], "each --serve needs a --for"),
        (["impact", CLOSE, "--by", "fast"], "--by: 'fast' is not a duration"),
        (["impact", CLOSE, "-o", "x.svg"], "a picture shows one what-if"),
        (["simulate", CLOSE, "--situations", "all"], "'all' is no way with situations"),
        (["simulate", CLOSE, "--down", "henk"], "nobody can be out here"),
        (["simulate", CLOSE, "--runs", "0"], "invalid value for '--runs'"),
        (["simulate", CLOSE, "--need", "xyz", "-o", "x.svg"], "no need is called 'xyz'"),
        (["plan", CLOSE], "how much may be done is not said"),
        (["plan", CLOSE, "--most", "2", "--until-kept"], "--until-kept has no other limit"),
        (["plan", CLOSE, "--budget", "-1"], "invalid value for '--budget': -1.0 has to be 0 or more"),
        (["plan", CLOSE, "--budget", "1"], "a budget of 1 is below the cheapest option"),
        (["plan", CLOSE, "--most", "1", "--assume", "much"], "'much' is no assumption"),
        (["plan", CLOSE, "--most", "1", "--need", "board pack"], "--need says which need, but not whose"),
        (["plan", CLOSE, "--most", "1", "--for", "nobody"], "--for: the map has no party or service 'nobody'"),
        (["plan", "examples/bakery.yaml", "--most", "1"], "the map has no options"),
        (["plan", CLOSE, "--for", "stand-ins", "--budget", "0"], "a budget of 0 is below the cheapest stand-in"),
    ],
)
def test_what_cannot_be_asked_is_one_sentence_and_exit_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*arguments]) == 2

    told = capsys.readouterr()
    assert told.out == ""
    assert message in told.err
    assert "Traceback" not in told.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["impact", CLOSE, "--late", "henk=2d"],
        ["impact", CLOSE, "--down", "henk"],
        ["simulate", CLOSE, "--runs", "500"],
        ["plan", CLOSE, "--until-kept"],
    ],
)
@pytest.mark.parametrize("suffix", ["json", "md", "html", "svg", "png"])
def test_every_answer_is_written_in_every_form_and_twice_the_same(
    arguments: list[str], suffix: str, tmp_path: Path
) -> None:
    files = [tmp_path / f"{name}.{suffix}" for name in ("one", "two")]

    for file in files:
        assert run([*arguments, "-q", "-o", str(file)]) == 0

    assert files[0].read_bytes() == files[1].read_bytes()
    assert files[0].stat().st_size > 300


def test_a_need_is_planned_for_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plan", CLOSE, "--most", "1", "--for", "auditors", "--need", "consolidated figures"]) == 0

    said = capsys.readouterr().out
    assert "Proven best" in said
    assert "auditors" in said
    assert "board pack" not in said


def test_who_stops_the_search_gets_the_best_so_far() -> None:
    loaded = parse(with_options(random_map(12, services=9), 12))

    best = plan(Study(loaded.org), offers(loaded.org), Wanted(most=2, stop=lambda: True))

    assert best is not None
    assert best.interrupted
    assert best.taken


def test_what_if_in_python_is_what_the_commands_say() -> None:
    org = icmap.load(CLOSE)

    late = icmap.impact(org, late={"henk": "2d"})
    assert [each.later for each in late.needs if each.end_customer == "board"] == [2 * 8 * 3600]
    down = icmap.impact(org, down=["henk"])
    assert {each.party for each in down.stopped if each.end_customer} == {"auditors", "board"}
    assert icmap.simulate(org, runs=500).needs[0].runs == 500
    found = icmap.plan(org, until_kept=True)
    assert found is not None
    assert found.keeps
    assert found.proven
    assert found.cost == 108_000
    assert next(each.do for each in found.taken) == "approve at the goods receipt"


@pytest.mark.parametrize(
    "arguments",
    [
        ["impact", CLOSE, "--late", "henk=2d", "--down", "treasury"],
        ["impact", CLOSE, "--set", "henk.headcount=2", "--format", "json"],
        ["impact", CLOSE],
        ["simulate", CLOSE, "--runs", "200", "--set", "henk.headcount=2", "--format", "json"],
    ],
)
def test_without_names_no_name_is_told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*arguments, "--anonymise", "all"]) == 0

    told = capsys.readouterr()
    said = (told.out + told.err).casefold()
    names = {party.id.casefold() for party in icmap.load(CLOSE).parties.values()}
    assert {name for name in names if f" {name} " in said or f'"{name}"' in said} == set()
    assert "henk" not in said
    assert "customer 1" in said or "party 1" in said or "person 1" in said
