"""The command line. Here it begins and ends; each command has its file, what they share begins with an underscore."""

from __future__ import annotations

import contextlib
import gc
import os
import sys

__all__ = ["main"]


def main() -> None:
    """Run `icmap` on the arguments of this process and leave with its exit code.

    A run is short and needs to its end what it builds, so nothing is collected; and it leaves at once, as taking down
    all modules one by one would be a seventh of the time that a small map takes.
    """
    gc.disable()
    from icmap.cli._stopping import listen

    listen()
    shell = os.environ.get("_ICMAP_COMPLETE")
    if shell:
        from icmap.cli._completing import answer

        code = answer(shell, sys.argv[1:])
    else:
        from icmap.cli._run import run

        code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError, ValueError):
            stream.flush()
    os._exit(code)
