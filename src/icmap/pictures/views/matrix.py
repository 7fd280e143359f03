"""The dependency structure matrix: the same parties on both sides, in the order of work, coupled ones framed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from icmap.measures.mutual import coupled_groups
from icmap.model import Dependency
from icmap.pictures.drawing import Cell, Frame, Grid, Header, LegendItem
from icmap.pictures.views._arrows import line_of, weight_of, with_situations
from icmap.pictures.views._marks import Marks, Pair
from icmap.pictures.views._order import sequence
from icmap.pictures.views._titles import map_name
from icmap.pictures.views._view import View, Wish
from icmap.pictures.views.selection import cut
from icmap.study import Study
from icmap.wording.picture import order_found

__all__ = ["VIEW", "draw"]

CONVENTION = (
    "How to read it: the row needs the column. Whoever works first stands first; "
    "a mark above the diagonal is a feedback: an early step needs a later one."
)


def draw(study: Study, wish: Wish) -> Grid:
    """The matrix of a study, sequenced so that as little as possible is a feedback (Steward 1981)."""
    small = cut(study, wish)
    study, shown = small.study, set(small.shown)
    whole = study.of(with_situations)
    between = {
        (provider, customer): whole.parties.edges[customer, provider]["dependencies"]
        for customer, provider in whole.parties.edges
        if provider in shown and customer in shown
    }
    marked = small.marks
    places = sequence(
        shown, [pair for pair in between if line_of(between[pair]) == "solid"], list(between), marked.done
    )
    cells = tuple(_cells(study, between, places))
    frames = tuple(_frames(study, places))
    heads = tuple(_heads(study, places, marked))
    return Grid(
        order_found(sum(cell.mark == "feedback" for cell in cells), len(frames)),
        f"Parties in the order of work · {len(heads)} parties, {len(cells)} needs",
        CONVENTION, "needs …", "… from", heads, heads, cells,
        square=True, frames=frames, legend=tuple(_legend(cells, frames)), remarks=small.remarks, map_name=map_name(study),
    )  # fmt: skip


def _heads(study: Study, places: Mapping[str, int], marked: Marks) -> Iterator[Header]:
    ends = frozenset(study.ends)
    for party in sorted(places, key=lambda each: places[each]):
        yield Header(party, study.name(party), party in ends, marked.ranks.get(party))


def _cells(study: Study, between: Mapping[Pair, Sequence[Dependency]], places: Mapping[str, int]) -> Iterator[Cell]:
    for provider, customer in sorted(between, key=lambda pair: (places[pair[1]], places[pair[0]])):
        needs = between[provider, customer]
        line = line_of(needs)
        row, column = places[customer], places[provider]
        yield Cell(
            row, column,
            "situational" if line == "dotted" else "unwaited" if line == "dashed" else "feedback" if column > row else "need",
            mutual=(customer, provider) in between,
            strength=weight_of(needs),
            tip=f"{study.name(customer)} needs {', '.join(sorted({each.service or 'it' for each in needs}))} from {study.name(provider)}",
        )  # fmt: skip


def _frames(study: Study, places: Mapping[str, int]) -> Iterator[Frame]:
    for group in study.of(with_situations).of(coupled_groups):
        at = sorted(places[party] for party in group if party in places)
        if len(at) > 1 and at[-1] - at[0] == len(at) - 1:
            yield Frame(at[0], at[-1], "all of these depend on one another")


def _legend(cells: Sequence[Cell], frames: Sequence[Frame]) -> Iterator[LegendItem]:
    found = {cell.mark for cell in cells}
    if "need" in found:
        yield LegendItem("need", "needs and waits for it")
    if "feedback" in found:
        yield LegendItem("feedback", "feedback: waits for a later step")
    if "unwaited" in found:
        yield LegendItem("unwaited", "needs it, but does not wait")
    if "situational" in found:
        yield LegendItem("situational", "only in a situation")
    if any(cell.mutual for cell in cells):
        yield LegendItem("both", "serve each other")
    if frames:
        yield LegendItem("frame", "block: all depend on one another")


VIEW = View("matrix", "dependency structure matrix: row needs column, in the order of work", draw)
