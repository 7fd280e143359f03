"""What an end customer depends on, how much it matters, and what is rated below that."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from icmap.graph import Link, links_of, receiving_nodes
from icmap.loading import parse
from icmap.measures.inversions import inversions
from icmap.measures.needs import needs
from icmap.measures.on_the_way import on_the_way
from icmap.measures.silent import silent_dependencies
from icmap.model import AnyOf, Importance, OrgMap
from icmap.study import Question, Study
from times_worlds import drawn_maps
from worlds import a_study, any_of, need


def test_what_leads_to_several_needs_carries_the_greatest_importance() -> None:
    study = a_study("a -> x", "b -> x", end={"needs": [need("a", importance="low"), need("b", importance="critical")]})

    assert study.of(on_the_way).parties == {
        "a": Importance.LOW, "b": Importance.CRITICAL, "x": Importance.CRITICAL,
    }  # fmt: skip


def test_where_the_entries_are_one_need_all_of_them_matter_as_much() -> None:
    study = a_study(end={"lead_time": "1h", "needs": [need("a", importance="low"), need("b", importance="critical")]})

    assert set(study.of(on_the_way).parties.values()) == {Importance.CRITICAL}


def test_what_is_in_stock_is_on_the_way_and_what_is_optional_is_not() -> None:
    study = a_study(end={"needs": [need("stock", waits=False, importance="high"), need("nice", optional=True)]})

    assert study.of(on_the_way).parties == {"stock": Importance.HIGH}


def test_all_members_of_an_alternative_are_on_the_way_and_a_stand_in_is_not() -> None:
    study = a_study(end={"needs": [any_of("a", "b")]}, a={"backup": ("c",)}, c={})

    assert sorted(study.of(on_the_way).parties) == ["a", "b"]


def test_what_is_on_the_way_does_not_change_with_what_is_asked() -> None:
    study = a_study("end -> a", "other -> b")

    assert Study(study.org, Question(to="end")).of(on_the_way) == study.of(on_the_way)


@settings(max_examples=150, deadline=None)
@given(drawn_maps())
def test_the_importance_is_that_of_what_is_reached_by_walking(org: OrgMap) -> None:
    parties = {
        name: replace(
            party,
            depends_on=tuple(
                each if isinstance(each, AnyOf) else replace(each, importance=Importance(place % 4))
                for place, each in enumerate(party.depends_on)
            ),
        )
        for name, party in org.parties.items()
    }
    study = Study(replace(org, parties=parties))
    first: list[tuple[str, Importance]] = []
    for each in study.of(needs):
        first += [(link.provider, each.importance) for link in each.links]
    for end in study.ends:
        for node in receiving_nodes(study.org.parties[end]):
            first += [(link.provider, link.dependency.importance) for link in needed_by(study, node)]

    assert study.of(on_the_way).services == {
        node: max(importance for start, importance in first if node in upstream(study, start))
        for node in study.services
        if any(node in upstream(study, start) for start, _ in first)
    }


def needed_by(study: Study, node: str) -> list[Link]:
    return [link for link in links_of(study.step(node).inputs) if not link.dependency.optional]


def upstream(study: Study, start: str) -> set[str]:
    seen, waiting = set(), [start]
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting += [link.provider for link in needed_by(study, node)]
    return seen


CHAIN = """
icmap: 1
parties:
  patients: {kind: external customer, depends_on: [{surgery: {importance: critical}}]}
  surgery: {kind: team, depends_on: [{supply: {importance: high}}]}
  supply: {kind: team, depends_on: [{boiler: {importance: low}}]}
  boiler: {kind: system}
"""


def of_text(text: str) -> Study:
    loaded = parse(text, "org.yaml")
    assert loaded.ok
    return Study(loaded.org)


def test_an_inversion_is_found_beyond_one_step_with_the_way_to_what_is_critical() -> None:
    (found,) = of_text(CHAIN).of(inversions)

    assert (found.link.customer, found.link.provider) == ("supply", "boiler")
    assert [(each.customer, each.provider) for each in found.way] == [("surgery", "supply"), ("patients", "surgery")]
    assert found.critical.customer == "patients"


def test_an_alternative_or_something_optional_on_the_way_is_no_inversion() -> None:
    assert (
        of_text(CHAIN.replace("supply: {importance: high}", "supply: {importance: high, optional: true}")).of(
            inversions
        )
        == ()
    )
    assert of_text(CHAIN.replace("[{supply: {importance: high}}]", "[{any_of: [supply, boiler]}]")).of(inversions) == ()


def test_a_rating_that_nobody_wrote_is_no_inversion() -> None:
    assert of_text(CHAIN.replace("{boiler: {importance: low}}", "boiler")).of(inversions) == ()


def test_an_important_dependency_on_a_critical_chain_about_which_nobody_says_when_is_silent() -> None:
    study = a_study(
        end={"needs": [need("a", importance="low")]},
        a={"lead_time": "1h", "needs": [need("slow", importance="high"), need("quick", importance="critical")]},
        slow={"lead_time": "9h"}, quick={"lead_time": "1h"},
    )  # fmt: skip
    (found,) = study.of(silent_dependencies)

    assert (found.link.provider, [each.key for each in found.needs]) == ("slow", ["end <- a"])


def test_what_is_promised_or_needed_by_a_time_is_not_silent() -> None:
    promised = a_study(end={"needs": [need("a", importance="critical")]}, a={"lead_time": "1h", "promise": "2h"})
    needed = a_study(end={"needs": [need("a", importance="critical", within="2h")]}, a={"lead_time": "1h"})

    assert promised.of(silent_dependencies) == ()
    assert needed.of(silent_dependencies) == ()
