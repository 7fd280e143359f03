"""Output files under disks that are full, runs that are killed, stopped, or many at once."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from processes import ICMAP, Run, environment

WRITE = ("analyze", "ok.yaml", "-o", "r.md")
NEEDS_STRACE = pytest.mark.skipif(not shutil.which("strace"), reason="strace is not here")


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.endswith(".tmp"))


def under_strace(folder: Path, injected: str) -> subprocess.CompletedProcess[bytes]:
    trace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject={injected}", *ICMAP, *WRITE]
    return subprocess.run(trace, check=False, cwd=folder, env=environment(), capture_output=True, timeout=300)


@NEEDS_STRACE
@pytest.mark.parametrize("call", ["fsync:error=EIO", "fsync:error=ENOSPC", "rename:error=EACCES", "rename:error=EXDEV"])
def test_a_disk_that_fails_leaves_the_old_file(folder: Path, call: str) -> None:
    (folder / "r.md").write_text("old", encoding="utf-8")

    done = under_strace(folder, call)

    assert done.returncode == 2
    assert done.stderr.decode().startswith("icmap: cannot write 'r.md': ")
    assert b"Traceback" not in done.stderr
    assert (folder / "r.md").read_text(encoding="utf-8") == "old"
    assert leftovers(folder) == []


@NEEDS_STRACE
@pytest.mark.parametrize("call", ["flock:signal=KILL", "fsync:signal=KILL", "rename:signal=KILL"])
def test_a_killed_run_leaves_the_old_file_and_the_next_one_sweeps(folder: Path, icmap: Run, call: str) -> None:
    (folder / "r.md").write_text("old", encoding="utf-8")

    under_strace(folder, call)

    assert (folder / "r.md").read_text(encoding="utf-8") == "old"
    assert len(leftovers(folder)) == 1
    assert icmap(*WRITE).returncode == 0
    assert leftovers(folder) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_full_disk_leaves_the_old_file(folder: Path, icmap: Run) -> None:
    disk = folder / "disk"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4k", "t", disk], check=False, capture_output=True
    ).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        (disk / "r.md").write_text("old", encoding="utf-8")

        done = icmap("analyze", "ok.yaml", "-o", "disk/r.md")

        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == "icmap: cannot write 'disk/r.md': No space left on device\n"
        assert (disk / "r.md").read_text(encoding="utf-8") == "old"
        assert leftovers(disk) == []
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_quiet_run_writes_without_a_word(folder: Path) -> None:
    done = subprocess.run([*ICMAP, *WRITE, "-q"], cwd=folder, env=environment(), capture_output=True, check=True)

    assert (folder / "r.md").exists()
    assert done.stderr == done.stdout == b""


def test_eight_runs_at_once_write_one_whole_file(folder: Path) -> None:
    command = [*ICMAP, *WRITE]
    runs = [subprocess.Popen(command, cwd=folder, env=environment(), stderr=subprocess.PIPE) for _ in range(8)]
    seen = set()
    while any(run.poll() is None for run in runs):
        if (folder / "r.md").exists():
            seen.add((folder / "r.md").read_bytes())
    said = [run.communicate()[1] for run in runs]

    assert [run.returncode for run in runs] == [0] * 8
    assert set(said) == {b"wrote r.md\n"}
    assert len(seen | {(folder / "r.md").read_bytes()}) == 1
    assert leftovers(folder) == []


LISTENING = """
import sys
from icmap.cli._stopping import listen
listen()
from icmap.cli._run import run
print("ready", flush=True)
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_waits_for_its_map_stops_at_once(folder: Path, number: signal.Signals) -> None:
    command = [sys.executable, "-c", LISTENING, "analyze", "-", "-o", "r.md"]
    with subprocess.Popen(
        command, cwd=folder, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        assert run.stdout
        assert run.stdout.readline() == b"ready\n"

        run.send_signal(number)
        run.wait(60)

        assert run.returncode == 128 + number
        assert run.stderr
        assert run.stderr.read() == b""
    assert not (folder / "r.md").exists()


WRITING = """
import sys
from pathlib import Path
from icmap.cli._files import _beside
from icmap.cli._stopping import listen
listen()
with _beside(Path("r.md")) as (temporary, descriptor):
    print(temporary.name, flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_while_it_writes_leaves_nothing(folder: Path, number: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITING], cwd=folder, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as run:
        assert run.stdout
        assert (folder / run.stdout.readline().decode().strip()).exists()

        run.send_signal(number)

        assert run.wait(60) == 128 + number
    assert leftovers(folder) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize("target", ["locked/r.md", "fixed.md"])
def test_what_may_not_be_written_is_left_alone(
    folder: Path, target: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (folder / "locked").mkdir(mode=0o555)
    (folder / "fixed.md").write_text("old", encoding="utf-8")
    (folder / "fixed.md").chmod(0o444)
    script = f"import os; os.setuid(65534); from icmap.cli._files import write_file; write_file({target!r}, b'x')"
    for above in (folder, *folder.parents):
        if not above.stat().st_mode & 0o005:
            above.chmod(above.stat().st_mode | 0o055)

    done = subprocess.run(
        [sys.executable, "-c", script], check=False, cwd=folder, env=environment(), capture_output=True
    )

    if b"ModuleNotFoundError" in done.stderr or b"Permission denied: '/" in done.stderr:
        pytest.skip("the checkout is not readable to others")
    assert f"cannot write '{target}'".encode() in done.stderr
    assert (folder / "fixed.md").read_text(encoding="utf-8") == "old"


def test_the_map_itself_is_never_written_over(folder: Path, icmap: Run) -> None:
    before = (folder / "ok.yaml").read_bytes()

    done = icmap("analyze", "ok.yaml", "-o", "ok.yaml", "--format", "json")

    assert done.returncode == 2
    assert "it is the map itself" in done.stderr
    assert (folder / "ok.yaml").read_bytes() == before
