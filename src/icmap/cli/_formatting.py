"""What `icmap fmt` does with each file: written in place, compared, or shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path

from icmap.cli._files import write_file
from icmap.cli._output import put, say
from icmap.errors import IcmapError
from icmap.loading import load
from icmap.loading.folders import maps_in
from icmap.tidy import tidied

__all__ = ["Formatter"]

_FINE, _WOULD_CHANGE, _CANNOT = 0, 1, 2


class Formatter:
    """How files are formatted; what cannot be read is told, and the others are formatted all the same."""

    def __init__(self, root: str | None, max_size: int | None, *, check: bool, diff: bool, quiet: bool) -> None:
        self._root = root
        self._max_size = max_size
        self._check = check
        self._diff = diff
        self._quiet = quiet

    def all(self, paths: Sequence[str]) -> int:
        """Format all; the exit code: 0 fine, 1 with --check something would change, 2 something could not be read."""
        code = _FINE
        for path in _files(paths):
            try:
                changed = self._one(path)
            except IcmapError as error:
                say(f"icmap: {error.message}" + (f"\n  hint: {error.hint}" if error.hint else ""))
                code = _CANNOT
                continue
            if changed and self._check:
                code = max(code, _WOULD_CHANGE)
        return code

    def _one(self, path: str) -> bool:
        """Format one file; whether it was not in the usual form."""
        loaded = load(path, root=self._root, max_size=self._max_size)
        text = loaded.sources[0].text
        made = tidied(loaded, text)
        changed = made != text
        if self._diff:
            put(_difference(path, text, made))
        if path == "-" and not (self._check or self._diff):
            put(made)
        elif changed and not (self._check or self._diff):
            write_file(path, made.encode(), ())
        if changed and path != "-" and not self._quiet:
            say(f"would change {path}" if self._check or self._diff else f"wrote {path}")
        return changed


def _files(paths: Sequence[str]) -> Iterator[str]:
    """The files themselves, and the maps of the folders, each once."""
    for path in dict.fromkeys(paths):
        yield from maps_in(path) if Path(path).is_dir() else (path,)


def _difference(path: str, text: str, made: str) -> str:
    lines = unified_diff(text.splitlines(), made.splitlines(), path, f"{path} (formatted)", lineterm="")
    return "".join(f"{line}\n" for line in lines)
