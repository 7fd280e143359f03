"""What to fix first: true, ranked, never twice about the same thing, and nothing invented."""

from __future__ import annotations

from typing import Any

from icmap.analyses.first import MOST, compute, describe, ranked
from icmap.analyses.speakers import Candidate, Evidence, Hit
from icmap.locations import NOWHERE
from icmap.model import Actual, Satisfaction
from icmap.study import Study
from worlds import a_map, a_study, any_of, need


def fixes(study: Study) -> list[str]:
    return [said.sentence for said in compute(study) if said.kind == "fix"]


def lacks(study: Study) -> list[str]:
    return [said.sentence for said in compute(study) if said.kind == "missing"]


def a_candidate(
    text: str, *things: tuple[str, str], hits: Hit = Hit.ELSEWHERE, evidence: Evidence = Evidence.COMPUTED, about: str = "", weight: float = 0.5
) -> Candidate:  # fmt: skip
    return Candidate(
        lambda: text, text, about or text, None, NOWHERE, hits, evidence, weight, things or (("thing", text),)
    )


PHARMACY: dict[str, Any] = {
    "ward": {
        "end": True,
        "needs": [
            need("pharmacy/medicines", within=("4h", "start"), satisfaction=Satisfaction(responsiveness=2, answers=14)),
            need("letter", within="2.5h"),
        ],
    },
    "pharmacy": {"services": {"medicines": {"lead_time": "5h", "promise": "2h", "actual": Actual(median=5 * 3600)}}},
    "letter": {"lead_time": "3h"},
}


def test_who_is_late_comes_first_then_the_remedy_then_the_broken_promise() -> None:
    said = fixes(a_study(**PHARMACY))

    assert said[0] == "Medicines from the pharmacy reach the ward 5 h after the start; they are needed within 4 h."
    assert said[1] == ("Every hour saved at the pharmacy serves the ward an hour sooner, all 5 h of it.")
    assert said[2] == "The letter takes 3 h; the ward needs it within 2 h 30 min."
    assert said[3] == "The pharmacy promises medicines in 2 h and takes 5 h; 14 answers rate its responsiveness 2 of 5."


def test_every_sentence_has_its_number_and_what_it_is_about() -> None:
    late, saving, *_ = compute(a_study(**PHARMACY))

    assert (late.subject, late.number, late.about) == ("ward", 5.0, "unmet-need")
    assert (saving.subject, saving.number, saving.about) == ("pharmacy", 5.0, "drag")


def test_three_numbers_without_agreement_are_one_sentence() -> None:
    study = a_study(
        "shoppers -> checkout",
        shoppers={"kind": "customer"},
        checkout={"needs": [need("security/reviews", within="2d")]},
        security={"services": {"reviews": {"lead_time": "6d", "promise": "4d", "actual": Actual(median=6 * 8 * 3600)}}},
    )

    assert (
        "Security promises reviews in 4 d, takes 6 d, and checkout needs them in 2 d: three numbers, no agreement."
        in fixes(study)
    )


def test_one_of_a_kind_without_a_stand_in_is_said_with_who_stops() -> None:
    study = a_study("staff -> payroll -> jeff", jeff={"kind": "person"}, staff={"kind": "customer"})

    assert "If Jeff is away, 2 others stop, the staff among them; the map names no stand-in." not in fixes(study)
    assert "If Jeff is away, 2 others stop, staff among them; the map names no stand-in." in fixes(study)


def test_a_stand_in_is_believed() -> None:
    study = a_study("staff -> jeff", jeff={"kind": "person", "backup": ("amy",)}, amy={}, staff={"kind": "customer"})

    assert fixes(study) == []


def test_a_loop_of_named_services_is_said_and_one_of_bare_parties_is_asked_about() -> None:
    certain = a_study("runtime/start -> login/tokens -> runtime/start")
    open_ = a_study("pilots -> crew -> pilots")

    assert fixes(certain) == [
        "Login and runtime each need the other to start; after a full outage neither comes back by itself."
    ]
    assert fixes(open_) == []
    assert lacks(open_)[0].startswith(
        "The crew and the pilots each serve the other; the map does not say who waits for what."
    )


def test_no_time_that_rests_on_an_opened_loop_is_stated() -> None:
    study = a_study(
        "guests -> pilots -> crew -> pilots",
        pilots={"lead_time": "2h"},
        crew={"lead_time": "1h"},
        guests={"kind": "customer"},
    )

    assert not any("saved" in sentence for sentence in fixes(study))


def test_a_measured_time_that_contradicts_the_map_comes_before_everything() -> None:
    study = a_study(
        board={"end": True, "needs": [need("cfo/pack", within=("5d", "start"))]},
        cfo={
            "needs": [need("approval")],
            "services": {"pack": {"lead_time": "1d", "actual": Actual(median=4 * 28800, from_start=True)}},
        },
        approval={"lead_time": ("1h", "9d", "20d")},
    )

    assert fixes(study)[0] == (
        "The map adds up to 10.4 d for the pack; 4 d were measured. Check what the approval delivers (1 h to 20 d) before trusting any time below."
    )
    assert not any("needed within" in sentence for sentence in fixes(study))


def test_a_healthy_map_is_told_so_with_what_is_kept() -> None:
    study = a_study(
        guests={"kind": "customer", "needs": [need("kitchen/plates", within=("1h", "start"))]},
        kitchen={"kind": "team", "services": {"plates": {"lead_time": "20 min"}}},
    )

    section = describe(study)

    assert section.healthy
    assert section.blocks[0].text == (  # type: ignore[union-attr]
        "This map looks healthy as far as it tells. Plates from the kitchen reach the guests 20 min after the start; they are needed within 1 h."
    )
    assert lacks(study) == []


def test_nothing_is_invented_where_data_is_missing() -> None:
    study = a_study("staff -> payroll -> timesheets")

    assert fixes(study) == []
    assert lacks(study)[0] == (
        "No lead times yet. Ask payroll and the timesheets how long they take, and this page can say what decides how long the customer waits."
    )


def test_maps_of_none_to_three_parties_have_a_first_screen() -> None:
    for arrows in ((), ("a -> b",), ("a -> b -> c",), ("a -> b -> a",), ("a -> b -> c -> a",)):
        study = a_study(*arrows)

        assert describe(study).blocks

    assert compute(Study(a_map())) == ()
    assert compute(a_study(alone={})) == ()


def test_an_alternative_that_absorbs_everything_is_no_reason_to_hurry_anybody() -> None:
    study = a_study(
        guests={"kind": "customer", "needs": [any_of("a", "b")]}, a={"lead_time": "0"}, b={"lead_time": "2h"}
    )

    assert fixes(study) == []


def test_doubts_come_first_then_who_feels_it_then_what_was_measured_then_what_is_at_stake() -> None:
    expected = [
        a_candidate("doubt", evidence=Evidence.DOUBT),
        a_candidate("felt", hits=Hit.FELT, evidence=Evidence.STRUCTURAL),
        a_candidate("measured", hits=Hit.ON_THE_WAY, evidence=Evidence.MEASURED),
        a_candidate("more", hits=Hit.ON_THE_WAY, weight=0.9),
        a_candidate("less", hits=Hit.ON_THE_WAY, weight=0.1),
    ]

    assert list(ranked(reversed(expected))) == expected


def test_never_two_about_the_same_thing_never_three_of_a_kind_never_six() -> None:
    same = [a_candidate(f"{n}", ("promise", "x"), weight=1 - n / 10) for n in range(3)]
    kind = [a_candidate(f"k{n}", about="no-stand-in", weight=1 - n / 10) for n in range(4)]
    many = [a_candidate(f"m{n}") for n in range(9)]

    assert [each.sentence.text for each in ranked(same)] == ["0."]
    assert [each.sentence.text for each in ranked(kind)] == ["K0.", "K1."]
    assert len(list(ranked(many))) == MOST


def test_a_late_time_that_rests_on_an_unknown_one_is_called_at_least() -> None:
    ward = {"end": True, "needs": [need("bed", within=("4h", "start"))]}
    study = a_study("bed -> cleaning", ward=ward, bed={"lead_time": "5h"})

    assert fixes(study)[0] == "The bed serves the ward at least 5 h after the start; it is needed within 4 h."


def test_the_slower_branch_has_the_verb_of_its_name() -> None:
    study = a_study(
        "guests -> desk",
        "guests -> porters",
        guests={"lead_time": "0"},
        desk={"lead_time": "5h"},
        porters={"lead_time": "1h"},
    )

    assert fixes(study) == [
        "An hour saved at the desk serves the guests an hour sooner, up to 4 h; then the porters are the slower branch."
    ]


def test_a_doubt_names_the_promise_that_is_missed_as_well() -> None:
    desk = {"lead_time": "3h", "promise": "4h", "actual": Actual(median=9 * 3600)}

    assert fixes(a_study("guests -> desk", desk=desk))[0] == (
        "The desk takes 3 h on this map; 1 d 1 h were measured, 4 h promised. Settle which is right before trusting any time below."
    )
