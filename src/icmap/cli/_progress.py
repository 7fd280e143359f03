"""What icmap is at while somebody waits: one line on the terminal's stderr, after a second, gone when the work is done."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from icmap.cli._stopping import undone_when_stopped
from icmap.cli._terminal import is_terminal, obeys_colours

if TYPE_CHECKING:
    from threading import Event

__all__ = ["Work", "progress", "reading"]

_PATIENCE = 1.0
"""So many seconds nobody asks."""

_ERASE = "\r\x1b[K"
_WIDEST = 79


class Work:
    """What is being done; whoever does it may say how far it is, as often as it likes."""

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self.text = doing

    def done(self, number: int, of: int) -> None:
        """So many of so many are done."""
        self.text = f"{self._doing}, {number:,} of {of:,}"

    def say(self, text: str) -> None:
        """Where it stands, in words."""
        self.text = f"{self._doing}, {text}"


@contextlib.contextmanager
def progress(doing: str, *, quiet: bool = False, after: float = _PATIENCE) -> Iterator[Work]:
    """While this holds, tell a terminal what is being done and for how long; nothing where stderr is no terminal.

    Write nothing inside it, and no progress within a progress: there is one line.
    """
    work = Work(doing)
    if quiet or not is_terminal(sys.stderr) or os.environ.get("TERM") == "dumb" or not obeys_colours(sys.stderr):
        yield work
        return
    with _ticking(sys.stderr, work, after):
        yield work


def reading(path: str, *, quiet: bool = False) -> contextlib.AbstractContextManager[Work]:
    """Progress while a file is read; nobody is disturbed who types the map in."""
    if path == "-":
        return progress("reading the standard input", quiet=quiet or is_terminal(sys.stdin))
    return progress(f"reading {path}", quiet=quiet)


@contextlib.contextmanager
def _ticking(stream: TextIO, work: Work, after: float) -> Iterator[None]:
    """A thread that writes the line once a second until the work is done; whoever stops icmap finds a clean line."""
    from functools import partial
    from threading import Event, Thread

    done = Event()
    thread = Thread(target=_tick, args=(stream, work, after, done), daemon=True)
    thread.start()
    try:
        with undone_when_stopped(partial(_write, stream, _ERASE)):
            yield
    finally:
        done.set()
        thread.join()


def _tick(stream: TextIO, work: Work, after: float, done: Event) -> None:
    from time import monotonic

    begun = monotonic()
    if done.wait(after):
        return
    while True:
        _write(stream, f"{_ERASE}{_line(work.text)} ({monotonic() - begun:.0f} s)")
        if done.wait(_PATIENCE):
            break
    _write(stream, _ERASE)


def _line(doing: str) -> str:
    """What is done, on one line that no terminal breaks, whatever the file is called."""
    from icmap.formats.escaping import printable

    line = printable(f"icmap: {doing}")
    return line if len(line) <= _WIDEST - 10 else f"{line[: _WIDEST - 13]}..."


def _write(stream: TextIO, text: str) -> None:
    """To the terminal, as far as it can show it; one that is gone ends no work."""
    with contextlib.suppress(OSError, ValueError):
        encoding = stream.encoding or "ascii"
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
        stream.flush()
