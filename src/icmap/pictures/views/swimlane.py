"""The swimlane: a need's services in the lanes of who does them, time to the right, the slowest chain as one line across."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from icmap.model import Party, above
from icmap.pictures.drawing import Arrow, Drawing, Node
from icmap.pictures.options import Lanes
from icmap.pictures.views._titles import counted
from icmap.pictures.views._view import View, Wish
from icmap.pictures.views.critical import chosen_needs, way_drawing
from icmap.study import Study
from icmap.wording.picture import lane_name, no_need_found

__all__ = ["VIEW", "draw"]

_MOST = 24


def draw(study: Study, wish: Wish) -> Drawing:
    """The way of the worst need, or of the one asked for."""
    found = chosen_needs(study, wish)
    if not found:
        return Drawing(no_need_found(len(study.parties)), "", (), ())
    flat = way_drawing(study, found[0], replace(wish, labels="none"), _MOST)
    lane_of = {node.id: _lane(study, node, wish.lanes) for node in flat.nodes if node.shape != "more"}
    columns = _columns(flat)
    names = sorted(
        set(lane_of.values()), key=lambda name: (min(columns[node] for node in lane_of if lane_of[node] == name), name)
    )
    places = {name: place for place, name in enumerate(names)}
    kept = [node for node in flat.nodes if node.id in lane_of]
    left = len(flat.nodes) - len(kept)
    hidden = next((node.name for node in flat.nodes if node.shape == "more"), "") if left else ""
    nodes = tuple(replace(node, lane=places[lane_of[node.id]], column=columns[node.id], box=None) for node in kept)
    subtitle = (
        f"Who works when, from left to right · {counted(flat, 'service', 'services')}{f' · {hidden}' if hidden else ''}"
    )
    return replace(flat, nodes=nodes, lanes=tuple(names), subtitle=subtitle, direction="LR", turns=False)


def _lane(study: Study, node: Node, lanes: Lanes) -> str:
    """The lane of a service: that of its party; of a gate, its customer's."""
    key = node.key.partition("//")[0]
    return lane_name(study, _OF[lanes](study, study.step(key).party), study.step(key).party, lanes)


_OF: Mapping[Lanes, Callable[[Study, Party], str]] = {
    "group": lambda study, party: next((study.name(each) for each in reversed(list(above(study.org, party.id)))), ""),
    "kind": lambda _, party: party.kind,
    "owner": lambda _, party: party.owner,
}


def _columns(drawing: Drawing) -> Mapping[str, int]:
    """How many steps of work come before each node at most; what runs backward does not count."""
    into: dict[str, list[Arrow]] = {}
    for arrow in drawing.arrows:
        into.setdefault(arrow.head, []).append(arrow)
    found: dict[str, int] = {}
    waiting = [node.id for node in drawing.nodes]
    while waiting:
        node = waiting.pop()
        before = [arrow.tail for arrow in into.get(node, ()) if not arrow.backward and arrow.tail not in found]
        if before and node not in found:
            found.setdefault(f"?{node}", 0)
            open_ = [each for each in before if f"?{each}" not in found]
            if open_:
                waiting += [node, *open_]
                continue
        if node not in found:
            found[node] = max(
                (found.get(arrow.tail, -1) + 1 for arrow in into.get(node, ()) if not arrow.backward), default=0
            )
    return {node: place for node, place in found.items() if not node.startswith("?")}


VIEW = View("swimlane", "one need's services in lanes (--lanes group, kind or owner), time to the right", draw)
