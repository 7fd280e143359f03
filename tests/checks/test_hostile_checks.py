"""Whatever stands under `checks`, in a policy, a baseline or a comment: mistakes with places, never a crash."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checking import baseline_of, mistakes_of, outcome
from icmap.checking.baseline import Accepted, Baseline
from icmap.checking.baseline_file import baseline_text
from icmap.checking.policy import read_policies
from icmap.checking.suppressions import _WANTED
from icmap.loading.comments import comments
from icmap.rules import NAMES

MAP = """\
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [payroll, jeff]}
  payroll: {kind: team, promise: 1d, lead_time: 2d, depends_on: [jeff]}
  jeff: {kind: person, depends_on: [payroll]}
"""

WORDS = st.sampled_from(
    [
        "error",
        "off",
        "",
        "payroll",
        "*",
        "5d",
        "300%",
        "because",
        "kind",
        "true",
        "-1",
        "~",
        "\U0001f600",
        "# icmap: ignore",
        "items",
    ]
)
KEYS = st.sampled_from(
    [
        *NAMES,
        "severity",
        "except",
        "because",
        "customer",
        "provider",
        "limit",
        "to",
        "layers",
        "items",
        "fail_on",
        "x-y",
        "",
        "days",
    ]
)
TREES = st.recursive(
    WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


@settings(max_examples=150, deadline=None)
@given(checks=st.dictionaries(KEYS, TREES, max_size=5))
def test_no_checks_make_it_crash(checks: object) -> None:
    done = outcome(f"{MAP}checks: {json.dumps(checks, ensure_ascii=False)}\n")

    for each in done.findings.diagnostics:
        assert each.span.line >= 1
        assert each.message


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.dictionaries(
        KEYS | st.sampled_from(["icmap_baseline", "findings", "rule", "subjects", "number"]), TREES, max_size=4
    )
)
def test_no_policy_and_no_baseline_makes_it_crash(content: object, tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    _, mistakes = read_policies([str(path)])

    assert all(each.span.line >= 1 for each in mistakes)
    assert mistakes_of(path)


@pytest.mark.parametrize("pure", ["", "1"], ids=["libyaml", "pure"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_comments_are_found_at_their_place_by_both_parsers(
    pure: str, newline: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ICMAP_PURE_YAML", pure)
    lines = [
        "name: \U0001f600 é # icmap: ignore one",
        "  # icmap: ignore two",
        'a: "# icmap: ignore" # icmap: ignore three',
        "b: |  # icmap: ignore four",
        "  # icmap: ignore",
        "# icmap: ignore five",
        "c: [x, # icmap: ignore six",
        "  y]",
    ]

    found = comments(newline.join(lines), _WANTED)

    assert [(each.text.split()[-1], each.line, each.column, each.alone) for each in found] == [
        ("one", 1, 11, False),
        ("two", 2, 3, True),
        ("three", 3, 22, False),
        ("four", 4, 7, False),
        ("five", 6, 1, True),
        ("six", 7, 8, False),
    ]


def bomb(levels: int = 9) -> str:
    """A few hundred characters that stand for ten to the ninth: each anchor ten times the one before."""
    lines = ["x-a0: &a0 lol", *(f"x-a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, levels + 1))]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("depth", "message"), [(40, "this is nested deeper than 32 levels"), (20_000, "this is not YAML")]
)
def test_a_policy_or_baseline_may_not_be_nested_without_end(depth: int, message: str, tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_text(f"layers: {'[' * depth}{']' * depth}\n")

    _, mistakes = read_policies([str(path)])

    assert [each.message for each in mistakes] == [message]
    assert [each.partition(" ")[2] for each in mistakes_of(path)] == [message]


def test_a_policy_or_baseline_of_aliases_of_aliases_is_refused_before_it_is_built(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_text(f"{bomb()}layers: *a9\n")

    _, mistakes = read_policies([str(path)])

    assert len(path.read_text()) < 600
    assert [each.rule for each in mistakes] == ["limit-exceeded"]
    assert "aliases make this file more than 10,000,000 characters long" in mistakes[0].message
    assert len(mistakes_of(path)) == 1


def test_the_checks_of_a_map_and_what_they_merge_have_the_limits_of_the_map() -> None:
    findings = outcome(f"{bomb()}{MAP}checks: {{layers: *a9}}\n").findings.diagnostics

    assert [each.rule for each in findings] == ["limit-exceeded"]


def test_a_few_aliases_in_a_policy_are_what_they_stand_for(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text("x-who: &who [payroll]\nno-stand-in: {except: *who}\nno-agreed-time: {<<: {severity: off}}\n")

    policies, mistakes = read_policies([str(path)])

    assert not mistakes
    assert len(policies) == 1


def test_names_as_long_as_a_map_may_have_come_back_out_of_a_baseline(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    long = Accepted("missed-promise", (f"{'a' * 128}/{'b' * 128}",), number=0.000001, reason="one\nand another")

    path.write_text(baseline_text(Baseline((long,))))

    (read,) = baseline_of(path).accepted
    assert (read.subjects, read.number, read.reason) == (long.subjects, long.number, long.reason)
