"""Which engine is asked, how long at most, and how it says that it cannot."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Literal

from icmap.errors import IcmapError
from icmap.pictures.options import EngineName
from icmap.records import dataclass

__all__ = ["OUTPUT_LIMIT", "TIME_LIMIT", "Engine", "Guard", "NoLayout", "Program", "TooSlow"]

Program = Literal["dot", "sfdp", "nop2"]
Guard = Callable[[Callable[[], object]], AbstractContextManager[None]]
"""While its context holds, being stopped by a signal runs the given callable."""

TIME_LIMIT = 30.0
"""How many seconds one layout may take."""
OUTPUT_LIMIT = 64 * 1024 * 1024
"""How many bytes of layout are read; more is no layout but a defect."""


class NoLayout(Exception):  # noqa: N818 - it is caught, and the next engine is asked
    """An engine cannot do it: why, in a few words; `late` if it only took too long."""

    def __init__(self, reason: str, *, late: bool = False) -> None:
        super().__init__(reason)
        self.late = late


class TooSlow(IcmapError):  # noqa: N818 - it is caught, and a simpler layout is asked for
    """No engine was done in time."""


@contextlib.contextmanager
def _unguarded(_undo: Callable[[], object]) -> Iterator[None]:
    yield


@dataclass(frozen=True, slots=True)
class Engine:
    """Which engine, how long at most, and what guards a running child against signals."""

    choice: EngineName = "auto"
    seconds: float = TIME_LIMIT
    guard: Guard = _unguarded
