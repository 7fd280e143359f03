"""Somebody who waits at a terminal is told what for; a pipe, a file and `-q` never are."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from threading import Event, active_count
from types import SimpleNamespace

import pytest

from icmap.cli import _progress
from icmap.cli._progress import progress
from processes import MAP, environment

ICMAP = [sys.executable, "-m", "icmap"]


class Terminal:
    """A terminal that says when it was first written to."""

    encoding = "ascii"

    def __init__(self) -> None:
        self.written: list[str] = []
        self.first = Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> None:
        self.written.append(text)
        self.first.set()

    def flush(self) -> None:
        pass


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    made = Terminal()
    monkeypatch.setattr(_progress, "sys", SimpleNamespace(stderr=made))
    monkeypatch.setenv("TERM", "xterm")
    return made


def test_what_takes_long_is_told_on_one_line_and_the_line_is_taken_away(terminal: Terminal) -> None:
    with progress("reading org.yaml", after=0):
        assert terminal.first.wait(30)

    assert re.fullmatch(r"\r\x1b\[Kicmap: reading org\.yaml \(\d+ s\)", terminal.written[0])
    assert terminal.written[-1] == "\r\x1b[K"


def test_whoever_works_says_how_far_it_is(terminal: Terminal) -> None:
    with progress("simulating", after=0) as work:
        work.done(1500, 10_000)
        assert terminal.first.wait(30)

    assert "icmap: simulating" in terminal.written[0]
    assert work.text == "simulating, 1,500 of 10,000"


def test_what_is_quick_is_not_told(terminal: Terminal) -> None:
    with progress("reading org.yaml", after=3600):
        pass

    assert terminal.written == []


def test_a_terminal_that_cannot_erase_is_left_alone(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    before = active_count()

    with progress("reading org.yaml", after=0):
        assert active_count() == before


def test_quiet_is_quiet(terminal: Terminal) -> None:
    before = active_count()

    with progress("reading org.yaml", quiet=True, after=0):
        assert active_count() == before


def test_a_file_name_is_no_control_sequence_and_breaks_no_line(terminal: Terminal) -> None:
    with progress("reading \x1b[2J給" + "x" * 200, after=0):
        assert terminal.first.wait(30)

    shown = terminal.written[0].removeprefix("\r\x1b[K")
    assert shown.isprintable()
    assert shown.isascii()
    assert shown.startswith(r"icmap: reading \x1b[2J")
    assert len(shown) < 100


def test_a_failure_takes_the_line_away_too(terminal: Terminal) -> None:
    def fail() -> None:
        with progress("reading org.yaml", after=0):
            assert terminal.first.wait(30)
            raise LookupError

    with pytest.raises(LookupError):
        fail()

    assert terminal.written[-1] == "\r\x1b[K"


def test_a_run_at_a_terminal_says_that_it_waits_for_its_input_and_stdout_has_the_result_alone(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [*ICMAP, "analyze", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=theirs, cwd=tmp_path, env=environment(TERM="xterm"),
    )  # fmt: skip
    os.close(theirs)

    told = os.read(ours, 1000)
    out, _ = running.communicate(MAP.encode())
    rest = _all(ours)

    assert b"icmap: reading the standard input (1 s)" in told
    assert (told + rest).endswith(b"\r\x1b[K")
    assert out.startswith("Zoë's 給与".encode())
    assert b"\x1b" not in out


def test_off_a_terminal_nothing_is_told(tmp_path: Path) -> None:
    done = subprocess.run([*ICMAP, "analyze", "-"], input=MAP.encode(), capture_output=True, cwd=tmp_path, check=True)

    assert done.stderr == b""


def _all(descriptor: int) -> bytes:
    read = b""
    while True:
        try:
            part = os.read(descriptor, 1000)
        except OSError:  # the other side is closed
            return read
        if not part:
            return read
        read += part
