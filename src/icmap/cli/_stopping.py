"""Ctrl-C and SIGTERM: leave at once with 130 or 143, and undo first what would otherwise be left behind.

Nothing is raised: an exception out of a signal can come up where Python swallows it, and the run would go on.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterator

__all__ = ["listen", "undone_when_stopped"]

_undo: list[Callable[[], object]] = []
_SIGNALLED = 128


def listen() -> None:
    """From now on stop cleanly."""
    signal.signal(signal.SIGINT, _stop)
    signal.signal(signal.SIGTERM, _stop)


@contextlib.contextmanager
def undone_when_stopped(undo: Callable[[], object]) -> Iterator[None]:
    """While this holds, being stopped runs `undo` (remove a temporary file, end a child)."""
    _undo.append(undo)
    try:
        yield
    finally:
        _undo.remove(undo)


def _stop(number: int, frame: object) -> None:  # noqa: ARG001 - a signal handler's signature
    for undo in reversed(_undo):
        with contextlib.suppress(Exception):
            undo()
    os._exit(_SIGNALLED + number)
