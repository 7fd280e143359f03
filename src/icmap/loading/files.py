"""Where the files of a map lie: on the disk, or wherever somebody else keeps a tree of files."""

# Paths are told exactly as they were given; pathlib would tidy them.
# ruff: noqa: PTH118

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Protocol

from icmap.loading.reading import is_quotable, read_bytes

__all__ = ["DISK", "Files"]


class Files(Protocol):
    """A tree of files, read only."""

    def read(self, path: str, limit: int) -> bytes:
        """At most `limit` + 1 bytes of a file; `IcmapError` for what is none or cannot be opened."""
        ...

    def real(self, path: str) -> str:
        """The one absolute path of a file, whatever it is called; `OSError` or `ValueError` where it can have none."""
        ...

    def is_quotable(self, path: str) -> bool:
        """Whether messages may repeat what the file says: it is no link to a secret."""
        ...

    def listed(self, folder: str) -> Iterator[tuple[str, bool]]:
        """The names in a folder, and which of them are folders; nothing for what is no folder."""
        ...


class _Disk:
    def read(self, path: str, limit: int) -> bytes:
        return read_bytes(path, limit, streams=False)

    def real(self, path: str) -> str:
        return os.path.realpath(path)

    def is_quotable(self, path: str) -> bool:
        return is_quotable(os.path.join(".", path))  # also where the file is called `-`

    def listed(self, folder: str) -> Iterator[tuple[str, bool]]:
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    yield entry.name, entry.is_dir(follow_symlinks=False)
        except OSError:
            return


DISK: Files = _Disk()
"""The files of this machine."""
