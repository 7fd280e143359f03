from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from icmap.cli._files import create_file, write_file
from icmap.errors import IcmapError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_has_the_mode_that_the_umask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_file(str(tmp_path / "r.md"), b"x")
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "r.md").stat().st_mode) == 0o640


def test_an_existing_file_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "r.md"
    target.write_bytes(b"old")
    target.chmod(0o604)

    write_file(str(target), b"new")

    assert (target.read_bytes(), stat.S_IMODE(target.stat().st_mode)) == (b"new", 0o604)


def test_a_link_stays_a_link_and_its_target_is_written(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "r.md"
    target.write_bytes(b"old")
    link = tmp_path / "link.md"
    link.symlink_to(target)

    write_file(str(link), b"new")

    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_link_to_nothing_makes_its_target(tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(tmp_path / "real.md")

    write_file(str(link), b"new")

    assert (tmp_path / "real.md").read_bytes() == b"new"


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")

    with pytest.raises(IcmapError, match="cannot write"):
        write_file(str(tmp_path / "a"), b"x")


def test_a_pipe_is_written_in_place(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()

    write_file(str(pipe), b"x" * 200_000)
    reader.join()

    assert got == [b"x" * 200_000]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_device_is_written_in_place() -> None:
    write_file("/dev/null", b"x")

    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.parametrize("path", ["/dev/full", "no/such/folder/r.md", ".", "r\0.md", "x" * 300])
def test_what_cannot_be_written_is_said_with_its_path(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(IcmapError) as caught:
        write_file(path, b"x")

    assert path in caught.value.message
    assert names(tmp_path) == []


def test_a_map_is_never_overwritten_by_its_report(tmp_path: Path) -> None:
    source = tmp_path / "org.yaml"
    source.write_bytes(b"icmap: 1")
    (tmp_path / "other.md").hardlink_to(source)
    (tmp_path / "link.md").symlink_to(source)

    for path in (source, tmp_path / "other.md", tmp_path / "link.md"):
        with pytest.raises(IcmapError, match="it is the map itself"):
            write_file(str(path), b"x", [str(source)])

    assert source.read_bytes() == b"icmap: 1"


def test_what_a_killed_run_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    for name in (".r.md.123-aaaaaaaa.tmp", ".other.md.1-b.tmp", ".r.md.keep", "r.md.tmp"):
        (tmp_path / name).write_bytes(b"")

    write_file(str(tmp_path / "r.md"), b"new")

    assert names(tmp_path) == [".other.md.1-b.tmp", ".r.md.keep", "r.md", "r.md.tmp"]


def test_what_another_run_is_writing_is_left_to_it(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    other = tmp_path / ".r.md.123-aaaaaaaa.tmp"
    with other.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)

        write_file(str(tmp_path / "r.md"), b"new")

        assert other.exists()


def test_a_new_file_never_takes_the_place_of_one_that_is_there(tmp_path: Path) -> None:
    target = tmp_path / "org.yaml"
    create_file(str(target), b"one")

    with pytest.raises(IcmapError, match="is there already"):
        create_file(str(target), b"two")

    assert target.read_bytes() == b"one"
