"""Headings of German sheets, and scores on the scale that is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from icmap.exchange.gathered import Gathered
from icmap.exchange.importing import hold_to_scale, import_files
from icmap.exchange.order import Order
from icmap.exchange.reading import gather
from icmap.exchange.tables.meaning import heading_meaning
from icmap.loading import parse
from icmap.model.entries import written


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Was wird gebraucht?", "service"),
        ("spätestens nach", "within"),
        ("Braucht in", "within"),
        ("Liefert in", "lead_time"),
        ("Zufrieden (1-10)", "satisfaction"),
        ("Braucht", "customer"),
    ],
)
def test_headings_as_germans_write_them(heading: str, target: str) -> None:
    assert heading_meaning(heading)[0] == target


@pytest.mark.parametrize("heading", ["Zufriedenheit (Schulnote)", "Schulnote", "Zufriedenheit (1 = sehr gut)"])
def test_school_grades_are_turned_round_and_that_is_said(heading: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'Kunde;Lieferant;{heading}\nA;B;1\nB;C;"2,5"\nC;D;6\n')

    found = import_files([str(tmp_path / "a.csv")], Order({}))

    parties = parse(found.text).org.parties.values()
    scores = [str(each.satisfaction.score) for one in parties for each in written(one) if each.satisfaction]
    assert scores == ["5.0", "3.8", "1.0"]
    assert any("1 is the best" in each.message and each.where.endswith("C1") for each in found.remarks)


def test_a_grade_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Kunde;Lieferant;Schulnote\nA;B;7\nB;C;2\n")

    found = import_files([str(tmp_path / "a.csv")], Order({}))

    assert not found.ok


def test_a_score_outside_the_scale_of_the_map_is_named_with_its_cell_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Kunde;Lieferant;Zufrieden (1-10)\nA;B;8\nB;C;2\n")
    gathered = Gathered()
    gather([str(tmp_path / "a.csv")], Order({}), gathered)

    hold_to_scale(gathered, parse("icmap: 1\nparties: {A: }\n").org.survey)

    (error,) = gathered.remarks.errors
    assert error.where.endswith("a.csv: C2")
    assert "the score 8 lies outside the scale of the map, 1 to 5" in error.message
    assert [record.get("satisfaction") for record in gathered.links.values()] == [None, "2"]
