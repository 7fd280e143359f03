"""The best set of options as a longest-path programme: a column for when each service is ready, one for each option.

ready(c) ≥ ready(p) + time(p -> c), where a time is linear in the options taken; an alternative opens not before `need`
members that are chosen for it, by a 0-1 column each. Minimising pulls every time down to what firing gives. Left out,
without losing any best set: what leads to no aim, deliveries that never decide (`bounds`), times that are the same
whatever is taken, and so the options that only change these: they add nothing beside any others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from icmap.kernels.bounds import Bounds, bounds, deciding, extreme
from icmap.kernels.choosing import Aim, Part, Problem
from icmap.kernels.firings import Group, Token
from icmap.kernels.solver import Budget, Line, Programme, Solved

__all__ = ["Optimum"]

_SCALE, _PARTS = 1000.0, 100_000
"""How long the latest aim is in the programme, so that tolerances mean the same on every map."""


class Optimum:
    """The programme of one problem; built once, asked with several objectives and limits."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._bounds: Bounds = bounds(problem)
        self._horizon = self._longest()
        latest = max((self._span(aim)[1] for aim in problem.aims), default=0.0)
        self.scale = _SCALE / latest if latest > 0 else 1.0
        self._programme = Programme()
        self._ready: dict[int, Line] = {}
        self._waiting: list[int] = []
        self.mattering: set[int] = set()
        self._taken = [
            self._programme.column(0, 1, whole=option not in problem.partly) for option in range(len(problem.costs))
        ]
        self._counted = [self._as_counted(option) for option in range(len(problem.costs))]
        self._rules()
        self._late: list[Line | None] = []
        self._times: list[Line] = []
        for aim in problem.aims:
            self._aim(aim)
        while self._waiting:
            self._node(self._waiting.pop())

    # what is asked

    @property
    def lateness(self) -> Line:
        """All aims' time beyond what is allowed, by weight, scaled."""
        return _sum(late.times(aim.weight) for late, aim in zip(self._late, self.problem.aims, strict=True) if late)

    @property
    def arrival(self) -> Line:
        """All aims' times, by weight, scaled."""
        return _sum(time.times(aim.weight) for time, aim in zip(self._times, self.problem.aims, strict=True))

    @property
    def cost(self) -> Line:
        """What the options taken cost."""
        return _sum(taken.times(cost) for taken, cost in zip(self._taken, self.problem.costs, strict=True))

    @property
    def number(self) -> Line:
        """How many options are taken."""
        return _sum(self._counted)

    def at_most(self, line: Line, most: float) -> int:
        """A limit from now on; its number, to loosen it again."""
        return self._programme.at_least(line.times(-1.0), -most)

    def loosen(self, row: int) -> None:
        """Take a limit back."""
        self._programme.loosen(row)

    def minimise(self, objective: Line, budget: Budget) -> Solved:
        """The least value of an objective under the limits."""
        return self._programme.minimise(objective, budget)

    def set_of(self, solved: Solved) -> list[float]:
        """How far each option is taken in a solution; 0 or 1 where it is not partly, else rounded up at the fifth digit."""
        columns = solved.columns or ()
        found = [min(1.0, max(0.0, columns[taken.terms[0][0]])) for taken in self._taken]
        return [
            min(1.0, ceil(each * _PARTS - 0.1) / _PARTS) if option in self.problem.partly else float(round(each))
            for option, each in enumerate(found)
        ]

    # how it is made

    def _as_counted(self, option: int) -> Line:
        """1 where an option is taken at all."""
        if option not in self.problem.partly:
            return self._taken[option]
        counted = self._programme.column(0, 1, whole=True)
        self._programme.at_least(counted + self._taken[option].times(-1))
        return counted

    def _rules(self) -> None:
        for group in self.problem.apart:
            self._programme.at_least(_sum(self._counted[option].times(-1) for option in group), -1.0)
        for option, other in self.problem.after:
            self._programme.at_least(self._counted[other] + self._counted[option].times(-1))

    def _longest(self) -> float:
        """Later than this nothing is that happens at all: every time at its most, one after the other."""
        problem = self.problem
        own = sum(self._most(parts) for parts in problem.own) + sum(extreme(part, max) for part in problem.way)
        return own + sum(self._most(parts) for parts in problem.instead.values())

    def _span(self, aim: Aim) -> tuple[float, float]:
        if aim.node >= 0:
            low, high = self._bounds.of_node(aim.node)
            return low + self._least(self.problem.own[aim.node]), high + self._most(self.problem.own[aim.node])
        spans = [self._bounds.of_token(token) for token in aim.tokens]
        return max(low for low, _ in spans), max(high for _, high in spans)

    @staticmethod
    def _least(parts: Iterable[Part]) -> float:
        return sum(extreme(part, min) for part in parts)

    @staticmethod
    def _most(parts: Iterable[Part]) -> float:
        return sum(extreme(part, max) for part in parts)

    def _aim(self, aim: Aim) -> None:
        low, high = self._span(aim)
        if aim.node >= 0:
            time = self._node_time(aim.node) + self._own(aim.node)
        else:
            time = self._programme.column(low * self.scale, high * self.scale)
            self._after_all(time, low, aim.tokens)
        self._times.append(time)
        self._late.append(None if aim.allowed is None else self._lateness(aim, time))

    def _lateness(self, aim: Aim, time: Line) -> Line:
        late = self._programme.column(0, float("inf"))
        allowed = Line(-(aim.allowed or 0.0) * self.scale)
        for judged in [self._over(link) for link in aim.judged] or [time]:
            self._programme.at_least(late + (judged + allowed).times(-1))
        return late

    def _node_time(self, node: int) -> Line:
        """When a service is ready: a number where that is the same whatever is taken."""
        if node not in self._ready:
            low, high = self._bounds.of_node(node)
            high = min(high, self._horizon) if low < self._horizon else high
            if low == high:
                self._ready[node] = Line(low * self.scale)
            else:
                self._ready[node] = self._programme.column(low * self.scale, high * self.scale)
                self._waiting.append(node)
        return self._ready[node]

    def _node(self, node: int) -> None:
        self._after_all(self._ready[node], self._bounds.of_node(node)[0], self.problem.net.needs[node])

    def _after_all(self, time: Line, floor: float, tokens: Sequence[Token]) -> None:
        """A time, never before its floor, is not before any of these tokens."""
        for token in deciding(self._bounds, tokens, self._is_removable):
            self._after(time, floor, token, Line())

    def _is_removable(self, token: Token) -> bool:
        if isinstance(token, Group):
            return any(self._is_removable(each) for each in token.members)
        return token in self.problem.leaves

    def _after(self, time: Line, floor: float, token: Token, unless: Line) -> None:
        """A time is not before a token, unless an expression is 1 or more (0 otherwise)."""
        low, high = self._span_of(token)
        if isinstance(token, Group):
            arrival = self._opening(token, low, high)
        else:
            arrival, unless = self._arrival(token), unless + self._gone(token)
        self._programme.at_least(time + arrival.times(-1) + unless.times(max(0.0, high - floor) * self.scale))

    def _span_of(self, token: Token) -> tuple[float, float]:
        low, high = self._bounds.of_token(token)
        return low, min(high, self._horizon) if low < self._horizon else high

    def _gone(self, link: int) -> Line:
        """1 or more where an option takes a link off the way, or has it there at the start."""
        options = (*self.problem.leaves.get(link, ()), *self.problem.there.get(link, ()))
        self.mattering.update(options)
        return _sum(self._counted[option] for option in options)

    def _arrival(self, link: int) -> Line:
        if link in self.problem.given:
            return Line(self.problem.given[link] * self.scale)
        return self._node_time(self.problem.net.provider[link]) + self._over(link)

    def _over(self, link: int) -> Line:
        """What a link takes from request."""
        if link in self.problem.instead:
            return self._time((*self.problem.instead[link], self.problem.way[link]))
        return self._own(self.problem.net.provider[link]) + self._time((self.problem.way[link],))

    def _own(self, node: int) -> Line:
        return self._time(self.problem.own[node])

    def _time(self, parts: Iterable[Part]) -> Line:
        return _sum(self._part(part) for part in parts)

    def _part(self, part: Part) -> Line:
        """A part's time: linear in one tier of options; with several, a column that is what the first one taken says."""
        tiers = [tier for tier in part.tiers if tier]
        time = Line(part.base * self.scale)
        for tier in reversed(tiers):
            self.mattering.update(option for option, _ in tier)
            if not time.terms:
                time = _sum(
                    (
                        time,
                        *(self._taken[option].times(instead * self.scale - time.constant) for option, instead in tier),
                    )
                )
                continue
            time = self._winning(part, tier, time)
        return time

    def _winning(self, part: Part, tier: tuple[tuple[int, float], ...], other: Line) -> Line:
        """The time of the option of this tier that is taken, else the other one."""
        low, high = extreme(part, min) * self.scale, extreme(part, max) * self.scale
        time, far = self._programme.column(low, high), high - low
        none = _sum(self._taken[option] for option, _ in tier)
        for sign in (1.0, -1.0):
            self._programme.at_least(time.times(sign) + other.times(-sign) + none.times(far))
            for option, instead in tier:
                away = Line(far) + self._taken[option].times(-far)
                self._programme.at_least(time.times(sign) + Line(-sign * instead * self.scale) + away)
        return time

    def _opening(self, group: Group, low: float, high: float) -> Line:
        """When an alternative opens: with all of the sure members and the rest of the others, or some of the sure ones."""
        if low == high:
            return Line(low * self.scale)
        opens = self._programme.column(low * self.scale, high * self.scale)
        if len(group.sure) >= group.need:
            self._choose(opens, group.sure, group.need, low, high)
        else:
            for token in group.sure:
                self._after(opens, low, token, Line())
            self._choose(opens, group.unsure, group.need - len(group.sure), low, high)
        return opens

    def _choose(self, opens: Line, members: Sequence[Token], need: int, low: float, high: float) -> None:
        """Not before `need` chosen members; one that has left cannot be chosen, and no more are needed than there are."""
        chosen, left = [], []
        may_leave = any(self._leaving(token) for token in members)
        for token in members:
            if self._bounds.of_token(token)[0] > high and not may_leave:
                continue
            chosen.append(self._programme.column(0, 1, whole=True))
            self._after(opens, low, token, Line(1.0) + chosen[-1].times(-1))
            if options := self._leaving(token):
                left.append(self._any(options))
                self._programme.at_least((chosen[-1] + left[-1]).times(-1), -1.0)
        fewer, many = Line(), float(len(members))
        if left:
            fewer = self._programme.column(0, 1, whole=True)
            self._programme.at_least(_sum((*chosen, *left)) + fewer.times(-many), 0.0)
        self._programme.at_least(_sum(chosen) + fewer.times(many), float(need))

    def _leaving(self, token: Token) -> tuple[int, ...]:
        return self.problem.leaves.get(token, ()) if isinstance(token, int) else ()

    def _any(self, options: Sequence[int]) -> Line:
        """1 exactly where one of several options is taken."""
        self.mattering.update(options)
        either = self._programme.column(0, 1, whole=True)
        taken = [self._counted[option] for option in options]
        self._programme.at_least(_sum(taken) + either.times(-1))
        for each in taken:
            self._programme.at_least(either + each.times(-1))
        return either


def _sum(lines: Iterable[Line]) -> Line:
    found = tuple(lines)
    return Line(sum(each.constant for each in found), tuple(term for each in found for term in each.terms))
