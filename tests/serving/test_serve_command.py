"""The command itself: its address, how it ends, what it refuses, and `--watch` of the others."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue

import pytest

from live_page import MAP, SECONDS, Serve, a_server  # noqa: F401 - a fixture
from processes import ICMAP, environment, run

pytest.importorskip("watchfiles", reason="the extra serve is not installed")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "org.yaml"
    found.write_text(MAP, encoding="utf-8")
    return found


def test_the_result_is_the_address_and_it_is_of_this_machine_alone(serve: Serve) -> None:
    served = serve()

    assert served.address.startswith("http://127.0.0.1:")
    assert len(served.secret) >= 20
    assert serve().secret != served.secret


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="only Linux lists its sockets")
def test_nothing_listens_beyond_loopback(serve: Serve) -> None:
    port = f"{serve().port:04X}"

    tables = [Path(f"/proc/net/{name}") for name in ("tcp", "tcp6")]
    lines = [line.split() for table in tables if table.exists() for line in table.read_text().splitlines()[1:]]
    listening = {line[1] for line in lines if line[3] == "0A" and line[1].endswith(f":{port}")}

    assert listening == {f"0100007F:{port}"}


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_at_once_while_a_tab_is_open(serve: Serve, number: int, code: int) -> None:
    served = serve()
    news = served.events()
    next(news)

    assert served.stop(number) == code


def test_a_port_can_be_asked_for_and_one_that_is_taken_is_said(serve: Serve, path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = run("serve", str(path), "--no-open", "--port", str(port))

    assert refused.returncode == 2
    assert refused.stdout == ""
    assert f"cannot listen on port {port}" in refused.stderr
    assert serve(MAP, "--port", str(port)).port == port


@pytest.mark.parametrize("command", [("serve", "-"), ("analyze", "-", "--watch"), ("check", "/dev/stdin", "--watch")])
def test_a_stream_is_refused(command: tuple[str, ...]) -> None:
    refused = run(*command)

    assert refused.returncode == 2
    assert "cannot be watched" in refused.stderr


@pytest.mark.parametrize(
    ("missing", "command"), [("uvicorn", "serve"), ("watchfiles", "serve"), ("watchfiles", "analyze --watch")]
)
def test_where_the_extra_is_missing_the_line_that_installs_it_is_said(path: Path, missing: str, command: str) -> None:
    name, *options = command.split()
    program = f"import sys; sys.modules[{missing!r}] = None; from icmap.cli import main; main()"

    refused = subprocess.run(
        [sys.executable, "-c", program, name, str(path), *options],
        capture_output=True, encoding="utf-8", env=environment(), check=False, timeout=SECONDS,
    )  # fmt: skip

    assert refused.returncode == 2
    assert 'pip install "icmap[serve]"' in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_file_that_is_not_there_yet_is_waited_for(serve: Serve) -> None:
    served = serve()
    served.path.unlink()
    news = (part for name, part in served.events() if name == "screen")
    away = next(part for part in news if part["trouble"]["broken"])
    served.path.write_text(MAP.replace("Pay day", "Pay week"), encoding="utf-8")

    assert "there is no such file" in away["trouble"]["words"]
    assert next(part for part in news if part["screen"])["trouble"]["broken"] is False


def test_ten_saves_at_once_are_shown_once(serve: Serve) -> None:
    served = serve()
    served.until("picture")
    news = (part for name, part in served.events() if name == "screen")
    before = next(news)["revision"]

    for number in range(1, 11):
        served.path.write_text(MAP.replace("Pay day", f"Pay day {number}"), encoding="utf-8")
    shown = next(part for part in news if part["screen"]["title"] == "Pay day 10")

    assert shown["revision"] - before <= 2  # one, and one more where this machine slept between two saves


Lines = Callable[[int], str]


class Watched:
    """A command with `--watch`: what it has written, read as it comes."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [*ICMAP, *arguments, "--watch"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment()
        )  # fmt: skip
        self._lines: Queue[str] = Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        with self.process.stdout as lines:
            for line in lines:
                self._lines.put(line)
        self._lines.put("")

    def stop(self) -> int:
        """End it by Ctrl-C; its exit code."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(SECONDS)
        self._reader.join()
        return code

    def run(self) -> str:
        """All that is written until it waits for the next save."""
        said = ""
        while "waits for the next save" not in said:
            line = self._lines.get(timeout=SECONDS)
            assert line, f"the command has ended: {said}"
            said += line
        return said


@pytest.fixture
def watched() -> Iterator[Callable[..., Watched]]:
    started: list[Watched] = []

    def start(*arguments: str) -> Watched:
        started.append(Watched(*arguments))
        return started[-1]

    yield start
    codes = [each.stop() for each in started]
    assert set(codes) <= {130}


def test_analyze_runs_again_after_every_save_and_survives_a_broken_one(
    path: Path, watched: Callable[..., Watched]
) -> None:
    command = watched("analyze", str(path))
    assert "Pay day" in command.run()

    path.write_text(MAP.replace("Pay day", "Pay week"), encoding="utf-8")
    assert "Pay week" in command.run()

    path.write_text(MAP.replace("lead_time: 4h", "lead_time: four"), encoding="utf-8")
    assert "'four'" in command.run()

    path.unlink()
    assert "there is no such file" in command.run()

    path.write_text(MAP, encoding="utf-8")
    assert "Pay day" in command.run()


def test_check_runs_again_where_an_included_file_or_the_policy_is_saved(
    path: Path, watched: Callable[..., Watched]
) -> None:
    part, policy = path.parent / "part.yaml", path.parent / "policy.yaml"
    path.write_text(f"{MAP.replace('parties:', f'include: [part.yaml]{os.linesep}parties:')}", encoding="utf-8")
    part.write_text("parties: {clerk: {kind: person}}\n", encoding="utf-8")
    policy.write_text("checks: {orphan-party: note}\n", encoding="utf-8")
    command = watched("check", str(path), "--policy", str(policy))
    assert "orphan-party" in command.run()

    policy.write_text("checks: {orphan-party: off}\n", encoding="utf-8")
    assert "orphan-party" not in command.run()

    part.write_text("parties: {clerk: {kind: persn, depends_on: [jef]}}\n", encoding="utf-8")
    assert "did you mean 'jeff'" in command.run()


def test_render_writes_its_picture_again(path: Path, watched: Callable[..., Watched]) -> None:
    picture = path.parent / "org.svg"
    command = watched("render", str(path), "-o", str(picture))
    command.run()
    before = picture.read_text(encoding="utf-8")

    path.write_text(MAP.replace("jeff", "joan"), encoding="utf-8")
    command.run()

    assert "jeff" in before
    assert "joan" in picture.read_text(encoding="utf-8")


def children(process: int) -> list[Path]:
    """The processes that a process has started and that still run."""
    found = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += [Path(f"/proc/{each}") for each in task.read_text().split()]
    return found


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux lists children so")
@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_no_layout_that_is_being_made_outlives_ctrl_c_for_long(serve: Serve) -> None:
    served = serve(example="university-hospital/hospital.yaml")
    while not (layouts := children(served.process.pid)):
        assert served.process.poll() is None

    assert served.stop() == 130
    given_up = time.monotonic() + SECONDS

    while any("dot" in name_of(each) for each in layouts):
        assert time.monotonic() < given_up


def name_of(process: Path) -> str:
    """What a process is called; '' where it is gone or only waits to be forgotten."""
    try:
        name, state = (process / "stat").read_text().partition("(")[2].rpartition(") ")[::2]
    except OSError:
        return ""
    return "" if state.startswith("Z") else name
