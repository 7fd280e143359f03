"""In which order items stand, and which five."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from icmap.analyses.ranking import KINDS, MOST, Hurt, Item, Sure, chosen, explained
from icmap.locations import NOWHERE

HURTS, SURES = list(Hurt), list(Sure)


def an_item(  # noqa: PLR0913 - one parameter a field
    subject: str, *, kind: str = "no-stand-in", hurt: Hurt = Hurt.END_THEN, bad: float = 0.5, weight: int = 2,
    sure: Sure = Sure.COMPUTED, end: str | None = None, covers: tuple[str, ...] = (), lower_bound: bool = False,
) -> Item:  # fmt: skip
    return Item(
        kind=kind, about=kind, subject=subject, covers=tuple(("thing", each) for each in covers or (subject,)), hurt=hurt, bad=bad,
        weight=weight, sure=sure, span=NOWHERE, clause=lambda: subject, end=end, lower_bound=lower_bound,
    )  # fmt: skip


def order(*items: Item) -> list[str]:
    return [each.subject for each in chosen(items)[0]]


def test_who_is_hurt_comes_before_how_bad_before_how_sure() -> None:
    now = an_item("now", kind="broken-need", hurt=Hurt.END_NOW, bad=0.1)
    worse = an_item("worse", kind="overloaded", bad=0.9)
    measured = an_item("measured", kind="slow-recovery", sure=Sure.MEASURED)
    computed = an_item("computed", kind="no-stand-in")
    others = an_item("others", kind="situation", hurt=Hurt.OTHERS, bad=1.0, weight=4)

    assert order(others, computed, measured, worse, now) == ["now", "worse", "measured", "computed", "others"]


def test_importance_multiplies_and_a_load_is_not_capped() -> None:
    little_but_critical = an_item("a", kind="no-stand-in", bad=0.3, weight=4)
    much_but_medium = an_item("b", kind="slow-recovery", bad=0.5, weight=2)
    twice_overloaded = an_item("c", kind="overloaded", bad=1.4, weight=1)

    assert order(little_but_critical, much_but_medium, twice_overloaded) == ["c", "a", "b"]


def test_a_lower_bound_comes_after_what_is_known() -> None:
    loop = an_item("loop", kind="waiting-loop", hurt=Hurt.END_NOW, bad=0.1)
    at_least = an_item("at least", kind="broken-need", hurt=Hurt.END_NOW, bad=0.9, lower_bound=True)

    assert order(at_least, loop) == ["loop", "at least"]


def test_never_two_about_one_thing_and_what_is_covered_is_not_counted_as_left_out() -> None:
    first, same = an_item("jeff", bad=0.9), an_item("jeff", kind="overloaded", bad=0.1)

    shown, left = chosen([same, first])

    assert (list(shown), list(left)) == ([first], [])


def test_at_most_two_of_a_kind_while_another_kind_has_something_to_say() -> None:
    alone = [an_item(f"p{n}", bad=0.9 - n / 10) for n in range(4)]
    small = an_item("load", kind="overloaded", bad=0.01)

    assert order(*alone, small) == ["p0", "p1", "load", "p2", "p3"]


def test_the_worst_need_of_each_end_comes_before_the_second_of_any() -> None:
    needs = [
        an_item(subject, kind="broken-need", hurt=Hurt.END_NOW, bad=bad, end=end)
        for subject, bad, end in (("a1", 0.9, "a"), ("a2", 0.8, "a"), ("b1", 0.1, "b"))
    ]

    assert order(*needs) == ["a1", "b1", "a2"]


@given(
    st.lists(
        st.builds(
            an_item, st.text("abcdef", min_size=1, max_size=2), kind=st.sampled_from(sorted(KINDS)), hurt=st.sampled_from(HURTS),
            bad=st.floats(0, 1), weight=st.integers(1, 4), sure=st.sampled_from(SURES), end=st.sampled_from("xy"),
        ),
        max_size=14,
    )
)  # fmt: skip
def test_the_choice_is_the_same_in_any_order_and_says_nothing_twice(items: list[Item]) -> None:
    shown, left = chosen(items)

    assert [(each.subject, each.kind) for each in chosen(items[::-1])[0]] == [
        (each.subject, each.kind) for each in shown
    ]
    assert len(shown) <= MOST
    assert len({each.subject for each in shown}) == len(shown)
    assert not {each.subject for each in shown} & {each.subject for each in left}
    assert len(shown) == MOST or not left


def test_the_table_is_explained() -> None:
    text = explained()

    assert all(f"*{kind}*" in text for kind in KINDS)
