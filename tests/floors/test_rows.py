"""Rows and entries are made when they are read, and look like a tuple and a dict of them."""

from __future__ import annotations

import pytest

from icmap.rows import Entries, Rows


def _doubled(made: list[int], number: int) -> int:
    made.append(number)
    return 2 * number


def test_rows_are_made_only_when_they_are_read() -> None:
    made: list[int] = []
    rows = Rows(lambda number: _doubled(made, number), (1, 2, 3))

    assert len(rows) == 3
    assert made == []
    assert rows[-1] == 6
    assert made == [3]


def test_rows_equal_whatever_has_the_same_rows() -> None:
    rows = Rows(str, (1, 2, 3))

    assert rows == ("1", "2", "3")
    assert rows == Rows(str, [1, 2, 3])
    assert rows != ("1", "2")
    assert hash(rows) == hash(("1", "2", "3"))
    assert rows[1:] == ("2", "3")
    assert repr(rows) == "('1', '2', '3')"


def test_an_entry_is_made_once_and_only_for_a_key() -> None:
    made: list[int] = []
    entries = Entries(lambda number: _doubled(made, number), (1, 2))

    assert [entries[2], entries[2]] == [4, 4]
    assert made == [2]
    assert dict(entries) == {1: 2, 2: 4}
    assert 3 not in entries
    with pytest.raises(KeyError):
        entries[3]
