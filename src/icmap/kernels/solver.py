"""A mixed-integer programme as HiGHS solves it: columns, rows, one objective after the other, a deadline, a way to stop.

HiGHS (Huangfu & Hall 2018) is loaded where a programme is made, not before.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Literal

from icmap.records import dataclass

if TYPE_CHECKING:
    from highspy import Highs

__all__ = ["Budget", "Line", "Programme", "Solved", "is_there"]

INFINITE = math.inf

Terms = tuple[tuple[int, float], ...]


def is_there() -> bool:
    """Whether HiGHS can be loaded."""
    try:
        import highspy  # noqa: F401, PLC0415 - only whether it is there
    except ImportError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Line:
    """A linear expression: a constant, and columns with their factors."""

    constant: float = 0.0
    terms: Terms = ()

    def __add__(self, other: Line) -> Line:
        return Line(self.constant + other.constant, self.terms + other.terms)

    def times(self, factor: float) -> Line:
        """The expression so many times."""
        return Line(self.constant * factor, tuple((column, value * factor) for column, value in self.terms))


class Budget:
    """How many seconds all searches together may take, by the solver's own clock; and whether somebody wants them to end."""

    __slots__ = ("left", "stop")

    def __init__(self, seconds: float, stop: Callable[[], bool] = lambda: False) -> None:
        self.left = seconds
        self.stop = stop

    @property
    def over(self) -> bool:
        """Whether it has to end now."""
        return self.left <= 0 or self.stop()

    def spend(self, seconds: float) -> None:
        """So much was used."""
        self.left = max(0.0, self.left - seconds)


@dataclass(frozen=True, slots=True)
class Solved:
    """How a search ended: the best columns found (None: none), their objective, and the bound that nothing is below."""

    status: Literal["best", "limit", "impossible"]
    columns: tuple[float, ...] | None
    value: float
    bound: float


class Programme:
    """Columns and rows while they are written down, then one search after the other."""

    def __init__(self) -> None:
        self._model: Highs = _quiet()
        self._integers = False
        self._columns = 0
        self._rows = 0

    def column(self, low: float, high: float, *, whole: bool = False) -> Line:
        """A new column as an expression."""
        self._model.addVar(low, high)
        if whole:
            from highspy import HighsVarType  # noqa: PLC0415 - see the module

            self._model.changeColIntegrality(self._columns, HighsVarType.kInteger)
            self._integers = True
        self._columns += 1
        return Line(0.0, ((self._columns - 1, 1.0),))

    def at_least(self, line: Line, least: float = 0.0) -> int:
        """A row: the expression is at least so much. Its number, to take it out again."""
        merged: dict[int, float] = {}
        for column, value in line.terms:
            merged[column] = merged.get(column, 0.0) + value
        self._model.addRow(least - line.constant, INFINITE, len(merged), list(merged), list(merged.values()))
        self._rows += 1
        return self._rows - 1

    def loosen(self, row: int) -> None:
        """Take a row out of effect."""
        self._model.changeRowBounds(row, -INFINITE, INFINITE)

    def minimise(self, objective: Line, budget: Budget) -> Solved:
        """The least value of an expression; ties are left to the solver.

        No start is handed on from one search to the next: HiGHS 1.16 then may give the start back as its solution beside
        the value of a better one.
        """
        model = self._model
        factors = [0.0] * self._columns
        for column, value in objective.terms:
            factors[column] += value
        model.changeColsCost(self._columns, list(range(self._columns)), factors)
        begun = model.getRunTime()
        model.setOptionValue("time_limit", begun + budget.left)
        with _stoppable(model, budget.stop):
            model.run()
        budget.spend(model.getRunTime() - begun)
        return self._read(objective.constant)

    def _read(self, constant: float) -> Solved:
        from highspy import HighsModelStatus as Status  # noqa: PLC0415 - see the module

        model, status = self._model, self._model.getModelStatus()
        info = model.getInfo()
        if status == Status.kInfeasible:
            return Solved("impossible", None, INFINITE, INFINITE)
        found = model.getSolution()
        usable = found.value_valid and math.isfinite(info.objective_function_value) and info.primal_solution_status == 2
        columns = tuple(found.col_value) if usable else None
        value = info.objective_function_value + constant if usable else INFINITE
        if status == Status.kOptimal:
            bound = info.mip_dual_bound + constant if self._integers else value
            return Solved("best", columns, value, min(bound, value))
        bound = info.mip_dual_bound + constant if self._integers else -INFINITE
        return Solved("limit", columns, value, bound if math.isfinite(bound) else -INFINITE)


def _quiet() -> Highs:
    """A model that prints nothing; 1.16 greets while it is being made, before anybody can ask it not to."""
    from highspy import Highs  # noqa: PLC0415 - see the module

    class Quiet(Highs):  # type: ignore[misc, unused-ignore]
        def enableCallbacks(self) -> None:  # noqa: N802 - the name is the library's
            self.silent()
            super().enableCallbacks()  # type: ignore[no-untyped-call]

    model: Highs = Quiet()  # type: ignore[no-untyped-call]
    model.silent()
    for option, value in (("mip_rel_gap", 0.0), ("mip_abs_gap", 1e-7), ("threads", 1), ("random_seed", 1)):
        model.setOptionValue(option, value)
    return model


class _stoppable:  # noqa: N801 - reads as a statement
    """While this holds, the solver asks now and then whether it should stop."""

    def __init__(self, model: Highs, stop: Callable[[], bool]) -> None:
        self._model, self._stop = model, stop
        self._asked: Iterable[Any] = (model.cbMipInterrupt, model.cbSimplexInterrupt)

    def _ask(self, event: Any) -> None:
        if self._stop():
            event.interrupt()

    def __enter__(self) -> None:
        for each in self._asked:
            each.subscribe(self._ask)

    def __exit__(self, *_: object) -> None:
        for each in self._asked:
            each.unsubscribe(self._ask)
