"""The command line. Here it begins and ends; each command has its file, what they share begins with an underscore."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run `icmap` on the arguments of this process and leave with its exit code."""
    from icmap.cli._stopping import listen

    listen()
    from icmap.cli._run import run

    sys.exit(run(sys.argv[1:]))
