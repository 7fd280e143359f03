"""`icmap check` as it is run: exit codes, files and folders, formats, baselines, and what it does not load."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from processes import ICMAP, environment

HEALTHY = """\
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [payroll]}
  payroll: {kind: team}
"""
LONELY = HEALTHY.replace("{kind: team}", "{kind: person}")
PROBE = "import sys; from icmap.cli._run import run; code = run(sys.argv[1:]); print(sorted({'networkx', 'numpy', 'rich.table', 'rich.console'} & set(sys.modules))); sys.exit(code)"


def icmap(*arguments: str, cwd: Path, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*ICMAP, "check", *arguments],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        input=stdin,
        check=False,
        env=environment(**more),
    )


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "healthy.yaml").write_text(HEALTHY)
    (tmp_path / "lonely.yaml").write_text(LONELY)
    (tmp_path / "broken.yaml").write_text("icmap: 1\nparties: [\n")
    return tmp_path


def test_a_healthy_map_passes_without_a_line(here: Path) -> None:
    done = icmap("healthy.yaml", cwd=here)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["lonely.yaml"], 0),
        (["lonely.yaml", "--fail-on", "warning"], 1),
        (["lonely.yaml", "--fail-on", "warning", "--exit-zero"], 0),
        (["lonely.yaml", "--fail-on", "warning", "--ignore", "no-stand-in"], 0),
        (["lonely.yaml", "--fail-on", "warning", "--select", "missing-*"], 1),
        (["broken.yaml"], 1),
        (["broken.yaml", "--exit-zero"], 0),
        (["healthy.yaml", "not there.yaml"], 2),
        (["healthy.yaml", "not there.yaml", "--exit-zero"], 2),
        (["healthy.yaml", "--select", "nosuch"], 2),
        (["healthy.yaml", "--fail-on", "never"], 2),
        (["healthy.yaml", "--format", "nosuch"], 2),
        (["healthy.yaml", "--as-of", "tomorrow"], 2),
        (["healthy.yaml", "--policy", "not there.yaml"], 2),
        (["healthy.yaml", "--policy", "broken.yaml"], 2),
        (["healthy.yaml", "--baseline", "not there.json"], 2),
        (["healthy.yaml", "--baseline", "broken.yaml"], 2),
        (["healthy.yaml", "--write-baseline"], 2),
        (["healthy.yaml", "-o", "healthy.yaml"], 2),
        ([], 2),
    ],
)
def test_the_exit_code_says_how_it_went(arguments: list[str], code: int, here: Path) -> None:
    done = icmap(*arguments, cwd=here)

    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_cannot_be_read_leaves_the_others_to_be_checked(here: Path) -> None:
    done = icmap("broken.yaml", "not there.yaml", "lonely.yaml", "--format", "concise", cwd=here)

    assert [line.split(":")[0] for line in done.stdout.splitlines()] == ["broken.yaml", "lonely.yaml"]
    assert "cannot open 'not there.yaml': there is no such file" in done.stderr
    assert done.returncode == 2


def test_of_a_folder_every_map_is_checked_and_a_part_of_another_is_none(here: Path) -> None:
    (here / "maps" / "teams").mkdir(parents=True)
    (here / "maps" / "org.yaml").write_text(
        "icmap: 1\ninclude: [teams/*.yaml, teams/*.yml]\nparties:\n  staff: {kind: external customer, depends_on: [jeff]}\n"
    )
    (here / "maps" / "teams" / "a.yaml").write_text("parties:\n  jeff: {kind: person, depends_on: [staff office]}\n")
    (here / "maps" / "teams" / "b.yml").write_text("parties:\n  staff office: {kind: team}\n")
    (here / "maps" / "compose.yaml").write_text("services: {web: {}}\n")
    (here / "maps" / ".hidden.yaml").write_text("icmap: 1\nparties: [\n")

    by_folder = icmap("maps", "--format", "concise", cwd=here)
    by_name = icmap("maps/teams/b.yml", "maps/org.yaml", "maps/teams/a.yaml", "--format", "concise", cwd=here)

    assert by_folder.stdout == by_name.stdout
    assert [line.split(": ")[:2] for line in by_folder.stdout.splitlines()] == [
        ["maps/teams/a.yaml:2:3", "no-stand-in"]
    ]


def test_one_file_is_checked_within_the_whole(here: Path) -> None:
    (here / "teams").mkdir()
    (here / "org.yaml").write_text(
        "icmap: 1\ninclude: [teams/*.yaml]\nparties:\n  staff: {kind: external customer, depends_on: [jeff, amy]}\n  amy: {kind: person}\n"
    )
    (here / "teams" / "a.yaml").write_text("parties:\n  jeff: {kind: person}\n")

    inside = icmap("teams/a.yaml", "--within", "org.yaml", "--format", "concise", cwd=here)
    outside = icmap("healthy.yaml", "--within", "org.yaml", cwd=here)

    assert [line.split(":")[0] for line in inside.stdout.splitlines()] == ["teams/a.yaml"]
    assert outside.returncode == 2
    assert "'org.yaml' does not include 'healthy.yaml'" in outside.stderr


def test_stdin_is_a_map_like_any_other(here: Path) -> None:
    done = icmap("-", "--format", "concise", cwd=here, stdin=LONELY)

    assert done.stdout.startswith("<stdin>:4:3: no-stand-in:")


def test_the_format_comes_from_the_option_else_the_environment_else_the_suffix(here: Path) -> None:
    by_environment = icmap("lonely.yaml", cwd=here, ICMAP_FORMAT="json-lines")
    by_option = icmap("lonely.yaml", "--format", "json", cwd=here, ICMAP_FORMAT="json-lines")
    icmap("lonely.yaml", "-o", "out.sarif", cwd=here)

    assert json.loads(by_environment.stdout)["rule"] == "no-stand-in"
    assert json.loads(by_option.stdout)["counts"] == {"error": 0, "warning": 1, "note": 0}
    assert json.loads((here / "out.sarif").read_text())["version"] == "2.1.0"


def test_under_github_actions_only_the_format_for_it_writes_commands(here: Path) -> None:
    (here / "evil.yaml").write_text(LONELY.replace("payroll", '"a ##[error]x ::error::y"'))

    commands = icmap("evil.yaml", "--format", "github", cwd=here, GITHUB_ACTIONS="true")
    plain = icmap("evil.yaml", cwd=here, GITHUB_ACTIONS="true")

    assert commands.stdout.startswith("::warning file=evil.yaml,line=4,")
    assert "##[" not in plain.stdout
    assert not [line for line in plain.stdout.splitlines() if line.lstrip().startswith("::")]


def test_in_a_github_job_its_summary_gets_all_findings_and_what_stood_there_stays(here: Path) -> None:
    summary = here / "summary.md"
    summary.write_text("# before\n")
    for number in range(3):
        (here / f"{number}.yaml").write_text(LONELY.replace("payroll", "'pay <b>roll'"))
    maps = [f"{number}.yaml" for number in range(3)]

    icmap(*maps, "--format", "github", cwd=here, GITHUB_STEP_SUMMARY=str(summary))
    text = summary.read_text()
    icmap(*maps, "--format", "concise", cwd=here, GITHUB_STEP_SUMMARY=str(summary))
    icmap("healthy.yaml", "--format", "github", cwd=here, GITHUB_STEP_SUMMARY=str(summary))
    nowhere = icmap(*maps, "--format", "github", cwd=here, GITHUB_STEP_SUMMARY=str(here / "no" / "such"))

    assert text.startswith("# before\n### icmap check: 3 warnings\n\n- `0.yaml:4:3` **warning** `no-stand-in`")
    assert "<" not in re.sub(r"`[^`]*`|\\.", "", text)
    assert summary.read_text() == text
    assert nowhere.returncode == 0
    assert "no summary is written for GitHub" in nowhere.stderr


def test_a_summary_larger_than_the_runner_takes_is_cut_at_a_finding(here: Path) -> None:
    parties = "".join(f"  {'p' * 50} {number}: {{kind: team}}\n" for number in range(6000))
    (here / "large.yaml").write_text(f"icmap: 1\nparties:\n{parties}checks: {{orphan-party: note}}\n")

    icmap("large.yaml", "--format", "github", cwd=here, GITHUB_STEP_SUMMARY=str(here / "summary.md"))

    text = (here / "summary.md").read_text()
    assert 900_000 < len(text.encode()) < 2**20
    assert text.endswith("There are more, in the log of this step.\n")
    assert all(
        line.startswith(("- `large.yaml", "  - ", "### ", "There are more")) for line in text.splitlines() if line
    )


def test_statistics_count_the_findings_of_each_rule(here: Path) -> None:
    beside = icmap("lonely.yaml", "--statistics", "--format", "json", cwd=here)
    below = icmap("lonely.yaml", "--statistics", cwd=here)

    assert json.loads(beside.stdout)
    assert "1  warning  no-stand-in" in beside.stderr
    assert below.stdout.endswith("1  warning  no-stand-in\n")


def test_a_baseline_is_written_when_asked_and_then_holds(here: Path) -> None:
    written = icmap("lonely.yaml", "--baseline", "b.json", "--write-baseline", "--fail-on", "note", cwd=here)
    kept = icmap("lonely.yaml", "--baseline", "b.json", "--fail-on", "note", cwd=here)
    stale = icmap("healthy.yaml", "--baseline", "b.json", "--fail-on", "note", cwd=here)
    pruned = icmap("healthy.yaml", "--baseline", "b.json", "--prune-baseline", "-q", cwd=here)

    assert (written.returncode, kept.returncode, kept.stdout) == (0, 0, "")
    assert stale.returncode == 0
    assert "stale-baseline" in stale.stdout
    assert pruned.returncode == 0
    assert json.loads((here / "b.json").read_text()) == {"icmap_baseline": 1, "findings": []}


def test_rules_without_a_graph_load_none(here: Path) -> None:
    graphless = "missing-*,forbidden-*,required-*,layers,orphan-party,too-many-*,unlisted-service"

    command = [sys.executable, "-c", PROBE, "check", "lonely.yaml", "--select", graphless, "-q"]
    done = subprocess.run(command, cwd=here, capture_output=True, text=True, check=False)

    assert done.stdout.splitlines()[-1] == "[]"


def test_one_call_for_two_hundred_files_reads_them_all(here: Path) -> None:
    (here / "many").mkdir()
    for number in range(200):
        (here / "many" / f"{number}.yaml").write_text(LONELY)

    done = icmap("many", "--format", "json-lines", cwd=here)

    assert len(done.stdout.splitlines()) == 200


@pytest.mark.parametrize(
    "arguments", [["check", "lonely.yaml", "--format", "sarif"], ["explain", "no-stand-in"], ["explain"]]
)
def test_where_python_forgets_docstrings_the_pages_are_read_from_the_source(arguments: list[str], here: Path) -> None:
    command = [*ICMAP, *arguments]

    usual, forgetful = (
        subprocess.run(command, cwd=here, capture_output=True, encoding="utf-8", env=environment(**more), check=False)
        for more in ({}, {"PYTHONOPTIMIZE": "2"})
    )

    assert (forgetful.returncode, forgetful.stderr) == (usual.returncode, usual.stderr)
    assert forgetful.stdout == usual.stdout
