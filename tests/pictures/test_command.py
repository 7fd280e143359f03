"""`icmap render` as it is typed: options, suffixes, remarks, and a run without `dot` on the path."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from icmap.cli._pictures import read_proportions
from icmap.cli._run import run
from icmap.errors import IcmapError
from icmap.pictures.make import picture_format

ROOT = Path(__file__).parents[2]
PAYDAY = str(ROOT / "examples" / "payday.yaml")


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)


def test_svg_goes_to_stdout_and_nothing_else_does(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["render", PAYDAY]) == 0

    out, err = capfdbinary.readouterr()
    assert ET.fromstring(out).tag.endswith("svg")
    assert err == b""


@pytest.mark.parametrize(
    ("name", "starts"),
    [
        ("a.svg", b"<svg"),
        ("a.png", b"\x89PNG"),
        ("a.dot", b"digraph"),
        ("a.gv", b"digraph"),
        ("a.mmd", b"flowchart"),
        ("a.d2", b"direction"),
    ],
)
def test_the_suffix_picks_the_format(
    name: str, starts: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["render", PAYDAY, "-o", str(tmp_path / name), "--engine", "embedded"]) == 0

    assert (tmp_path / name).read_bytes().startswith(starts)
    assert capsys.readouterr().err == f"wrote {tmp_path / name}\n"


def test_without_dot_on_the_path_every_view_is_drawn(tmp_path: Path) -> None:
    for view in ("map", "service", "matrix", "critical", "neighbourhood", "heat"):
        command = [
            sys.executable,
            "-m",
            "icmap",
            "render",
            PAYDAY,
            "--view",
            view,
            "--focus",
            "staff",
            "--size",
            "16:9",
            "-o",
            f"{view}.png",
        ]

        done = subprocess.run(
            command, cwd=tmp_path, env=os.environ | {"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
        )

        assert (done.returncode, done.stdout, done.stderr) == (0, "", f"wrote {view}.png\n")
        assert (tmp_path / f"{view}.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--format", "gif"], "there is no picture format 'gif'"),
        (["-o", "map.gif"], "icmap draws no '.gif' files"),
        (["--size", "large"], "'large' is no page size"),
        (["--size", "1:0"], "'1:0' is no page size"),
        (["--focus", "jef"], "the map has no party 'jef'"),
        (["--view", "neighbourhood"], "a neighbourhood needs somebody in its middle"),
        (["--view", "heat", "--format", "mermaid"], "mermaid knows no matrix"),
        (["--situation", "fire"], "the map has no situation 'fire'"),
    ],
)
def test_what_cannot_be_drawn_is_a_sentence(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["render", PAYDAY, *arguments]) == 2

    out, err = capsys.readouterr()
    assert out == ""
    assert sentence in err
    assert "hint" in err


def test_what_was_left_out_is_said_on_stderr(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", PAYDAY, "--top", "3", "-o", str(tmp_path / "a.svg")]) == 0
    assert (
        "icmap: of 10 parties 3 are shown, the slowest chain and those with the most dependencies"
        in capsys.readouterr().err
    )

    assert run(["render", PAYDAY, "--top", "3", "-q", "-o", str(tmp_path / "a.svg")]) == 0
    assert "icmap:" not in capsys.readouterr().err


def test_the_map_itself_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "org.svg"
    path.write_bytes(Path(PAYDAY).read_bytes())

    assert run(["render", str(path), "-o", str(path)]) == 2
    assert path.read_bytes() == Path(PAYDAY).read_bytes()


def test_a_map_with_mistakes_is_drawn_only_where_asked(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "org.yaml"
    path.write_text("icmap: 1\nparties:\n  staff: {depends_on: [payrol, jeff]}\n  jeff:\n", encoding="utf-8")

    assert run(["render", str(path)]) == 2
    assert capfd.readouterr().out == ""
    assert run(["render", str(path), "--keep-going"]) == 0
    assert capfd.readouterr().out.startswith("<svg")


def test_formats_are_found_by_name_before_suffix() -> None:
    assert picture_format("png", "a.svg").name == "png"
    assert picture_format(None, "A.SVG").name == "svg"
    assert {picture_format(None, output).name for output in ("-", None, "/dev/stdout")} == {"svg"}


@pytest.mark.parametrize(("text", "found"), [("16:9", (16, 9)), ("4x3", (4, 3)), ("29.7:21", (29.7, 21)), (None, None)])
def test_proportions_are_two_numbers(text: str | None, found: tuple[float, float] | None) -> None:
    assert read_proportions(text) == found


@pytest.mark.parametrize("text", ["", "16", "0:1", "1:21", "nan:1", "1e9:1", "１６:９", "-1:2"])
def test_other_proportions_are_refused(text: str) -> None:
    with pytest.raises(IcmapError):
        read_proportions(text)
