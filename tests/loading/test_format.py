"""What a map file means: every key arrives in the model, with its place."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from icmap.loading import Loaded, parse
from icmap.loading.typed import TypedReader
from icmap.locations import span_of
from icmap.model import Actual, AnyOf, Dependency, Importance, OrgMap, Satisfaction
from icmap.model.keys import Key, Type
from icmap.model.quantities import Calendar, Estimate, Timed

HOUR = 3600


def read(text: str) -> OrgMap:
    """The map of a text that has no mistakes."""
    loaded = parse(f"icmap: 1\n{text}")
    assert loaded.ok, loaded.errors
    return loaded.org


def rules(text: str) -> list[str]:
    """The names of what is found in a text."""
    return [found.rule for found in parse(f"icmap: 1\n{text}").findings.diagnostics]


def only_entry(org: OrgMap, party: str = "a") -> Dependency:
    (entry,) = org.parties[party].depends_on
    assert isinstance(entry, Dependency)
    return entry


def test_all_keys_of_a_party_arrive() -> None:
    org = read("""
parties:
  b:
  a:
    name: Team A
    description: |
      Two
      lines
    kind: team
    external: true
    end: true
    part_of: b
    owner: Maria
    headcount: 2.5
    backup: [b]
    tags: [x, y]
    reviewed: 2026-01-31
    lead_time: [1h, 2h, 3h]
    every: 1d
    effort: 30 min
    capacity: 8/day
    other_demand: 2/day
    peak: 3/hour
    promise: {time: 2h, from: start}
    actual: {median: 1h, p90: 2h, n: 7, from: start}
    recovery: 1 week
""")
    party = org.parties["a"]

    assert (party.name, party.description, party.kind) == ("Team A", "Two\nlines\n", "team")
    assert (party.external, party.end, party.part_of, party.owner) == (True, True, "b", "Maria")
    assert (party.headcount, party.backup, party.tags) == (Fraction(5, 2), ("b",), ("x", "y"))
    assert party.reviewed == date(2026, 1, 31)
    assert party.lead_time == Estimate(HOUR, 2 * HOUR, 3 * HOUR)
    assert (party.every, party.effort, party.recovery) == (8 * HOUR, Estimate.of(1800), 40 * HOUR)
    assert [each and each.per_hour for each in (party.capacity, party.other_demand, party.peak)] == [
        1,
        Fraction(1, 4),
        3,
    ]
    assert party.promise == Timed(2 * HOUR, "start")
    assert party.actual == Actual(HOUR, 2 * HOUR, 7, from_start=True)


def test_all_attributes_of_a_dependency_arrive() -> None:
    entry = only_entry(
        read("""
situations: [year end, hiring]
parties:
  a:
    depends_on:
      - b/x: {optional: true, waits: false, when: [hiring, year end], lead_time: 1h, handoff: 30 s, within: 2h,
              frequency: 3 per week, importance: critical, tolerates: 1d, satisfaction: {communication: 4.1, answers: 6},
              rework: 5%, actual: 2h, via: mail, expects: "a\\nb", description: d, reviewed: 2026-01-31}
  b: {services: {x: }}
""")
    )

    assert (entry.provider, entry.service, entry.customer, entry.customer_service) == ("b", "x", "a", None)
    assert (entry.optional, entry.waits, entry.when) == (True, False, ("hiring", "year end"))
    assert (entry.lead_time, entry.handoff, entry.within) == (Estimate.of(HOUR), 30, Timed(2 * HOUR))
    assert (str(entry.frequency), entry.importance, entry.tolerates) == ("3/week", Importance.CRITICAL, 8 * HOUR)
    assert entry.satisfaction == Satisfaction(communication=Fraction(41, 10), answers=6)
    assert (entry.rework, entry.actual) == (Fraction(1, 20), Actual(2 * HOUR))
    assert (entry.via, entry.expects, entry.description) == ("mail", "a\nb", "d")
    assert entry.reviewed == date(2026, 1, 31)


def test_depends_on_is_a_list_or_a_mapping() -> None:
    as_list = read("parties:\n  a: {depends_on: [b, c/x: {via: mail}]}\n  b:\n  c:\n")
    as_mapping = read("parties:\n  a: {depends_on: {b: , c/x: {via: mail}}}\n  b:\n  c:\n")

    for org in (as_list, as_mapping):
        assert [each.reference for each in org.parties["a"].depends_on if isinstance(each, Dependency)] == ["b", "c/x"]


def test_the_attribute_service_is_the_same_as_a_slash() -> None:
    assert only_entry(read("parties:\n  a: {depends_on: {b: {service: x}}}\n  b:\n")).reference == "b/x"
    assert rules("parties:\n  a: {depends_on: {b/y: {service: x}}}\n  b:\n") == ["invalid-entry"]


def test_an_alternative_gives_its_attributes_to_its_members_and_keeps_its_frequency() -> None:
    org = read("""
parties:
  a:
    depends_on:
      - any_of: [b, {c: {waits: true}}, {any_of: [d, e], at_least: 2}]
        at_least: 2
        waits: false
        frequency: 6/day
  b:
  c:
  d:
  e:
""")
    (choice,) = org.parties["a"].depends_on
    assert isinstance(choice, AnyOf)
    first, second, inner = choice.members
    assert isinstance(first, Dependency)
    assert isinstance(second, Dependency)
    assert isinstance(inner, AnyOf)

    assert (choice.at_least, str(choice.frequency)) == (2, "6/day")
    assert (first.waits, first.frequency, second.waits) == (False, None, True)
    assert (inner.at_least, [each.waits for each in inner.members if isinstance(each, Dependency)]) == (
        2,
        [False, False],
    )


def test_services_that_only_customers_name_are_there_and_implicit() -> None:
    org = read("parties:\n  a: {depends_on: [b/y, b/x]}\n  b:\n")

    assert [(each.name, each.implicit) for each in org.parties["b"].services] == [("x", True), ("y", True)]
    assert org.parties["b"].services[1].span.line == 3


def test_a_service_not_listed_is_a_warning_with_the_nearest_name_and_exists() -> None:
    loaded = parse("icmap: 1\nparties:\n  a: {depends_on: [b/plate]}\n  b: {services: {plates: }}\n")
    (found,) = loaded.findings.diagnostics

    assert loaded.ok
    assert (found.rule, found.hint) == ("unlisted-service", "did you mean 'plates'?")
    assert [(each.name, each.implicit) for each in loaded.org.parties["b"].services] == [
        ("plates", False),
        ("plate", True),
    ]


def test_the_flat_list_is_the_same_as_entries() -> None:
    org = read("""
parties:
  a: {services: {x: }}
  b:
dependencies:
  - {customer: a/x, provider: b, service: y, frequency: 3/day}
  - {customer: b, provider: a/x, waits: false}
""")
    (entry,) = org.parties["a"].services[0].depends_on
    assert isinstance(entry, Dependency)

    assert (entry.customer, entry.customer_service, entry.reference) == ("a", "x", "b/y")
    assert only_entry(org, "b").reference == "a/x"


def test_without_any_parties_those_that_the_flat_list_names_are_there() -> None:
    org = read("dependencies: [{customer: a, provider: b}, {customer: b, provider: c/x}]\n")

    assert list(org.parties) == ["a", "b", "c"]
    assert rules("parties:\n  a:\ndependencies: [{customer: a, provider: b}]\n") == ["unknown-party"]


def test_a_dependency_written_in_both_forms_is_written_twice() -> None:
    text = "parties:\n  a: {depends_on: [b]}\n  b:\ndependencies: [{customer: a, provider: b}]\n"

    assert rules(text) == ["duplicate-dependency"]


def test_the_same_service_in_other_situations_is_no_duplicate() -> None:
    text = "situations: [s, t]\nparties:\n  b:\n  a: {depends_on: [b, {b: {when: s}}, {b: {when: [s, t]}}"

    assert rules(f"{text}]}}\n") == []
    assert rules(f"{text}, {{b: {{when: [t, s]}}}}]}}\n") == ["duplicate-dependency"]


def test_members_of_an_alternative_are_not_duplicates_of_what_is_needed_anyway() -> None:
    assert rules("parties:\n  a: {depends_on: [b, any_of: [b, c]]}\n  b:\n  c:\n") == []
    assert rules("parties:\n  a: {depends_on: [any_of: [b, b]]}\n  b:\n") == ["duplicate-dependency"]


def test_a_party_may_need_another_of_its_own_services_but_not_itself() -> None:
    own = "parties:\n  a: {services: {x: {depends_on: [a/y]}, y: }}\n"

    assert rules(own) == []
    assert rules(own.replace("[a/y]", "[a/x]")) == ["self-dependency"]
    assert rules(own.replace("[a/y]", "[a]")) == ["self-dependency"]


@pytest.mark.parametrize(
    "name", ["no", "on", "007", "1.10", "2026-01-01", "12:30", "1e3", "null", "~x", ".inf", "0x1F"]
)
def test_names_are_text_exactly_as_written(name: str) -> None:
    assert read(f"parties:\n  a: {{name: {name}}}\n").parties["a"].name == name


def test_ids_are_text_and_compared_in_normal_form() -> None:
    org = read("parties:\n  no: {depends_on: [007, caf\u00e9]}\n  007:\n  cafe\u0301:\n")

    assert list(org.parties) == ["007", "caf\u00e9", "no"]


def test_references_are_by_id_and_hints_look_at_names_and_case() -> None:
    loaded = parse("icmap: 1\nparties:\n  a: {depends_on: [Bank, Treasury, bnak]}\n  bank: {name: Treasury}\n")

    assert [found.hint for found in loaded.errors] == ["did you mean 'bank'?"] * 3


def test_only_the_first_twenty_unknown_parties_get_a_suggestion() -> None:
    wrong = ", ".join(f"{{payroll{n}: }}" for n in range(25))
    loaded = parse(f"icmap: 1\nparties:\n  payroll:\n  a: {{depends_on: [{wrong}]}}\n")

    assert [found.hint.startswith("did you mean") for found in loaded.errors] == [True] * 20 + [False] * 5


@pytest.mark.parametrize("where", ["top", "bottom"])
def test_the_calendar_holds_wherever_it_stands(where: str) -> None:
    calendar, parties = (
        "calendar: {hours_per_day: 10, days_per_week: 6}\n",
        "parties:\n  a: {lead_time: 1 week, x-y: 1, z: 1}\n",
    )
    loaded = parse("icmap: 1\n" + (calendar + parties if where == "top" else parties + calendar))

    assert loaded.org.calendar == Calendar(10, 6)
    assert loaded.org.parties["a"].lead_time == Estimate.of(60 * HOUR)
    assert [found.rule for found in loaded.findings.diagnostics] == ["unknown-key"]


def test_the_survey_holds_wherever_it_stands() -> None:
    parties = "parties:\n  b:\n  a: {depends_on: {b: {satisfaction: 8}}}\n"

    assert rules(parties) == ["score-off-scale"]
    assert rules(parties + "survey: {scale: [1, 10]}\n") == []


def test_situations_are_a_list_or_a_mapping_with_shares() -> None:
    assert [each.name for each in read("situations: [a, b]\n").situations] == ["a", "b"]
    assert [each.share for each in read("situations: {a: {share: 5%}, b: }\n").situations] == [Fraction(1, 20), None]


def test_anchors_aliases_and_merge_keys_work_and_the_nearer_key_wins() -> None:
    org = read("parties:\n  a: &a {name: A, kind: team}\n  b: {kind: role, <<: *a}\n  c: {<<: [*a, {owner: M}]}\n")

    assert [(each.label, each.kind, each.owner) for each in org.parties.values()] == [
        ("A", "team", ""), ("A", "role", ""), ("A", "team", "M"),
    ]  # fmt: skip


def test_parties_can_be_merged_and_the_nearer_party_wins() -> None:
    org = read("x-common: &c {a: {name: far}, b: }\nparties:\n  <<: *c\n  a: {name: near}\n")

    assert {each.id: each.label for each in org.parties.values()} == {"a": "near", "b": ""}


def test_keys_that_begin_with_x_are_left_alone_but_are_names_where_names_stand() -> None:
    org = read("$schema: s.json\nx-any: [1]\nparties:\n  x-ray: {x-cost: 1, depends_on: {a: {x-why: y}}}\n  a:\n")

    assert list(org.parties) == ["a", "x-ray"]


def test_what_stands_under_checks_is_kept_with_its_places() -> None:
    unread = parse("icmap: 1\nchecks:\n  fail_on: warning\n  layers: [a, 'b']\n").checks
    assert unread is not None

    reader = TypedReader(unread.file)
    keys = (Key("fail_on", Type.NAME, ""), Key("layers", Type.WORDS, ""))
    found = reader.fields(unread.node, keys, "checks")

    assert not reader.mistakes
    assert found.values == {"fail_on": "warning", "layers": ("a", "b")}
    assert (unread.span.line, found.span("fail_on")[1:], found.span().line) == (3, (3, 12, 7), 3)


def test_every_thing_and_every_attribute_knows_where_it_is_written() -> None:
    org = read("parties:\n  a:\n    lead_time: 4h\n    depends_on:\n      - b: {via: mail}\n  b:\n")

    assert span_of(org.parties["a"])[1:] == (3, 3, 1)
    assert span_of(org.parties["a"], "lead_time")[1:] == (4, 16, 2)
    assert span_of(only_entry(org))[1:] == (6, 9, 1)
    assert span_of(only_entry(org), "via")[1:] == (6, 18, 4)
    assert span_of(only_entry(org), "handoff")[1:] == (6, 9, 1)


def test_what_leads_nowhere_is_left_out_of_the_map() -> None:
    text = """
parties:
  a:
    part_of: nowhere
    backup: [nobody, b]
    depends_on: [b, gone, any_of: [b, gone], {b/x: {when: never}}]
  b:
"""
    loaded: Loaded = parse(f"icmap: 1\n{text}")
    party = loaded.org.parties["a"]

    assert (party.part_of, party.backup) == (None, ("b",))
    assert [getattr(each, "provider", "any") for each in party.depends_on] == ["b", "any"]
    assert len(loaded.errors) == 5


def test_a_dependency_on_a_group_is_remarked() -> None:
    text = "parties:\n  a: {depends_on: [box]}\n  box: {kind: department}\n  c: {part_of: box}\n"

    assert rules(text) == ["dependency-on-group"]
    assert rules(text.replace("{kind: department}", "{depends_on: [c]}")) == []


def test_each_circle_of_part_of_is_told_once() -> None:
    text = "parties:\n  z: {part_of: a}\n  a: {part_of: b}\n  b: {part_of: a}\n  c: {part_of: d}\n  d: {part_of: c}\n"
    loaded = parse(f"icmap: 1\n{text}")

    assert [found.subjects for found in loaded.errors] == [("a", "b"), ("c", "d")]
    assert [loaded.org.parties[each].part_of for each in "abcd"] == [None, "a", None, "c"]


def test_all_mistakes_are_told_in_one_run_in_reading_order() -> None:
    loaded = parse("""icmap: 2
parties:
  a: {lead_time: 3, kind: [x]}
  b: {depends_on: [c, b], headcount: many}
  a:
  d/e:
situations: {s: {share: 2}}
zzz: 1
""")

    assert [(found.span.line, found.rule) for found in loaded.errors] == [
        (1, "unknown-version"), (3, "invalid-duration"), (3, "wrong-type"), (4, "unknown-party"), (4, "self-dependency"),
        (4, "invalid-number"), (5, "duplicate-party"), (6, "invalid-id"), (7, "invalid-share"), (8, "unknown-key"),
    ]  # fmt: skip
    assert list(loaded.org.parties) == ["a", "b"]


def test_after_broken_yaml_what_stands_above_is_there_and_no_reference_is_judged() -> None:
    loaded = parse("icmap: 1\nname: N\nparties:\n  a: {depends_on: [b]}\n  c: {lead_time: 3}\n  d: [\n")

    assert [found.rule for found in loaded.errors] == ["invalid-duration", "invalid-yaml"]
    assert (loaded.org.name, list(loaded.org.parties)) == ("N", ["a", "c"])
