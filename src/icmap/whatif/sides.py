"""One side of a what-if: a map as edited, who is stopped in it, and when everything else is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from icmap.graph import links_of, node_name, nodes_of
from icmap.kernels.firing import NEVER
from icmap.measures.blocked import Blocked, blocked
from icmap.measures.needs import Need, needs
from icmap.measures.schedule import Schedule, schedule
from icmap.model import AnyOf, Dependency, Entry
from icmap.model.quantities import Seconds
from icmap.study import Question, Study
from icmap.whatif.changes import without_members
from icmap.whatif.edits import Edited

__all__ = ["Side"]


class Side:
    """A map under a question, with some out.

    Who is out, and whoever stops with them (§2), delivers nothing: what waits for them alone is *stopped*; an
    alternative goes on with its other members as long as these are enough, and then comes when they do.
    """

    def __init__(self, edited: Edited, question: Question) -> None:
        on = tuple(sorted({*question.situations, *edited.situations}))
        self.edited = edited
        self.whole = Study(edited.org, replace(question, situations=on))
        self.out = frozenset(str(each) for each in edited.down)

    @cached_property
    def blocked(self) -> Blocked | None:
        """What stops; None where nobody is out."""
        return blocked(self.whole, self.out) if self.out else None

    @cached_property
    def stopped(self) -> frozenset[str]:
        """The services that stop, by node."""
        return frozenset(self.blocked.services) if self.blocked else frozenset()

    @cached_property
    def study(self) -> Study:
        """The map in which alternatives have lost the members that stop."""
        if not self.stopped:
            return self.whole
        return self.whole.about(without_members(self.edited.org, self._is_stopped_entry))

    @cached_property
    def needs(self) -> Mapping[str, tuple[Need, bool]]:
        """Every need by its key, with its times, and whether it is stopped."""
        asked = self.whole.of(needs)
        times = asked if self.study is self.whole else self.study.of(needs)
        return {each.key: (timed, self._is_stopped(each)) for each, timed in zip(asked, times, strict=True)}

    @cached_property
    def plan(self) -> Schedule:
        """When each service is done."""
        return self.study.of(schedule)

    def done(self, node: str) -> Seconds | None:
        """When a service is done; None where it is stopped, never starts, or is not on the map."""
        number = self.plan.compiled.index.get(node)
        if number is None or node in self.stopped:
            return None
        ticks = self.plan.done(number)
        return None if ticks == NEVER else self.plan.compiled.seconds(ticks)

    def _is_stopped_entry(self, entry: Dependency) -> bool:
        if entry.optional:
            return False
        party = self.edited.org.parties.get(entry.provider)
        if party is None:
            return False
        named = nodes_of(party) if entry.service is None else (node_name(entry.provider, entry.service),)
        return any(node in self.stopped for node in named)

    def _is_stopped(self, need: Need) -> bool:
        if not self.stopped:
            return False
        if not need.goal.tokens:
            return need.customer in self.stopped
        return any(self._cannot_be_met(each) for each in need.entries)

    def _cannot_be_met(self, entry: Entry) -> bool:
        if isinstance(entry, AnyOf):
            held = [each for each in entry.members if not isinstance(each, Dependency) or not each.optional]
            up = sum(not self._cannot_be_met(each) for each in held)
            return up < min(entry.at_least, len(held))
        return self._is_stopped_entry(entry)

    def has(self, node: str) -> bool:
        """Whether a service is on this side's map."""
        return node in self.whole.steps

    def providers(self, node: str) -> frozenset[str]:
        """The services that a service depends on."""
        return frozenset(link.provider for link in links_of(self.whole.step(node).inputs))
