"""How far boxes move when a line of the map changes: `python benchmarks/stability.py`.

Over one-line edits of each example (a party taken out, one put in, a dependency taken out or put in) the map is laid out like
the picture before the edit and afresh. Printed are the median move of an unchanged box as a share of the page's diagonal (at
most 3 % is asked for) and the crossings of arrows as a multiple of the fresh layout's (at most 1.3).
"""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from itertools import combinations, pairwise
from math import hypot
from pathlib import Path
from statistics import median

from icmap import loading
from icmap.model import Dependency, OrgMap, Party
from icmap.pictures.drawing import Drawing
from icmap.pictures.fitting import fitting
from icmap.pictures.options import Style, Wish
from icmap.pictures.order import Order
from icmap.pictures.paint.engines import Engine
from icmap.pictures.paint.fit import best_layout, fit_of
from icmap.pictures.paint.layout import Layout
from icmap.pictures.paint.layout.curves import middle
from icmap.pictures.paint.layout.kept import places_of
from icmap.pictures.paint.svg import svg_of
from icmap.study import Study

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.yaml"))
EDITS = 50
ORDER = Order(Style(proportions=(16.0, 9.0)), Engine("auto"))


def edited(org: OrgMap, chance: random.Random) -> OrgMap:
    """The map with one line more or less."""
    parties = dict(org.parties)
    names = [each for each in parties if parties[each].depends_on]
    customer, provider = chance.choice(names), chance.choice(list(parties))
    kind = chance.choice(["in", "arrow in", "arrow out"])
    if kind == "in":
        parties["someone new"] = Party("someone new", depends_on=(Dependency("someone new", None, provider),))
    elif kind == "arrow in" and customer != provider:
        parties[customer] = replace(
            parties[customer], depends_on=(*parties[customer].depends_on, Dependency(customer, None, provider))
        )
    else:
        parties[customer] = replace(parties[customer], depends_on=parties[customer].depends_on[1:])
    return replace(org, parties=dict(sorted(parties.items())))


def laid_out(org: OrgMap, order: Order) -> tuple[Drawing, Layout, str]:
    """The picture of a map, where everything is, and its SVG."""
    picture = fitting(Study(org), "map", Wish(), order)
    placed = best_layout(picture, order)
    if not isinstance(picture, Drawing) or placed is None:
        raise TypeError("the map is a drawing")
    return picture, placed, svg_of(picture, order).text


def centres(drawing: Drawing, placed: Layout) -> dict[str, tuple[float, float]]:
    """The middle of each box on the page, by its key."""
    fit = fit_of(drawing, placed, ORDER.style)
    return {
        node.key: (
            fit.x + placed.nodes[node.id].centre[0] * fit.scale,
            fit.y + placed.nodes[node.id].centre[1] * fit.scale,
        )
        for node in drawing.nodes
        if node.key
    }


def crossings(placed: Layout) -> int:
    """How many pairs of arrows cross, by their curves as lines of a few pieces."""
    lines = [[middle(curve, step / 8) for step in range(9)] for curve in placed.curves.values()]
    return sum(
        any(_cross(*a, *b) for a in pairwise(one) for b in pairwise(other)) for one, other in combinations(lines, 2)
    )


def _cross(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]) -> bool:
    def side(p: tuple[float, float], q: tuple[float, float], r: tuple[float, float]) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def measured(path: Path, edits: int) -> tuple[float, float, float]:
    """The median move like the picture before and afresh, and the crossings as a multiple."""
    org, chance = loading.load(path).org, random.Random(path.stem)
    drawing, placed, svg = laid_out(org, ORDER)
    before, like = centres(drawing, placed), replace(ORDER, like=places_of(svg))
    moves: tuple[list[float], list[float]] = ([], [])
    crossed = [0, 0]
    for _ in range(edits):
        new = edited(org, chance)
        for at, order in enumerate((like, ORDER)):
            made, found, _ = laid_out(new, order)
            now = centres(made, found)
            moves[at].extend(hypot(now[key][0] - x, now[key][1] - y) for key, (x, y) in before.items() if key in now)
            crossed[at] += crossings(found)
    diagonal = hypot(1280, 720)
    return median(moves[0]) / diagonal, median(moves[1]) / diagonal, (crossed[0] + 1) / (crossed[1] + 1)


def main() -> None:
    """Print a line for each example."""
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else EDITS
    print(f"{'example':<22}{'moved':>8}{'afresh':>8}{'crossings':>11}")
    for path in EXAMPLES:
        moved, afresh, crossed = measured(path, edits)
        print(f"{path.stem:<22}{moved:>8.1%}{afresh:>8.1%}{crossed:>10.2f}x")


if __name__ == "__main__":
    main()
