"""A schedule as the net that many firings at once are asked of, its times as columns, and needs as its tokens."""

from __future__ import annotations

from icmap.kernels.firings import Column, Columns, Net, Runs, Token, net
from icmap.kernels.goals import Goal
from icmap.measures.network import Network
from icmap.measures.schedule import Schedule

__all__ = ["columns", "from_request", "goal_column", "net_of", "tokens_of"]


def net_of(plan: Schedule) -> Net:
    """The net of a schedule; with its loops opened where the schedule opens them."""
    return net(plan.compiled.gates, plan.fired, plan.times)


def columns(plan: Schedule) -> Columns:
    """The schedule's own times, in ticks."""
    compiled, times = plan.compiled, plan.times
    overridden = (number for number, link in enumerate(compiled.links) if link.dependency.lead_time is not None)
    return Columns(
        [float(time) for time in times.own],
        [float(time) for time in compiled.handoff],
        {number: float(times.link[number] - compiled.handoff[number]) for number in overridden},
        given={link: float(time) for link, time in times.given.items()},
    )


def tokens_of(compiled: Network, built: Net, goal: Goal) -> tuple[Token, ...]:
    """What a need waits for as tokens of the net; none where it is a service that has to be done."""
    links, size = len(compiled.links), compiled.gates.size
    return tuple(token if token < links else built.gate[token - links + size] for token in goal.tokens)


def goal_column(runs: Runs, tokens: tuple[Token, ...], goal: Goal) -> Column:
    """When a need is met, run by run."""
    return runs.latest(tokens) if tokens else runs.done[goal.node]


def from_request(runs: Runs) -> Runs:
    """The same times with every provider ready at the beginning: what each link, and so each need, takes from request."""
    alone = Runs(runs.net, runs.columns)
    alone.ready = [0.0] * len(runs.ready)
    alone.done = list(runs.columns.own)
    return alone
