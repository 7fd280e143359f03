"""Edits are those that somebody would make in the file: same values, same words, and the file stays as it is."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
import yaml

from icmap.errors import IcmapError
from icmap.loading import parse
from icmap.measures.needs import needs
from icmap.model import Edit, OrgMap
from icmap.study import Question, Study
from icmap.whatif.edits import edited, edits_of, scenario
from icmap.whatif.sides import Side
from random_worlds import random_map

MAP = """
icmap: 1
situations: [night]
scenarios:
  better: [{set: kitchen/plates.lead_time=10 min}, {late: waiters=-1 min}]
  worse: [{down: kitchen}]
parties:
  guests: {kind: external customer, depends_on: [waiters/table service: {within: {time: 40 min, from: start}}]}
  waiters:
    name: Wait staff
    services: {table service: {lead_time: 5 min, depends_on: [kitchen/plates, bar: {when: night}]}}
  kitchen: {services: {plates: {lead_time: 18 min}, soups: {lead_time: 9 min}}}
  bar: {kind: person, lead_time: 12 min}
  x.y: {lead_time: 1h}
"""


def _org(text: str = MAP) -> OrgMap:
    loaded = parse(text)
    assert loaded.ok, loaded.findings.diagnostics
    return loaded.org


def _arrival(org: OrgMap, *edits: Edit) -> Any:
    side = Side(edited(org, edits), Question())
    return [None if stopped else need.arrival for need, stopped in side.needs.values()]


def test_a_value_is_set_for_a_service_a_party_and_a_dependency() -> None:
    assert _arrival(_org(), Edit("set", "kitchen/plates.lead_time=10 min")) == [15 * 60]
    assert _arrival(_org(), Edit("set", "waiters/table service->kitchen.handoff=2 min")) == [25 * 60]
    assert _arrival(_org(), Edit("set", "x.y.lead_time=2h")) == [23 * 60]


def test_names_are_accepted_where_they_are_unique() -> None:
    assert _arrival(_org(), Edit("late", "Wait staff=2 min")) == [25 * 60]
    assert _arrival(_org(), Edit("late", "plates=2 min")) == [25 * 60]


def test_nothing_takes_less_than_no_time() -> None:
    found = edited(_org(), [Edit("late", "kitchen/plates=-1h")])

    assert found.done[0].cut == 42 * 60
    assert _arrival(_org(), Edit("late", "kitchen/plates=-1h")) == [5 * 60]


def test_a_situation_holds_and_a_scenario_is_its_edits() -> None:
    assert _arrival(_org(), Edit("situation", "night"), Edit("late", "bar=10 min")) == [27 * 60]
    assert _arrival(_org(), *scenario(_org(), "better")) == [14 * 60]
    assert _arrival(_org(), *scenario(_org(), "worse")) == [None]


def test_a_provider_serves_somebody_new() -> None:
    assert _arrival(_org(), Edit("serve", "x.y", "waiters/table service")) == [65 * 60]


def test_the_map_itself_stays_as_it_is() -> None:
    org = _org()

    edited(org, [Edit("late", "kitchen=1h"), Edit("without", "bar"), Edit("set", "x.y.name=Bar")])

    assert [need.arrival for need in Study(org).of(needs)] == [23 * 60]


@pytest.mark.parametrize(
    ("edit", "message", "hint"),
    [
        (Edit("late", "kitchn=1h"), "--late: the map has no party or service 'kitchn'", "did you mean 'kitchen'?"),
        (Edit("late", "kitchen=soon"), "--late: 'soon' is not a duration", "write it like"),
        (Edit("late", "kitchen"), "--late: 'kitchen' does not say by how much", "write it like jeff=2d"),
        (Edit("set", "kitchen.lead_time=3"), "--set: the lead_time '3' has no unit", "write 3 min"),
        (Edit("set", "kitchen.led_time=3h"), "--set: 'led_time' is no key", "did you mean 'lead_time'?"),
        (Edit("set", "kitchen.backup=nobody"), "--set: the map has no party or service 'nobody'", ""),
        (Edit("set", "guests->kitchen.handoff=1h"), "--set: 'guests' has no entry for 'kitchen'", "write it as customer->provider"),
        (Edit("serve", "kitchen", "kitchen"), "--serve: 'kitchen' cannot serve itself", "name two"),
        (Edit("serve", "kitchen/plates", "waiters/table service"), "--serve: 'waiters/table service' depends on 'kitchen/plates' already", "--set"),
        (Edit("situation", "nigth"), "--situation: the map has no situation 'nigth'", "did you mean 'night'?"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_a_sentence_with_its_place(edit: Edit, message: str, hint: str) -> None:
    with pytest.raises(IcmapError) as refused:
        edited(_org(), [edit])

    assert refused.value.message.startswith(message)
    assert hint in refused.value.hint


def test_an_unknown_scenario_has_a_nearest_one() -> None:
    with pytest.raises(IcmapError) as refused:
        scenario(_org(), "beter")

    assert refused.value.hint == "did you mean 'better'?"


@pytest.mark.parametrize("seed", range(150))
def test_an_edit_is_the_same_as_the_change_in_the_file(seed: int) -> None:
    dice, text = Random(seed), random_map(seed, unknown=seed % 2 == 0)  # noqa: S311 - a map, not a secret
    tree = yaml.safe_load(text)
    name = dice.choice([each for each in tree["parties"] if each.startswith("p")])
    edit = _change(tree["parties"], name, dice)

    by_edit = Study(edited(_org(text), edit).org).of(needs)
    by_file = Study(_org(yaml.safe_dump(tree, sort_keys=False))).of(needs)

    told = [(need.key, need.arrival, need.at_least, need.verdict, need.unknown) for need in by_edit]
    assert told == [(need.key, need.arrival, need.at_least, need.verdict, need.unknown) for need in by_file]


def _change(parties: dict[str, Any], name: str, dice: Random) -> tuple[Edit, ...]:
    """Change a tree as a person would, and the same as an edit."""
    kind = dice.choice(["set", "every", "serve", "without"])
    if kind == "set":
        parties[name]["lead_time"] = ["1h", "3h", "8h"]
        return edits_of(set=[f"{name}.lead_time=[1h, 3h, 8h]"])
    if kind == "every":
        parties[name]["every"] = "5h"
        return edits_of(set=[f"{name}.every=5h"])
    if kind == "serve":
        customer = dice.choice(["board", "guests"])
        entries = parties[customer]["depends_on"]
        if name in entries:
            return ()
        entries[name] = None
        return (Edit("serve", name, customer),)
    del parties[name]
    for party in parties.values():
        _lose(party, name)
    return edits_of(without=[name])


def _lose(party: dict[str, Any], name: str) -> None:
    entries = party.get("depends_on")
    if isinstance(entries, dict):
        entries.pop(name, None)
    elif entries:
        kept = []
        for entry in entries:
            if isinstance(entry, dict) and "any_of" in entry:
                members = [each for each in entry["any_of"] if name not in (each, *each)]
                kept += [{"any_of": members, "at_least": min(entry["at_least"], len(members))}] if members else []
            elif entry != name and not (isinstance(entry, dict) and name in entry):
                kept.append(entry)
        party["depends_on"] = kept
