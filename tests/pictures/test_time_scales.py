"""An axis has one unit."""

from __future__ import annotations

import pytest

from icmap.model.quantities import Calendar
from icmap.pictures.scales import time_scale


@pytest.mark.parametrize(("days", "unit"), [(4, "d"), (40, "d"), (70, "months"), (300, "months"), (4000, "months")])
def test_the_ticks_of_an_axis_have_one_unit(days: int, unit: str) -> None:
    calendar = Calendar()

    scale = time_scale(0.0, float(calendar.day * days), calendar)

    assert 3 <= len(scale.ticks) <= 9
    assert {text.rpartition(" ")[2] for _, text in scale.ticks if not text.startswith("0")} == {unit}
