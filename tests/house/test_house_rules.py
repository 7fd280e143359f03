"""The rules of the house, as tests: formatting, lint, types, floors. One command runs them all with the rest."""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = Path(sysconfig.get_path("scripts"))


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("ruff", "format", "--check", "."), id="formatting"),
        pytest.param(("ruff", "check", "."), id="lint"),
        pytest.param(("mypy", "--no-error-summary"), id="types"),
        pytest.param(("lint-imports",), id="floors"),
    ],
)
def test_the_project_keeps(command: tuple[str, ...]) -> None:
    tool = SCRIPTS / command[0]

    done = subprocess.run([tool, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("folder", ["analyses", "formats"])
def test_the_list_of_a_plug_in_folder_is_its_files(folder: str) -> None:
    files = {path.stem for path in (ROOT / "src" / "icmap" / folder).glob("*.py") if not path.stem.startswith("_")}
    listed = (ROOT / "src" / "icmap" / folder / "__init__.py").read_text(encoding="utf-8")
    pattern = rf"from icmap\.{folder} import ([\w, \n()]+)|from icmap\.{folder}\.(\w+) import"
    found = {
        name.strip()
        for match in re.finditer(pattern, listed)
        for group in match.groups()
        if group
        for name in group.strip("()\n ").split(",")
    }

    assert files <= {name for name in found if name}


def test_nothing_below_the_cli_prints_exits_or_reads_the_clock() -> None:
    forbidden = re.compile(
        r"^\s*(print\(|sys\.exit|raise SystemExit)|datetime\.now|time\.time\(|date\.today", re.MULTILINE
    )
    guilty = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "src" / "icmap").rglob("*.py"))
        if "cli" not in path.parts and path.name != "__main__.py" and forbidden.search(path.read_text(encoding="utf-8"))
    ]

    assert not guilty


def test_every_module_says_in_its_first_line_what_it_is_about() -> None:
    silent = [
        path.name
        for path in sorted((ROOT / "src" / "icmap").rglob("*.py"))
        if not path.read_text(encoding="utf-8").startswith(('"""', 'r"""'))
    ]

    assert not silent


def test_importing_icmap_loads_nothing_heavy() -> None:
    probe = "import sys, icmap; print(sorted({'networkx', 'yaml', 'rich', 'typer', 'numpy'} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
