"""The map's own reader for everything else: options, policies, baselines, and values on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from icmap.diagnostics import Rule, Severity
from icmap.errors import IcmapError
from icmap.loading.documents import read_document
from icmap.loading.typed import TypedReader, read_value
from icmap.model.attributes import PARTY, SERVICE
from icmap.model.keys import Key, Type
from icmap.model.quantities import Calendar, Estimate, Timed

KEYS = {key.name: key for key in (*PARTY, *SERVICE)}
HOUR = 3600
OPTIONS = (
    Key("limit", Type.DURATION, "The limit."),
    Key("to", Type.NAME, "To whom."),
    Key("mode", Type.CHOICE, "How.", choices=("hard", "soft")),
)
INVALID = Rule("invalid-checks", Severity.ERROR, "the checks cannot be read", "")


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("lead_time", "2d", Estimate.of(16 * HOUR)),
        ("lead_time", " 1-3 h ", Estimate(HOUR, 2 * HOUR, 3 * HOUR)),
        ("lead_time", "[1h, 2h, 4h]", Estimate(HOUR, 2 * HOUR, 4 * HOUR)),
        ("promise", "{time: 2h, from: start}", Timed(2 * HOUR, "start")),
        ("headcount", "2", 2),
        ("backup", "[a, b]", ("a", "b")),
        ("external", "false", False),
        ("every", "0", 0),
    ],
)
def test_a_value_on_the_command_line_is_read_as_in_the_file(key: str, text: str, value: Any) -> None:
    assert read_value(KEYS[key], text, place="--set") == value


def test_a_value_is_read_by_the_calendar_of_the_map() -> None:
    assert read_value(KEYS["every"], "1d", place="--set", calendar=Calendar(24, 7)) == 24 * HOUR


@pytest.mark.parametrize(
    ("key", "text", "message"),
    [
        ("lead_time", "2x", "--set: the lead_time '2x' has no known unit: 'x'"),
        ("lead_time", "", "--set: 'lead_time' has no value"),
        ("promise", "{time: 2h, form: start}", "--set: 'form' is not a known key"),
        ("lead_time", "[1h", "--set: a ',' or ']' is missing"),
        ("lead_time", "[1h, 2h]", "--set: the lead_time is not three durations in growing order"),
        ("lead_time", "{a: 1}", "--set: 'lead_time' must be a single value, not a mapping"),
        ("backup", "[!!python/none x]", "--set: tags like 'tag:yaml.org,2002:python/none' are not part of a map"),
        ("lead_time", "[*a]", "--set: no anchor '&a' stands before this alias"),
        ("backup", "[" * 200, "--set: this is nested deeper than 32 levels"),
    ],
)
def test_a_wrong_value_is_refused_in_the_words_of_the_map(key: str, text: str, message: str) -> None:
    with pytest.raises(IcmapError) as refused:
        read_value(KEYS[key], text, place="--set")

    assert refused.value.message == message


def test_a_mapping_is_read_by_a_table_of_keys_and_every_mistake_has_its_place_and_the_rule_asked_for(
    tmp_path: Path,
) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text("limit: 2d\nto: staff\nmode: herd\nlimt: 1\nx-own: {a: 1}\n", encoding="utf-8")
    document = read_document(str(path))

    reader = TypedReader(document.content.file, as_rule=INVALID)
    found = reader.fields(document.content.node, OPTIONS, "the policy")

    assert document.mistakes == ()
    assert found.values == {"limit": 16 * HOUR, "to": "staff"}
    assert (found.span("limit")[1:], found.span("nothing").line) == ((1, 8, 2), 1)
    assert [(each.rule, each.span.line, each.message) for each in reader.mistakes] == [
        ("invalid-checks", 3, "the mode 'herd' is not hard or soft"),
        ("invalid-checks", 4, "'limt' is not a known key"),
    ]


def test_a_remark_of_the_map_is_no_mistake_of_a_policy(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text("limit: 100h\n", encoding="utf-8")

    reader = TypedReader(str(path), as_rule=INVALID)
    reader.fields(read_document(str(path)).content.node, OPTIONS, "the policy")

    assert reader.mistakes == ()


def test_the_aliases_of_a_policy_are_counted_before_anything_is_built(tmp_path: Path) -> None:
    path = tmp_path / "bomb.yaml"
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{after}: &{after} [{', '.join([f'*{one}'] * 9)}]" for one, after in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")

    document = read_document(str(path))

    assert path.stat().st_size < 450
    assert [each.rule for each in document.mistakes] == ["limit-exceeded"]
    assert document.content.node[0] == ()
