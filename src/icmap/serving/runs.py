"""One run after a save: it can be superseded by the next save at any stage, and shows nothing before saving has paused.

So a burst of saves costs one screen: the run that a save starts is given up when another save comes before its result
is shown, and once that has happened the next run waits until nothing was saved for a moment.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator

__all__ = ["QUIET", "Run", "Superseded"]

QUIET = 0.12
"""So many seconds nothing is saved before something is shown; a run on a map of hundreds of parties takes longer anyway."""


class Superseded(Exception):  # noqa: N818 - it is no error: the next run does the work
    """There is a newer save, and what this run was about to show is old."""


class Run:
    """A run, begun by a save; `patient` where it comes after one that was given up, and waits before it begins."""

    def __init__(self, *, patient: bool = False, quiet: float = QUIET) -> None:
        self.patient = patient
        self._quiet = quiet
        self._saved = time.monotonic()
        self._over = threading.Event()
        self._undo: list[Callable[[], object]] = []

    @property
    def is_over(self) -> bool:
        """Whether a newer save has superseded it."""
        return self._over.is_set()

    def supersede(self) -> None:
        """There is a newer save: what runs for this one (a layout) is ended, and its next stage does not begin."""
        self._over.set()
        for undo in tuple(self._undo):
            with contextlib.suppress(Exception):
                undo()

    def go_on(self) -> None:
        """Nothing, unless the run is superseded: `Superseded`."""
        if self.is_over:
            raise Superseded

    def hold(self) -> None:
        """Wait until saving has paused, counted from the save that began the run; `Superseded` where it does not pause."""
        left = self._quiet - (time.monotonic() - self._saved)
        if left > 0:
            self._over.wait(left)
        self.go_on()

    @contextlib.contextmanager
    def guard(self, undo: Callable[[], object]) -> Iterator[None]:
        """While this holds, being superseded runs `undo`; see `icmap.pictures.paint.engines.Guard`."""
        self._undo.append(undo)
        try:
            if self.is_over:
                undo()
            yield
        finally:
            self._undo.remove(undo)
