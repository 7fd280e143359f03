"""Finding the programs that icmap runs: only in the absolute folders of the search path."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["find_program"]


def find_program(name: str) -> str | None:
    """The path of a program; None where it is not there.

    An empty or relative element of `PATH` would mean the working folder, in which a stranger's map may bring a program
    of that name: such elements are passed over.
    """
    endings = os.environ.get("PATHEXT", ".EXE").split(os.pathsep) if os.name == "nt" else [""]
    folders = [Path(folder) for folder in os.environ.get("PATH", os.defpath).split(os.pathsep)]
    paths = (folder / (name + ending) for folder in folders if folder.is_absolute() for ending in endings)
    return next((str(path) for path in paths if path.is_file() and os.access(path, os.X_OK)), None)
