"""Which files a map was made of, and when one of them is written, replaced, taken away or put back.

What is looked at is known while a map is read: the files, also those that are not there, and the folders in which a
pattern of `include` was looked for. Folders are watched rather than files, as most editors save by putting another file
in the place of the old one; what counts is then whether a file is another than before, so that swap files of editors
and icmap's own output are no change. Once a second everything is looked at anyway: a folder that was itself replaced,
and a file system that reports nothing (a network drive), are followed too, only later.
"""

# Paths are those that the map was read by; pathlib would tidy them.
# ruff: noqa: PTH100, PTH112, PTH116, PTH120

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from icmap.errors import IcmapError
from icmap.loading import DISK, Loaded, load

if TYPE_CHECKING:
    from collections.abc import Hashable

__all__ = ["INSTALL", "Looked", "Watcher", "refuse_streams"]

INSTALL = 'pip install "icmap[serve]"'
"""What brings the parts that are needed to watch and to serve."""

_STEP = 15
"""So many milliseconds nothing may have changed before a change is told: an editor writes more than once."""
_ANYWAY = 1000
"""After so many milliseconds everything is looked at though nothing was reported."""
_STREAMS = ("/dev/", "/proc/")


def refuse_streams(paths: Iterable[str], what: str) -> None:
    """Nothing, unless one of the maps is a stream, which never changes: an `IcmapError`."""
    for path in paths:
        if path == "-" or path.startswith(_STREAMS):
            raise IcmapError(f"'{path[:60]}' cannot be watched", hint=f"{what} follows a file: name one")


class Looked:
    """The files of the disk, and which of them were read and which folders were looked through; see `icmap.loading.Files`."""

    def __init__(self, *more: str) -> None:
        self.seen: dict[str, Hashable] = {}
        for path in more:
            self.seen[path] = _state(path)

    def load(self, path: str, *, root: str | None = None, max_size: int | None = None) -> Loaded:
        """The map of a file; every file that it is made of is remembered."""
        self.seen[path] = _state(path)
        return load(path, root=root, max_size=max_size, files=self)

    def read(self, path: str, limit: int) -> bytes:
        """As of the disk; how the file was before it is read is remembered."""
        self.seen[path] = _state(path)
        return DISK.read(path, limit)

    def real(self, path: str) -> str:
        """As of the disk."""
        return DISK.real(path)

    def is_quotable(self, path: str) -> bool:
        """As of the disk."""
        return DISK.is_quotable(path)

    def listed(self, folder: str) -> Iterator[tuple[str, bool]]:
        """As of the disk; what lies in the folder is remembered."""
        entries = list(DISK.listed(folder))
        self.seen[folder + os.sep] = _names(name for name, _ in entries)
        return iter(entries)


def _state(path: str) -> Hashable:
    """What is different where a file is another; of a folder (it ends with the separator) the names in it."""
    if path.endswith(os.sep):
        return _names(name for name, _ in DISK.listed(path))
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino, found.st_dev


def _names(names: Iterable[str]) -> Hashable:
    return tuple(sorted(names))


class Watcher:
    """Waits until something that was looked at is different from how it was."""

    def __init__(self, looked: Looked) -> None:
        _needed()
        self._state: dict[str, Hashable] = dict(looked.seen)
        self._moved = threading.Event()

    def follow(self, looked: Looked) -> None:
        """From now on watch what was looked at then; what was watched before is compared with how it was last found."""
        known = self._state
        self._state = {path: known.get(path, state) for path, state in looked.seen.items()}
        self._moved.set()

    def changes(self) -> Iterator[None]:
        """Once for every change, as soon as it is over; never ends."""
        from watchfiles import watch

        while True:
            folders = _folders(self._state)
            self._moved.clear()
            if self._is_different():
                yield
            waiting = watch(
                *folders, watch_filter=None, step=_STEP, rust_timeout=_ANYWAY, yield_on_timeout=True, recursive=False,
                raise_interrupt=False, ignore_permission_denied=True, stop_event=self._moved,
            )  # fmt: skip
            for _ in waiting:
                if self._is_different():
                    yield
                if _folders(self._state) != folders:
                    break

    def _is_different(self) -> bool:
        before = self._state
        now = {path: _state(path) for path in before}
        if now == before:
            return False
        if self._state is before:
            self._state = now
        return True


def _needed() -> None:
    try:
        import watchfiles  # noqa: F401 - only whether it is there
    except ImportError:
        raise IcmapError("nothing here can watch files", hint=INSTALL) from None


def _folders(state: Mapping[str, Hashable]) -> Mapping[str, int]:
    """The folders to be watched, and which they are: those of the files, or the nearest that is there."""
    found: dict[str, int] = {}
    for path in state:
        folder = os.path.dirname(os.path.abspath(path)) if not path.endswith(os.sep) else os.path.abspath(path)
        while not os.path.isdir(folder):
            folder = os.path.dirname(folder)
        found[folder] = os.stat(folder).st_ino
    return dict(sorted(found.items()))
