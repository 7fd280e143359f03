"""Files are written whole or not at all, and never over a map.

A file is written beside its target and then put in its place, so that whoever reads it, and whoever finds it after a
crash, sees the old one or the new one. The file beside it is locked while it is written: what is not locked was left
behind by a run that was killed, and the next run sweeps it away. It is closed before it takes its place, as Windows
moves no file that is open; a run whose file is swept away in that moment writes it again.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from icmap.cli._stopping import undone_when_stopped
from icmap.errors import IcmapError

__all__ = ["create_file", "write_file"]

_ATTEMPTS = 100


class _SweptAwayError(Exception):
    """Another run, sweeping, took our new file for a leftover while it was not locked."""


def write_file(path: str, content: bytes, inputs: Iterable[str] = ()) -> None:
    """Write a file whole or not at all; a device or pipe is written in place, a link is followed.

    Raises `IcmapError` with the path as it was given where it cannot be written; the old file is then as it was.
    """
    try:
        target = Path(os.path.realpath(path))
        before = _status(target)
        _refuse(path, target, before, inputs)
        if before is not None and not stat.S_ISREG(before.st_mode):
            _write_in_place(target, content)
        else:
            _replace(target, content, before)
    except (OSError, ValueError) as error:
        raise IcmapError(f"cannot write '{path}': {getattr(error, 'strerror', None) or error}") from error


def create_file(path: str, content: bytes) -> None:
    """Write a file that must not exist yet; what cannot be written whole is taken away again."""
    target = Path(path)
    try:
        descriptor = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666)
    except FileExistsError:
        raise IcmapError(f"'{path}' is there already", hint="it is never overwritten: name another file") from None
    except (OSError, ValueError) as error:
        raise IcmapError(f"cannot write '{path}': {getattr(error, 'strerror', None) or error}") from error
    with undone_when_stopped(target.unlink):
        try:
            _write_all(descriptor, content)
        except OSError as error:
            target.unlink(missing_ok=True)
            raise IcmapError(f"cannot write '{path}': {error.strerror}") from error
        finally:
            os.close(descriptor)


def _status(target: Path) -> os.stat_result | None:
    try:
        return target.stat()
    except FileNotFoundError:
        return None


def _refuse(path: str, target: Path, before: os.stat_result | None, inputs: Iterable[str]) -> None:
    if before is None:
        return
    if stat.S_ISDIR(before.st_mode):
        raise IcmapError(f"cannot write '{path}': it is a folder")
    for each in inputs:
        with contextlib.suppress(OSError, ValueError):
            if os.path.samestat(before, os.stat(each)):  # noqa: PTH116 - the input may be a device, by its plain name
                raise IcmapError(f"cannot write '{path}': it is the map itself", hint="name another file with -o")
    if not os.access(target, os.W_OK):
        raise IcmapError(f"cannot write '{path}': it is read-only")


def _write_in_place(target: Path, content: bytes) -> None:
    with target.open("wb", buffering=0) as device:
        _write_all(device.fileno(), content)


def _write_all(descriptor: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]


def _replace(target: Path, content: bytes, before: os.stat_result | None) -> None:
    _sweep(target)
    for _attempt in range(_ATTEMPTS):
        with contextlib.suppress(_SweptAwayError):
            _write_beside_and_replace(target, content, before)
            return
    raise IcmapError(f"cannot write '{target.name}': other runs are writing it all the time")


def _write_beside_and_replace(target: Path, content: bytes, before: os.stat_result | None) -> None:
    with _beside(target) as (temporary, descriptor):
        try:
            if before is not None:
                temporary.chmod(stat.S_IMODE(before.st_mode))
            _write_all(descriptor, content)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        try:
            temporary.replace(target)
        except FileNotFoundError:
            raise _SweptAwayError from None


@contextlib.contextmanager
def _beside(target: Path) -> Iterator[tuple[Path, int]]:
    """A new locked file in the folder of the target, for the caller to close; gone afterwards unless it took its place."""
    temporary = target.with_name(f".{target.name[:100]}.{os.getpid()}-{os.urandom(4).hex()}.tmp")
    with undone_when_stopped(lambda: temporary.unlink(missing_ok=True)):
        descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666)
        try:
            if not _is_ours(temporary, descriptor):
                os.close(descriptor)
                raise _SweptAwayError
            yield temporary, descriptor
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def _is_ours(path: Path, descriptor: int) -> bool:
    """Lock a new file; False where another run took it for a leftover in the moment before."""
    if not _lock(descriptor):
        return False
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _lock(descriptor: int) -> bool:
    """Whether nobody else has locked the file; where there are no locks nobody has."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True


def _sweep(target: Path) -> None:
    """Remove what killed runs left beside the target: files of our pattern that nobody has locked."""
    ours = re.compile(rf"\.{re.escape(target.name[:100])}\.[0-9]+-[0-9a-f]{{8}}\.tmp", re.ASCII)
    with contextlib.suppress(OSError):
        for name in os.listdir(target.parent):  # noqa: PTH208 - names only, the folder may be large
            if ours.fullmatch(name):
                _remove_if_left(target.with_name(name))


def _remove_if_left(path: Path) -> None:
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            path.unlink()  # Windows removes no file that is open
            return
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            if _lock(descriptor):
                path.unlink()
        finally:
            os.close(descriptor)
