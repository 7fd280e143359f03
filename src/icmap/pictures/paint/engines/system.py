"""The system's Graphviz as a child: stdin to stdout, in a session of its own that is ended whole when its time is over."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from typing import IO

from icmap.pictures.paint.engines.engine import OUTPUT_LIMIT, Engine, NoLayout

__all__ = ["run_graphviz"]

_SECONDS_OF_AN_ORPHAN = 5


def run_graphviz(dot: str, arguments: list[str], engine: Engine) -> bytes:
    """Run the system's `dot` on a graph, stdin to stdout, in a session of its own; raises `NoLayout`, an Exception."""
    path = shutil.which("dot")
    if path is None:
        raise NoLayout("there is no 'dot' on the path")
    with contextlib.ExitStack() as stack:
        with _deaf():
            child = _start([path, *arguments])
            stack.enter_context(child)
            stack.enter_context(engine.guard(lambda: _end(child)))
        return _talk(child, dot.encode("utf-8"), engine.seconds)


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """No signal is heard here: a child that has started but is not guarded yet would outlive us."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 - an argument list of our own words
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
        )
    except OSError as error:
        raise NoLayout(error.strerror or "it does not start") from error


def _talk(child: subprocess.Popen[bytes], dot: bytes, seconds: float) -> bytes:
    """Write and read at once, so that neither side waits for the other; end the child when the time is over."""
    _limit_processor_time(child.pid, seconds)
    late = threading.Event()
    timer = threading.Timer(seconds, _end_late, (child, late))
    writer = threading.Thread(target=_feed, args=(child.stdin, dot), daemon=True)
    timer.start()
    writer.start()
    try:
        found = child.stdout.read(OUTPUT_LIMIT + 1) if child.stdout else b""
        if len(found) <= OUTPUT_LIMIT:
            child.wait()
    finally:
        timer.cancel()
        _end(child)
        writer.join()
    if late.is_set():
        raise NoLayout(f"it took longer than {seconds:.3g} s", late=True)
    if child.returncode != 0 or len(found) > OUTPUT_LIMIT:
        raise NoLayout("it failed")
    return found


def _end_late(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    _end(child)


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it has started: the whole session, where the system has sessions."""
    with contextlib.suppress(OSError, AttributeError):
        os.killpg(child.pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        child.kill()


def _feed(stdin: IO[bytes] | None, content: bytes) -> None:
    with contextlib.suppress(OSError, ValueError):
        if stdin is not None:
            stdin.write(content)
            stdin.close()


def _limit_processor_time(pid: int, seconds: float) -> None:
    """The child ends by itself soon after the limit, even where its parent was killed without a chance to end it."""
    with contextlib.suppress(ImportError, AttributeError, OSError, ValueError):
        import resource

        limit = int(seconds) + _SECONDS_OF_AN_ORPHAN
        resource.prlimit(pid, resource.RLIMIT_CPU, (limit, limit))
