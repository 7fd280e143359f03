"""The signal inside loading that nothing further can be read from a file; it never leaves loading."""

from __future__ import annotations

__all__ = ["Stop"]


class Stop(Exception):  # noqa: N818 - a signal, not an error: the mistake has been reported
    """Reading of this file ends here; why has been reported."""
