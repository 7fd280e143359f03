"""Why icmap cannot go on: the only exceptions that icmap raises on purpose."""

from __future__ import annotations

__all__ = ["IcmapError"]


class IcmapError(Exception):
    """icmap cannot do what was asked: one sentence, and where it helps a hint.

    A mistake inside a map is never an exception but a diagnostic; this is for a file that cannot be opened,
    a party that does not exist, an output that cannot be written.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
