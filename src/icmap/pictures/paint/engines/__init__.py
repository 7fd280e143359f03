"""Who lays a graph out: the system's Graphviz, else the one that comes along as WebAssembly, within a time limit.

In goes DOT without a single word of the map (ids and sizes only), out comes the layout as JSON text.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from typing import Generic, TypeVar

from icmap.errors import IcmapError
from icmap.pictures.options import EngineName
from icmap.pictures.paint.engines.embedded import run_embedded
from icmap.pictures.paint.engines.engine import Engine, Guard, NoLayout, Program, TooSlow
from icmap.pictures.paint.engines.system import run_graphviz
from icmap.records import dataclass

__all__ = ["Engine", "Guard", "LaidOut", "NoLayout", "Program", "TooSlow", "lay_out", "run_graphviz"]

_FIRST_SHARE = 0.75
"""Of the time that is left, for an engine that another one can stand in for."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LaidOut(Generic[T]):
    """What was read out of a layout, and what was said on the way there."""

    found: T
    remarks: tuple[str, ...] = ()


def lay_out(dot: str, engine: Engine, read: Callable[[str], T], program: Program = "dot") -> LaidOut[T]:
    """Lay out a graph by the first engine that can, within the time of all; what failed before is a remark.

    `read` makes something of the layout's JSON text; where it raises, the engine has failed. Raises `TooSlow` where
    one was not done in time and no other can, else `IcmapError`.
    """
    remarks: list[str] = []
    late = False
    left = engine.seconds
    candidates = _candidates(engine.choice)
    for place, (name, run) in enumerate(candidates):
        share = left if place == len(candidates) - 1 else left * _FIRST_SHARE
        try:
            text = run(dot, program, replace(engine, seconds=share))
            return LaidOut(_read(text, read), tuple(remarks))
        except NoLayout as reason:
            late = late or reason.late
            left -= share if reason.late else 0
            remarks.append(f"{name} made no layout: {reason}")
    raise (TooSlow if late else IcmapError)(
        "; ".join(remarks),
        hint="install Graphviz (https://graphviz.org/download), fold the map with --level or show less of it with --top",
    )


def _read(text: bytes, read: Callable[[str], T]) -> T:
    try:
        return read(text.decode("utf-8"))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise NoLayout("its answer is no layout") from error


_Run = Callable[[str, Program, Engine], bytes]


def _candidates(choice: EngineName) -> list[tuple[str, _Run]]:
    found: list[tuple[str, _Run]] = []
    if choice == "dot" or (choice == "auto" and shutil.which("dot")):
        found.append(("the system's Graphviz", _system))
    if choice != "dot":
        found.append(("the embedded Graphviz", run_embedded))
    return found


def _system(dot: str, program: Program, engine: Engine) -> bytes:
    return run_graphviz(dot, [f"-K{program}", "-Tjson0"], engine)
