"""The critical path: one need, its slowest chain, what joins it on the way, and by how much that may be late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from icmap.errors import IcmapError
from icmap.measures.needs import Need
from icmap.model.quantities import Seconds, format_duration
from icmap.pictures.drawing import Box, Drawing
from icmap.pictures.options import Wish
from icmap.pictures.views._drawn import service_drawing
from icmap.pictures.views._legend import legend_of
from icmap.pictures.views._marks import marks
from icmap.pictures.views._titles import map_name
from icmap.pictures.views._view import View
from icmap.pictures.views.selection import Cut
from icmap.pictures.views.stories import asked, floats_to, stories, way_to
from icmap.study import Study
from icmap.wording.picture import chain_words, need_name, note_words, several_needs

__all__ = ["VIEW", "chosen_needs", "draw", "way_drawing"]

_MOST_STEPS, _MOST_PANELS = 16, 6


def draw(study: Study, wish: Wish) -> Drawing:
    """The worst need, or the one asked for, or the worst of all as small multiples."""
    found = chosen_needs(study, wish)
    if not wish.every_need:
        return _one(study, found[0], wish, left=len(found) - 1) if found else _nobody(study)
    panels = [_panel(study, need, wish, place) for place, need in enumerate(found[:_MOST_PANELS])]
    return _together(panels, left=len(found) - len(panels)) if panels else _nobody(study)


def chosen_needs(study: Study, wish: Wish) -> tuple[Need, ...]:
    """The needs that are asked for, the worst first; `IcmapError` where nothing takes time for who is in focus."""
    found = stories(asked(study, wish))
    if not found and wish.focus is not None:
        raise IcmapError(f"nothing that takes time leads to '{wish.focus}'", hint="name another party with --focus")
    return found


def _nobody(study: Study) -> Drawing:
    return Drawing("Nobody waits for anything that takes time", "", (), (), map_name=map_name(study))


def _one(study: Study, need: Need, wish: Wish, left: int) -> Drawing:
    """One need by itself: the others are only counted."""
    found = way_drawing(study, need, wish)
    said = (
        (f"the worst of {left + 1} needs is shown; --need or --focus names another, --all shows each",) if left else ()
    )
    subtitle = "Time saved on the broad line is felt at its end, until the next slower way takes over."
    return replace(found, subtitle=subtitle, remarks=(*found.remarks, *said))


def way_drawing(study: Study, need: Need, wish: Wish, usual: int = _MOST_STEPS) -> Drawing:
    """What a need waits for: its slowest chain, and what has the least float towards it."""
    floats, way = floats_to(study, need), way_to(study, need)
    chain = {need.customer, *(node for link in need.chain for node in (link.provider, link.customer))}
    most = max(len(chain), wish.top or wish.most or usual)
    ranked = sorted(way, key=lambda node: (node not in chain, floats[node] is None, floats[node] or 0, way[node], node))
    shown = tuple(sorted(ranked[:most]))
    marked = marks(study, replace(wish, focus=need.end))
    pairs = frozenset((link.provider, link.customer) for link in need.chain)
    wanted = frozenset(link.dependency for link in need.chain)
    told = replace(marked, need=need, chain_nodes=frozenset(chain), chain_pairs=pairs, chain_needs=wanted)
    plain = replace(wish, labels="none" if wish.labels == "auto" else wish.labels)
    found = service_drawing(Cut(study, shown, told, len(way) - len(shown)), plain)
    nodes = tuple(
        replace(
            node, box=None, end=node.key == need.customer,
            note=_note(study, floats, node.key) if wish.labels in ("auto", "float") and not node.critical else node.note,
        )
        for node in found.nodes
    )  # fmt: skip
    ways = _handoffs(study, shown)
    keys = {node.id: node.key for node in nodes}
    arrows = tuple(
        replace(arrow, label=ways.get((keys[arrow.tail], keys[arrow.head]), arrow.label))
        for arrow in found.arrows
        if arrow.line == "solid"
    )
    slim = replace(found, nodes=nodes, arrows=arrows, boxes=(), named=False)
    note = note_words(study, need, "drag" if wish.labels == "drag" else "float")
    return replace(slim, legend=legend_of(slim, chain_words(study, need), note=note))


def _note(study: Study, floats: Mapping[str, Seconds | None], key: str) -> str:
    time = floats.get(key)
    return f"float {format_duration(time, study.org.calendar)}" if time else ""


def _handoffs(study: Study, shown: Iterable[str]) -> dict[tuple[str, str], str]:
    """What the way itself takes, where it takes time."""
    keys = frozenset(shown)
    return {
        (provider, customer): f"{format_duration(link.dependency.handoff, study.org.calendar)} on the way"
        for customer, provider in study.services.edges
        if customer in keys and provider in keys
        for link in study.services.edges[customer, provider]["links"]
        if link.dependency.handoff
    }


def _panel(study: Study, need: Need, wish: Wish, place: int) -> Drawing:
    """One of several: its chain alone, in a box with its name, its ids its own."""
    found = way_drawing(study, need, replace(wish, most=1, top=None))
    box = Box(f"b{place}", need_name(study, need))
    ids = {node.id: f"n{place}x{node.id[1:]}" for node in found.nodes if node.shape != "more"}
    nodes = tuple(replace(node, id=ids[node.id], box=box.id) for node in found.nodes if node.id in ids)
    arrows = tuple(
        replace(arrow, id=f"e{place}x{arrow.id[1:]}", tail=ids[arrow.tail], head=ids[arrow.head])
        for arrow in found.arrows
    )
    return replace(found, nodes=nodes, arrows=arrows, boxes=(box,))


def _together(panels: list[Drawing], left: int) -> Drawing:
    said = (
        (f"the {len(panels)} worst needs are shown, {left} more are not; --need or --focus names one",) if left else ()
    )
    every = replace(
        panels[0],
        title=several_needs(len(panels), left),
        subtitle="Each row is one need with its slowest chain, the worst first.",
        nodes=tuple(node for panel in panels for node in panel.nodes),
        arrows=tuple(arrow for panel in panels for arrow in panel.arrows),
        boxes=tuple(box for panel in panels for box in panel.boxes),
        turns=False,
        remarks=said,
    )
    return replace(every, legend=legend_of(every, "slowest chain to an end customer"))


VIEW = View("critical", "one need (the worst, or by --focus and --need; --all: each) and its slowest chain", draw)
