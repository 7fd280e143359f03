"""What a view is: a name, what it shows in a sentence, and a function from a study to a picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from icmap.pictures.options import Wish
from icmap.records import dataclass

if TYPE_CHECKING:
    from icmap.pictures.drawing import Picture
    from icmap.study import Study

__all__ = ["View", "Wish"]


@dataclass(frozen=True, slots=True)
class View:
    """One view: `draw` makes its picture out of the study's graphs and measures, and runs nothing else."""

    name: str
    summary: str
    draw: Callable[[Study, Wish], Picture]
