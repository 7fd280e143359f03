from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from icmap.cli._run import run
from icmap.comparison import TERMS

ROOT = Path(__file__).parents[2]
PAYDAY = str(ROOT / "examples" / "payday.yaml")


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def slower(tmp_path: Path) -> str:
    """Payday with a slower pay run."""
    path = tmp_path / "new.yaml"
    text = Path(PAYDAY).read_text(encoding="utf-8")
    assert "pay run: {lead_time: 4h" in text
    path.write_text(text.replace("pay run: {lead_time: 4h", "pay run: {lead_time: 1d"), encoding="utf-8")
    return str(path)


def strict(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema without leave for keys that it does not name."""
    found = {key: strict(value) if isinstance(value, dict) else value for key, value in schema.items()}
    return (
        found | {"additionalProperties": False} if schema.get("type") == "object" and "properties" in schema else found
    )


def test_the_page_begins_with_what_gets_worse(slower: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", PAYDAY, slower]) == 0

    out = capsys.readouterr().out
    assert out.index("What gets worse") < out.index("What is written differently")
    assert "lead_time 4h → 1d" in out


def test_a_page_of_one_change_fits_one_screen(slower: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["diff", PAYDAY, slower])

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) < 30
    assert max(map(len, lines)) <= 100


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 0),
        (["--fail-on", "worse"], 1),
        (["--fail-on", "worse", "--tolerance", "2d"], 1),
        (["--fail-on", "worse", "--format", "json", "-q"], 1),
    ],
)
def test_only_the_gate_makes_worse_an_exit_of_1(slower: str, options: list[str], code: int) -> None:
    assert run(["diff", PAYDAY, slower, *options]) == code


def test_better_passes_the_gate(slower: str) -> None:
    assert run(["diff", slower, PAYDAY, "--fail-on", "worse"]) == 0


def test_nothing_changed_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", PAYDAY, PAYDAY, "--fail-on", "worse"]) == 0

    assert len(capsys.readouterr().out.splitlines()) in (1, 2)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-", "-"], "only one of the two maps can come from the standard input"),
        ([PAYDAY, "nowhere.yaml"], "cannot open 'nowhere.yaml': there is no such file"),
        ([PAYDAY, PAYDAY, "--tolerance", "soon"], "'soon' for --tolerance is not a duration"),
        ([PAYDAY, PAYDAY, "--tolerance", "-1h"], "'-1h' for --tolerance is negative"),
        ([PAYDAY, PAYDAY, "--fail-on", "better"], "--fail-on"),
        ([PAYDAY, PAYDAY, "--situation", "carnival"], "the map has no situation 'carnival'"),
        ([PAYDAY, PAYDAY, "--format", "gif"], "there is no format 'gif'"),
        ([PAYDAY], "missing argument"),
    ],
)
def test_what_cannot_be_done_is_exit_2_and_a_line(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["diff", *arguments]) == 2

    captured = capsys.readouterr()
    assert told in captured.err
    assert not captured.out


def test_a_map_with_mistakes_is_exit_2_unless_one_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("icmap: 1\nparties: {staff: {depends_on: [payrol]}, payroll: }\n", encoding="utf-8")

    assert run(["diff", PAYDAY, str(bad)]) == 2
    assert not capsys.readouterr().out
    assert run(["diff", PAYDAY, str(bad), "--keep-going"]) == 0


def test_one_map_may_come_from_the_standard_input(
    slower: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(Path(PAYDAY).read_bytes())))

    assert run(["diff", "-", slower]) == 0
    assert "<stdin> →" in capsys.readouterr().out


def test_json_is_what_its_schema_says(slower: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "--diff"]) == 0
    schema = json.loads(capsys.readouterr().out)

    for old, new in ((PAYDAY, slower), (slower, PAYDAY), (PAYDAY, PAYDAY), (PAYDAY, str(ROOT / "examples/hotel.yaml"))):
        assert run(["diff", old, new, "--format", "json"]) == 0
        told = json.loads(capsys.readouterr().out)
        Draft202012Validator(strict(schema)).validate(told)
        assert list(told) == ["schema_version", "icmap", "diff"]


def test_json_holds_the_gate(slower: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["diff", PAYDAY, slower, "--format", "json", "--tolerance", "1h"])

    diff = json.loads(capsys.readouterr().out)["diff"]
    assert diff["tolerance_hours"] == 1.0
    assert {"reason": "later", "subjects": ["staff", "jane/pay run"], "number": 4.0} in diff["worse"]
    assert diff["written"]["services"][0]["attributes"] == [{"attribute": "lead_time", "before": "4h", "after": "1d"}]


def test_a_report_is_written_by_its_suffix(slower: str, tmp_path: Path) -> None:
    assert run(["diff", PAYDAY, slower, "-o", str(tmp_path / "changes.md")]) == 0
    assert run(["diff", PAYDAY, slower, "-o", slower]) == 2

    assert (tmp_path / "changes.md").read_text(encoding="utf-8").startswith("# What changes: Payday")


@pytest.mark.parametrize("name", TERMS)
def test_its_words_are_explained(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", name]) == 0

    assert "In icmap diff" in capsys.readouterr().out


def test_the_page_of_the_docs_is_what_its_two_maps_give(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (ROOT / "docs" / "diff.md").read_text(encoding="utf-8")
    old, new = re.findall(r"^```yaml\n(icmap: 1.*?)^```", text, re.DOTALL | re.MULTILINE)
    (tmp_path / "old.yaml").write_text(old, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(new, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert run(["diff", "old.yaml", "new.yaml"]) == 0
    assert f"$ icmap diff old.yaml new.yaml\n{capsys.readouterr().out}```" in text
