"""What differs between two studies: a module a subject, a function of the old and the new one to the records that differ."""

from __future__ import annotations

from typing import Literal

__all__ = ["Change"]

Change = Literal["added", "removed", "changed"]
"""What became of a party, a service, a dependency."""
