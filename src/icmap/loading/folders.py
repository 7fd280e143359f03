"""The maps in a folder: its YAML files that look like one, in sorted order."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from icmap.errors import IcmapError
from icmap.limits import LIMITS
from icmap.loading.reading import read_bytes

__all__ = ["maps_in"]

_SUFFIXES = (".yaml", ".yml")
_MAP = re.compile(rb"""^(?:\xef\xbb\xbf)?["']?(?:icmap|parties|dependencies)["']?[ \t]*:|\A\s*\{""", re.MULTILINE)


def maps_in(folder: str) -> Iterator[str]:
    """The maps in a folder and below it; hidden folders and files, and YAML that is no map, are passed over.

    A map says `icmap:`, `parties:` or `dependencies:` at the beginning of a line. Links to folders are not followed.
    Raises `IcmapError` where there is more to look through than the limit allows.
    """
    looked_at = 0
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in sorted(files):
            looked_at += 1
            if looked_at > LIMITS.searched:
                raise IcmapError(f"there are more than {LIMITS.searched:,} files in '{folder}'", hint="name the maps")
            path = str(Path(where, name))
            if name.endswith(_SUFFIXES) and not name.startswith(".") and _looks_like_a_map(path):
                yield path


def _looks_like_a_map(path: str) -> bool:
    """Whether a file has the keys of a map; one that cannot be opened is left for whoever opens it to tell."""
    try:
        return bool(_MAP.search(read_bytes(path, LIMITS.size)))
    except IcmapError:
        return Path(path).is_file()
