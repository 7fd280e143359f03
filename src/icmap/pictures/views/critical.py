"""The critical path: the slowest chain to an end customer, and the next slower ones that join it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from icmap.errors import IcmapError
from icmap.graph import Link
from icmap.measures.chains import Chain, chains, end_customers
from icmap.model.quantities import format_duration
from icmap.pictures.drawing import Drawing
from icmap.pictures.views._legend import legend_of
from icmap.pictures.views._titles import title
from icmap.pictures.views._view import View, Wish
from icmap.pictures.views.service import draw_services
from icmap.study import Study

__all__ = ["VIEW", "draw"]

_MOST_ENDS = 3


def draw(study: Study, wish: Wish) -> Drawing:
    """The slowest chains to the end customers (to the one in focus), what comes next, and by how much that may be late."""
    asked = study if wish.focus is None else Study(study.org, replace(study.question, to=wish.focus))
    last = {end.last for end in asked.of(end_customers)}
    found = [chain for chain in asked.of(chains) if chain.need in last and chain.need.arrival]
    shown = sorted(found, key=lambda chain: -(chain.need.arrival or 0))[:_MOST_ENDS]
    if wish.focus is not None and not shown:
        raise IcmapError(f"nothing that takes time leads to '{wish.focus}'", hint="name another party with --focus")
    drawn = _drawn(asked, shown, wish)
    left = len(found) - len(shown)
    remarks = (
        (f"the {_MOST_ENDS} end customers that wait longest are shown; --focus shows one of the {left} others",)
        if left > 0
        else ()
    )
    subtitle = "Time saved on the thick line is felt at its end. Everything else may be late by its float before anybody notices."
    return replace(drawn, title=_title(study, shown), subtitle=subtitle, remarks=remarks)


def _title(study: Study, shown: list[Chain]) -> str:
    if len(shown) != 1:
        return title(study, "the slowest chains")
    need = shown[0].need
    time = format_duration(need.arrival or 0, study.org.calendar) + (" or more" if need.lower_bound else "")
    return title(study, f"the slowest way to {study.name(need.end)}, {time}")


def _drawn(study: Study, shown: list[Chain], wish: Wish) -> Drawing:
    links = [
        link
        for chain in shown
        for link in (*chain.need.chain, *(each for runner in chain.runners_up for each in runner.links))
    ]
    nodes = sorted(
        {node for link in links for node in (link.provider, link.customer)} | {chain.need.customer for chain in shown}
    )
    labels = "float" if wish.labels == "auto" else wish.labels
    drawn = draw_services(study, nodes, replace(wish, labels=labels, focus=None))
    kept = {(link.provider, link.customer) for link in links}
    keys = {node.id: node.key for node in drawn.nodes}
    lines = tuple(
        arrow
        for arrow in drawn.arrows
        if {(keys[arrow.tail], keys[arrow.head]), (keys[arrow.head], keys[arrow.tail])} & kept
    )
    ways = _ways(study, links)
    told = tuple(replace(arrow, label=ways.get((keys[arrow.tail], keys[arrow.head]), "")) for arrow in lines)
    quiet = tuple(replace(node, note="" if node.critical and labels == "float" else node.note) for node in drawn.nodes)
    slim = replace(drawn, nodes=quiet, arrows=told, boxes=(), legend=())
    slim = replace(slim, nodes=tuple(replace(node, box=None) for node in slim.nodes))
    return replace(slim, legend=legend_of(slim))


def _ways(study: Study, links: Iterable[Link]) -> dict[tuple[str, str], str]:
    """What the way itself takes, where it takes time."""
    return {
        (link.provider, link.customer): f"{format_duration(link.dependency.handoff, study.org.calendar)} on the way"
        for link in links
        if link.dependency.handoff
    }


VIEW = View("critical", "the slowest chain to each end customer, or to --focus, and the next slower ones", draw)
