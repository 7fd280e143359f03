"""What changed between two maps, as one picture: new, gone and changed parties and lines over what stayed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal

from icmap.pictures.drawing import Arrow, Box, Drawing, LegendItem, Node, State
from icmap.pictures.options import Wish
from icmap.pictures.order import Order
from icmap.pictures.paint.fit import best_layout, fit_of
from icmap.pictures.views.map import draw
from icmap.pictures.views.selection import more_node
from icmap.study import Study
from icmap.wording.picture import change_title

__all__ = ["change_picture"]

Became = Literal["added", "gone", "changed"]
_WORDS: Mapping[Became, str] = {"added": "new", "gone": "gone", "changed": "changed"}
Pair = tuple[str, str]


def change_picture(old: Study, new: Study, order: Order) -> Drawing:
    """Both maps in one; where the page is too small for it, what changed and whoever works with that."""
    whole = _overlay(_plain(draw(old, Wish(labels="none"))), _plain(draw(new, Wish(labels="none"))))
    if order.style.proportions is None or fit_of(whole, best_layout(whole, order), order.style).legible:
        return whole
    return _nearby(whole)


def _plain(drawing: Drawing) -> Drawing:
    """Without what one map alone has to tell: bottlenecks, chain, loops."""
    return replace(
        drawing,
        nodes=tuple(
            replace(node, rank=None, critical=False, loop=False) for node in drawing.nodes if node.shape != "more"
        ),
        arrows=tuple(replace(arrow, critical=False, loop=False) for arrow in drawing.arrows),
    )


def _overlay(old: Drawing, new: Drawing) -> Drawing:
    boxes, box_ids = _boxes(old, new)
    was, now = ({node.key: node for node in each.nodes} for each in (old, new))
    keys = sorted({*was, *now})
    ids = {key: f"n{place}" for place, key in enumerate(keys)}
    nodes = tuple(
        replace(_node(was.get(key), now.get(key)), id=ids[key], box=box_ids.get(_home(key, old, new))) for key in keys
    )
    arrows = tuple(
        replace(arrow, id=f"e{place}", tail=ids[tail], head=ids[head])
        for place, ((tail, head), arrow) in enumerate(sorted(_arrows(old, new).items()))
    )
    legend = tuple(LegendItem(state, words) for state, words in _WORDS.items() if _has(state, nodes, arrows))
    kept = tuple(item for item in new.legend if item.sample in ("end", "gate", "dashed", "dotted", "standin", "mutual"))
    return replace(
        new, nodes=nodes, arrows=arrows, boxes=boxes, legend=(*legend, *kept), named=False, remarks=(),
        title=change_title({state: _count(nodes, state) for state in _WORDS}, {state: _count(arrows, state) for state in _WORDS}),
        subtitle="Unchanged is grey; times are told before → after" + (f" · {old.map_name} → {new.map_name}" if old.map_name != new.map_name else ""),
    )  # fmt: skip


def _has(state: State, nodes: Iterable[Node], arrows: Iterable[Arrow]) -> bool:
    return bool(_count(nodes, state) or _count(arrows, state))


def _count(things: Iterable[Node | Arrow], state: State) -> int:
    return sum(each.state == state for each in things)


def _node(was: Node | None, now: Node | None) -> Node:
    """The card after the change; of one that has both, what is told before and after."""
    if was is None or now is None:
        found = now or was
        if found is None:
            raise ValueError("a node of neither map")
        return replace(found, state="added" if now else "gone")
    if (was.name, was.lines, was.tip) == (now.name, now.lines, now.tip):
        return now
    lines = tuple(
        f"{before} → {after}" if before != after else after for before, after in _paired(was.lines, now.lines)
    )
    short = tuple(
        f"{before} → {after}" if before != after else after for before, after in _paired(was.short, now.short)
    )
    return replace(now, lines=lines, short=short, state="changed")


def _paired(was: tuple[str, ...], now: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    """The lines of both, what both say only once: `team · 2 d → 1 d`."""
    for place in range(max(len(was), len(now))):
        before = was[place] if place < len(was) else "–"
        after = now[place] if place < len(now) else "–"
        yield (before, _new_part(before, after)) if before != after else (before, after)


def _new_part(before: str, after: str) -> str:
    """What is new in a line: not its first words where both begin with the same (`team · 2 d`, `after 2 d`)."""
    for parted in (" · ", "after "):
        head, found, rest = after.partition(parted)
        if found and before.startswith(head + found):
            return rest
    return after


def _arrows(old: Drawing, new: Drawing) -> Mapping[Pair, Arrow]:
    was, now = _by_pair(old), _by_pair(new)
    found: dict[Pair, Arrow] = {}
    for pair in {*was, *now}:
        turned = (pair[1], pair[0])
        if pair not in now and turned in now:
            continue  # a pair that serves each other is drawn once, the other way round
        before = was.get(pair) or was.get(turned)
        after = now.get(pair)
        if after is None:
            found[pair] = replace(was[pair], state="gone", backward=was[pair].backward)
        elif before is None:
            found[pair] = replace(after, state="added")
        else:
            same = (before.tip, before.line, before.mutual) == (after.tip, after.line, after.mutual)
            found[pair] = after if same else replace(after, state="changed")
    return found


def _by_pair(drawing: Drawing) -> Mapping[Pair, Arrow]:
    keys = {node.id: node.key for node in drawing.nodes}
    return {
        (keys[arrow.tail], keys[arrow.head]): arrow
        for arrow in drawing.arrows
        if arrow.tail in keys and arrow.head in keys
    }


def _path(drawing: Drawing, box: str | None) -> tuple[str, ...]:
    boxes = {each.id: each for each in drawing.boxes}
    found: list[str] = []
    while box is not None and box in boxes:
        found.append(boxes[box].name)
        box = boxes[box].parent
    return tuple(reversed(found))


def _home(key: str, old: Drawing, new: Drawing) -> tuple[str, ...]:
    """In which boxes a card stands: those after the change, else those before."""
    for each in (new, old):
        for node in each.nodes:
            if node.key == key:
                return _path(each, node.box)
    return ()


def _boxes(old: Drawing, new: Drawing) -> tuple[tuple[Box, ...], Mapping[tuple[str, ...], str]]:
    paths = sorted(
        {_path(each, box.id) for each in (old, new) for box in each.boxes}, key=lambda path: (len(path), path)
    )
    ids = {path: f"b{place}" for place, path in enumerate(paths)}
    return tuple(Box(ids[path], path[-1], ids.get(path[:-1])) for path in paths), ids


def _nearby(whole: Drawing) -> Drawing:
    """What changed, and whoever works with that; the rest is counted."""
    changed = {node.id for node in whole.nodes if node.state} | {
        end for arrow in whole.arrows if arrow.state for end in (arrow.tail, arrow.head)
    }
    near = changed | {
        end for arrow in whole.arrows if changed & {arrow.tail, arrow.head} for end in (arrow.tail, arrow.head)
    }
    kept = tuple(node for node in whole.nodes if node.id in near)
    left = sum(node.shape != "gate" for node in whole.nodes) - sum(node.shape != "gate" for node in kept)
    arrows = tuple(arrow for arrow in whole.arrows if arrow.tail in near and arrow.head in near)
    used = {node.box for node in kept}
    parents = {box.id: box.parent for box in whole.boxes}
    used |= {parents.get(each or "") for each in used} | {parents.get(parents.get(each or "") or "") for each in used}
    return replace(
        whole, nodes=(*kept, *more_node(len(whole.nodes), left)), arrows=arrows,
        boxes=tuple(box for box in whole.boxes if box.id in used),
        remarks=(f"{left} parties that nothing changed for are left out",) if left else (),
    )  # fmt: skip
