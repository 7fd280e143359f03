from __future__ import annotations

import pytest

from comparing import compared, page, sentences

BASE = """
icmap: 1
name: Payday
parties:
  staff: {kind: external customer, depends_on: [{payroll/payslips: {within: 2d}}]}
  payroll:
    kind: team
    services:
      payslips: {lead_time: 4h, promise: 1d, depends_on: [jeff]}
  jeff: {kind: person, lead_time: 90 min, backup: [amy], tags: [a, b]}
  amy: {kind: person}
"""


def lines(new: str, old: str = BASE) -> list[str]:
    return sentences(old, new, "written")


@pytest.mark.parametrize(
    ("was", "now", "line"),
    [
        ("lead_time: 4h", "lead_time: 1d", "payroll/payslips: lead_time 4h → 1d"),
        ("lead_time: 4h", "lead_time: [1h, 4h, 2d]", "payroll/payslips: lead_time 4h → [1h, 4h, 2d]"),
        ("lead_time: 90 min", "lead_time: 91 min", "jeff: lead_time 90 min → 91 min"),
        ("promise: 1d", "promise: {time: 1d, from: start}", "payroll/payslips: promise 1d → 1d from start"),
        ("promise: 1d, ", "", "payroll/payslips: promise 1d (gone)"),
        ("kind: team", "kind: team\n    owner: Ann", "payroll: owner Ann (new)"),
        ("kind: team", "name: Pay roll\n    kind: team", "payroll: name Pay roll (new)"),
        ("backup: [amy]", "backup: [amy, payroll]", "jeff: backup [amy] → [amy, payroll]"),
        (
            "within: 2d",
            "within: 2d, importance: critical",
            "staff depends on payroll/payslips: importance medium → critical",
        ),
        ("within: 2d", "within: 2d, waits: false", "staff depends on payroll/payslips: waits true → false"),
        (
            "within: 2d",
            "within: 2d, frequency: 3 per week",
            "staff depends on payroll/payslips: frequency 3 per week (new)",
        ),
        ("within: 2d", "within: 2d, rework: 5%", "staff depends on payroll/payslips: rework 5% (new)"),
        ("within: 2d", "within: 2d, handoff: 30 s", "staff depends on payroll/payslips: handoff 0 → 30 s"),
        (
            "within: 2d",
            "within: 2d, actual: {median: 3d, n: 7}",
            "staff depends on payroll/payslips: actual median 3d, n 7 (new)",
        ),
        ("name: Payday", "name: Pay day", "name Payday → Pay day"),
        (
            "name: Payday",
            "name: Payday\ncalendar: {hours_per_day: 7}",
            "calendar {hours_per_day: 8, days_per_week: 5} → {hours_per_day: 7, days_per_week: 5}",
        ),
        ("name: Payday", "name: Payday\nsituations: {year end: {share: 5%}}", "situations year end (5%) (new)"),
    ],
)
def test_every_attribute_is_told_by_its_key_in_the_words_of_the_map(was: str, now: str, line: str) -> None:
    assert was in BASE

    assert line in lines(BASE.replace(was, now, 1))


def test_what_is_only_in_the_new_map_is_new_with_all_that_it_says() -> None:
    new = BASE.replace("depends_on: [jeff]", "depends_on: [jeff, bank]") + "  bank: {kind: supplier, promise: 2d}\n"

    assert lines(new) == [
        "bank: new (kind supplier, promise 2d)",
        "payroll/payslips depends on bank: new",
    ]


def test_what_is_only_in_the_old_map_is_gone() -> None:
    new = BASE.replace("  amy: {kind: person}\n", "").replace(", backup: [amy]", "")

    assert lines(new) == ["amy: gone", "jeff: backup [amy] (gone)"]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("lead_time: 4h", "lead_time: 240 min"),
        ("name: Payday", "name: Payday  # since May"),
        ("promise: 1d", "promise: 8h"),
        ("tags: [a, b]", "tags: [b, a]"),
        ("within: 2d", "within: 2d, importance: medium"),
        ("within: 2d", "optional: false, within: 2d"),
    ],
)
def test_saying_the_same_in_other_words_is_no_change(was: str, now: str) -> None:
    assert was in BASE
    found = compared(BASE, BASE.replace(was, now, 1))

    assert found.unchanged
    assert not any((found.worse, found.effects.needs, found.effects.reach, found.effects.agreements))


def test_nothing_changed_is_one_line() -> None:
    report = page(BASE, BASE)

    assert (report.title, report.sections) == ("Nothing changed", ())
    assert report.subtitle == "org.yaml and org.yaml say the same"


def test_under_another_calendar_a_day_is_still_written_a_day() -> None:
    new = BASE.replace("name: Payday", "name: Payday\ncalendar: {hours_per_day: 10, days_per_week: 5}")

    assert [line.partition(" ")[0] for line in lines(new)] == ["calendar"]


def test_an_alternative_is_told_as_a_whole_at_its_customer() -> None:
    old = "icmap: 1\nparties: {a: {end: true, depends_on: [{any_of: [b, c]}]}, b: , c: , d: }\n"
    new = old.replace("any_of: [b, c]", "any_of: [b, c, d], at_least: 2")

    assert lines(new, old) == ["a: any_of 1 of [b, c] → 2 of [b, c, d]", "a depends on d: new"]


def test_dependencies_on_the_same_service_are_told_apart_by_their_situations() -> None:
    old = """
icmap: 1
situations: [banquet]
parties:
  a:
    end: true
    depends_on: [{b: {frequency: daily}}, {b: {when: banquet, frequency: hourly}}]
  b:
"""
    new = old.replace("frequency: hourly", "frequency: 2/hour")

    assert lines(new, old) == ["a depends on b: frequency hourly → 2/hour"]


def test_a_score_that_is_too_thin_to_show_is_not_shown_by_its_change() -> None:
    old = (
        "icmap: 1\nparties: {a: {end: true, depends_on: [{b: {satisfaction: {communication: 4, answers: 2}}}]}, b: }\n"
    )
    new = old.replace("communication: 4", "communication: 1.5")

    assert lines(new, old) == ["a depends on b: satisfaction changed (too few answers to show)"]
    assert "1.5" not in str(compared(old, new))


def test_a_service_that_only_customers_name_is_told_once_with_the_dependency() -> None:
    old = "icmap: 1\nparties: {a: {end: true, depends_on: [b]}, b: }\n"
    new = old.replace("[b]", "[b/reviews]")

    assert lines(new, old) == ["a depends on b: gone", "a depends on b/reviews: new"]


def test_long_lists_are_cut_and_say_so() -> None:
    new = BASE + "".join(f"  p{number}:\n" for number in range(12))

    (section,) = [each for each in page(BASE, new, top=5).sections if each.name == "written"]

    assert "And 7 more; --top 12 shows them." in [getattr(block, "text", "") for block in section.blocks]
