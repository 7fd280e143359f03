"""Kinds of one's own, scenarios, options, shares, sources, ranges and about: what is read, and what is refused."""

from __future__ import annotations

from fractions import Fraction

import pytest

from icmap.diagnostics import Severity
from icmap.loading import Loaded, parse
from icmap.model import Dependency, Option
from icmap.model.quantities import Estimate, Timed

DAY = 8 * 3600


def read(parties: str, *, top: str = "") -> Loaded:
    return parse(f"icmap: 1\n{top}parties:\n{parties}")


def told(loaded: Loaded) -> list[tuple[str, str, str]]:
    return [(each.rule, each.message, each.hint) for each in loaded.findings.diagnostics]


def entry(loaded: Loaded) -> Dependency:
    found = loaded.org.parties["a"].depends_on[0]
    assert isinstance(found, Dependency)
    return found


def test_own_words_for_known_kinds_count_as_these() -> None:
    loaded = read("  a: {kind: BEHÖRDE}\n  b: {kind: system}\n", top="kinds: {Behörde: Authority}\n")

    assert told(loaded) == []
    assert loaded.org.parties["a"].is_external
    assert loaded.org.parties["a"].nature.name == "regulator"
    assert loaded.org.kinds == {"behörde": "authority"}


def test_kinds_may_stand_below_the_parties() -> None:
    loaded = parse("icmap: 1\nparties: {a: {kind: brigade}}\nkinds: {brigade: team}\n")

    assert told(loaded) == []
    assert loaded.org.parties["a"].nature.name == "team"


def test_an_unknown_kind_is_remarked_once_with_the_nearest_and_with_what_it_counts_as() -> None:
    loaded = read("  a: {kind: sqad}\n  b: {kind: sqad}\n  c: {kind: Behörde}\n")

    assert [each.severity for each in loaded.findings.diagnostics] == [Severity.NOTE] * 2
    assert [message for _, message, _ in told(loaded)] == [
        f"'{word}' is no kind that icmap knows: it counts as a party inside, like one without a kind"
        for word in ("sqad", "Behörde")
    ]
    assert told(loaded)[0][2].startswith("did you mean 'squad'? ")
    assert "`kinds: {Behörde: team}`" in told(loaded)[1][2]


def test_a_word_cannot_be_said_to_be_a_kind_that_is_not_known() -> None:
    assert told(read("  a:\n", top="kinds: {brigade: taem}\n")) == [
        ("invalid-choice", "the kind of 'brigade' 'taem' is not a known kind", "did you mean 'team'?")
    ]


def test_a_range_is_optimistic_and_pessimistic_with_the_middle_as_most_likely() -> None:
    loaded = read("  a: {lead_time: 1-3 d, effort: 30 min – 2 h}\n")

    assert loaded.ok
    assert loaded.org.parties["a"].lead_time == Estimate(DAY, 2 * DAY, 3 * DAY)
    assert loaded.org.parties["a"].effort == Estimate(1800, 4500, 7200)


@pytest.mark.parametrize("text", ["~2 d", "about 2 d", "≈2d", "ca. 2 d", "About 2 d"])
def test_about_so_long_is_so_long_and_kept_as_about(text: str) -> None:
    party = read(f"  a: {{lead_time: {text}, promise: {text}, every: {text}}}\n").org.parties["a"]

    assert party.lead_time == Estimate(2 * DAY, 2 * DAY, 2 * DAY, about=True)
    assert party.promise == Timed(2 * DAY, about=True)
    assert party.every == 2 * DAY


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("3-1 d", "goes from more to less", "write the shorter time first: 1-3 d"),
        ("1-3", "has no unit", "write 1-3 min, 1-3h or 1-3 d"),
        ("-3 d", "is negative", "a duration is 0 or more"),
    ],
)
def test_a_wrong_range_is_refused(text: str, message: str, hint: str) -> None:
    assert told(read(f"  a: {{lead_time: {text}}}\n")) == [
        ("invalid-duration", f"the lead_time '{text}' {message}", hint)
    ]


def test_a_range_is_refused_where_one_duration_is_wanted() -> None:
    assert told(read("  a: {every: 1-3 d}\n")) == [
        ("invalid-duration", "the every '1-3 d' is a range", "one duration is wanted here: write the one that is meant")
    ]


def test_the_unit_in_which_a_duration_is_written_is_kept_the_coarsest_of_several() -> None:
    units = read("  a: {lead_time: 1 month, every: 5d}\n  b: {lead_time: 1 week, every: 1d 4h}\n").org.units

    assert units == {20800 * 30: "month", 5 * DAY: "week", DAY + 4 * 3600: "hour"}


def test_a_month_is_52_twelfths_of_a_week_in_rates_too() -> None:
    loaded = read("  a: {lead_time: 12 months, depends_on: [b: {frequency: 52/month}]}\n  b: {lead_time: 1 year}\n")
    a, b = loaded.org.parties["a"], loaded.org.parties["b"]

    assert a.lead_time == b.lead_time
    frequency = entry(loaded).frequency
    assert frequency
    assert frequency.per_hour == 12 / Fraction(40)


def test_share_source_and_confidence_are_read() -> None:
    loaded = read("  a: {depends_on: [b: {share: 22%, source: ward log, confidence: low}]}\n  b: {confidence: high}\n")

    found = entry(loaded)
    assert (float(found.share or 0), found.source, found.confidence) == (0.22, "ward log", "low")
    assert loaded.org.parties["b"].confidence == "high"
    assert told(read("  a: {confidence: sure}\n")) == [
        ("invalid-choice", "the confidence 'sure' is not low, medium or high", "write low, medium or high")
    ]


def test_options_are_read_with_what_they_change_and_cost() -> None:
    loaded = read(
        "  a:\n    depends_on: [b: {options: [{do: a runner, handoff: 0, cost: 500}]}]\n"
        "    options: [{do: second pharmacist, lead_time: 1-2h, headcount: 2, cost: 60000, partly: true, excludes: [a runner]}]\n"
        "  b: {services: {x: {options: [{do: night shift, capacity: 40/h, backup: [a]}]}}}\n"
    )
    (second,), (shift,), (runner,) = (
        loaded.org.parties["a"].options, loaded.org.parties["b"].services[0].options, entry(loaded).options,
    )  # fmt: skip

    assert told(loaded) == []
    assert (second.do, second.cost, second.partly, second.excludes) == ("second pharmacist", 60000, True, ("a runner",))
    assert [(key.name, value) for key, value in second.changes] == [
        ("lead_time", Estimate(3600, 5400, 7200)),
        ("headcount", 2),
    ]
    assert (shift.cost, shift.backup, shift.span.line) == (1, ("a",), 6)
    assert [(key.name, value) for key, value in runner.changes] == [("handoff", 0)]
    assert second == Option("second pharmacist", 60000, True, (), ("a runner",), second.lead_time, headcount=2)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("[{lead_time: 2h}]", ("missing-value", "this option has no 'do'", "say what would be done: `do: …`")),
        ("[{do: x}]", ("missing-value", "the option 'x' changes nothing", "say what would be different: lead_time: 2h")),
        ("[{do: x, lead_time: 1h, cost: -1}]", ("invalid-number", "the cost '-1' is not a number of 0 or more", "write it in digits, like 3 or 2.5")),
        ("[{do: x, lead_time: 1h, needs: [z]}]", ("unknown-option", "no option does 'z'", "name an option by what it does")),
        ("[{do: x, backup: [nobody]}]", ("unknown-party", "there is no party 'nobody'", "add it under parties")),
        ("[x]", ("wrong-type", "'options' must be a list of mappings, not a text", "write `- {do: what would be done, cost: 1}`")),
        ("{do: x}", ("wrong-type", "'options' must be a list, not a mapping", "write `- {do: what would be done, cost: 1}`")),
    ],
)  # fmt: skip
def test_a_wrong_option_is_one_sentence(options: str, expected: tuple[str, str, str]) -> None:
    assert told(read(f"  a: {{options: {options}}}\n")) == [expected]


def test_scenarios_are_kept_as_edits_in_their_order() -> None:
    loaded = read(
        "  a: {depends_on: [b]}\n  b:\n",
        top="scenarios:\n  two: [{set: b.headcount=2}, {late: a=1d}]\n  less: [{serve: b, for: a}, {down: b}, {situation: x}]\n",
    )

    two, less = loaded.org.scenarios
    assert told(loaded) == []
    assert (two.name, [str(each) for each in two.edits]) == ("two", ["set b.headcount=2", "late a=1d"])
    assert [str(each) for each in less.edits] == ["serve b for a", "down b", "situation x"]
    assert two.edits[1].span[1:3] == (3, 31)


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        ("{serve: b}", "an edit with 'serve' says for whom, and only that one does"),
        ("{down: b, for: a}", "an edit with 'serve' says for whom, and only that one does"),
        ("{down: b, without: a}", "an edit does one thing"),
        ("{}", "this edit does nothing"),
        ("{late: b}", "'late' has no '='"),
    ],
)
def test_an_edit_does_one_thing(edit: str, message: str) -> None:
    ((rule, said, _),) = told(read("  a:\n", top=f"scenarios: {{x: [{edit}]}}\n"))

    assert (rule, said) == ("invalid-edit", message)


def test_a_key_that_belongs_elsewhere_is_refused_with_where_it_belongs() -> None:
    loaded = read("  a: {frequency: 3/day, within: 2d, depends_on: [b: {effort: 1h, tags: [x]}]}\n  b:\n")

    assert [hint for _, _, hint in told(loaded)] == [
        "how often a customer asks is said in its entry under depends_on; what customers who are not on the map ask for is other_demand",
        "'within' is said of a dependency: write it in the customer's entry under depends_on",
        "'effort' is said of a party or service",
        "'tags' is said of a party",
    ]


def test_a_service_cannot_stand_in() -> None:
    loaded = read("  a: {backup: [b/x]}\n  b: {services: {x: }}\n")

    assert told(loaded) == [("invalid-id", "a stand-in is a party, and 'b/x' is a service", "write backup: [b]")]


def test_an_alternative_in_a_mapping_of_references_is_one_mistake_with_the_way_to_write_it() -> None:
    assert told(read("  a: {depends_on: {any_of: [b]}}\n  b:\n")) == [
        ("invalid-id", "the reference 'any_of' is a word of the format", "write an alternative as an item of a list: `- any_of: [a, b]`")
    ]  # fmt: skip


def test_a_value_of_the_wrong_type_says_what_it_must_be_and_what_it_is() -> None:
    assert told(read("  a: {lead_time: {x: 1}, depends_on: [any_of: {b: }]}\n  b:\n"))[1] == (
        "wrong-type", "'any_of' must be a list, not a mapping", "write any_of: [a, b]",
    )  # fmt: skip


def test_where_a_day_has_24_hours_nobody_is_told_to_set_that() -> None:
    calendar = "calendar: {hours_per_day: 24, days_per_week: 7}\n"

    assert told(read("  a: {lead_time: 36h}\n", top=calendar)) == []
    assert [rule for rule, _, _ in told(read("  a: {lead_time: 36h}\n"))] == ["hours-beyond-day"]


def test_a_supplier_may_stand_inside_and_a_mark_may_take_an_end_out() -> None:
    loaded = read("  a: {kind: supplier, external: false, end: false}\n")

    assert not loaded.org.parties["a"].is_external
    assert loaded.org.parties["a"].end is False
