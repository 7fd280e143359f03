"""Names in sentences: articles, numbers, short lists."""

from __future__ import annotations

import pytest

from icmap.wording.lists import counted, first, join, listed
from icmap.wording.names import Quoted, Words, sentence, sentence_case
from worlds import a_study


@pytest.mark.parametrize(
    ("label", "kind", "told"),
    [
        ("kitchen", "team", "the kitchen"),
        ("ward doctors", "team", "the ward doctors"),
        ("payroll", "team", "payroll"),
        ("bed management", "role", "bed management"),
        ("HR", "department", "HR"),
        ("IT help desk", "team", "IT help desk"),
        ("Riverside kitchen", "team", "Riverside kitchen"),
        ("Jane, payroll", "person", "Jane"),
        ("jeff", "person", "jeff"),
        ("head waiter", "person", "head waiter"),
        ("kafka", "system", "kafka"),
        ("erp", "team", "erp"),
        ("b", "", "b"),
        ("line-2", "team", "line-2"),
        ("billing@", "team", "billing@"),
        ("clerk of orders", "team", "the clerk of orders"),
        ("All staff", "employee", "all staff"),
        ("The board", "team", "the board"),
        ("cuisine à part", "team", "cuisine à part"),
    ],
)
def test_a_name_has_an_article_where_it_is_a_common_noun(label: str, kind: str, told: str) -> None:
    study = a_study(x={"label": label, "kind": kind})

    assert Words(study).the("x") == told


@pytest.mark.parametrize(
    ("label", "kind", "plural"),
    [("guests", "", True), ("staff", "", True), ("kitchen", "", False), ("press", "", False), ("logistics", "", False), ("Thomas", "person", False)],
)  # fmt: skip
def test_a_name_that_sounds_like_several_has_a_plural_verb(label: str, kind: str, *, plural: bool) -> None:
    study = a_study(x={"label": label, "kind": kind})

    assert Words(study).verb("x", "waits", "wait") == ("wait" if plural else "waits")


def test_a_long_list_is_counted_from_the_third_on_but_never_only_one() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a", "b", "c", "d"]) == "a, b and 2 more"
    assert listed(["a", "b"], more=3) == "a, b and 3 more"
    assert listed([]) == "nobody"
    assert join(["a", "b", "c"]) == "a, b and c"


def test_what_is_cut_is_counted_in_one_way() -> None:
    assert first("abc", 2) == ("ab", "The first 2 of 3 are shown.")
    assert first("abc", 2, "busiest") == ("ab", "The 2 busiest of 3 are shown.")
    assert first("abc", 3) == ("abc", "")


def test_a_message_about_a_file_names_ids_in_quotes() -> None:
    words = Quoted(a_study("staff -> payroll/payslips"))

    assert words.the("staff") == "'staff'"
    assert words.thing_of("payroll/payslips") == "'payroll/payslips'"
    assert words.verb("staff", "waits", "wait") == "waits"


def test_clauses_become_sentences() -> None:
    assert sentence("a waits", "", "b does not.") == "A waits. B does not."


def test_counts_and_sentences_begin_as_they_should() -> None:
    assert counted(1, "service") == "1 service"
    assert counted(1200, "party", "parties") == "1,200 parties"
    assert sentence_case("the kitchen of É") == "The kitchen of É"
