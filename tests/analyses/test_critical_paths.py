"""Critical paths as they are told and as JSON gets them."""

from __future__ import annotations

from icmap.analyses.critical_paths import ANALYSIS, compute, describe
from icmap.document import Chain, Paragraph, Table
from icmap.model import Actual
from icmap.study import Question, Study
from worlds import a_study, any_of, need

HOUR = 3600


def discharge(question: Question | None = None) -> Study:
    return a_study(
        "ward -> bed -> nurse -> pharmacy", "nurse -> letter",
        bed={"lead_time": "1h"}, nurse={"lead_time": "30 min"}, pharmacy={"lead_time": "3h"},
        letter={"lead_time": "1h 21 min"}, question=question,
    )  # fmt: skip


def texts(study: Study) -> str:
    section = describe(study)
    return "\n".join(each.text for each in section.blocks if isinstance(each, Paragraph))


def test_the_chain_is_shown_as_work_flows_first_work_first() -> None:
    study = discharge()
    (chain,) = [each for each in describe(study).blocks if isinstance(each, Chain)]

    assert chain.title == "ward: 4 h 30 min"
    assert [step.label for step in chain.steps] == ["pharmacy", "nurse", "bed", "ward"]
    assert all(step.critical for step in chain.steps)


def test_the_sentence_says_from_where_on_saving_helps_nobody() -> None:
    told = "Saving more than 1 h 39 min at pharmacy helps nobody: then letter is the slower branch."

    assert told in texts(discharge())


def test_the_result_has_the_times_of_the_chain_and_of_every_service() -> None:
    result = compute(discharge())
    (end,) = result.end_customers
    pharmacy = next(each for each in result.services if each.service == "pharmacy")

    assert sum((each.lead_time or 0) + each.batch_wait + each.handoff for each in end.chain) == end.done == 4.5 * HOUR
    assert (pharmacy.drag, pharmacy.takes_over, pharmacy.critical_for) == (99 * 60, "letter", ("ward <- bed",))
    assert [(each.provider, each.total_float) for each in result.dependencies if not each.critical] == [
        ("letter", 99 * 60)
    ]


def test_a_doubt_stands_before_everything_else() -> None:
    study = a_study(
        "board -> pack", pack={"lead_time": ["1d", "5d", "9d"], "actual": Actual(median=8 * HOUR, from_start=True)}
    )

    first = describe(study).blocks[0]

    assert first == Paragraph(
        "The map adds up to 5 d for what the pack delivers; 1 d were measured. "
        "Check what the pack delivers (1 d to 9 d) before trusting any time below.",
        "warning",
    )


def test_an_assumption_is_listed_and_the_time_is_called_at_least() -> None:
    study = a_study("end -> a -> b -> a", a={"lead_time": "1h"}, b={"lead_time": "1h"})
    section = describe(study)
    (chain,) = [each for each in section.blocks if isinstance(each, Chain)]

    assert "assume" in texts(study)
    assert chain.title == "end: at least 1 h"
    assert "assumption" in chain.note


def test_both_times_of_an_alternative_with_an_unknown_member_are_shown() -> None:
    study = a_study(end={"needs": [any_of("x", "y")]}, y={"lead_time": "4h"})
    (chain,) = [each for each in describe(study).blocks if isinstance(each, Chain)]

    assert chain.title == "end: 4 h by what is known, at least 0 s"


def test_tables_are_cut_at_top_and_say_so() -> None:
    study = discharge(Question(top=1))
    tables = [each for each in describe(study).blocks if isinstance(each, Table)]

    assert [len(each.rows) for each in tables] == [1, 1]
    assert tables[0].note == "The 1 largest of 3 are shown."


def test_why_not_is_answered_in_words() -> None:
    assert "letter stays 1 h 39 min off the slowest chain to ward" in texts(discharge(Question(why_not="letter")))
    assert "pharmacy is on a slowest chain to ward." in texts(discharge(Question(why_not="pharmacy")))
    assert "There is no party 'x' in the map." in texts(discharge(Question(why_not="x")))


def test_a_very_long_chain_is_shown_in_part() -> None:
    study = a_study(" -> ".join(f"p{number:03}" for number in range(200)), p199={"lead_time": "1h"})
    (chain,) = [each for each in describe(study).blocks if isinstance(each, Chain)]

    assert len(chain.steps) == 62
    assert "… 139 steps are left out …" in [step.label for step in chain.steps]


def test_an_empty_map_is_told_without_a_crash() -> None:
    for study in (a_study(), a_study(alone={})):
        assert describe(study).name == ANALYSIS.name
        assert compute(study).end_customers == ()


def test_what_a_step_takes_is_the_time_given_for_its_customer() -> None:
    study = a_study(ward={"end": True, "needs": [need("bed", lead_time="5h")]})
    (table,) = [each for each in describe(study).blocks if isinstance(each, Table) and "saving" in each.title]

    assert table.rows == (("bed", "5 h", "5 h", "ward", "all of it counts"),)


def test_where_nobody_gave_a_time_none_is_told() -> None:
    study = a_study("ward -> bed")
    (chain,) = [each for each in describe(study).blocks if isinstance(each, Chain)]

    assert chain.title == "ward: no time is known yet"
    assert chain.steps[0].detail == "time unknown"
