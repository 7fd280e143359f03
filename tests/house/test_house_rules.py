"""The rules of the house, as tests: formatting, lint, types, floors. One command runs them all with the rest."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

from icmap.formats import FORMATS
from icmap.pictures.views import VIEWS
from icmap.rules import CHECKS

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


@pytest.mark.parametrize(
    ("folder", "constant", "names"),
    [("formats", "FORMAT", FORMATS), ("rules", "CHECK", CHECKS), ("pictures/views", "VIEW", VIEWS)],
)
def test_every_module_that_ends_in_the_constant_is_named_in_the_list_of_its_folder(
    folder: str, constant: str, names: tuple[str, ...]
) -> None:
    ending = re.compile(rf"^{constant}(: \w+)? = ", re.MULTILINE)
    place = ROOT / "src" / "icmap" / folder
    files = {path.stem for path in place.glob("*.py") if ending.search(path.read_text(encoding="utf-8"))}

    assert files == {name.replace("-", "_") for name in names}


@pytest.mark.parametrize(("folder", "constant"), [("analyses", "ANALYSIS")])
def test_every_module_that_ends_in_the_constant_is_in_the_list_of_its_folder(folder: str, constant: str) -> None:
    place = ROOT / "src" / "icmap" / folder
    ending = re.compile(rf"^{constant}(: \w+)? = ", re.MULTILINE)
    files = {path.stem for path in place.glob("*.py") if ending.search(path.read_text(encoding="utf-8"))}

    module = re.escape(f"icmap.{folder.replace('/', '.')}")
    listed = re.findall(
        rf"from {module}\.(\w+) import {constant}\b", (place / "__init__.py").read_text(encoding="utf-8")
    )

    assert files == set(listed)


_STILL_SHARED: set[str] = set()
"""Imports of another folder's private modules that are still there: this list only shrinks."""


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{each.name}" for each in node.names)
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)


def test_a_module_that_begins_with_an_underscore_is_imported_by_its_own_folder_only() -> None:
    source = ROOT / "src"
    strangers = set()
    for path in sorted((source / "icmap").rglob("*.py")):
        for name in _imported(path):
            private = re.match(r"(icmap(?:\.[a-z]\w*)*)\.(_[a-z]\w*)", name)
            if private and (source / private[1].replace(".", "/") / f"{private[2]}.py").exists():
                importer = ".".join(path.relative_to(source).with_suffix("").parts)
                if importer.rpartition(".")[0] != private[1] and importer != f"{private[1]}.__init__":
                    strangers.add(f"{importer} -> {private[1]}.{private[2]}")

    assert strangers == _STILL_SHARED


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
