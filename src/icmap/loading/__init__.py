"""From YAML text to the map: `load` a file, `parse` a text; all that is wrong is told at once."""

# Paths are told exactly as they were given; pathlib would tidy them.
# ruff: noqa: PTH120

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager

from icmap.limits import LIMITS, Limits
from icmap.loading.files import DISK, Files
from icmap.loading.loaded import Loaded
from icmap.loading.reading import STDIN, Source, is_quotable, read_bytes
from icmap.loading.rules import RULES
from icmap.loading.session import First, read_map

__all__ = [
    "DISK", "LIMITS", "RULES", "STDIN", "Files", "Limits", "Loaded", "Source", "load", "load_from", "no_collector", "parse",
]  # fmt: skip

_STANDARD_INPUT = frozenset({"-", "/dev/stdin"})


def load(
    path: str | os.PathLike[str],
    *,
    root: str | None = None,
    max_size: int | None = None,
    pure: bool | None = None,
    files: Files = DISK,
) -> Loaded:
    """Read a map from a file, from the standard input (`-`, `/dev/stdin`) or an open descriptor (`/dev/fd/N`).

    `root` is the folder that included files may not leave (default: the first file's; of the standard input the
    working folder), `max_size` how many bytes all files may have together, `pure` forbids or demands libyaml, `files` is
    asked for what is included.
    Raises `IcmapError` where the file cannot be opened; whatever is wrong in it is in the result.
    """
    named = os.fspath(path)
    size = LIMITS.size if max_size is None else max_size
    from_stream = named in _STANDARD_INPUT or named.startswith("/dev/fd/")
    content = read_bytes(named, size)
    folder = "." if from_stream else os.path.dirname(named) or "."
    name = STDIN if named in _STANDARD_INPUT else named
    first = First(
        name, content, folder, root or folder, "" if from_stream else named, is_quotable(named), size, pure, files
    )
    with no_collector():
        return read_map(first)


def load_from(
    files: Files, path: str, name: str, *, prefix: str = "", root: str | None = None, max_size: int | None = None
) -> Loaded:
    """Read a map out of other files than those of the disk; a path is told with the prefix, the first file by its name.

    Raises `IcmapError` where the file cannot be opened.
    """
    size = LIMITS.size if max_size is None else max_size
    folder = os.path.dirname(path)
    content = files.read(path, size)
    first = First(name, content, folder, folder if root is None else root, path, size=size, files=files, prefix=prefix)
    with no_collector():
        return read_map(first)


def parse(
    text: str, name: str = "<text>", *, root: str | None = None, max_size: int | None = None, pure: bool | None = None
) -> Loaded:
    """Read a map from a text; its includes lie in the working folder or below it, unless `root` says otherwise."""
    size = LIMITS.size if max_size is None else max_size
    first = First(name, text, ".", root or ".", size=size, pure=pure)
    with no_collector():
        return read_map(first)


@contextmanager
def no_collector() -> Iterator[None]:
    """Without the garbage collector: millions of small objects are made and none of them goes in a circle."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
