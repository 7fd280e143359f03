"""Who is meant where somebody names a party or a service: ids first, then names that only one has."""

from __future__ import annotations

import pytest

from icmap.errors import IcmapError
from icmap.model.meant import Meant, meant, party_meant
from icmap.report import ask
from icmap.study import Question
from worlds import a_map

ORG = a_map(
    jeff={"label": "Jeff (sites)"}, it={"label": "IT", "services": {"mail": {}, "login": {}}},
    post={"label": "mail room", "services": {"mail": {}}}, amy={"label": "Amy"}, ann={"label": "Amy"}, a={"label": "jeff"},
)  # fmt: skip


def test_an_id_is_meant_before_a_name() -> None:
    assert party_meant(ORG, "jeff") == "jeff"
    assert meant(ORG, "jeff") == Meant("jeff")


def test_a_name_that_only_one_has_is_accepted() -> None:
    assert party_meant(ORG, " Jeff (sites) ") == "jeff"
    assert meant(ORG, "IT/mail") == Meant("it", "mail")
    assert str(meant(ORG, "login")) == "it/login"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("Amy", "'Amy' may be 'amy', 'ann'", "say which by its id"),
        ("Jeff (site", "the map has no party 'Jeff (site'", "did you mean 'jeff'?"),
        ("zzzz", "the map has no party 'zzzz'", "there is a, amy, ann, it, jeff, post"),
    ],
)
def test_nobody_and_several_are_refused_with_who_there_is(text: str, message: str, hint: str) -> None:
    with pytest.raises(IcmapError) as refused:
        party_meant(ORG, text)

    assert (refused.value.message, refused.value.hint) == (message, hint)


def test_a_service_that_two_have_is_refused_and_the_option_is_named() -> None:
    with pytest.raises(IcmapError, match=r"^--down: 'mail' may be 'it/mail', 'post/mail'$"):
        meant(ORG, "mail", "--down")


def test_a_question_accepts_names() -> None:
    study = ask(ORG, Question(to="Jeff (sites)", why_not="IT"))

    assert (study.question.to, study.question.why_not) == ("jeff", "it")
