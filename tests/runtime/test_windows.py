"""What is otherwise on Windows, tried here: files that are open cannot be moved, consoles, patterns, code pages."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from icmap.cli._files import write_file
from icmap.cli._run import expanded
from icmap.cli._terminal import obeys_colours
from processes import Run

OPEN_FILES = Path("/proc/self/fd")


@pytest.mark.skipif(not OPEN_FILES.exists(), reason="nothing here tells which files are open")
def test_no_file_is_moved_while_it_is_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Path.replace

    def as_on_windows(source: Path, target: Path) -> Path:
        for descriptor in OPEN_FILES.iterdir():
            if os.path.realpath(descriptor) == str(source):
                raise PermissionError(13, "The process cannot access the file because it is being used")
        return plain(source, target)

    monkeypatch.setattr(Path, "replace", as_on_windows)
    (tmp_path / "r.md").write_text("old", encoding="utf-8")

    write_file(str(tmp_path / "r.md"), b"new")

    assert (tmp_path / "r.md").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["r.md"]


def test_a_file_swept_away_before_it_took_its_place_is_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Path.replace
    swept: list[Path] = []

    def once_swept(source: Path, target: Path) -> Path:
        if not swept:
            swept.append(source)
            source.unlink()
        return plain(source, target)

    monkeypatch.setattr(Path, "replace", once_swept)

    write_file(str(tmp_path / "r.md"), b"new")

    assert len(swept) == 1
    assert (tmp_path / "r.md").read_bytes() == b"new"


def test_only_what_a_run_left_behind_is_swept(tmp_path: Path) -> None:
    (tmp_path / ".r.md.mine.tmp").write_text("the user's own", encoding="utf-8")
    (tmp_path / ".r.md.123-0a1b2c3d.tmp").write_text("left behind", encoding="utf-8")

    write_file(str(tmp_path / "r.md"), b"new")

    assert sorted(path.name for path in tmp_path.iterdir()) == [".r.md.mine.tmp", "r.md"]


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii", "utf-16"])
def test_what_is_no_terminal_gets_utf8_with_line_feeds(icmap: Run, folder: Path, encoding: str) -> None:
    done = icmap("init", "-", env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}, encoding="utf-8")
    (folder / "started.yaml").write_text(done.stdout, encoding="utf-8", newline="")

    assert "\r" not in done.stdout
    assert icmap("check", "started.yaml", env={"PYTHONIOENCODING": encoding}).returncode == 0


def test_a_report_for_a_build_server_is_well_formed_whatever_the_code_page(icmap: Run) -> None:
    done = icmap("check", "ok.yaml", "--format", "junit", env={"PYTHONIOENCODING": "cp1252"}, encoding="utf-8")

    assert ET.fromstring(done.stdout.encode("utf-8")).tag == "testsuites"


def test_patterns_are_replaced_by_the_files_they_match(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("b.yaml", "a.yaml"):
        (tmp_path / name).touch()

    assert expanded(["check", "*.yaml", "--select", "no-*", "-o", "x.md"]) == [
        "check", "a.yaml", "b.yaml", "--select", "no-*", "-o", "x.md",
    ]  # fmt: skip


class Console:
    """Windows's functions for consoles, of one that obeys colours once it is asked to, or of none."""

    def __init__(self, mode: int | None, *, modern: bool = True) -> None:
        self.mode = mode
        self.modern = modern

    def GetStdHandle(self, number: int) -> int:  # noqa: N802 - Windows's own name
        return number

    def GetConsoleMode(self, _handle: int, place: Any) -> int:  # noqa: N802 - Windows's own name
        if self.mode is None:
            return 0
        ctypes.cast(place, ctypes.POINTER(ctypes.c_uint32)).contents.value = self.mode
        return 1

    def SetConsoleMode(self, _handle: int, mode: int) -> int:  # noqa: N802 - Windows's own name
        if not self.modern:
            return 0
        self.mode = mode
        return 1


def test_a_console_is_asked_to_obey_colours(tmp_path: Path) -> None:
    console = Console(mode=3)

    with (tmp_path / "stream").open("w", encoding="utf-8") as stream:
        assert obeys_colours(stream, console)
        assert console.mode == 7
        assert not obeys_colours(stream, Console(mode=3, modern=False))
        assert not obeys_colours(stream, Console(mode=None))


def test_force_color_0_forces_nothing(icmap: Run) -> None:
    assert "\x1b" not in icmap("analyze", "ok.yaml", env={"FORCE_COLOR": "0"}).stdout
