from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from icmap.errors import IcmapError
from icmap.serving.watching import Looked, Watcher, refuse_streams
from live_page import MAP, SECONDS

pytest.importorskip("watchfiles", reason="the extra serve is not installed")

News = queue.Queue[None]
Watch = Callable[[Looked], tuple[Watcher, News]]


@pytest.fixture
def watch() -> Watch:
    """Watches in a thread of its own; its changes come through a queue."""

    def start(looked: Looked) -> tuple[Watcher, News]:
        watcher, news = Watcher(looked), News()

        def follow() -> None:
            for _ in watcher.changes():
                news.put(None)

        threading.Thread(target=follow, daemon=True).start()
        return watcher, news

    return start


def told(news: News) -> bool:
    """Whether a change is told before the test gives up."""
    news.get(timeout=SECONDS)
    return True


def replaced(path: Path, text: str) -> None:
    """Saved as most editors do: another file takes the place of the old one."""
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "org.yaml"
    found.write_text(MAP, encoding="utf-8")
    return found


def test_a_file_written_in_place_and_one_put_in_its_place_are_told(watch: Watch, path: Path) -> None:
    _, news = watch(Looked(str(path)))

    path.write_text(f"{MAP}# more\n", encoding="utf-8")
    assert told(news)

    replaced(path, f"{MAP}# yet more\n")
    assert told(news)


def test_a_file_that_goes_and_comes_back_is_told_twice(watch: Watch, path: Path) -> None:
    _, news = watch(Looked(str(path)))

    path.unlink()
    assert told(news)

    path.write_text(MAP, encoding="utf-8")
    assert told(news)


def test_other_files_in_the_folder_are_no_change(watch: Watch, path: Path) -> None:
    _, news = watch(Looked(str(path)))

    (path.parent / "notes.txt").write_text("not the map", encoding="utf-8")
    path.write_text(f"{MAP}# more\n", encoding="utf-8")

    assert told(news)
    assert news.empty()


def test_what_is_looked_at_later_is_followed_from_then_on(watch: Watch, path: Path) -> None:
    watcher, news = watch(Looked(str(path)))
    teams = path.parent / "teams"
    teams.mkdir()
    part = teams / "a.yaml"
    part.write_text("parties: {a: {}}\n", encoding="utf-8")
    path.write_text("icmap: 1\ninclude: [teams/*.yaml]\n", encoding="utf-8")
    assert told(news)

    looked = Looked()
    looked.load(str(path))
    watcher.follow(looked)
    part.write_text("parties: {a: {}, b: {}}\n", encoding="utf-8")
    assert told(news)

    (teams / "b.yaml").write_text("parties: {c: {}}\n", encoding="utf-8")
    assert told(news)


def test_a_folder_that_is_put_in_the_place_of_another_is_followed(watch: Watch, tmp_path: Path) -> None:
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / "org.yaml").write_text(MAP, encoding="utf-8")
    _, news = watch(Looked(str(folder / "org.yaml")))

    folder.rename(tmp_path / "old")
    assert told(news)

    folder.mkdir()
    (folder / "org.yaml").write_text(MAP, encoding="utf-8")
    assert told(news)


@pytest.mark.parametrize("path", ["-", "/dev/stdin", "/dev/fd/7", "/proc/self/fd/0"])
def test_a_stream_cannot_be_watched(path: str) -> None:
    with pytest.raises(IcmapError, match="cannot be watched"):
        refuse_streams([path], "icmap serve")
