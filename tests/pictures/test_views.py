"""What each picture says, as plain data, before anything is laid out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from icmap.errors import IcmapError
from icmap.model import Dependency, OrgMap, Party
from icmap.pictures.drawing import Arrow, Drawing, Grid, Node, Picture
from icmap.pictures.views import VIEWS, Wish, view_named
from icmap.pictures.views._order import sequence
from icmap.pictures.views._parties import MOST
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
    assert "(brunch)" in drawing.title


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

    assert [(box.id, box.name, box.parent) for box in drawing.boxes] == [("b0", "front", "b1"), ("b1", "house", None)]
    assert node(drawing, "waiters").box == "b0"


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

    assert "the slowest way to staff, 3 d 4 h" in drawing.title
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

    assert len(drawing.nodes) == 80
    assert "of 301 parties the 80 with the most dependencies" in drawing.remarks[0]
    assert len(graph("map", Study(a_large_map(MOST))).nodes) == MOST


def test_top_takes_those_with_the_most_dependencies() -> None:
    drawing = graph("map", a_study("a -> hub", "b -> hub", "c -> hub", "d -> c"), top=2)

    assert {each.key for each in drawing.nodes} == {"hub", "c"}


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


def test_alternatives_are_lines_too() -> None:
    drawing = graph(
        "map", a_study("guests -> kitchen", kitchen={"needs": [any_of("grocer", "market")]}, grocer={}, market={})
    )

    assert len(drawing.arrows) == 3


def test_the_order_of_work_puts_providers_first_and_coupled_ones_together() -> None:
    places = sequence("abcd", [("a", "b"), ("b", "c"), ("c", "b"), ("c", "d")])

    assert sorted(places, key=places.__getitem__) == ["a", "b", "c", "d"]
