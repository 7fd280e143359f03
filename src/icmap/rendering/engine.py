"""Who lays a graph out: the system's Graphviz, else the one that comes along as WebAssembly, within a time limit.

In goes DOT without a single word of the map (ids and sizes only), out comes the layout as JSON text.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import IO, Any, Literal

from icmap.errors import IcmapError

__all__ = ["OUTPUT_LIMIT", "TIME_LIMIT", "Choice", "Engine", "Guard", "LaidOut", "NoLayout", "Program", "lay_out", "run_graphviz"]

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


class NoLayout(Exception):  # noqa: N818 - it is caught here, and the next engine is asked
    """This engine cannot do it: why, in a few words."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The layout as Graphviz tells it, and what was said on the way there."""

    text: str
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


def lay_out(dot: str, engine: Engine, program: Program = "dot") -> LaidOut:
    """Lay out a graph by the first engine that can; what failed before is a remark.

    Raises `IcmapError` where none can.
    """
    remarks: list[str] = []
    for name, run in _candidates(engine.choice):
        try:
            return LaidOut(run(dot, program, engine).decode("utf-8"), tuple(remarks))
        except NoLayout as reason:
            remarks.append(f"{name} made no layout: {reason}")
    raise IcmapError(
        "; ".join(remarks) or "Graphviz is not installed",
        hint="install Graphviz (https://graphviz.org/download), fold the map with --level or show less of it with --top",
    )


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
    try:
        child = _start([path, *arguments])
    except OSError as error:
        raise NoLayout(error.strerror or "it does not start") from error
    with engine.guard(child.kill), child:
        return _talk(child, dot.encode("utf-8"), engine.seconds)


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - an argument list of our own words
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )


def _talk(child: subprocess.Popen[bytes], dot: bytes, seconds: float) -> bytes:
    """Write and read at once, so that neither side waits for the other; end the child when the time is over."""
    _limit_processor_time(child.pid, seconds)
    late = threading.Event()
    timer = threading.Timer(seconds, lambda: (late.set(), child.kill()))
    writer = threading.Thread(target=_feed, args=(child.stdin, dot), daemon=True)
    timer.start()
    writer.start()
    try:
        found = child.stdout.read(OUTPUT_LIMIT + 1) if child.stdout else b""
        if len(found) <= OUTPUT_LIMIT:
            child.wait()
    finally:
        timer.cancel()
        child.kill()
        writer.join()
    if late.is_set():
        raise NoLayout(f"it took longer than {seconds:g} s")
    if child.returncode != 0 or len(found) > OUTPUT_LIMIT:
        raise NoLayout("it failed")
    return found


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
        raise NoLayout(f"it took longer than {engine.seconds:g} s")
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
