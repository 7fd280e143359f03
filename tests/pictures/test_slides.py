"""Every view of every example on a slide and on paper, measured: legible, nothing over another, nothing outside, the page used."""

from __future__ import annotations

from pathlib import Path

import pytest
from slides import problems

from icmap import loading
from icmap.pictures.drawing import Drawing
from icmap.pictures.fitting import fitting
from icmap.pictures.options import Style, Wish
from icmap.pictures.order import Order
from icmap.pictures.paint.engines import Engine
from icmap.pictures.paint.svg import svg_of
from icmap.pictures.views import VIEWS
from icmap.study import Study

ROOT = Path(__file__).parents[2]
MAPS = sorted((Path(__file__).parent / "maps").glob("*.yaml"))
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
SLIDE, PAPER = (16.0, 9.0), (210.0, 297.0)


def found(path: Path, view: str, page: tuple[float, float], **more: object) -> list[str]:
    study = Study(loading.load(path).org)
    order = Order(Style(proportions=page), Engine("auto"))
    wish = Wish(focus=study.ends[0] if view == "neighbourhood" else None, **more)  # type: ignore[arg-type]
    return problems(svg_of(fitting(study, view, wish, order), order).text)


@pytest.mark.parametrize("path", [*EXAMPLES, *MAPS], ids=lambda path: path.stem)
@pytest.mark.parametrize("view", VIEWS)
def test_a_slide_can_be_read_and_nothing_is_in_the_way(path: Path, view: str) -> None:
    assert found(path, view, SLIDE) == []


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
@pytest.mark.parametrize("view", [each for each in VIEWS if each != "swimlane"])
def test_so_can_a_page_of_paper(path: Path, view: str) -> None:
    assert found(path, view, PAPER) == []


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_lanes_are_for_a_slide_or_for_a_large_sheet_that_lies(path: Path) -> None:
    assert found(path, "swimlane", (420.0, 297.0)) == []


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_with_every_service_named_no_label_covers_another_and_no_arrow_curls(path: Path) -> None:
    assert found(path, "map", SLIDE, labels="services") == []


def test_a_map_of_hundreds_is_a_slide_too() -> None:
    hospital = ROOT / "examples" / "university-hospital" / "hospital.yaml"

    assert {view: found(hospital, view, SLIDE) for view in ("map", "critical", "heat")} == {
        "map": [],
        "critical": [],
        "heat": [],
    }


def test_the_checker_sees_small_letters_and_cards_that_overlap() -> None:
    study = Study(loading.load(MAPS[0]).org)
    order = Order(Style(proportions=SLIDE), Engine("auto"))
    made = fitting(study, "map", Wish(), order)
    assert isinstance(made, Drawing)
    text = svg_of(made, order).text

    assert any("points" in each for each in problems(text.replace('font-size="13.4"', 'font-size="6"')))
    assert any("leaves the page" in each for each in problems(text.replace('width="1280"', 'width="700"', 1)))
