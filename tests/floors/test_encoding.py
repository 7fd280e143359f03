from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

import pytest

from icmap.encoding import Hidden, Inline, Spread, encoded, members
from icmap.locations import Span
from icmap.model.quantities import Seconds, Share, Timed
from icmap.records import dataclass
from icmap.schemas.result import schema_of


class Place(NamedTuple):
    file: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row."""

    party: str
    place: Inline[Place]
    late: Spread[Span | None] = None
    need: Spread[Timed | None] = None
    drag: Seconds | None = None
    each: tuple[Seconds, ...] = ()
    of: Mapping[str, Seconds]
    share: Share = Fraction(1, 3)
    source: Hidden[object] = None

    @property
    def margin(self) -> Seconds:
        """What is left."""
        return -1800

    @property
    def inner(self) -> Hidden[int]:
        """Nobody's business."""
        return 1


def a_row() -> Row:
    return Row(party="a", place=Place("x", 3), drag=5400, each=(3600, 7200), of={"b": Fraction(3600, 7)})


def test_a_record_is_written_with_its_fields_and_public_properties_and_times_in_hours() -> None:
    written = encoded(a_row())

    assert written["drag_hours"] == 1.5
    assert written["each_hours"] == [1.0, 2.0]
    assert written["of_hours"] == {"b": 0.142857143}
    assert written["share"] == 0.333333333
    assert written["margin_hours"] == -0.5


def test_the_keys_of_what_is_inline_stand_in_its_place_also_where_it_is_missing() -> None:
    written = encoded(a_row())

    assert list(written)[:6] == ["party", "file", "line", "late_file", "late_line", "late_column"]
    assert (written["file"], written["late_file"], written["need_hours"]) == ("x", None, None)


def test_what_is_spread_has_its_own_name_before_its_keys() -> None:
    row = Row(party="a", place=Place("x", 3), of={}, need=Timed(5400, "start"))

    assert encoded(row)["need_hours"] == 1.5
    assert encoded(row)["need_clock"] == "start"


def test_what_is_hidden_does_not_leave() -> None:
    assert not {"source", "inner"} & {each.attribute for each in members(Row)}


def test_the_schema_and_the_encoder_name_the_same_keys() -> None:
    properties = schema_of({"row": Row})["$defs"]["Row"]["properties"]

    assert list(properties) == list(encoded(a_row()))


def test_a_record_by_name_refuses_positions() -> None:
    positional: Any = Row

    with pytest.raises(TypeError):
        positional("a", Place("x", 3))
