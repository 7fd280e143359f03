"""Critical paths as they are told and as JSON gets them."""

from __future__ import annotations

from icmap.analyses.critical_paths import ANALYSIS, compute, describe
from icmap.document import Paragraph, Table
from icmap.encoding import encoded
from icmap.model import Actual
from icmap.study import Question, Study
from worlds import a_study, need

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


def test_the_sentence_says_from_where_on_saving_helps_nobody() -> None:
    (table,) = [each for each in describe(discharge()).blocks if isinstance(each, Table) and "saving" in each.title]

    assert table.note == "Saving more than 1 h 39 min at pharmacy helps nobody: then letter is the slower branch."


def test_the_result_has_the_times_of_the_chain_and_of_every_service() -> None:
    result = compute(discharge())
    (end,) = result.end_customers
    pharmacy = next(each for each in result.services if each.service == "pharmacy")

    assert (
        sum((each.lead_time or 0) + each.batch_wait + each.handoff for each in end.chain) == end.end.done == 4.5 * HOUR
    )
    assert (pharmacy.drag, pharmacy.drag_need, pharmacy.takes_over) == (99 * 60, "ward <- bed", "letter")
    slack = [(each.link.provider, each.slack.total) for each in result.dependencies if not each.slack.critical]
    assert slack == [("letter", 99 * 60)]


def test_json_has_the_keys_that_the_specification_names() -> None:
    written = encoded(compute(discharge()))

    assert {"end_customer", "done_hours", "lower_bound", "chain"} <= set(written["end_customers"][0])
    assert {
        "service", "ready_hours", "done_hours", "total_float_hours", "free_float_hours", "drag_hours", "critical",
    } <= set(written["services"][0])  # fmt: skip
    assert {"customer", "provider", "lead_time_hours", "handoff_hours", "file", "line"} <= set(
        written["end_customers"][0]["chain"][0]
    )


def test_what_was_measured_stands_beside_what_is_computed_and_what_it_would_change() -> None:
    study = a_study("board -> pack", pack={"lead_time": "5d", "actual": Actual(median=8 * HOUR)})
    (table,) = [
        each for each in describe(study).blocks if isinstance(each, Table) and each.title.startswith("Computed")
    ]

    assert table.rows == (("pack", "5 d", "1 d", "from request", "board: 1 d instead of 5 d"),)


def test_an_assumption_is_listed() -> None:
    assert "assume" in texts(a_study("end -> a -> b -> a", a={"lead_time": "1h"}, b={"lead_time": "1h"}))


def test_tables_are_cut_at_top_and_say_so() -> None:
    study = discharge(Question(top=1))
    tables = [each for each in describe(study).blocks if isinstance(each, Table)]

    assert [len(each.rows) for each in tables] == [1, 1]
    assert tables[0].note.endswith("The 1 largest of 3 are shown.")


def test_why_not_is_answered_in_words() -> None:
    assert "Letter stays 1 h 39 min off the slowest chain to ward" in texts(discharge(Question(why_not="letter")))
    assert "Pharmacy is on a slowest chain to ward." in texts(discharge(Question(why_not="pharmacy")))


def test_an_empty_map_is_told_without_a_crash() -> None:
    for study in (a_study(), a_study(alone={})):
        assert describe(study).name == ANALYSIS.name
        assert compute(study).end_customers == ()


def test_what_a_step_takes_is_the_time_given_for_its_customer() -> None:
    study = a_study(ward={"end": True, "needs": [need("bed", lead_time="5h")]})
    (table,) = [each for each in describe(study).blocks if isinstance(each, Table) and "saving" in each.title]

    assert table.rows == (("bed", "5 h", "5 h", "ward", "all of it counts"),)
