"""Who lays a graph out: the system's Graphviz, else the one that comes along as WebAssembly, within a time limit.

In goes DOT without a single word of the map (ids and sizes only), out comes the layout as JSON text.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import IO, Any, Generic, Literal, TypeVar

from icmap.errors import IcmapError
from icmap.records import dataclass

__all__ = [
    "OUTPUT_LIMIT",
    "TIME_LIMIT",
    "Choice",
    "Engine",
    "Guard",
    "LaidOut",
    "NoLayout",
    "Program",
    "TooSlow",
    "lay_out",
    "run_graphviz",
]

Choice = Literal["auto", "dot", "embedded"]
Program = Literal["dot", "sfdp"]
Guard = Callable[[Callable[[], object]], AbstractContextManager[None]]
"""While its context holds, being stopped by a signal runs the given callable."""

TIME_LIMIT = 30.0
"""How many seconds one layout may take."""
OUTPUT_LIMIT = 64 * 1024 * 1024
"""How many bytes of layout are read; more is no layout but a defect."""
_MEMORY_LIMIT = 1 << 30
_SECONDS_OF_AN_ORPHAN = 5
_FIRST_SHARE = 0.75
"""Of the time that is left, for an engine that another one can stand in for."""


class NoLayout(Exception):  # noqa: N818 - it is caught, and the next engine is asked
    """An engine cannot do it: why, in a few words; `late` if it only took too long."""

    def __init__(self, reason: str, *, late: bool = False) -> None:
        super().__init__(reason)
        self.late = late


class TooSlow(IcmapError):  # noqa: N818 - it is caught, and a simpler layout is asked for
    """No engine was done in time."""


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LaidOut(Generic[T]):
    """What was read out of a layout, and what was said on the way there."""

    found: T
    remarks: tuple[str, ...] = ()


@contextlib.contextmanager
def _unguarded(_undo: Callable[[], object]) -> Iterator[None]:
    yield


@dataclass(frozen=True, slots=True)
class Engine:
    """Which engine, how long at most, and what guards a running child against signals."""

    choice: Choice = "auto"
    seconds: float = TIME_LIMIT
    guard: Guard = _unguarded


def lay_out(dot: str, engine: Engine, read: Callable[[str], T], program: Program = "dot") -> LaidOut[T]:
    """Lay out a graph by the first engine that can, within the time of all; what failed before is a remark.

    `read` makes something of the layout's JSON text; where it raises, the engine has failed. Raises `TooSlow` where
    one was not done in time and no other can, else `IcmapError`.
    """
    remarks: list[str] = []
    late = False
    left = engine.seconds
    candidates = _candidates(engine.choice)
    for place, (name, run) in enumerate(candidates):
        share = left if place == len(candidates) - 1 else left * _FIRST_SHARE
        try:
            text = run(dot, program, replace(engine, seconds=share))
            return LaidOut(_read(text, read), tuple(remarks))
        except NoLayout as reason:
            late = late or reason.late
            left -= share if reason.late else 0
            remarks.append(f"{name} made no layout: {reason}")
    raise (TooSlow if late else IcmapError)(
        "; ".join(remarks),
        hint="install Graphviz (https://graphviz.org/download), fold the map with --level or show less of it with --top",
    )


def _read(text: bytes, read: Callable[[str], T]) -> T:
    try:
        return read(text.decode("utf-8"))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise NoLayout("its answer is no layout") from error


_Run = Callable[[str, Program, Engine], bytes]


def _candidates(choice: Choice) -> list[tuple[str, _Run]]:
    found: list[tuple[str, _Run]] = []
    if choice == "dot" or (choice == "auto" and shutil.which("dot")):
        found.append(("the system's Graphviz", _system))
    if choice != "dot":
        found.append(("the embedded Graphviz", _embedded))
    return found


def _system(dot: str, program: Program, engine: Engine) -> bytes:
    return run_graphviz(dot, [f"-K{program}", "-Tjson0"], engine)


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


def _embedded(dot: str, program: Program, engine: Engine) -> bytes:
    try:
        import wasmtime
    except (ImportError, OSError) as error:
        raise NoLayout("wasmtime does not work on this machine") from error
    compiled = _configured(wasmtime)
    found: list[bytes | str] = []
    worker = threading.Thread(target=_work, args=(compiled, dot, program, found), daemon=True)
    worker.start()
    worker.join(engine.seconds)
    late = worker.is_alive()
    if late:
        compiled.increment_epoch()
        worker.join(_SECONDS_OF_AN_ORPHAN)
        raise NoLayout(f"it took longer than {engine.seconds:.3g} s", late=True)
    if not found or isinstance(found[0], str):
        raise NoLayout(str(found[0]) if found else "it failed")
    return found[0]


def _configured(wasmtime: Any) -> Any:
    """An engine that can be interrupted, with the cache of compiled modules where a folder for it can be written."""
    for cached in (True, False):
        config = wasmtime.Config()
        config.epoch_interruption = True
        try:
            if cached:
                config.cache = True
            return wasmtime.Engine(config)
        except (wasmtime.WasmtimeError, RuntimeError):
            continue
    raise NoLayout("wasmtime does not work on this machine")


def _work(compiled: Any, dot: str, program: Program, found: list[bytes | str]) -> None:
    """Lay out in the worker's thread: the main thread stays free to hear a signal."""
    try:
        from icmap.rendering.wasm import graphviz

        found.append(graphviz(compiled, dot, program, _MEMORY_LIMIT, OUTPUT_LIMIT))
    except Exception as error:  # noqa: BLE001 - a trap, a missing file, a wrong build: the reason is told, not raised
        found.append(f"it failed ({type(error).__name__})")
