"""Alternatives and stand-ins that one other party stops altogether."""

from __future__ import annotations

from hypothesis import given, settings

from icmap.graph import Choice, Input, Link
from icmap.measures.common_cause import CommonCause, common_causes
from icmap.measures.on_the_way import on_the_way
from icmap.model import Importance, OrgMap
from icmap.study import Study
from plainly import blocked_services, is_lost, is_party_out, maps, parties_of
from worlds import a_study, any_of, need


def told(study: Study) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(each.kind, each.customer, each.causes) for each in study.of(common_causes)]


def test_two_suppliers_that_rest_on_the_same_carrier_are_told_with_the_carrier() -> None:
    study = a_study(
        "guests -> kitchen",
        "grocer -> carrier",
        "market -> carrier -> depot",
        kitchen={"needs": [any_of("grocer", "market")]},
    )
    (found,) = study.of(common_causes)

    assert (found.customer, found.members, found.causes) == ("kitchen", ("grocer", "market"), ("carrier",))
    assert found.count == 2


def test_a_member_on_which_the_other_rests_is_a_common_cause() -> None:
    study = a_study("guests -> kitchen", "market -> grocer", kitchen={"needs": [any_of("grocer", "market")]})

    assert told(study) == [("alternative", "kitchen", ("grocer",))]


def test_suppliers_that_share_nothing_have_no_common_cause() -> None:
    study = a_study("guests -> kitchen", "grocer -> carrier", kitchen={"needs": [any_of("grocer", "market")]})

    assert told(study) == []


def test_of_three_any_two_of_which_are_needed_two_that_stop_are_enough() -> None:
    study = a_study("end -> c", "x -> team", "y -> team", c={"needs": [any_of("x", "y", "z", at_least=2)]})

    assert told(study) == [("alternative", "c", ("team",))]


def test_a_party_and_its_stand_in_that_rest_on_the_same_system() -> None:
    study = a_study("end -> jeff -> erp", "amy -> erp", jeff={"backup": ("amy",)})

    assert told(study) == [("stand-ins", "jeff", ("erp",))]
    assert study.of(common_causes)[0].members == ("jeff", "amy")


def test_what_is_not_on_the_way_of_an_end_customer_is_not_told() -> None:
    other = {"end": False, "needs": [any_of("x", "y")]}

    assert told(a_study("end -> c", "x -> team", "y -> team", other=other)) == []


def test_an_end_customers_own_alternative_is_told_with_its_importance() -> None:
    choice = any_of(need("x", importance="critical"), need("y", importance="critical"))
    (found,) = a_study("x -> team", "y -> team", end={"needs": [choice]}).of(common_causes)

    assert (found.causes, found.importance) == (("team",), Importance.CRITICAL)


def test_of_causes_that_stop_one_another_the_first_is_named() -> None:
    study = a_study("end -> c", "x -> b", "y -> b", "b -> a -> b", c={"needs": [any_of("x", "y")]})

    assert told(study) == [("alternative", "c", ("a",))]


def test_nobody_and_one_alone_have_none() -> None:
    assert a_study().of(common_causes) == ()
    assert a_study(jeff={"backup": ("amy",)}, amy={}).of(common_causes) == ()


def plain_causes(study: Study, found: CommonCause) -> set[str]:
    """All causes by their definition: take every party out, one after the other."""
    causes = set()
    for party in {study.step(node).party.id for node in study.services}:
        blocked = blocked_services(study, [party])
        if stops(study, found, party, blocked):
            causes.add(party)
    return causes


def stops(study: Study, found: CommonCause, party: str, blocked: set[str]) -> bool:
    if found.kind == "alternative":
        choice = next(each for each in choices(study.step(found.customer).inputs) if each.written is found.written)
        return party != study.step(found.customer).party.id and is_lost(choice, blocked)
    own = [node for node in study.services if study.step(node).party.id == found.customer and node in blocked]
    stopped = parties_of(study, blocked)
    return party != found.customer and any(
        study.step(node).backup
        and all(each in stopped or is_party_out(study, each, [party]) for each in study.step(node).backup)
        for node in own
    )


def choices(inputs: tuple[Input, ...]) -> list[Choice]:
    found: list[Choice] = []
    for each in inputs:
        found += [each] if isinstance(each, Choice) else []
        found += [] if isinstance(each, Link) else choices(each.members)
    return found


@settings(max_examples=200, deadline=None)
@given(maps())
def test_causes_are_those_that_taking_each_party_out_finds(org: OrgMap) -> None:
    study = Study(org)

    for found in study.of(common_causes):
        plain = plain_causes(study, found)
        assert found.count == len(plain)
        assert set(found.causes) <= plain
        assert found.causes
        for cause in plain - set(found.causes):
            assert parties_of(study, blocked_services(study, [cause])) & set(found.causes)
    known = {(each.customer, id(each.written)) for each in study.of(common_causes)}
    for node in study.services:
        if node in study.of(on_the_way).services or study.step(node).party.id in study.ends:
            assert alternatives_with_a_cause(study, node) == {
                each for each in known if each[0] == node and each[1] != id(None)
            }


def alternatives_with_a_cause(study: Study, node: str) -> set[tuple[str, int]]:
    found = set()
    for choice in choices(study.step(node).inputs):
        blocked = [
            blocked_services(study, [party]) for party in study.org.parties if party != study.step(node).party.id
        ]
        members = [member for member in choice.members if not optional(member)]
        if choice.at_least < len(members) and any(is_lost(choice, each) for each in blocked):
            found.add((node, id(choice.written)))
    return found


def optional(each: Input) -> bool:
    return each.dependency.optional if isinstance(each, Link) else all(map(optional, each.members))
