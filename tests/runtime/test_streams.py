"""Stdout and stderr that are closed, full, narrow, colourless or know few letters."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from processes import Run, environment


def test_a_reader_who_leaves_early_is_no_mistake(shell: Run) -> None:
    done = shell("$ICMAP analyze ok.yaml | head -1; echo ${PIPESTATUS[0]}")

    assert done.stdout.splitlines()[-1] == "0"
    assert done.stderr == ""


def test_a_reader_who_is_not_there_is_no_mistake(folder: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)

    done = subprocess.run(
        [sys.executable, "-m", "icmap", "analyze", "ok.yaml"],
        check=False, cwd=folder, env=environment(), stdout=writer, stderr=subprocess.PIPE,
    )  # fmt: skip
    os.close(writer)

    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("command", ["analyze ok.yaml", "--version", "--help", "analyze --help", "explain", "init -"])
@pytest.mark.parametrize("stdout", [">&-", ">/dev/full"])
def test_output_that_is_lost_is_told_in_a_line(shell: Run, command: str, stdout: str) -> None:
    done = shell(f"$ICMAP {command} {stdout}")

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("icmap: cannot ")


@pytest.mark.parametrize("stderr", ["2>&-", "2>/dev/full", "2>&- >&-"])
def test_mistakes_that_nobody_hears_are_mistakes_all_the_same(shell: Run, stderr: str) -> None:
    done = shell(f"$ICMAP analyze bad.yaml {stderr}")

    assert (done.returncode, done.stdout) == (2, "")


def test_a_report_goes_to_its_file_whether_or_not_anybody_hears_of_it(shell: Run, folder: Path) -> None:
    assert shell("$ICMAP analyze ok.yaml -o r.md >&- 2>&- <&-").returncode == 0
    assert (folder / "r.md").read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "utf-16", "latin-1"])
def test_a_pipe_gets_utf8_whatever_the_encoding(icmap: Run, encoding: str) -> None:
    done = icmap("analyze", "ok.yaml", env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}, encoding="utf-8")

    assert done.returncode == 0
    assert "給与" in done.stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "latin-1"])
def test_a_terminal_gets_every_name_somehow(folder: Path, encoding: str) -> None:
    ours, theirs = os.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "icmap", "analyze", "ok.yaml", "-q", "--no-color"],
        check=False, cwd=folder, env=environment(PYTHONIOENCODING=encoding, PYTHONUTF8="0"), stdout=theirs,
    )  # fmt: skip
    os.close(theirs)
    screen = os.read(ours, 65536).decode(encoding)
    os.close(ours)

    assert done.returncode == 0
    assert r"\u7d66\u4e0e" in screen


def test_a_plain_c_locale_crashes_nothing(icmap: Run) -> None:
    done = icmap(
        "analyze", "ok.yaml", env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, encoding="utf-8"
    )

    assert done.returncode == 0


def test_files_are_utf8_whatever_the_locale(icmap: Run, folder: Path) -> None:
    icmap("analyze", "ok.yaml", "-o", "r.md", env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})

    assert "給与" in (folder / "r.md").read_text(encoding="utf-8")
    assert b"\r" not in (folder / "r.md").read_bytes()


@pytest.mark.parametrize("columns", ["0", "1", "-5", "abc", "10000", "40", "80", ""])
def test_every_party_is_there_whatever_the_width(icmap: Run, columns: str) -> None:
    done = icmap("explain", env={"COLUMNS": columns})

    assert done.returncode == 0
    assert "unknown-party" in done.stdout


def test_off_a_terminal_there_is_no_colour_unless_forced(icmap: Run) -> None:
    assert "\x1b" not in icmap("analyze", "ok.yaml", env={"TERM": "xterm", "CI": "true"}).stdout
    assert "\x1b[" in icmap("analyze", "ok.yaml", env={"FORCE_COLOR": "1"}).stdout
    assert "\x1b" not in icmap("analyze", "ok.yaml", env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout
    assert "\x1b" not in icmap("analyze", "ok.yaml", "--no-color", env={"FORCE_COLOR": "1"}).stdout


def test_help_looks_the_same_everywhere(icmap: Run) -> None:
    plain = icmap("analyze", "--help").stdout

    assert icmap("analyze", "--help", env={"GITHUB_ACTIONS": "true", "FORCE_COLOR": "1"}).stdout == plain


def test_a_build_log_gets_no_command_out_of_a_name(icmap: Run, folder: Path) -> None:
    (folder / "evil.yaml").write_text(
        "icmap: 1\nname: '::error::x ##[group]y'\nparties:\n  a: {name: '##[error]n', depends_on: [b]}\n  b:\n",
        encoding="utf-8",
    )

    log = icmap("analyze", "evil.yaml", env={"GITHUB_ACTIONS": "true"}).stdout

    assert "##[" not in log
    assert not [line for line in log.splitlines() if line.lstrip().startswith("::")]
