"""Needs with their chains, in the report and in JSON."""

from __future__ import annotations

from icmap.analyses.needs import ANALYSIS, brief, compute, describe
from icmap.document import Chain, Section
from icmap.encoding import encoded
from icmap.study import Question, Study
from worlds import a_study, any_of, need

HOUR = 3600


def chains(section: Section | None) -> list[Chain]:
    return [each for each in section.blocks if isinstance(each, Chain)] if section else []


def merchants() -> Study:
    return a_study(
        merchants={
            "kind": "customer",
            "needs": [
                need("desk/update", within=("15 min", "start"), importance="critical"),
                need("desk/service", within=("1h", "start")),
                need("billing"),
            ],
        },
        desk={"services": {"update": {"lead_time": "2h"}, "service": {"lead_time": "30 min"}}},
        billing={"lead_time": "5d"},
    )


def test_a_chain_is_shown_as_work_flows_first_work_first() -> None:
    study = a_study("ward -> bed -> nurse", bed={"lead_time": "1h"}, nurse={"lead_time": "30 min"})

    (chain,) = chains(describe(study))

    assert chain.title == "ward: 1 h 30 min"
    assert [step.label for step in chain.steps] == ["nurse", "bed", "ward"]
    assert all(step.critical for step in chain.steps)


def test_the_short_report_has_the_chains_of_broken_needs_only() -> None:
    study = merchants()

    assert [chain.title for chain in chains(brief(study))] == ["merchants: desk (update): 2 h, needed within 15 min"]
    assert len(chains(describe(study))) == 3


def test_where_no_need_is_broken_the_short_report_has_the_most_important_one() -> None:
    study = a_study(a={"kind": "customer", "needs": [need("x"), need("y", importance="high")]}, x={"lead_time": "9h"})

    assert [chain.title for chain in chains(brief(study))] == ["a: y: no time is known yet"]


def test_asked_for_one_customer_all_its_needs_are_shown() -> None:
    study = Study(merchants().org, Question(to="merchants"))

    assert len(chains(brief(study))) == 3


def test_json_has_the_keys_that_the_specification_names() -> None:
    row = encoded(compute(merchants()))[0]

    assert {
        "customer", "provider", "service", "arrival_hours", "lower_bound", "within_hours", "clock", "importance", "verdict",
        "margin_hours", "chain",
    } <= set(row)  # fmt: skip
    assert (row["key"], row["arrival_hours"], row["within_hours"]) == ("merchants <- desk/update", 2.0, 0.25)
    assert (row["clock"], row["importance"], row["verdict"], row["margin_hours"]) == (
        "start",
        "critical",
        "broken",
        -1.75,
    )
    assert {"customer", "provider", "lead_time_hours", "handoff_hours", "file", "line"} <= set(row["chain"][0])


def test_an_assumption_is_called_one_and_the_time_at_least() -> None:
    study = a_study("end -> a -> b -> a", a={"lead_time": "1h"}, b={"lead_time": "1h"})
    (chain,) = chains(describe(study))

    assert chain.title == "end: at least 1 h"
    assert "opened waiting loop" in chain.note


def test_both_times_of_an_alternative_with_an_unknown_member_are_shown() -> None:
    study = a_study(end={"needs": [any_of("x", "y")]}, y={"lead_time": "4h"})

    assert chains(describe(study))[0].title == "end: 4 h by what is known, at least 0"


def test_a_very_long_chain_is_shown_in_part() -> None:
    study = a_study(" -> ".join(f"p{number:03}" for number in range(200)), p199={"lead_time": "1h"})
    (chain,) = chains(describe(study))

    assert len(chain.steps) == 62
    assert "… 139 steps are left out …" in [step.label for step in chain.steps]


def test_where_nobody_gave_a_time_none_is_shown() -> None:
    (chain,) = chains(describe(a_study("ward -> bed")))

    assert chain.title == "ward: no time is known yet"
    assert chain.steps[0].detail == "time unknown"


def test_an_empty_map_has_a_section_without_a_chain() -> None:
    for study in (a_study(), a_study(alone={})):
        assert describe(study).name == ANALYSIS.name
        assert brief(study) is None
        assert compute(study) == ()
