from __future__ import annotations

import inspect
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from icmap import cli
from icmap.analyses import ANALYSES
from icmap.analyses.ranking import KINDS
from icmap.cli._app import COMMANDS
from icmap.cli._options import read_level, read_size
from icmap.cli._run import run
from icmap.errors import IcmapError
from icmap.formats import report_formats
from icmap.loading import RULES
from icmap.schemas.result import result_schema

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
PAYDAY = str(ROOT / "examples" / "payday.yaml")


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def bad_map(tmp_path: Path) -> str:
    path = tmp_path / "bad.yaml"
    path.write_text("icmap: 1\nparties:\n  staff: {depends_on: [payrol]}\n  payroll:\n", encoding="utf-8")
    return str(path)


def strict(schema: dict[str, object]) -> dict[str, object]:
    """The schema without leave for keys that it does not name."""
    strict_one = {key: strict(value) if isinstance(value, dict) else value for key, value in schema.items()}
    if "properties" in schema and schema.get("type") == "object":
        strict_one["additionalProperties"] = False
    return strict_one


def test_every_command_has_its_file_and_its_place_in_the_list() -> None:
    files = {path.stem for path in Path(cli.__file__).parent.glob("[a-z]*.py")}

    assert files == {command.__name__ for command, *_ in COMMANDS}


def test_every_command_has_help_with_examples(capsys: pytest.CaptureFixture[str]) -> None:
    for command, _, examples in COMMANDS:
        assert run([command.__name__.rstrip("_"), "--help"]) == 0

        told = capsys.readouterr().out
        assert all(each in told for each in examples)
        assert len(inspect.getdoc(command) or "") > 10


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_analyzes_to_json_that_its_schema_knows(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["analyze", str(example), "--format", "json"]) == 0

    report = json.loads(capsys.readouterr().out)
    Draft202012Validator(strict(result_schema())).validate(report)
    assert list(report) == [
        "schema_version",
        "icmap",
        "map",
        *(analysis.key for analysis in ANALYSES if analysis.usual),
    ]


@pytest.mark.parametrize("width", ["80", "120"])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_fits_its_page(
    example: Path, width: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    monkeypatch.chdir(ROOT)

    assert run(["analyze", str(example.relative_to(ROOT))]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if len(line) > int(width)] == []
    assert next(line for line in lines if line.startswith("──")).startswith("── What to fix first ─")


def test_the_schema_of_results_is_a_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "--result"]) == 0

    Draft202012Validator.check_schema(json.loads(capsys.readouterr().out))


def test_a_map_with_mistakes_is_told_on_stderr_and_nothing_on_stdout(
    bad_map: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["analyze", PAYDAY, bad_map]) == 2

    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"{bad_map}:3:24: unknown-party: ")
    assert "did you mean 'payroll'?" in err


def test_going_on_works_with_what_could_be_read(bad_map: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["analyze", bad_map, "--keep-going"]) == 0

    out, err = capsys.readouterr()
    assert "2 parties" in out
    assert "going on without" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--to", "jef"], "did you mean 'jeff'?"),
        (["--to", "Jeff (building"], "did you mean 'jeff'?"),
        (["--why-not", "nobody at all"], "the map has no party 'nobody at all'"),
        (["--situation", "full moon"], "the map has no situation 'full moon'"),
        (["--section", "botlenecks"], "there is no section 'botlenecks'"),
        (["--level", "galaxy"], "the map has no kind 'galaxy'"),
        (["--level", "0"], "roots are level 1"),
        (["--format", "yaml"], "formats are terminal, markdown, json"),
        (["-o", "report.docx"], "there is no format for '.docx' files yet"),
        (["--max-size", "many"], "write it like 200MB"),
        (["--top", "0"], "--top"),
        (["--by", "luck"], "--by"),
        (["--nonsense"], "--nonsense"),
        (["no such file.yaml"], "no such file.yaml"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line_with_a_hint(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["analyze", PAYDAY, *arguments]) == 2

    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("icmap: ")
    assert said in err


def test_several_maps_are_reports_one_below_the_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["analyze", *map(str, EXAMPLES[:2]), "--section", "first"]) == 0

    assert capsys.readouterr().out.count("What to fix first") == 2


def test_several_maps_in_json_are_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["analyze", *map(str, EXAMPLES[:2]), "--format", "json"]) == 0

    assert [each["schema_version"] for each in json.loads(capsys.readouterr().out)] == [1, 1]


def test_a_section_alone_is_alone_in_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["analyze", PAYDAY, "--section", "promises", "--format", "json"]) == 0

    assert list(json.loads(capsys.readouterr().out)) == ["schema_version", "icmap", "map", "promises"]


@pytest.mark.parametrize("view", ["card", "sipoc", "promise"])
def test_a_party_has_a_card(view: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", PAYDAY, "jane", "--as", view]) == 0

    assert "Jane" in capsys.readouterr().out


def test_a_card_of_nobody_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", PAYDAY, "jan"]) == 2

    assert "did you mean 'jane'?" in capsys.readouterr().err


def test_every_name_in_the_list_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    sections, mistakes = {each.name for each in ANALYSES}, {each.name for each in RULES}
    names = sections | mistakes | {term for each in ANALYSES for term in each.terms}

    assert run(["explain"]) == 0
    listed = capsys.readouterr().out

    for name in sorted(names):
        assert name in listed
        assert run(["explain", name]) == 0
        assert len(capsys.readouterr().out) > 60


def test_words_may_be_asked_for_with_blanks_and_capitals(capsys: pytest.CaptureFixture[str]) -> None:
    for kind in [*KINDS, "missed-promise", "impossible-promise", "unmet-need"]:
        assert run(["explain", kind]) == 0, kind
    assert run(["explain", "Critical Paths"]) == 0


def test_a_name_that_means_nothing_has_a_nearest_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "unknown-part"]) == 2

    assert "did you mean 'unknown-party'?" in capsys.readouterr().err


def test_the_first_map_analyzes_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / "org.yaml")

    assert run(["init", path]) == 0
    capsys.readouterr()
    assert run(["analyze", path]) == 0

    out, err = capsys.readouterr()
    assert err == ""
    assert "Our month end" in out


def test_the_first_map_never_takes_the_place_of_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "org.yaml"
    path.write_text("mine", encoding="utf-8")

    assert run(["init", str(path)]) == 2

    assert path.read_text(encoding="utf-8") == "mine"


def test_a_defect_is_a_line_and_with_debug_its_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("icmap.cli._writing.brief_report", None)  # a defect that no map can provoke

    assert run(["analyze", PAYDAY]) == 70
    assert capsys.readouterr().err.startswith("icmap: internal error (please report): TypeError")

    assert run(["analyze", PAYDAY, "--debug"]) == 70
    assert "Traceback" in capsys.readouterr().err


def test_quiet_says_nothing_but_mistakes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "org.yaml"
    path.write_text("icmap: 1\nparties:\n  a: {depends_on: [b/x]}\n  b: {services: {y: }}\n", encoding="utf-8")

    assert run(["analyze", str(path)]) == 0
    assert "unlisted-service" in capsys.readouterr().err

    assert run(["analyze", str(path), "-q"]) == 0
    assert capsys.readouterr().err == ""


def test_verbose_says_what_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["analyze", PAYDAY, "-v", "-q"]) == 0

    assert capsys.readouterr().err == f"read {PAYDAY}: 10 parties\n"


def test_the_help_names_the_formats_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    run(["analyze", "--help"])

    told = capsys.readouterr().out
    assert all(each.name in told for each in report_formats())


@pytest.mark.parametrize(
    ("text", "size"),
    [("200MB", 200_000_000), ("1 GiB", 1 << 30), ("512", 512), ("3k", 3000), ("64MiB", 64 << 20), (None, None)],
)
def test_sizes_are_read_as_people_write_them(text: str | None, size: int | None) -> None:
    assert read_size(text) == size


@pytest.mark.parametrize("text", ["", "MB", "-1MB", "1TBB", "1e9", "٣MB", "0"])
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(IcmapError):
        read_size(text)


def test_a_level_is_a_depth_or_a_kind() -> None:
    assert (read_level("2"), read_level("team"), read_level(None)) == (2, "team", None)
