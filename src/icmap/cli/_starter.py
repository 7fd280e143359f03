"""The first map that `icmap init` writes: small, full of comments, and it can be analyzed as it is."""

from __future__ import annotations

from importlib.resources import files

__all__ = ["starter"]


def starter() -> str:
    """The text of the map."""
    return files("icmap.cli").joinpath("starter.yaml").read_text(encoding="utf-8")
