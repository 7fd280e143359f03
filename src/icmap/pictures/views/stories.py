"""The story of a picture: one need of an end customer, its slowest chain, and all that it waits for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from icmap.graph import Link
from icmap.measures.needs import Need, needs
from icmap.measures.network import waits_for
from icmap.measures.slack import slacks_towards
from icmap.measures.verdicts import Verdict
from icmap.model.quantities import Seconds
from icmap.pictures.options import Wish
from icmap.study import Study

__all__ = ["distances", "floats_to", "stories", "story", "way_to"]

_ORDER = {Verdict.BROKEN: 0, Verdict.UNDECIDED: 1, Verdict.NONE_STATED: 2, Verdict.KEPT: 3}


def stories(study: Study) -> tuple[Need, ...]:
    """The needs that come at some time, the worst first.

    Broken ones by how much too late they come, times their importance; then those that nothing decides, those without
    a stated time and those that are kept, each by how late they come.
    """
    told = [need for need in study.of(needs) if need.arrival]
    return tuple(sorted(told, key=_badness))


def _badness(need: Need) -> tuple[int, float, object, str]:
    return _ORDER[need.verdict], -need.excess * (1 + need.importance), -(need.arrival or 0), need.key


def story(study: Study, wish: Wish) -> Need | None:
    """The need that a picture is about: the worst; of those that are asked for by customer and words, if any are."""
    return next(iter(stories(asked(study, wish))), None)


def asked(study: Study, wish: Wish) -> Study:
    """The study asked for the needs of one customer, or of a provider or service by its words."""
    if wish.focus is None and wish.need is None:
        return study
    return Study(study.org, replace(study.question, to=wish.focus, need=wish.need))


def way_to(study: Study, need: Need) -> Mapping[str, int]:
    """Every service that a need waits for, by how many steps before its end it comes; its customer at 0."""
    return distances(study, need.customer, need.links)


def distances(study: Study, customer: str, links: Iterable[Link]) -> Mapping[str, int]:
    """The services that somebody waits for through some links, by the least number of steps; itself at 0."""
    found = {customer: 0}
    step = sorted({link.provider for link in links} - found.keys())
    while step:
        found.update(dict.fromkeys(step, max(found.values()) + 1))
        step = sorted({
            provider
            for node in step
            for provider in study.services.successors(node)
            if provider not in found and any(map(waits_for, study.services.edges[node, provider]["links"]))
        })  # fmt: skip
    return found


def floats_to(study: Study, need: Need) -> Mapping[str, Seconds | None]:
    """By how much each service on the way of a need may come later alone before that need is met later.

    None where it is not known, or where an alternative absorbs any delay.
    """
    found = slacks_towards(study, need).services
    return {node: found[node].total for node in way_to(study, need)}
