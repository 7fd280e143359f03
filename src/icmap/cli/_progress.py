"""How far a command is, on a terminal, for what takes longer than a second."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType

__all__ = ["Progress"]

_PATIENCE, _PAUSE = 1.0, 0.2


class Progress:
    """One line on stderr that is written over and wiped away at the end; nothing where nobody looks."""

    def __init__(self, what: str, *, quiet: bool) -> None:
        self._what = what
        self._begun = self._last = monotonic()
        self._shown = False
        self._mute = quiet or sys.stderr is None or not sys.stderr.isatty()

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            self._write("\r\x1b[K")

    def done(self, number: int, of: int) -> None:
        """So many of so many are done."""
        self.say(f"{number:,} of {of:,} {self._what}")

    def say(self, text: str) -> None:
        """Show where it stands, if it takes long and nothing was shown just now."""
        now = monotonic()
        if self._mute or now - self._begun < _PATIENCE or now - self._last < _PAUSE:
            return
        self._last, self._shown = now, True
        self._write(f"\r\x1b[K{text}")

    @staticmethod
    def _write(text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
