"""Which parties and services are drawn where there are too many, and the boxes of the groups round them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from icmap.graph import fold, groups
from icmap.model import OrgMap, above
from icmap.pictures.drawing import Box, Node
from icmap.pictures.options import Wish
from icmap.pictures.views._marks import Marks, marks, party_ids
from icmap.pictures.views.stories import way_to
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["MOST", "Cut", "boxes", "cut", "cut_services", "more_node"]

MOST = 300
"""How many nodes a picture has at most; above that it is folded or cut."""
_READABLE = 80
"""So many nodes can be read on a page, and are shown of too many."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A study small enough to be drawn, the parties or services of it that are, its marks, and what is said of the others."""

    study: Study
    shown: tuple[str, ...]
    marks: Marks
    left: int = 0
    remarks: tuple[str, ...] = ()


def cut(study: Study, wish: Wish) -> Cut:
    """Fold a large map along `part_of`, or take some of its parties; `--top` always takes so many."""
    remarks: list[str] = []
    if wish.top is None and len(study.parties) > MOST and study.question.level is None:
        level = _level(study.org)
        if level is not None:
            remarks.append(
                f"{len(study.parties)} parties are folded into level {level} of the groups; --level or --top show others"
            )
            study = Study(study.org, replace(study.question, level=level))
    owner = party_ids(study)
    marked = marks(study, wish)
    way = way_to(study, marked.need) if marked.need else {}
    nearest: dict[str, int] = {}
    for node, steps in way.items():
        nearest[owner[node]] = min(steps, nearest.get(owner[node], steps))
    marked = marked.folded(owner)
    shown = _chosen(dict(study.parties.degree), marked, nearest, wish)
    left = len(study.parties) - len(shown)
    return Cut(study, shown, marked, left, (*remarks, *_said(study, marked, len(shown), left, wish, "parties")))


def cut_services(study: Study, wish: Wish) -> Cut:
    """The services to be drawn."""
    marked = marks(study, wish)
    shown = _chosen(dict(study.services.degree), marked, way_to(study, marked.need) if marked.need else {}, wish)
    left = len(study.services) - len(shown)
    return Cut(study, shown, marked, left, _said(study, marked, len(shown), left, wish, "services"))


def _chosen(degrees: Mapping[str, int], marked: Marks, nearest: Mapping[str, int], wish: Wish) -> tuple[str, ...]:
    """All, or so many: the slowest chain, on a small page the rest of its way, then those with the most dependencies."""
    keys = list(degrees)
    most = wish.top or wish.most or (len(keys) if len(keys) <= MOST else _READABLE)
    if most >= len(keys):
        return tuple(keys)
    way = nearest if wish.top is None and wish.most is not None else {}

    def rank(key: str) -> tuple[bool, bool, int, int, str]:
        return key not in marked.chain_nodes, key not in way, way.get(key, 0), -degrees[key], key

    return tuple(sorted(sorted(keys, key=rank)[:most]))


def _said(study: Study, marked: Marks, shown: int, left: int, wish: Wish, what: str) -> tuple[str, ...]:
    if not left:
        return ()
    first = (
        f"those on the way to {study.name(marked.need.end)} first"
        if marked.need
        else "those with the most dependencies"
    )
    if wish.top is not None or wish.most is None:
        first = "the slowest chain and those with the most dependencies" if marked.need else first
    return (f"of {shown + left} {what} {shown} are shown, {first}; --top shows more or fewer",)


def more_node(place: int, left: int) -> tuple[Node, ...]:
    """One quiet node for all that is left out; none where nothing is."""
    return (
        (Node(f"n{place}", "", f"and {left} more", "more", tip=f"{left} more that this page has no room for"),)
        if left
        else ()
    )


def _level(org: OrgMap) -> int | None:
    """The deepest level of `part_of` at which the picture can still be read, else the outermost if it can be drawn."""
    boxes_only = groups(org)
    nodes = [party for party in org.parties if party not in boxes_only]
    deepest = max((1 + len(list(above(org, party))) for party in nodes), default=1)
    for level in range(deepest, 0, -1):
        folded = fold(org, level)
        if len({folded[party] for party in nodes}) <= (_READABLE if level > 1 else MOST):
            return level
    return None


def boxes(
    study: Study, keys: Collection[str], several: Collection[str] = ()
) -> tuple[tuple[Box, ...], Mapping[str, str]]:
    """The boxes round drawn parties by `part_of`, and the id of the innermost box of each party that has one.

    A box stands after the one that it is in. A party that others are part of stands in its own box, and so does one of
    `several`.
    """
    org = study.org
    around = {party: list(above(org, party)) for party in keys}
    wanted = {each for line in around.values() for each in line} | set(several)
    listed = sorted(wanted, key=lambda party: (len(list(above(org, party))), party))
    ids = {party: f"b{place}" for place, party in enumerate(listed)}
    found = tuple(Box(ids[party], study.name(party), _parent(org, party, ids)) for party in listed)
    inner = {
        party: ids[party] if party in ids else ids[line[0]] for party, line in around.items() if party in ids or line
    }
    return found, inner


def _parent(org: OrgMap, party: str, ids: Mapping[str, str]) -> str | None:
    group = org.parties[party].part_of
    return ids.get(group) if group is not None and group != party else None
