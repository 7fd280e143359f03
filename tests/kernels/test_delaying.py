"""The largest harmless delay, against trying every one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from icmap.kernels.delaying import COVERED, largest_delay


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 30)), max_size=5), st.integers(0, 60))
def test_plateaus_and_slopes_are_searched_exactly(parts: list[tuple[int, int]], plateau: int) -> None:
    """Lateness as it comes about: the worst of several slopes, each capped where another member takes over."""

    def lateness(delay: int) -> int:
        return max((min(delay, start + rise) - start for start, rise in parts), default=min(delay, plateau) - plateau)

    harmless = [delay for delay in range(1000) if lateness(delay) <= 0]
    expected = COVERED if len(harmless) == 1000 else harmless[-1]

    assert largest_delay(lateness, more_than_any=999)[0] == expected


def test_what_a_delay_of_one_already_harms_is_asked_once() -> None:
    assert largest_delay(lambda delay: delay, more_than_any=10**9) == (0, 1)


def test_a_long_plateau_is_halved_and_not_walked() -> None:
    found, asked = largest_delay(lambda delay: 1 if delay > 5 else 0, more_than_any=10**9)

    assert found == 5
    assert asked < 80
