"""What a picture is: a name, what it shows in a sentence, and a function from a study to a drawing or a grid."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from icmap.pictures.drawing import Direction, Picture
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Diagram", "Labels", "Wish"]

Labels = Literal["auto", "none", "services", "float", "drag"]
"""What is written on lines and nodes: the services by name, by how much each may be late, what each can save."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of a picture: whom it is about, how far around, how many at most, what is written on it."""

    focus: str | None = None
    depth: int = 1
    top: int | None = None
    labels: Labels = "auto"
    direction: Direction = "LR"


@dataclass(frozen=True, slots=True)
class Diagram:
    """One picture: `draw` builds it out of the study's graphs and measures, and runs nothing else."""

    name: str
    summary: str
    draw: Callable[[Study, Wish], Picture]
