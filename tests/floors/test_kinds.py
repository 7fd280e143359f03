"""What a kind means is asked of one table."""

from __future__ import annotations

import pytest

from icmap.model import Party
from icmap.model.kinds import INSIDE_KINDS, KINDS, OUTSIDE_KINDS, PLAIN, kind_called, near_kind


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("employee", "person"), ("temporary worker", "person"), ("Squad", "team"), ("crew", "team"), ("group", "team"),
        ("client", "external customer"), ("customer", "external customer"), ("vendor", "supplier"), ("authority", "regulator"),
    ],
)  # fmt: skip
def test_other_words_for_a_kind_mean_the_same(word: str, known: str) -> None:
    assert kind_called(word).name == known


def test_a_contractor_is_a_person_and_never_an_end_customer_by_default() -> None:
    assert kind_called("contractor").is_human
    assert not kind_called("contractor").may_be_end


def test_no_word_stands_in_two_rows() -> None:
    words = [word for kind in KINDS for word in (kind.name, *kind.aliases)]

    assert len(words) == len(set(words))
    assert set(words) == {*INSIDE_KINDS, *OUTSIDE_KINDS}


def test_an_unknown_kind_counts_as_a_party_inside() -> None:
    assert kind_called("wizard") is PLAIN
    assert not Party("x", kind="wizard").is_external
    assert near_kind("sqad") == "squad"


@pytest.mark.parametrize(
    ("party", "alone"),
    [
        (Party("x", kind="person"), True), (Party("x", kind="employee"), True), (Party("x", kind="employee", headcount=140), False),
        (Party("x", kind="system"), True), (Party("x", kind="role"), True), (Party("x", kind="role", headcount=1), True),
        (Party("x", kind="role", headcount=3), False), (Party("x", kind="supplier"), True),
        (Party("x", kind="supplier", external=False), False), (Party("x", kind="team"), False),
        (Party("x", kind="team", headcount=1), True), (Party("x"), False),
    ],
)  # fmt: skip
def test_who_is_one_of_a_kind(party: Party, alone: bool) -> None:  # noqa: FBT001 - the fact itself
    assert party.is_one_of_a_kind is alone


def test_a_party_that_is_out_is_said_in_the_words_of_its_kind() -> None:
    said = {kind.name: (kind.out, kind.out_many) for kind in KINDS}

    assert said["person"] == ("is away", "are away")
    assert said["system"] == ("is down", "are down")
    assert said["role"][0] == "is not staffed"
    assert said["supplier"] == ("cannot deliver", "cannot deliver")
