"""Between which times everything lies, whatever options are taken; and which deliveries can therefore never decide.

All times at their least, and whatever may leave there at the start: nothing is earlier. All times at their most, nothing
left out, and an alternative that a member may leave waiting for all: nothing is later. A delivery that comes even at
its latest before another of the same service comes at its earliest never decides when that one is ready.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from icmap.kernels.choosing import Part, Problem
from icmap.kernels.firings import Columns, Group, Net, Runs, Token, fire
from icmap.records import dataclass

__all__ = ["Bounds", "bounds", "deciding", "extreme"]


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """The earliest and the latest firing."""

    problem: Problem
    earliest: Runs
    latest: Runs

    def of_node(self, node: int) -> tuple[float, float]:
        """When a service is ready."""
        return _number(self.earliest.ready[node]), _number(self.latest.ready[node])

    def of_token(self, token: Token) -> tuple[float, float]:
        """When a token is there."""
        return _number(self.earliest.arrival(token)[0]), _number(self.latest.arrival(_all_of(token, self.problem))[0])


def _number(time: object) -> float:
    return float(time)  # type: ignore[arg-type]


def bounds(problem: Problem) -> Bounds:
    """The two firings of a problem."""
    leaving = dict.fromkeys((*problem.leaves, *problem.there), 0.0)
    early = fire(problem.net, _columns(problem, min, {**problem.given, **leaving}))
    late = fire(_waiting_for_all(problem), _columns(problem, max, problem.given))
    return Bounds(problem, early, late)


def extreme(part: Part, choose: Callable[..., float]) -> float:
    """The least or the most that a part can be."""
    return choose((part.base, *(time for tier in part.tiers for _, time in tier)))


def _columns(problem: Problem, choose: Callable[..., float], given: dict[int, float] | object) -> Columns:
    def total(parts: Iterable[Part]) -> float:
        return sum((extreme(part, choose) for part in parts), 0.0)

    return Columns(
        [total(parts) for parts in problem.own],
        [extreme(part, choose) for part in problem.way],
        {link: total(parts) for link, parts in problem.instead.items()},
        given=given,  # type: ignore[arg-type]
    )


def _waiting_for_all(problem: Problem) -> Net:
    """The net in which an alternative that a member may leave waits for every member."""
    if not problem.leaves:
        return problem.net
    needs = [tuple(_all_of(token, problem) for token in tokens) for tokens in problem.net.needs]
    return replace(problem.net, needs=needs)


def _all_of(token: Token, problem: Problem) -> Token:
    if not isinstance(token, Group):
        return token
    sure = tuple(_all_of(each, problem) for each in token.sure)
    unsure = tuple(_all_of(each, problem) for each in token.unsure)
    loses = any(isinstance(each, int) and each in problem.leaves for each in token.members)
    need = len(sure) + len(unsure) if loses else token.need
    return Group(need, sure, unsure)


def deciding(found: Bounds, tokens: Sequence[Token], removable: Callable[[Token], bool]) -> list[Token]:
    """The tokens that may be the last one: not those that never come after another that stays, at its earliest."""
    spans = [found.of_token(token) for token in tokens]
    best = max((low for token, (low, _) in zip(tokens, spans, strict=True) if not removable(token)), default=0.0)
    return [token for token, (_, high) in zip(tokens, spans, strict=True) if high > best]
