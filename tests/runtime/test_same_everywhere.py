"""Same map, same bytes: any hash seed, any folder, any time zone, any way to start Python."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from processes import Run


@pytest.mark.parametrize("form", ["terminal", "markdown", "json"])
def test_every_hash_seed_gives_the_same_report(icmap: Run, form: str) -> None:
    reports = {
        icmap("analyze", "ok.yaml", "--format", form, env={"PYTHONHASHSEED": seed}).stdout for seed in ("0", "1", "42")
    }

    assert len(reports) == 1
    assert reports != {""}


def test_neither_clock_nor_folder_nor_user_is_in_a_report(icmap: Run, folder: Path) -> None:
    here = icmap("analyze", "ok.yaml", "--format", "json").stdout
    other = folder / "another folder"
    other.mkdir()
    shutil.copy(folder / "ok.yaml", other)

    there = icmap(
        "analyze", "ok.yaml", "--format", "json", cwd=other, env={"TZ": "Asia/Tokyo", "USER": "x", "LANG": "de_DE"}
    ).stdout

    assert here == there
    assert str(folder) not in here


def test_the_order_in_the_file_changes_no_number(icmap: Run, folder: Path) -> None:
    head, *parties = (folder / "ok.yaml").read_text(encoding="utf-8").split("\n  ")
    shuffled = "\n  ".join([head, *(party.rstrip("\n") for party in reversed(parties))]) + "\n"
    (folder / "shuffled.yaml").write_text(shuffled, encoding="utf-8")

    def numbers(name: str) -> list[str]:
        text = icmap("analyze", name, "--format", "json").stdout
        return [line for line in text.splitlines() if '"line"' not in line and '"file"' not in line]

    assert numbers("ok.yaml") == numbers("shuffled.yaml")


@pytest.mark.parametrize(
    "python",
    [
        ("-O",),
        ("-X", "dev", "-W", "error", "-bb"),
        ("-X", "warn_default_encoding", "-W", "error"),
        ("-X", "utf8=0", "-I"),
    ],
    ids=" ".join,
)
def test_every_way_to_start_python_gives_the_same_report_and_no_warning(icmap: Run, python: tuple[str, ...]) -> None:
    usual = icmap("analyze", "ok.yaml")

    done = icmap("analyze", "ok.yaml", python=python)

    assert (done.returncode, done.stdout, done.stderr) == (0, usual.stdout, usual.stderr)


def test_an_empty_environment_is_enough(shell: Run) -> None:
    done = shell("env -i $ICMAP analyze ok.yaml <&- >/dev/null")

    assert (done.returncode, done.stderr) == (0, "")


def test_a_folder_that_is_gone_is_no_crash(shell: Run) -> None:
    done = shell(
        "mkdir gone; cd gone; rmdir ../gone; cat ../ok.yaml 2>/dev/null; $ICMAP explain drag; $ICMAP analyze ok.yaml"
    )

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "internal error" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a stack is limited by the shell")
def test_a_small_stack_and_little_memory_are_enough(shell: Run) -> None:
    done = shell("ulimit -s 512; ulimit -v 2000000; $ICMAP analyze ok.yaml")

    assert (done.returncode, done.stderr) == (0, "")


def test_no_socket_is_opened(folder: Path, icmap: Run) -> None:
    (folder / "sitecustomize.py").write_text(
        "import socket\ndef refuse(*_):\n    raise RuntimeError('a socket')\nsocket.socket.connect = refuse\n",
        encoding="utf-8",
    )

    done = icmap("analyze", "ok.yaml", env={"PYTHONPATH": str(folder)})

    assert (done.returncode, done.stderr) == (0, "")
