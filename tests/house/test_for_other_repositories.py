"""What other repositories use of this one: the GitHub action, script by script, and the pre-commit hook."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from processes import environment

ROOT = Path(__file__).resolve().parents[2]
BROKEN = "icmap: 1\nparties:\n  staff: {kind: external customer, depends_on: [jef]}\n  jeff: {kind: person}\n"
LONELY = BROKEN.replace("[jef]", "[jeff]")


def steps() -> dict[str, dict[str, Any]]:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return {each["name"]: each for each in action["runs"]["steps"]}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "bin").mkdir()
    for name, arguments in (("icmap", '-m icmap "$@"'), ("python", '"$@"')):
        script = tmp_path / "bin" / name
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments}\n')
        script.chmod(0o755)
    return tmp_path


def run_step(name: str, here: Path, **more: str) -> tuple[subprocess.CompletedProcess[str], dict[str, str]]:
    """One step's script as the runner runs it, and the outputs that it sets."""
    output = here / "output"
    output.write_text("")
    surroundings = {
        "RUNNER_TEMP": str(here),
        "GITHUB_OUTPUT": str(output),
        "GITHUB_STEP_SUMMARY": str(here / "summary"),
    }
    path = f"{here / 'bin'}{os.pathsep}{os.environ['PATH']}"
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", steps()[name]["run"]]
    done = subprocess.run(
        command,
        cwd=here,
        capture_output=True,
        encoding="utf-8",
        env=environment(PATH=path, **surroundings, **more),
        check=False,
    )
    return done, dict(line.split("=", 1) for line in output.read_text().splitlines())


@pytest.mark.parametrize(("version", "code"), [("3.10", 1), ("2.7", 1), ("3.11", 0), ("3.14", 0), ("4.0", 0)])
def test_the_action_refuses_a_python_that_is_too_old_in_one_clear_line(version: str, code: int, here: Path) -> None:
    python = here / "bin" / "some-python"
    python.write_text(f"#!/bin/sh\necho {version}\n")
    python.chmod(0o755)

    done, outputs = run_step("Look for Python", here, PYTHON="some-python", SOURCE=str(ROOT))

    assert done.returncode == code
    if not code:
        assert outputs["key"].startswith(f"icmap-{version}-")
    else:
        assert done.stdout.startswith(
            f"::error title=icmap::icmap needs Python 3.11 or later, 'some-python' is {version}: "
        )


def test_the_action_says_where_there_is_no_python(here: Path) -> None:
    done, _ = run_step("Look for Python", here, PYTHON="no-such-python", SOURCE=str(ROOT))

    assert done.returncode == 1
    assert "there is no 'no-such-python' here" in done.stdout


def test_the_action_annotates_counts_sums_up_and_writes_sarif(here: Path) -> None:
    (here / "my map.yaml").write_text(LONELY)

    done, outputs = run_step(
        "Check the maps", here, MAPS="my map.yaml\n", ARGUMENTS="--fail-on warning", SARIF="icmap.sarif"
    )

    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::warning file=my map.yaml,line=4,")
    assert outputs == {"exit-code": "1", "errors": "0", "warnings": "1", "notes": "0", "sarif": "icmap.sarif"}
    assert json.loads((here / "icmap.sarif").read_text())["version"] == "2.1.0"
    assert "**warning** `no-stand-in`" in (here / "summary").read_text()


def test_the_action_sets_its_outputs_where_a_map_is_missing_too(here: Path) -> None:
    done, outputs = run_step("Check the maps", here, MAPS="nowhere.yaml", ARGUMENTS="", SARIF="")

    assert done.returncode == 2
    assert outputs["exit-code"] == "2"
    assert "sarif" not in outputs


def test_the_action_installs_from_its_own_checkout() -> None:
    install = steps()["Install icmap"]

    assert install["env"]["SOURCE"] == "${{ github.action_path }}"
    assert 'pip install --quiet --disable-pip-version-check "$SOURCE"' in install["run"]


def test_every_script_of_the_action_takes_what_others_wrote_from_its_environment_only() -> None:
    assert not [name for name, step in steps().items() if "${{" in step.get("run", "")]


def test_the_pre_commit_hook_checks_maps_of_any_name_as_wholes_and_passes_other_yaml_over(here: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (here / "teams").mkdir()
    (here / "kitchen.yaml").write_text("icmap: 1\ninclude: [teams/*.yaml]\n")
    (here / "teams" / "a.yaml").write_text("parties:\n  staff: {kind: external customer, depends_on: [jeff]}\n")
    (here / "teams" / "b.yaml").write_text("parties:\n  jeff: {kind: person}\n")
    (here / "compose.yaml").write_text("services: {web: {}}\n")

    _, *arguments = shlex.split(hook["entry"])
    command = [str(here / "bin" / "icmap"), *arguments, "--format", "concise"]
    done = subprocess.run(command, cwd=here, capture_output=True, encoding="utf-8", env=environment(), check=False)

    assert hook["pass_filenames"] is False
    assert "files" not in hook
    assert [line.split(": ")[:2] for line in done.stdout.splitlines()] == [["teams/b.yaml:2:3", "no-stand-in"]]
