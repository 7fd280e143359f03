from __future__ import annotations

from typing import Any

from icmap.measures.recovery import Hit, hit_times, slow_recoveries
from worlds import a_study, any_of, need

HOUR = 3600


def test_everybody_is_hit_when_patience_on_the_way_has_run_out() -> None:
    study = a_study(
        guests={"needs": [need("waiters", tolerates="1h")]}, waiters={"needs": [need("linen", tolerates="2h")]}
    )

    assert hit_times(study, ["linen"]) == {
        "guests": Hit(3 * HOUR, lower_bound=False),
        "linen": Hit(0, lower_bound=False),
        "waiters": Hit(2 * HOUR, lower_bound=False),
    }


def test_unknown_patience_counts_as_none_and_makes_a_lower_bound() -> None:
    study = a_study("waiters -> linen", guests={"needs": [need("waiters", tolerates="1h")]})

    assert hit_times(study, ["linen"])["guests"] == Hit(HOUR, lower_bound=True)


def test_of_an_alternative_the_member_that_makes_it_too_few_counts() -> None:
    members = [need(each, tolerates=time) for each, time in (("x", "1h"), ("y", "2h"), ("z", "3h"))]

    one = a_study(a={"needs": [any_of(*members, at_least=1)]})
    two = a_study(a={"needs": [any_of(*members, at_least=2)]})

    assert hit_times(one, ["x", "y", "z"])["a"].time == 3 * HOUR
    assert hit_times(two, ["x", "y", "z"])["a"].time == 2 * HOUR
    assert "a" not in hit_times(two, ["x"])


def test_the_earlier_of_two_ways_hits() -> None:
    study = a_study("b -> x", a={"needs": [need("x", tolerates="5h"), need("b", tolerates="1h")]})

    assert hit_times(study, ["x"])["a"] == Hit(HOUR, lower_bound=True)


def test_who_comes_back_later_than_its_first_customer_can_wait_is_slow() -> None:
    customers: dict[str, Any] = {
        "a": {"needs": [need("x", tolerates="4h")]},
        "b": {"needs": [need("x", tolerates="2h")]},
    }

    (slow,) = a_study(x={"recovery": "3h"}, **customers).of(slow_recoveries)

    assert (slow.party, slow.customer, slow.recovery, slow.hit) == ("x", "b", 3 * HOUR, 2 * HOUR)
    assert a_study(x={"recovery": "2h"}, **customers).of(slow_recoveries) == ()


def test_who_never_said_how_long_is_undecided() -> None:
    assert a_study("a -> x", x={"recovery": "3h"}).of(slow_recoveries) == ()


def test_a_backup_or_another_supplier_makes_recovery_harmless() -> None:
    wait = need("x", tolerates="1h")

    assert a_study(a={"needs": [wait]}, x={"recovery": "3h", "backup": ("y",)}, y={}).of(slow_recoveries) == ()
    assert a_study(a={"needs": [any_of(wait, "y")]}, x={"recovery": "3h"}).of(slow_recoveries) == ()


def test_small_maps_have_no_slow_recovery() -> None:
    for study in (a_study(), a_study(x={"recovery": "1h"}), a_study("a -> x")):
        assert study.of(slow_recoveries) == ()
