"""Pictures for notebooks and scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

import icmap

PAYDAY = Path(__file__).parents[2] / "examples" / "payday.yaml"


def test_a_map_is_rendered_by_its_path_or_by_itself() -> None:
    by_path = icmap.render(PAYDAY, engine="embedded", proportions=(16, 9))
    by_map = icmap.render(icmap.load(PAYDAY), "map", "svg", engine="embedded", proportions=(16, 9))

    assert by_path == by_map
    assert by_path.startswith(b"<svg")


@pytest.mark.parametrize(
    ("view", "form", "focus", "sentence"),
    [
        ("cloud", "svg", None, "there is no view 'cloud'"),
        ("map", "gif", None, "there is no picture format 'gif'"),
        ("map", "svg", "jef", "the map has no party 'jef'"),
    ],
)
def test_what_does_not_exist_is_a_sentence(view: str, form: str, focus: str | None, sentence: str) -> None:
    with pytest.raises(icmap.IcmapError, match=sentence):
        icmap.render(PAYDAY, view, form, focus=focus)
