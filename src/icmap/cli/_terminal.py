"""Whether a stream is a terminal, and on Windows its switch for colours."""

from __future__ import annotations

import os
from typing import Any, TextIO

__all__ = ["is_terminal", "obeys_colours"]

_HANDLES = {1: -11, 2: -12}
"""Windows's numbers for stdout and stderr."""

_OBEY_SEQUENCES = 0x0004
"""ENABLE_VIRTUAL_TERMINAL_PROCESSING: the console obeys colour sequences instead of printing them."""


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody looks at it: False for a file, a pipe, and a stream that is closed or not there."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def obeys_colours(stream: TextIO, kernel: Any = None) -> bool:
    """Whether the terminal obeys colour sequences; a Windows console is asked to, and an old one cannot.

    `kernel` is Windows's own library of functions, taken from the system where it is not given.
    """
    if kernel is None:
        if os.name != "nt":
            return True
        import ctypes

        kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    handle = kernel.GetStdHandle(_HANDLES.get(stream.fileno(), -11))
    mode = _mode(kernel, handle)
    return mode is not None and bool(kernel.SetConsoleMode(handle, mode | _OBEY_SEQUENCES))


def _mode(kernel: Any, handle: Any) -> int | None:
    """The console's present mode; None where there is no console behind the handle."""
    import ctypes

    mode = ctypes.c_uint32()
    return mode.value if kernel.GetConsoleMode(handle, ctypes.byref(mode)) else None
