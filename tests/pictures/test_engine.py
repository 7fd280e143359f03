"""Who lays a graph out, and what happens when it is missing, hangs, crashes, or talks nonsense."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from icmap.errors import IcmapError
from icmap.pictures.paint.engines import Engine, LaidOut, TooSlow, lay_out

DOT = "digraph { n0 -> n1; }"
SYSTEM = pytest.mark.skipif(shutil.which("dot") is None, reason="the system's Graphviz is not installed")
POSIX = pytest.mark.skipif(os.name != "posix", reason="the fake dot is a shell script")
ROOT = Path(__file__).parents[2]


def names(text: str) -> list[str]:
    return sorted(each["name"] for each in json.loads(text)["objects"])


def a_fake_dot(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = folder / "dot"
    fake.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


@pytest.fixture
def no_dot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@SYSTEM
def test_the_systems_graphviz_comes_first() -> None:
    assert lay_out(DOT, Engine("dot"), names) == LaidOut(["n0", "n1"])


def test_the_embedded_graphviz_needs_nothing_on_the_path(no_dot: None) -> None:
    assert lay_out(DOT, Engine(), names) == LaidOut(["n0", "n1"])


def test_without_dot_on_the_path_asking_for_it_is_a_sentence(no_dot: None) -> None:
    with pytest.raises(IcmapError, match=r"there is no 'dot' on the path") as caught:
        lay_out(DOT, Engine("dot"), names)
    assert "install Graphviz" in caught.value.hint


@POSIX
@pytest.mark.parametrize(
    ("script", "reason"),
    [
        pytest.param("kill -SEGV $$", "it failed", id="crashing"),
        pytest.param("exit 3", "it failed", id="failing"),
        pytest.param("cat >/dev/null; echo rubbish", "its answer is no layout", id="rubbish"),
        pytest.param("cat >/dev/null; echo '{}'", "its answer is no layout", id="json without a layout"),
        pytest.param("printf '\\377\\376'", "its answer is no layout", id="no UTF-8"),
        pytest.param("exec yes", "it failed", id="endless output"),
        pytest.param("sleep 1000 & sleep 1000", "it took longer than 1.5 s", id="hanging, with a child"),
        pytest.param("exec 0<&-; sleep 1000", "it took longer than 1.5 s", id="hanging and deaf"),
    ],
)
def test_a_broken_dot_is_a_remark_and_the_embedded_one_goes_on(
    script: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_fake_dot(tmp_path, script, monkeypatch)
    graph = "digraph { n0 -> n1; }" + " " * 200_000

    found = lay_out(graph, Engine(seconds=2), names)

    assert found == LaidOut(["n0", "n1"], (f"the system's Graphviz made no layout: {reason}",))


@POSIX
def test_a_hanging_dot_leaves_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_fake_dot(tmp_path, f"sleep 1234 & echo $! > {tmp_path}/pid; wait", monkeypatch)

    with pytest.raises(TooSlow):
        lay_out(DOT, Engine("dot", seconds=0.5), names)

    assert is_gone(int((tmp_path / "pid").read_text()))


def is_gone(pid: int) -> bool:
    """Whether a process has ended (a zombie whose parent has not looked yet has, too)."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{pid}/stat")
        if state.exists() and state.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return True
        time.sleep(0.02)
    return False


def test_the_embedded_one_is_interrupted_when_its_time_is_over() -> None:
    tangle = "digraph { " + " ".join(f"n{a} -> n{b};" for a in range(120) for b in range(120) if (a * 7 + b) % 3) + "}"

    with pytest.raises(TooSlow, match=r"the embedded Graphviz made no layout: it took longer than 0.3 s"):
        lay_out(tangle, Engine("embedded", seconds=0.3), names)


def test_the_embedded_one_works_where_no_cache_can_be_written(tmp_path: Path) -> None:
    program = (
        "from icmap.pictures.paint.engines import Engine, lay_out\n"
        "print(len(lay_out('digraph { n0 -> n1; }', Engine('embedded'), str).found) > 100)"
    )
    nowhere = {"HOME": "/dev/null", "XDG_CACHE_HOME": "/dev/null/x", "PATH": str(tmp_path)}

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=nowhere, check=False)

    assert done.stdout == "True\n", done.stderr


@POSIX
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_render_leaves_no_child_and_no_file(number: int, code: int, tmp_path: Path) -> None:
    fake = tmp_path / "bin"
    fake.mkdir()
    script = fake / "dot"
    script.write_text(
        f"#!/bin/sh\nsleep 1234 & echo $! > {tmp_path}/pid.new; mv {tmp_path}/pid.new {tmp_path}/pid; wait\n",
        encoding="utf-8",
    )
    script.chmod(0o755)
    output = tmp_path / "out"
    output.mkdir()
    command = [
        sys.executable,
        "-m",
        "icmap",
        "render",
        str(ROOT / "examples" / "payday.yaml"),
        "-o",
        str(output / "map.svg"),
    ]

    with subprocess.Popen(
        command, env=os.environ | {"PATH": f"{fake}:{os.environ['PATH']}"}, stderr=subprocess.DEVNULL
    ) as child:
        for _ in range(1500):
            if (tmp_path / "pid").exists():
                break
            time.sleep(0.01)
        child.send_signal(number)
        assert child.wait(10) == code

    assert is_gone(int((tmp_path / "pid").read_text()))
    assert list(output.iterdir()) == []
