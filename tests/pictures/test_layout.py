"""Where things stand: what is drawn keeps its promises whatever engine lays it out."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icmap.pictures.drawing import Arrow, Box, Drawing, Node
from icmap.pictures.options import EngineName
from icmap.pictures.paint.engines import Engine
from icmap.pictures.paint.layout import layout
from icmap.pictures.paint.layout.cards import card
from icmap.pictures.paint.layout.outlines import OUTLINES, Outline, Rect, holds
from icmap.pictures.paint.layout.request import free_dot, layout_dot
from icmap.pictures.paint.layout.scatter import apart, straight
from icmap.pictures.paint.layout.widths import ELLIPSIS, fitted, width, wrapped

ENGINES = [
    pytest.param(
        "dot", marks=pytest.mark.skipif(shutil.which("dot") is None, reason="the system's Graphviz is not installed")
    ),
    "embedded",
]
CHAIN = Drawing(
    "", "",
    tuple(Node(f"n{place}", f"party {place}", f"Party {place}", "team", box="b1" if place == 1 else None, end=place == 2) for place in range(4)),
    (Arrow("e0", "n0", "n1", "plates"), Arrow("e1", "n1", "n2", mutual=True), Arrow("e2", "n2", "n0", "orders", backward=True), Arrow("e3", "n3", "n2")),
    (Box("b0", "outer"), Box("b1", "inner", "b0")),
)  # fmt: skip


def test_an_empty_drawing_needs_no_engine() -> None:
    assert layout(Drawing("", "", (), ()), Engine("dot", seconds=0)).nodes == {}


@pytest.mark.parametrize("choice", ENGINES)
def test_end_customers_stand_at_the_end_and_boxes_hold_what_is_in_them(choice: EngineName) -> None:
    placed = layout(CHAIN, Engine(choice))

    assert placed.nodes["n2"].x > max(placed.nodes[each].x for each in ("n0", "n1", "n3"))
    for outer, inner in ((placed.boxes["b0"], placed.boxes["b1"]), (placed.boxes["b1"], placed.nodes["n1"])):
        assert outer.x < inner.x
        assert outer.y < inner.y
        assert outer.x + outer.width > inner.x + inner.width


@pytest.mark.parametrize("choice", ENGINES)
def test_a_line_runs_from_the_outline_of_its_tail_to_that_of_its_head(choice: EngineName) -> None:
    placed = layout(CHAIN, Engine(choice))

    for arrow in CHAIN.arrows:
        for point, node in ((placed.curves[arrow.id][0], arrow.tail), (placed.curves[arrow.id][-1], arrow.head)):
            assert holds("sharp", placed.nodes[node].grown(2), *point), arrow


@pytest.mark.parametrize("choice", ENGINES)
def test_where_services_are_asked_for_every_label_has_its_place(choice: EngineName) -> None:
    named = Drawing("", "", CHAIN.nodes, CHAIN.arrows, CHAIN.boxes, named=True)

    assert sorted(layout(named, Engine(choice)).labels) == ["e0", "e2"]


def test_the_dot_that_is_asked_with_holds_no_word_of_the_map() -> None:
    asked = layout_dot(CHAIN, {node.id: card(node) for node in CHAIN.nodes}, {"e0": ("plates",)}) + free_dot(CHAIN)

    assert not [word for word in ("Party", "party", "plates", "orders", "outer", "inner") if word in asked]


def test_too_many_lines_are_laid_out_freely_and_it_is_said() -> None:
    nodes = tuple(Node(f"n{place}", str(place), str(place)) for place in range(60))
    edges = tuple(Arrow(f"e{a * 60 + b}", f"n{a}", f"n{b}") for a in range(60) for b in range(60) if a != b)[:1600]

    placed = layout(Drawing("", "", nodes, edges), Engine("embedded"))

    assert len(placed.nodes) == 60
    assert len(placed.curves) == 1600
    assert "laid out freely" in placed.remarks[-1]


def test_free_cards_do_not_overlap() -> None:
    spots = {f"n{place}": ((place * 7) % 13 * 3.0, (place * 11) % 17 * 2.0, 120.0, 48.0) for place in range(150)}

    rects = list(apart(spots).values())

    assert not [1 for place, one in enumerate(rects) for other in rects[place + 1 :] if _overlap(one, other)]


def _overlap(one: Rect, other: Rect) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > 0.5 and down > 0.5


@given(st.sampled_from(sorted(set(OUTLINES.values()))), st.floats(-400, 400), st.floats(-400, 400))
def test_a_straight_line_starts_on_the_outline(outline: Outline, x: float, y: float) -> None:
    figure = next(each for each, found in OUTLINES.items() if found == outline)
    here, there = Rect(0, 0, 140, 50), Rect(x, y, 140, 50)

    start = straight((figure, here), (figure, there))[0]

    assert holds("sharp", here.grown(1), *start)


@given(st.text(max_size=60), st.floats(5, 20), st.floats(20, 200))
@settings(max_examples=60)
def test_words_that_are_cut_fit_and_say_so(text: str, size: float, room: float) -> None:
    shown = fitted(text, size, room)

    assert shown == text or shown.endswith(ELLIPSIS)
    assert width(shown, size) <= max(room, width(ELLIPSIS, size)) + 1e-6


def test_a_long_name_is_broken_at_blanks() -> None:
    assert wrapped("Accounts receivable of the north", 10, 100, 2) == ("Accounts receivable", "of the north")
    assert wrapped("one", 10, 100, 2) == ("one",)
    assert wrapped("", 10, 100, 2) == ("",)
