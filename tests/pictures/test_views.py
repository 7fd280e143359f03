"""What each picture says, as plain data, before anything is laid out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from icmap.errors import IcmapError
from icmap.model import Dependency, OrgMap, Party
from icmap.pictures.drawing import Arrow, Drawing, Grid, Node, Picture, Timeline
from icmap.pictures.make import make
from icmap.pictures.order import Order
from icmap.pictures.views import VIEWS, Wish, view_named
from icmap.pictures.views._order import sequence
from icmap.pictures.views.selection import MOST
from icmap.study import Question, Study
from worlds import a_map, a_study, any_of, need

PAYDAY = ("staff -> payroll -> timesheets -> jeff", "payroll -> contracts")
TIMES: dict[str, Any] = {
    "payroll": {"lead_time": "4h"},
    "timesheets": {"lead_time": "1d"},
    "jeff": {"lead_time": "2d", "kind": "person"},
}


def draw(view: str, study: Study, **wish: object) -> Picture:
    return view_named(view).draw(study, Wish(**wish))  # type: ignore[arg-type]


def graph(view: str, study: Study, **wish: object) -> Drawing:
    found = draw(view, study, **wish)
    assert isinstance(found, Drawing)
    return found


def grid(view: str, study: Study, **wish: object) -> Grid:
    found = draw(view, study, **wish)
    assert isinstance(found, Grid)
    return found


def node(drawing: Drawing, key: str) -> Node:
    (found,) = (each for each in drawing.nodes if each.key == key)
    return found


def arrow(drawing: Drawing, tail: str, head: str) -> Arrow:
    keys = {each.id: each.key for each in drawing.nodes}
    (found,) = (each for each in drawing.arrows if (keys[each.tail], keys[each.head]) == (tail, head))
    return found


def samples(picture: Picture) -> set[str]:
    return {item.sample for item in picture.legend}


def test_arrows_point_as_work_flows_and_ids_are_our_own() -> None:
    drawing = graph("map", a_study(*PAYDAY, **TIMES))

    assert arrow(drawing, "jeff", "timesheets").critical
    assert not arrow(drawing, "contracts", "payroll").critical
    assert [each.id for each in drawing.nodes] == ["n0", "n1", "n2", "n3", "n4"]
    assert node(drawing, "staff").end
    assert node(drawing, "jeff").lines == ("person · 2 d",)
    assert node(drawing, "staff").lines == ("after 3 d 4 h or more",)


def test_the_worst_bottleneck_is_number_one() -> None:
    drawing = graph("map", a_study(*PAYDAY, **TIMES))

    assert node(drawing, "jeff").rank == 1
    assert "bottleneck" in samples(drawing)


def test_a_mutual_pair_is_one_line() -> None:
    drawing = graph("map", a_study("guests -> waiters/dinner -> kitchen/plates", "kitchen -> waiters/orders"))

    assert sum(each.mutual for each in drawing.arrows) == 1
    assert "mutual" in samples(drawing)


def test_what_nobody_waits_for_is_dashed_and_what_is_situational_is_dotted() -> None:
    drawing = graph(
        "map",
        a_study(
            "guests -> waiters",
            situations=("banquet",),
            waiters={"needs": [need("till", waits=False), need("tips", optional=True), need("cooks", when=("banquet",))]},
            till={}, tips={}, cooks={},
        ),
    )  # fmt: skip

    assert arrow(drawing, "till", "waiters").line == "dashed"
    assert arrow(drawing, "tips", "waiters").line == "dashed"
    assert arrow(drawing, "cooks", "waiters").line == "dotted"


def test_with_a_situation_asked_for_only_its_lines_are_there() -> None:
    study = a_study(
        "guests -> waiters",
        situations=("banquet", "brunch"),
        question=Question(situations=("brunch",)),
        waiters={"needs": [need("eggs", when=("brunch",)), need("cooks", when=("banquet",))]},
        eggs={}, cooks={},
    )  # fmt: skip

    drawing = graph("map", study)

    assert [each.line for each in drawing.arrows].count("dotted") == 1
    assert drawing.map_name == "Test (brunch)"


def test_a_waiting_loop_is_marked_and_explained() -> None:
    drawing = graph("map", a_study("login/token -> runtime/start -> login/token", "shop -> login/token"))

    assert any(each.loop for each in drawing.arrows)
    assert node(drawing, "login").loop
    assert "loop" in samples(drawing)


def test_the_legend_explains_only_what_occurs() -> None:
    drawing = graph("map", a_study("b -> a"))

    assert samples(drawing) <= {"end", "critical"}


def test_the_more_often_the_thicker() -> None:
    study = a_study(
        "guests -> waiters",
        waiters={"needs": [need("kitchen", frequency="120/day"), need("linen", frequency="monthly"), need("mill")]},
        kitchen={}, linen={}, mill={},
    )  # fmt: skip
    drawing = graph("map", study)

    often, seldom = arrow(drawing, "kitchen", "waiters").weight, arrow(drawing, "linen", "waiters").weight
    assert often is not None
    assert seldom is not None
    assert 0 <= seldom < often <= 1
    assert arrow(drawing, "mill", "waiters").weight is None


def test_parties_stand_in_the_boxes_of_what_they_are_part_of() -> None:
    study = a_study(
        "guests -> waiters", waiters={"part_of": "front"}, front={"part_of": "house", "kind": "department"}, house={}
    )
    drawing = graph("map", study)

    assert [(box.id, box.name, box.parent) for box in drawing.boxes] == [("b0", "house", None), ("b1", "front", "b0")]
    assert node(drawing, "waiters").box == "b1"


def test_who_stands_in_is_a_line_of_its_own_kind() -> None:
    drawing = graph("map", a_study("staff -> jane", jane={"backup": ("bureau",)}, bureau={}))

    assert arrow(drawing, "bureau", "jane").line == "standin"
    assert "1 line of work" in drawing.subtitle


def test_a_line_out_of_an_end_customer_runs_backward() -> None:
    drawing = graph("map", a_study("guests -> waiters/dinner", "waiters/dinner -> guests/order", guests={"end": True}))

    assert drawing.arrows[0].mutual
    drawing = graph(
        "map", a_study("guests -> waiters", "kitchen -> guests/order", "waiters -> kitchen", guests={"end": True})
    )
    assert arrow(drawing, "guests", "kitchen").backward
    assert not arrow(drawing, "kitchen", "waiters").backward


def test_labels_of_float_and_drag_are_there_where_asked() -> None:
    study = a_study(*PAYDAY, **TIMES, contracts={"lead_time": "1h"})

    assert node(graph("map", study, labels="drag"), "jeff").note == "drag 2 d"
    assert node(graph("map", study, labels="float"), "contracts").note == "float 2 d 7 h"
    assert not node(graph("map", study), "jeff").note


def test_the_critical_view_shows_the_chain_and_what_joins_it_with_its_float() -> None:
    study = a_study(*PAYDAY, **TIMES, contracts={"lead_time": "1h"}, loner={})
    drawing = graph("critical", study, focus="staff")

    assert drawing.title == "Staff are served after 3 d 4 h"
    assert {each.key for each in drawing.nodes} == {"staff", "payroll", "timesheets", "jeff", "contracts"}
    assert node(drawing, "contracts").note == "float 2 d 7 h"
    assert not node(drawing, "jeff").note


def test_nothing_leads_to_somebody_who_waits_for_nobody() -> None:
    with pytest.raises(IcmapError, match="nothing that takes time leads to 'loner'"):
        draw("critical", a_study(*PAYDAY, loner={}), focus="loner")


def test_the_neighbourhood_goes_as_far_as_asked() -> None:
    study = a_study("e -> d -> c -> b -> a")

    assert [each.key for each in graph("neighbourhood", study, focus="c").nodes] == ["b", "c", "d"]
    assert len(graph("neighbourhood", study, focus="c", depth=2).nodes) == 5
    assert node(graph("neighbourhood", study, focus="c"), "c").focus


def test_a_neighbourhood_of_nobody_is_a_sentence() -> None:
    with pytest.raises(IcmapError, match="somebody in its middle"):
        draw("neighbourhood", a_study("b -> a"))


def test_the_service_view_frames_the_services_of_one_party() -> None:
    drawing = graph("service", a_study("guests -> waiters/dinner -> kitchen/plates -> waiters/orders"))

    assert [box.name for box in drawing.boxes] == ["waiters"]
    assert node(drawing, "waiters/dinner").name == "dinner"
    assert node(drawing, "waiters/dinner").box == node(drawing, "waiters/orders").box == "b0"


def test_in_the_matrix_rows_need_columns_and_whoever_works_first_stands_first() -> None:
    found = grid("matrix", a_study("c -> b -> a"))

    assert [head.key for head in found.rows] == ["a", "b", "c"]
    assert {(cell.row, cell.column, cell.mark) for cell in found.cells} == {(1, 0, "need"), (2, 1, "need")}
    assert "the row needs the column" in found.convention
    assert "feedback" in found.convention


def test_a_feedback_stands_above_the_diagonal_in_a_framed_block() -> None:
    found = grid("matrix", a_study("end -> c -> b -> a -> c"))

    assert [cell.mark for cell in found.cells if cell.column > cell.row] == ["feedback"]
    assert [(frame.first, frame.last) for frame in found.frames] == [(0, 2)]


def test_the_heat_map_counts_needs_between_groups() -> None:
    study = a_study(
        "a -> b",
        "a -> c",
        "b -> c",
        a={"part_of": "front"},
        b={"part_of": "back"},
        c={"part_of": "back"},
        front={},
        back={},
    )
    found = grid("heat", study)

    rows = [head.key for head in found.rows]
    columns = [head.key for head in found.columns]
    assert {(rows[cell.row], columns[cell.column], cell.text) for cell in found.cells} == {
        ("front", "back", "2"),
        ("back", "back", "1"),
    }


def a_large_map(count: int, *, groups: int = 0) -> OrgMap:
    parties = {
        f"p{place:04}": Party(
            f"p{place:04}",
            part_of=f"g{place % groups}" if groups else None,
            depends_on=(Dependency(f"p{place:04}", None, f"p{place // 2:04}"),) if place else (),
        )
        for place in range(count)
    }
    return OrgMap(
        "Large",
        parties=dict(sorted({**parties, **{f"g{place}": Party(f"g{place}") for place in range(groups)}}.items())),
    )


def test_a_large_map_folds_along_its_groups_and_says_so() -> None:
    drawing = graph("map", Study(a_large_map(MOST + 1, groups=7)))

    assert [each.key for each in drawing.nodes] == [f"g{place}" for place in range(7)]
    assert "301 parties are folded into level 1" in drawing.remarks[0]


def test_a_large_map_without_groups_shows_its_largest_and_says_so() -> None:
    drawing = graph("map", Study(a_large_map(MOST + 1)))

    assert len(drawing.nodes) == 81
    assert drawing.nodes[-1].name == "and 221 more"
    assert "of 301 parties 80 are shown, those with the most dependencies" in drawing.remarks[0]
    assert len(graph("map", Study(a_large_map(MOST))).nodes) == MOST


def test_top_takes_those_with_the_most_dependencies() -> None:
    drawing = graph("map", a_study("a -> hub", "b -> hub", "c -> hub", "d -> c"), top=2)

    assert {each.key for each in drawing.nodes if each.shape != "more"} == {"hub", "c"}


def test_a_level_folds_the_map() -> None:
    study = a_study("a -> b", a={"part_of": "front"}, b={"part_of": "back"}, front={}, back={})
    folded = Study(study.org, replace(study.question, level=1))

    assert [each.key for each in graph("map", folded).nodes] == ["back", "front"]


@pytest.mark.parametrize("view", [each for each in VIEWS if each != "neighbourhood"])
@pytest.mark.parametrize(
    "arrows", [(), ("b -> a",), ("a -> b -> a",), ("a/x -> b/x -> c/x -> a/x",)], ids=["nobody", "two", "pair", "loop"]
)
def test_the_smallest_maps_are_pictures(view: str, arrows: tuple[str, ...]) -> None:
    assert view_named(view).draw(Study(a_map(*arrows)), Wish())


OR = ("guests -> kitchen",)
KITCHEN: dict[str, Any] = {
    "kitchen": {"needs": [any_of("grocer", "market")], "lead_time": "1h", "part_of": "house"},
    "grocer": {"lead_time": "2h"}, "market": {"lead_time": "3h"}, "house": {},
}  # fmt: skip


@pytest.mark.parametrize("view", ["map", "service", "critical", "neighbourhood"])
def test_alternatives_meet_in_a_gate_from_which_one_arrow_leads_on(view: str) -> None:
    drawing = graph(view, a_study(*OR, **KITCHEN), focus="kitchen" if view == "neighbourhood" else None)
    (gate,) = (each for each in drawing.nodes if each.shape == "gate")

    assert gate.name == "any 1 of 2"
    assert gate.tip == "any 1 of 2: grocer, market"
    assert {arrow(drawing, member, gate.key).tail for member in ("grocer", "market")} == {
        node(drawing, "grocer").id, node(drawing, "market").id,
    }  # fmt: skip
    assert arrow(drawing, gate.key, "kitchen").head == node(drawing, "kitchen").id
    assert "gate" in samples(drawing)
    assert gate.box == node(drawing, "kitchen").box


def test_the_slowest_chain_goes_through_the_gate_by_the_member_that_was_waited_for() -> None:
    drawing = graph("map", a_study(*OR, **KITCHEN))
    (gate,) = (each for each in drawing.nodes if each.shape == "gate")

    assert arrow(drawing, "grocer", gate.key).critical
    assert arrow(drawing, gate.key, "kitchen").critical
    assert not arrow(drawing, "market", gate.key).critical


def test_who_is_a_member_and_needed_besides_has_two_arrows() -> None:
    study = a_study(
        *OR, kitchen={"needs": [any_of("grocer", "market"), need("grocer/ice", waits=False)]}, grocer={}, market={}
    )
    drawing = graph("map", study)
    (gate,) = (each for each in drawing.nodes if each.shape == "gate")

    assert arrow(drawing, "grocer", "kitchen").line == "dashed"
    assert arrow(drawing, "grocer", gate.key).line == "solid"


@pytest.mark.parametrize(("form", "words"), [("dot", "shape=diamond"), ("mermaid", "n4{"), ("d2", "shape: diamond")])
def test_a_gate_is_a_gate_in_every_language(form: str, words: str) -> None:
    text = make(graph("map", a_study(*OR, **KITCHEN)), form, Order()).content.decode()

    assert words in text
    assert "any 1 of 2" in text


TWO_ENDS = ("b -> b1 -> x", "a -> a1 -> x")
LATE: dict[str, Any] = {
    "a1": {"lead_time": "1h"}, "b1": {"lead_time": "5h"}, "x": {"lead_time": "2h", "kind": "person"},
    "a": {"needs": [need("a1", within=("1h", "start"))]},
}  # fmt: skip


def test_one_chain_is_marked_that_of_the_worst_need_and_another_where_asked() -> None:
    study = a_study(*TWO_ENDS[:1], "a1 -> x", **LATE)

    worst, other = graph("map", study), graph("map", study, focus="b")

    assert {(each.tail, each.head) for each in worst.arrows if each.critical} == {
        (arrow(worst, "x", "a1").tail, arrow(worst, "x", "a1").head), (arrow(worst, "a1", "a").tail, arrow(worst, "a1", "a").head),
    }  # fmt: skip
    assert worst.title == "A is served after 3 h, needed within 1 h"
    assert arrow(other, "b1", "b").critical
    assert not arrow(other, "a1", "a").critical


def test_bottleneck_numbers_are_the_same_in_every_picture_of_a_map() -> None:
    study = a_study(*TWO_ENDS[:1], "a1 -> x", **LATE)
    found = [
        graph("map", study),
        graph("map", study, focus="b"),
        graph("critical", study, focus="b"),
        graph("neighbourhood", study, focus="x"),
    ]

    ranks = [{each.key: each.rank for each in drawing.nodes if each.rank} for drawing in found]

    assert all(ranks[0][key] == rank for some in ranks for key, rank in some.items())


def test_the_chain_to_somebody_who_is_no_end_customer_is_not_said_to_lead_to_one() -> None:
    drawing = graph("critical", a_study(*PAYDAY, **TIMES), focus="timesheets")

    assert [item.text for item in drawing.legend if item.sample == "critical"] == ["slowest way to the timesheets"]


def test_all_needs_are_a_row_each_in_a_box_of_its_own() -> None:
    drawing = graph("critical", a_study(*TWO_ENDS[:1], "a1 -> x", **LATE), every_need=True)

    assert [box.name for box in drawing.boxes] == ["a: a1", "b: b1"]
    assert {each.box for each in drawing.nodes} == {"b0", "b1"}
    assert drawing.title == "What each of the 2 needs waits for"


def test_a_page_that_is_too_small_shows_those_on_the_way_first_and_counts_the_rest() -> None:
    drawing = graph("map", a_study(*PAYDAY, "hub -> m", "m -> n", "o -> m", "p -> m", **TIMES), most=4)

    assert {each.key for each in drawing.nodes} == {"staff", "payroll", "timesheets", "jeff", ""}
    assert drawing.nodes[-1].name == "and 6 more"
    assert "4 of 10 parties" in drawing.subtitle


def test_the_largest_that_are_shown_hold_the_slowest_chain_with_its_end() -> None:
    study = a_study(
        *PAYDAY, "c -> hub", "d -> hub", "e -> hub", "f -> hub", "g -> hub", "hub -> y", "hub -> z", **TIMES
    )

    assert {"staff", "payroll", "timesheets", "jeff"} <= {each.key for each in graph("map", study, top=5).nodes}


def test_the_timeline_of_a_need_says_until_when_it_is_needed_and_what_may_be_late() -> None:
    study = a_study(
        "payroll -> timesheets -> jeff", "payroll -> contracts",
        **TIMES | {"contracts": {"lead_time": "1h"}, "staff": {"needs": [need("payroll", within=("2d", "start"))]}},
    )  # fmt: skip
    found = draw("timeline", study)
    assert isinstance(found, Timeline)

    assert [(bar.name, bar.takes, bar.critical) for bar in found.bars] == [
        ("contracts", "1 h", False), ("jeff", "2 d", True), ("timesheets", "1 d", True), ("payroll", "4 h", True),
    ]  # fmt: skip
    assert found.bars[0].late == "float 2 d 7 h"
    assert found.limit is not None
    assert found.limit[1] == "needed within 2 d"


def test_the_order_of_work_puts_providers_first_and_coupled_ones_together() -> None:
    places = sequence("abcd", [("a", "b"), ("b", "c"), ("c", "b"), ("c", "d")])

    assert sorted(places, key=places.__getitem__) == ["a", "b", "c", "d"]
